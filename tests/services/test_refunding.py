"""Money back: some pieces or all of them, on any day, and everything else in proportion."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.database import backup, opening
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.domain.earning_rule import EarningRule
from shopfans.domain.errors import (
    AlreadyVoided,
    DayOver,
    NothingToRefund,
    PartlyRefunded,
    SaleUsedHers,
    TooManyReturned,
)
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.stamps import StampRule
from shopfans.domain.terms import RefundPolicy, Terms
from shopfans.services import settings
from shopfans.services.backups import backing_up
from shopfans.services.belonging import rewarding
from shopfans.services.books import auditing
from shopfans.services.coupons import couponing
from shopfans.services.members import finding
from shopfans.services.sales import listing, reassigning, refunding, selling
from shopfans.services.sales.selling import Receipt
from tests.conftest import Clock, join, lift_limits
from tests.examples import examples
from tests.services.test_selling import sell

CAKES = [Line(Money(3333), 3, "蛋糕"), Line(Money(1), 1, "糖")]


def with_terms(shop: Shop, **changes: object) -> Terms:
    terms: Terms = replace(settings.load(shop), **changes)  # type: ignore[arg-type]
    settings.save(shop, by=SYSTEM, terms=terms, request=f"{changes}")
    return terms


def three_cakes(shop: Shop, by: Staff, member: int) -> Receipt:
    """100.00 of cakes, paid with the welcome coupon, 120 points, WeChat and cash."""
    sell(shop, by, 200, "before", member=member)
    return selling.record_sale(
        shop,
        by=by,
        request="cakes",
        lines=CAKES,
        payments={Tender.WECHAT: Money(9000), Tender.CASH: Money(380)},
        received={Tender.WECHAT: Money(9000), Tender.CASH: Money(500)},
        member=member,
        coupons=[finding.card(shop, member).coupons[0].code],
        spend=Points(120),
    )


def give_back(shop: Shop, by: Staff, sale: int, pieces: dict[int, int] | None, n: int) -> Receipt:
    return refunding.refund_sale(shop, by=by, sale=sale, quantities=pieces, request=f"back {n}")


def test_one_of_three_cakes_comes_back_in_proportion(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sold = three_cakes(shop, cashier, mei)
    clock.pass_days(3)
    told = refunding.preview(shop, sold.sale, {1: 1})
    back = give_back(shop, cashier, sold.sale, {1: 1}, 1)
    assert back.paid == -told.back == Money(-3126)
    assert sum((told.tenders.values()), Money()) == told.back
    assert (told.given, told.taken, told.coupons) == (40, 31, ())
    assert finding.card(shop, mei).points == sold.balance + 40 - 31
    assert finding.card(shop, mei).visits == 1


def test_piece_by_piece_leaves_every_balance_as_before(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 200, "first", member=mei)
    clock.pass_days(1)
    before = finding.card(shop, mei)
    sold = selling.record_sale(
        shop, by=cashier, request="cakes", lines=CAKES, member=mei, spend=Points(120),
        payments={Tender.CASH: Money(9380)}, coupons=[before.coupons[0].code],
    )  # fmt: skip
    clock.pass_days(40)
    sell(shop, cashier, 1, "worked on")
    backs = [give_back(shop, cashier, sold.sale, {1: 1}, n) for n in range(3)]
    assert couponing.coming_back([], before.joined, 7) == ()
    backs.append(give_back(shop, cashier, sold.sale, None, 3))
    assert sum((-back.paid for back in backs), Money()) == Money(9380)
    after = finding.card(shop, mei)
    assert (after.points, after.spent, after.visits) == (
        before.points, before.spent, before.visits,
    )  # fmt: skip
    [coupon] = after.coupons
    assert coupon.code == before.coupons[0].code
    assert coupon.lapses == settings.today(shop).replace(day=settings.today(shop).day + 6)
    with pytest.raises(AlreadyVoided):
        give_back(shop, cashier, sold.sale, None, 4)


def test_a_coupon_stays_used_while_anything_it_took_off_is_kept(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    sold = three_cakes(shop, cashier, mei)
    give_back(shop, cashier, sold.sale, {1: 2}, 1)
    assert finding.card(shop, mei).coupons == ()
    give_back(shop, cashier, sold.sale, {1: 1}, 2)
    assert [coupon.lapses.isoformat() for coupon in finding.card(shop, mei).coupons] == [
        "2026-04-08"
    ]


def test_no_more_comes_back_than_was_sold(shop: Shop, cashier: Staff, mei: int) -> None:
    sold = three_cakes(shop, cashier, mei)
    give_back(shop, cashier, sold.sale, {1: 2}, 1)
    with pytest.raises(TooManyReturned) as refusal:
        give_back(shop, cashier, sold.sale, {1: 2}, 2)
    assert refusal.value.left == 1
    for pieces in ({}, {1: 0}, {1: -1}):
        with pytest.raises(NothingToRefund):
            give_back(shop, cashier, sold.sale, pieces, 3)
    with pytest.raises(NothingToRefund):
        give_back(shop, cashier, 999, None, 4)


def test_the_same_request_gives_back_once(shop: Shop, cashier: Staff, mei: int) -> None:
    sold = three_cakes(shop, cashier, mei)
    first = give_back(shop, cashier, sold.sale, {1: 1}, 1)
    assert give_back(shop, cashier, sold.sale, {1: 1}, 1) == first
    assert refunding.lines_left(shop, sold.sale)[0].left == 2


def test_what_came_back_in_part_is_refunded_not_voided(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sold = three_cakes(shop, cashier, mei)
    give_back(shop, cashier, sold.sale, {1: 1}, 1)
    with pytest.raises(PartlyRefunded):
        refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v")
    assert listing.last_sale(shop) is not None
    clock.pass_days(1)
    other = sell(shop, cashier, 5, "other")
    clock.pass_days(1)
    with pytest.raises(DayOver):
        refunding.void_sale(shop, by=cashier, sale=other.sale, request="v2")


def test_the_money_can_all_go_back_in_cash(shop: Shop, cashier: Staff, mei: int) -> None:
    sold = three_cakes(shop, cashier, mei)
    assert set(refunding.preview(shop, sold.sale, None).tenders) == {Tender.WECHAT, Tender.CASH}
    told = refunding.preview(shop, sold.sale, None, Tender.CASH)
    assert told.tenders == {Tender.CASH: Money(9380)}


@pytest.mark.parametrize(
    ("policy", "back", "points"),
    [(RefundPolicy.BELOW_ZERO, 10_000, -60), (RefundPolicy.KEEP_BACK, 9_940, 0)],
)
def test_points_spent_already_are_owed_or_kept_back_as_the_owner_says(
    shop: Shop, cashier: Staff, mei: int, policy: RefundPolicy, back: int, points: int
) -> None:
    with_terms(shop, refund_policy=policy)
    sold = sell(shop, cashier, 100, "s1", member=mei)
    sell(shop, cashier, 1, "s2", member=mei, spend=Points(60), due=40)
    told = refunding.preview(shop, sold.sale, None)
    assert (told.back, told.kept_points, told.below_zero) == (
        Money(back), 60 + points, -points,
    )  # fmt: skip
    assert give_back(shop, cashier, sold.sale, None, 1).paid == Money(-back)
    assert finding.card(shop, mei).points == points


def test_stamps_and_parts_of_a_point_come_back_too(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    with_terms(
        shop,
        stamps=StampRule(needed=2, goods=(1,)),
        earning=EarningRule(1, Money(1000), carries=True),
    )
    with shop.changing():
        shop.rows("INSERT INTO good VALUES (1, '茶', '', 900, 1, NULL, 1, NULL, 0)")
        shop.rows("INSERT INTO good_key VALUES ('茶', 1)")
    tea = Line(Money(900), 2, "茶", 1, list_price=Money(900))
    first = selling.record_sale(
        shop, by=cashier, request="a", lines=[tea], member=mei,
        payments={Tender.CASH: Money(1800)},
    )  # fmt: skip
    before = finding.card(shop, mei).buyer
    assert (before.stamps, before.carried, first.earned) == (2, 800, 1)
    free = selling.record_sale(
        shop, by=cashier, request="b", lines=[tea], member=mei, free_pieces=1,
        payments={Tender.CASH: Money(900)},
    )  # fmt: skip
    assert finding.card(shop, mei).buyer.stamps == 1
    assert (free.earned, finding.card(shop, mei).buyer.carried) == (1, 700)
    give_back(shop, cashier, free.sale, None, 1)
    assert finding.card(shop, mei).buyer == before


def test_a_gift_that_comes_back_gives_its_points_back(shop: Shop, cashier: Staff, mei: int) -> None:
    with shop.changing():
        shop.rows("INSERT INTO gift VALUES (1, '杯子', 150, 1)")
    sell(shop, cashier, 300, "s", member=mei)
    cup = Line(Money(), 2, "杯子", gift=1, points_each=Points(150), earns=False)
    sold = selling.record_sale(
        shop, by=cashier, request="gift", lines=[cup], payments={}, member=mei
    )
    assert sold.balance == 0
    assert give_back(shop, cashier, sold.sale, {1: 1}, 1).balance == 150


def test_a_sale_moves_to_the_right_guest_and_earns_there(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    wrong = sell(shop, cashier, 50, "s", member=ana)
    moved = reassigning.reassign_sale(shop, by=cashier, sale=wrong.sale, member=mei, request="move")
    assert (moved.earned, finding.card(shop, ana).points, finding.card(shop, ana).visits) == (
        50, 0, 0,
    )  # fmt: skip
    assert finding.card(shop, mei).points == 50
    code = listing.receipt_code(shop, wrong.sale)
    assert listing.by_receipt(shop, code) == moved.sale
    assert listing.day_total(shop, settings.today(shop)) == (2, 1, Money(5000))


def test_a_sale_that_moves_keeps_the_cash_that_was_handed_over(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    wrong = selling.record_sale(
        shop, by=cashier, request="s", lines=[Line(Money(3600))],
        payments={Tender.CASH: Money(3600)}, received={Tender.CASH: Money(5000)},
    )  # fmt: skip
    moved = reassigning.reassign_sale(shop, by=cashier, sale=wrong.sale, member=mei, request="m")
    assert (wrong.change, moved.change) == (Money(1400), Money(1400))


def test_what_used_her_points_cannot_become_anothers(shop: Shop, cashier: Staff, mei: int) -> None:
    sold = three_cakes(shop, cashier, mei)
    with pytest.raises(SaleUsedHers):
        reassigning.reassign_sale(shop, by=cashier, sale=sold.sale, member=None, request="m")
    assert listing.sale_row(shop, sold.sale).completed_by is None  # type: ignore[union-attr]


FILE_OF_RELEASE_1 = Path(__file__).parent.parent / "database" / "files" / "v1.shop"


def test_a_file_of_the_first_release_is_upgraded_true_and_refunded_to_the_fen(
    tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "old.shop"
    shutil.copy(FILE_OF_RELEASE_1, path)
    before = path.read_bytes()
    shop = opening.open_shop(path, now=clock)
    assert auditing.problems(shop) == []
    (kept,) = backing_up.here(path)
    assert (kept.stamp.why, kept.size) == (Why.UPGRADE, len(before) + backup.DIGEST_SIZE)
    with shop.reading():
        [(sale, paid)] = shop.rows(
            "SELECT s.id, s.paid FROM sale s JOIN operation o ON o.id = s.operation_id "
            "WHERE o.request = 'b0'"
        )
    by = SYSTEM
    backs = [
        refunding.refund_sale(shop, by=by, sale=sale, quantities={place: 1}, request=f"{n}")
        for n, place in enumerate((2, 3, 1, 2, 3, 2))
    ]
    assert sum((-back.paid for back in backs), Money()) == Money(paid)
    assert auditing.problems(shop) == []
    shop.close()


@examples(15)
@given(
    st.lists(st.tuples(st.integers(1, 9_999), st.integers(1, 4)), min_size=1, max_size=4),
    st.integers(0, 200),
    st.data(),
)
def test_a_sale_and_its_refund_in_any_split_leave_every_balance_as_before(
    blank_shop: Path,
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[tuple[int, int]],
    spend: int,
    data: st.DataObject,
) -> None:
    path = tmp_path_factory.mktemp("split") / "our.shop"
    shop = opening.open_shop(Path(shutil.copy(blank_shop, path)), now=Clock())
    lift_limits(shop, SYSTEM)
    member = join(shop, SYSTEM, "王小美", "13812345678")
    sell(shop, SYSTEM, 200, "first", member=member)
    before, statement = finding.card(shop, member), rewarding.statement(shop, member)
    basket = [Line(Money(price), quantity) for price, quantity in lines]
    gross = Money.total(line.amount for line in basket)
    rest = gross - min(gross, Money(500))
    spend = min(spend, rest.fen)
    due = rest - Money(spend)
    sold = selling.record_sale(
        shop, by=SYSTEM, request="sale", lines=basket, member=member, spend=Points(spend),
        payments={Tender.CASH: due} if due else {}, coupons=[before.coupons[0].code],
    )  # fmt: skip
    number, back = 0, Money()
    while left := [line for line in refunding.lines_left(shop, sold.sale) if line.left]:
        line = data.draw(st.sampled_from(left))
        pieces = {line.position: data.draw(st.integers(1, line.left))}
        back += -give_back(shop, SYSTEM, sold.sale, pieces, number).paid
        number += 1
        if sum(one.left for one in left) == sum(pieces.values()):
            break
    assert back == due
    assert finding.card(shop, member) == before
    assert sum(one.change for one in rewarding.statement(shop, member)) == sum(
        one.change for one in statement
    )
    assert auditing.problems(shop) == []
    shop.close()

"""Two records of one person: what both have adds up, and undone it is as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import IntegrityError

from shopfans.database import ledger_lots
from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.errors import (
    CodeSpent,
    MemberErased,
    MemberForgotten,
    MergeOver,
    MergeUsed,
    NotAllowed,
    PhoneTaken,
    SameMember,
)
from shopfans.domain.kinds import Reason, Unit
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.touches import TouchKind
from shopfans.services.belonging import rewarding
from shopfans.services.books import auditing
from shopfans.services.joining import balloting
from shopfans.services.members import (
    carding,
    enrolling,
    finding,
    forgetting,
    merging,
    noting,
    proving,
)
from shopfans.services.members.enrolling import Applicant
from shopfans.services.members.merged_facts import Facts
from shopfans.services.reminders import touching
from shopfans.services.sales import listing, refunding
from shopfans.services.sales.selling import Receipt
from tests.conftest import Clock, join
from tests.examples import examples
from tests.services.past_sales import bring
from tests.services.session_cards import again, left, offer
from tests.services.session_cards import sell as sell_card
from tests.services.session_cards import use as use_card
from tests.services.stored_value import allow, top_up
from tests.services.test_balloting import counts, opened
from tests.services.test_selling import sell


@pytest.fixture
def twin(shop: Shop, cashier: Staff) -> int:
    """王晓梅, 13900000000: the same woman."""
    return join(shop, cashier, "王晓梅", "13900000000", "1990-03-15")


def figures(shop: Shop, member: int) -> dict[str, Any]:
    """All that the shop owes and knows of a member."""
    card = finding.card(shop, member)
    with shop.reading():
        lots = {unit: [one[1:] for one in ledger_lots.left(member, unit)] for unit in Unit}
        consents = shop.rows(
            "SELECT purpose, given FROM consent WHERE id IN (SELECT MAX(id) FROM consent "
            "WHERE member_id = ? GROUP BY purpose) ORDER BY purpose", member
        )  # fmt: skip
    sales = [(row.id, row.member_name) for row in listing.sales_of_member(shop, member)]
    return {
        "card": card._replace(coupons=()), "coupons": {one.code for one in card.coupons},
        "lots": lots, "sales": sales, "found": len(finding.find(shop, card.name)),
        "consents": consents, "touches": len(touching.history(shop, member)),
    }  # fmt: skip


def test_what_both_have_adds_up(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, twin: int, clock: Clock
) -> None:
    sell(shop, cashier, 100, "s1", member=mei)
    clock.pass_days(40)
    sell(shop, cashier, 30, "s2", member=twin)
    codes = [finding.card(shop, one).code for one in (mei, twin)]
    coupons = [one.code for who in (mei, twin) for one in finding.card(shop, who).coupons]
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    card = finding.card(shop, mei)
    assert (card.name, card.phone, card.points, card.visits) == ("王小美", "13812345678", 130, 2)
    assert card.spent.fen == 13000
    assert card.usual_gap is None or card.usual_gap == 40
    assert sorted(one.code for one in card.coupons) == sorted(coupons)
    assert [finding.by_code(shop, code) for code in codes] == [mei, mei]
    assert [hit.id for hit in finding.find(shop, codes[1])] == [mei]
    assert finding.find(shop, "晓梅") == []
    assert [row.member_name for row in listing.page_of_sales(shop)] == ["王小美", "王小美"]
    lapses = {line.lapses for line in rewarding.statement(shop, mei) if line.lapses}
    with shop.reading():
        assert {lot.lapses for lot in ledger_lots.left(mei, Unit.POINTS)} == lapses
    with pytest.raises(MemberErased):
        finding.card(shop, twin)
    again = sell(shop, cashier, 1, "s3", member=mei, spend=Points(100), due=0)
    assert again.balance == 30


def test_the_facts_are_chosen(shop: Shop, owner: Staff, mei: int, twin: int) -> None:
    noting.set_note(shop, by=owner, member=twin, note="likes mango", request="n")
    facts = Facts(name=True, phone=True, note=True)
    merging.merge(shop, by=owner, kept=mei, gone=twin, facts=facts, request="m")
    card = finding.card(shop, mei)
    assert (card.name, card.phone, card.note) == ("王晓梅", "13900000000", "likes mango")
    assert card.birthday == Birthday(3, 15, 1990)
    assert [hit.id for hit in finding.find(shop, "13900000000")] == [mei]
    assert join_again(shop, owner) != mei  # her other number is free


def join_again(shop: Shop, by: Staff) -> int:
    return join(shop, by, "Ana", "138 1234 5678")


@pytest.mark.parametrize(
    ("first", "second", "either", "answer"),
    [
        (True, True, False, True), (True, False, False, False), (False, True, False, False),
        (True, False, True, True),
    ],
)  # fmt: skip
def test_the_more_careful_consent_wins(
    shop: Shop, owner: Staff, first: bool, second: bool, either: bool, answer: bool
) -> None:
    members = [
        enrolling.enroll(
            shop, by=owner, applicant=Applicant("Li Na", f"+861391111222{at}", None, wants),
            request=f"j{at}",
        )
        for at, wants in enumerate((first, second))
    ]  # fmt: skip
    before = [figures(shop, one)["consents"] for one in members]
    merge = merging.merge(
        shop, by=owner, kept=members[0], gone=members[1], facts=Facts(messages=either), request="m"
    )
    assert dict(figures(shop, members[0])["consents"]) == {"keeping": 1, "messages": int(answer)}
    merging.undo(shop, by=owner, merge=merge, request="u")
    assert [figures(shop, one)["consents"] for one in members] == before


def test_undone_each_has_what_she_had(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, twin: int, clock: Clock
) -> None:
    (one, other) = carding.print_cards(shop, by=owner, count=2, request="p")
    carding.bind_card(shop, by=owner, code=one.code, member=twin, request="b")
    sold = sell(shop, cashier, 100, "s1", member=mei)
    sell(shop, cashier, 100, "s1b", member=mei, spend=Points(60), due=9940)
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v")
    clock.pass_days(3)
    coupon = finding.card(shop, twin).coupons[0].code
    sell(shop, cashier, 30, "s2", member=twin, coupon=coupon, due=2500)
    touching.touch(
        shop, by=cashier, member=twin, kind=TouchKind.CALLED, reason=Reason.BIRTHDAY,
        occasion="2026-03-15", note="x", request="t",
    )  # fmt: skip
    before = [figures(shop, who) for who in (mei, twin)]
    merge = merging.merge(
        shop, by=owner, kept=mei, gone=twin, facts=Facts(name=True, phone=True), request="m"
    )
    assert carding.card_holder(shop, one.code) == mei
    assert [row.id for row in merging.undoable(shop)] == [merge]
    merging.undo(shop, by=owner, merge=merge, request="u")
    merging.undo(shop, by=owner, merge=merge, request="u")
    assert [figures(shop, who) for who in (mei, twin)] == before
    assert carding.card_holder(shop, one.code) == twin
    assert merging.undoable(shop) == []
    with pytest.raises(MergeOver):
        merging.undo(shop, by=owner, merge=merge, request="u2")
    assert other.number == 2


def test_what_was_done_since_stays_with_the_one_that_was_kept(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, twin: int
) -> None:
    sell(shop, cashier, 30, "s1", member=twin)
    merge = merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    sell(shop, cashier, 50, "s2", member=mei)
    sell(shop, cashier, 50, "s3", member=mei, spend=Points(40), due=4960)
    merging.undo(shop, by=owner, merge=merge, request="u")
    points = [finding.card(shop, one).points for one in (mei, twin)]
    assert (sum(points), points[1]) == (30 + 50 + 49 - 40, 30)


def test_what_came_with_the_other_record_and_was_used_keeps_it_merged(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, twin: int
) -> None:
    sold = sell(shop, cashier, 100, "s1", member=twin)
    coupon = finding.card(shop, twin).coupons[0].code
    uses: list[Callable[[str], Receipt]] = [
        lambda at: sell(shop, cashier, 1, at, member=mei, spend=Points(100), due=0),
        lambda at: sell(shop, cashier, 30, at, member=mei, coupon=coupon, due=2500),
        lambda at: refunding.void_sale(shop, by=cashier, sale=sold.sale, request=at),
    ]
    for number, use in enumerate(uses):
        merge = merging.merge(shop, by=owner, kept=mei, gone=twin, request=f"m{number}")
        done = use(f"use{number}")
        with pytest.raises(MergeUsed):
            merging.undo(shop, by=owner, merge=merge, request=f"u{number}")
        if number < 2:
            refunding.void_sale(shop, by=cashier, sale=done.sale, request=f"v{number}")
            merging.undo(shop, by=owner, merge=merge, request=f"w{number}")
    assert finding.card(shop, mei).points == 0


def test_a_sale_from_before_can_be_given_back_afterwards(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, twin: int
) -> None:
    sell(shop, cashier, 20, "s0", member=mei)
    sold = sell(shop, cashier, 100, "s1", member=twin)
    sell(shop, cashier, 1, "s2", member=twin, spend=Points(70), due=30)
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    mirror = refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v")
    assert (mirror.member_name, mirror.balance) == ("王小美", 20 - 70)
    assert finding.card(shop, mei).points == -50


def test_undoing_is_for_the_same_day_and_the_last_one_first(
    shop: Shop, owner: Staff, mei: int, twin: int, clock: Clock
) -> None:
    ana = join(shop, owner, "Ana", "13711112222")
    first = merging.merge(shop, by=owner, kept=twin, gone=ana, request="m1")
    second = merging.merge(shop, by=owner, kept=mei, gone=twin, request="m2")
    code = finding.find(shop, "王小美")[0]
    assert code.id == mei
    with pytest.raises(MergeOver):
        merging.undo(shop, by=owner, merge=first, request="u1")
    merging.undo(shop, by=owner, merge=second, request="u2")
    assert [row.id for row in merging.undoable(shop)] == [first]
    clock.pass_days(1)
    with pytest.raises(MergeOver):
        merging.undo(shop, by=owner, merge=first, request="u3")
    merging.forget_old(shop)
    with shop.reading():
        assert shop.rows("SELECT DISTINCT before FROM member_merge") == [("",)]


def test_two_votes_of_one_person_are_one_and_undone_they_are_two(
    shop: Shop, owner: Staff, mei: int, twin: int
) -> None:
    row = opened(shop, owner)
    taro, mango = (one.candidate for one in row.tallies)
    balloting.vote(shop, member=mei, candidate=taro)
    balloting.vote(shop, member=twin, candidate=mango)
    merge = merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    assert (counts(shop), balloting.choice(shop, row.id, mei)) == ([1, 0], taro)
    merging.undo(shop, by=owner, merge=merge, request="u")
    assert counts(shop) == [1, 1]
    assert [balloting.choice(shop, row.id, one) for one in (mei, twin)] == [taro, mango]


@pytest.mark.parametrize("changes", [False, True])
def test_the_only_vote_goes_over_and_comes_back_unless_it_was_changed(
    shop: Shop, owner: Staff, mei: int, twin: int, *, changes: bool
) -> None:
    row = opened(shop, owner)
    taro, mango = (one.candidate for one in row.tallies)
    balloting.vote(shop, member=twin, candidate=mango)
    merge = merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    assert [one.name for one in balloting.voters(shop, row.id)] == ["王小美"]
    if changes:
        balloting.vote(shop, member=mei, candidate=taro)
    merging.undo(shop, by=owner, merge=merge, request="u")
    chosen = [balloting.choice(shop, row.id, one) for one in (mei, twin)]
    assert chosen == [taro if changes else None, mango]


def test_the_changing_code_of_the_record_that_went_leads_to_the_kept_one(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, twin: int
) -> None:
    code = proving.code_of(shop, twin)
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    assert proving.show(shop, by=cashier, code=code, request="s1") == mei
    with shop.reading():
        assert proving.has_shown(mei, "s1")
    sell(shop, cashier, 10, "s1", member=mei)
    with pytest.raises(CodeSpent):
        proving.show(shop, by=cashier, code=code, request="s2")


def test_who_may_and_what_is_refused(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, twin: int
) -> None:
    with pytest.raises(NotAllowed):
        merging.merge(shop, by=cashier, kept=mei, gone=twin, request="m")
    with pytest.raises(SameMember):
        merging.merge(shop, by=owner, kept=mei, gone=mei, request="m")
    merge = merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    assert merging.merge(shop, by=owner, kept=mei, gone=twin, request="m") == merge
    join(shop, owner, "Ana", "139 0000 0000")
    with pytest.raises(PhoneTaken):
        merging.undo(shop, by=owner, merge=merge, request="u")


def test_rows_that_only_grow_change_hands_between_merged_records_alone(
    shop: Shop, cashier: Staff, mei: int, twin: int
) -> None:
    sell(shop, cashier, 10, "s", member=mei)
    for table in ("sale", "consent"):
        with pytest.raises(IntegrityError), shop.changing():
            shop.rows(f"UPDATE {table} SET member_id = {twin} WHERE member_id = {mei}")


def test_who_is_forgotten_was_both(shop: Shop, owner: Staff, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    log = "member,date,amount\nA-7,2026-01-05,20\nB-2,2026-01-05,20\nB-2,2026-02-05,5\n"
    path.write_text(log)
    bring(shop, owner, path)
    first, second = (finding.find(shop, key)[0].id for key in ("a7", "b2"))
    merging.merge(shop, by=owner, kept=first, gone=second, request="m")
    path.write_text(log + "B-2,2026-02-06,5\n")
    added = bring(shop, owner, path)
    assert (added.new_members(), len(added.to_write())) == (0, 1)
    assert finding.card(shop, first).spent.fen == 5000
    forgetting.erase(shop, by=owner, member_id=first, request="e")
    path.write_text(log + "B-2,2026-02-07,5\n")
    added = bring(shop, owner, path)
    assert [type(row.why) for row in added.rows] == [MemberForgotten] * 4
    path.unlink()
    left = b"".join(one.read_bytes() for one in tmp_path.glob("our.shop*") if one.is_file())
    assert b"A-7" not in left
    assert b"B-2" not in left


_DEALS = st.lists(
    st.tuples(
        st.integers(0, 1), st.sampled_from(["buy", "spend", "void", "wait"]), st.integers(1, 90)
    ),
    max_size=8,
)


@examples(20, keeps_fixtures=True)
@given(deals=_DEALS, facts=st.builds(Facts, *[st.booleans()] * 5))
def test_merged_is_the_sum_and_undone_is_as_before(
    shop: Shop, owner: Staff, clock: Clock, deals: list[Any], facts: Facts
) -> None:
    with shop.reading():
        [(run,)] = shop.rows("SELECT COUNT(*) FROM operation")
    both = [join(shop, owner, f"Li {at}", f"138{run:07}{at}", "1990-03-15") for at in (1, 2)]
    for number, (who, deal, amount) in enumerate(deals):
        _deal(shop, owner, clock, both[who], deal, amount, f"{run}-{number}")
    before = [figures(shop, one) for one in both]
    merge = merging.merge(
        shop, by=owner, kept=both[0], gone=both[1], facts=facts, request=f"m{run}"
    )
    whole = figures(shop, both[0])
    for unit in Unit:
        owed = [sum(lot[0] for lot in one["lots"][unit]) for one in before]
        assert sum(lot[0] for lot in whole["lots"][unit]) == sum(owed)
    assert whole["coupons"] == before[0]["coupons"] | before[1]["coupons"]
    assert whole["card"].spent.fen == sum(one["card"].spent.fen for one in before)
    assert len(whole["sales"]) == sum(len(one["sales"]) for one in before)
    assert auditing.problems(shop) == []
    merging.undo(shop, by=owner, merge=merge, request=f"u{run}")
    assert [figures(shop, one) for one in both] == before
    assert auditing.problems(shop) == []


def _deal(
    shop: Shop, by: Staff, clock: Clock, member: int, deal: str, amount: int, request: str
) -> None:
    points = finding.card(shop, member).points
    sales = [one for one in listing.sales_of_member(shop, member) if one.reverses is None]
    match deal:
        case "buy":
            sell(shop, by, amount, request, member=member)
        case "spend" if points > 0:
            spend = min(points, amount)
            sell(shop, by, 9, request, member=member, spend=Points(spend), due=900 - spend)
        case "void" if sales and not sales[0].refunded and not sales[0].completed_by:
            refunding.refund_sale(shop, by=by, sale=sales[0].id, quantities=None, request=request)
        case "wait":
            clock.pass_days(amount)


def test_a_record_that_kept_another_can_go_into_a_third(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, twin: int
) -> None:
    third = join(shop, cashier, "小美", "13700000000")
    merging.merge(shop, by=owner, kept=twin, gone=mei, request="m1")
    merging.merge(shop, by=owner, kept=third, gone=twin, request="m2")
    assert auditing.problems(shop) == []
    with shop.reading():
        code = shop.rows("SELECT code FROM member WHERE id = ?", mei)[0][0]
    assert finding.by_code(shop, code) == third


def test_undone_one_after_the_other_all_three_have_what_they_had(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, twin: int
) -> None:
    third = join(shop, cashier, "小美", "13700000000")
    allow(shop)
    _sold, card = sell_card(shop, cashier, mei, offer(shop))
    use_card(shop, cashier, card)
    top_up(shop, cashier, mei, 500, "t1")
    sell(shop, cashier, 100, "s1", member=mei)
    top_up(shop, cashier, twin, 100, "t2")
    before = [figures(shop, one) for one in (mei, twin, third)]
    first = merging.merge(shop, by=owner, kept=twin, gone=mei, request="m1")
    second = merging.merge(shop, by=owner, kept=third, gone=twin, request="m2")
    merging.undo(shop, by=owner, merge=second, request="u2")
    merging.undo(shop, by=owner, merge=first, request="u1")
    assert [figures(shop, one) for one in (mei, twin, third)] == before
    assert left(shop, card) == [9]
    use_card(shop, cashier, again(shop, card), sessions=9)

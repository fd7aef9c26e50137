"""Session cards: sold, used, taken back, passed on, given back; the fixture audits the books."""

from dataclasses import replace
from datetime import date

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    CardLapsed,
    CardMovedOn,
    CardOffSale,
    CardUsed,
    DayOver,
    MergeUsed,
    NotAllowed,
    NothingOfCard,
    NothingToUndo,
    PayoutChanged,
    SessionsOwed,
    SessionsUsedUp,
    TenderMismatch,
    WhyMissing,
)
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.domain.session_cards import CardReturn, SessionRule
from shopfans.services import settings
from shopfans.services.belonging import rewarding
from shopfans.services.days import closing, day_figures
from shopfans.services.members import forgetting, merging
from shopfans.services.prepaid import prepaid_papers
from shopfans.services.reminders import reminding
from shopfans.services.reminders.reminding import Reminder
from shopfans.services.sales import listing, receipting
from shopfans.services.sessions import (
    giving_back,
    held,
    offering,
    papers,
    selling,
    transferring,
    using,
)
from shopfans.texts import receipts
from shopfans.texts.rows import Band, Pair, Total
from tests.conftest import Clock, join
from tests.services.session_cards import (
    BUNDLE,
    TEN_FACIALS,
    again,
    give_back,
    left,
    offer,
    sell,
    use,
)
from tests.services.test_selling import sell as ring


@pytest.fixture
def lan(shop: Shop, cashier: Staff) -> int:
    return join(shop, cashier, "兰兰", "13900000000")


def test_ten_sold_and_three_used_leaves_seven(shop: Shop, cashier: Staff, mei: int) -> None:
    sold, card = sell(shop, cashier, mei, offer(shop))
    assert (sold.paid, card.left, card.worth) == (Money(98_000), 10, Money(98_000))
    for _visit in range(3):
        use(shop, cashier, card)
    after = again(shop, card)
    assert (after.left, after.parts[0].used, after.worth) == (7, 3, Money(68_600))
    assert listing.page_of_sales(shop) == []


def test_a_use_is_dated_and_says_who_served_and_what_to_mind(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop))
    use(shop, cashier, card, served_by=owner.id, note="sensitive on the\nleft cheek")
    [row] = held.uses(shop, mei)
    assert (row.day, row.staff) == (settings.today(shop), owner.name)
    assert row.note == "sensitive on the left cheek"


def test_the_same_request_uses_once(shop: Shop, cashier: Staff, mei: int) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop))
    for _press in range(2):
        using.use(shop, by=cashier, request="same", part=card.parts[0].id)
    assert left(shop, card) == [9]


def test_a_wrong_click_comes_back_once_and_on_the_same_day(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop))
    wrong, kept = use(shop, cashier, card), use(shop, cashier, card)
    using.undo(shop, by=cashier, use=wrong.id, request="u")
    assert left(shop, card) == [9]
    with pytest.raises(NothingToUndo):
        using.undo(shop, by=cashier, use=wrong.id, request="u2")
    clock.pass_days(1)
    with pytest.raises(DayOver):
        using.undo(shop, by=cashier, use=kept.id, request="u3")
    assert left(shop, card) == [9]


def test_a_bundle_is_one_card_with_a_lot_for_each_service(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop, BUNDLE))
    assert sum(part.stands.value.fen for part in card.parts) == 100_001
    use(shop, cashier, card, part=1, sessions=2)
    assert left(shop, card) == [3, 5]


def test_no_more_is_used_than_there_is(shop: Shop, cashier: Staff, mei: int) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop, BUNDLE))
    with pytest.raises(SessionsUsedUp):
        use(shop, cashier, card, sessions=4)
    use(shop, cashier, card, sessions=3)
    with pytest.raises(SessionsUsedUp):
        use(shop, cashier, card)
    assert left(shop, card) == [0, 7]


def test_what_is_paid_is_the_price(shop: Shop, cashier: Staff, mei: int) -> None:
    kind = offer(shop)
    with pytest.raises(TenderMismatch):
        selling.sell(
            shop, by=cashier, request="s", member=mei, kind=kind,
            payments={Tender.CASH: Money(97_999)},
        )  # fmt: skip
    assert held.cards(shop, mei) == []


def test_paid_in_two_ways_the_slip_the_drawer_and_the_day_have_both(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    sold = selling.sell(
        shop, by=cashier, request="s", member=mei, kind=offer(shop),
        payments={Tender.CASH: Money(50_000), Tender.WECHAT: Money(48_000)},
        received={Tender.CASH: Money(60_000), Tender.WECHAT: Money(48_000)},
    )  # fmt: skip
    rows = list(receipts.rows(prepaid_papers.paper(shop, sold.id)))
    at = rows.index(Pair("Cash", "500.00"))
    assert rows[at : at + 4] == [
        Pair("Cash", "500.00"), Pair("WeChat", "480.00"), Pair("Received in all", "1,080.00"),
        Pair("Change given", "100.00"),
    ]  # fmt: skip
    state = closing.state(shop)
    assert state.drawer.cash == Money(50_000)
    assert state.figures.prepaid == ((Tender.CASH, Money(50_000)), (Tender.WECHAT, Money(48_000)))
    selling.void(shop, by=cashier, prepayment=sold.id, request="v")
    state = closing.state(shop)
    assert (state.drawer.cash, Money.total(paid for _, paid in state.figures.prepaid)) == (
        Money(), Money(),
    )  # fmt: skip


def test_what_is_off_sale_is_not_sold_and_what_was_sold_is_honoured(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    kind = offer(shop)
    _sold, card = sell(shop, cashier, mei, kind)
    offering.offer_again(shop, by=owner, kind=kind, active=False, request="off")
    assert offering.on_sale(shop) == []
    with pytest.raises(CardOffSale):
        sell(shop, cashier, mei, kind)
    use(shop, cashier, card)


def test_a_card_that_was_sold_keeps_what_it_said(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    kind = offer(shop)
    _sold, card = sell(shop, cashier, mei, kind)
    dearer = TEN_FACIALS._replace(name="八次", price=Money(88_000))
    offering.change_kind(shop, by=owner, kind=kind, terms=dearer, request="dearer")
    assert again(shop, card) == card
    assert offering.kinds(shop)[0].terms == dearer


def test_it_lapses_after_its_last_day(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop, TEN_FACIALS._replace(lasts=20)))
    assert card.lapses == date(2026, 3, 30)
    clock.pass_days(20)
    use(shop, cashier, card)
    clock.pass_days(1)
    with pytest.raises(CardLapsed):
        use(shop, cashier, card)
    assert again(shop, card).left == 0
    rewarding.lapse_points(shop)
    assert left(shop, card) == [0]


def test_the_end_date_of_a_kind_is_never_passed(shop: Shop, cashier: Staff, mei: int) -> None:
    kind = TEN_FACIALS._replace(lasts=365, until=date(2026, 12, 31))
    _sold, card = sell(shop, cashier, mei, offer(shop, kind))
    assert card.lapses == date(2026, 12, 31)


def test_a_card_of_today_is_taken_back_whole(shop: Shop, cashier: Staff, mei: int) -> None:
    sold, card = sell(shop, cashier, mei, offer(shop))
    back = selling.void(shop, by=cashier, prepayment=sold.id, request="v")
    assert back.paid == Money(-98_000)
    assert held.cards(shop, mei) == []
    with pytest.raises(NothingOfCard):
        use(shop, cashier, card)


def test_a_used_card_is_not_taken_back(shop: Shop, cashier: Staff, mei: int, lan: int) -> None:
    kind = offer(shop, TEN_FACIALS._replace(is_shared=True))
    sold, card = sell(shop, cashier, mei, kind)
    use(shop, cashier, card)
    with pytest.raises(CardUsed):
        selling.void(shop, by=cashier, prepayment=sold.id, request="v")
    other, passed = sell(shop, cashier, mei, kind)
    transferring.transfer(shop, by=cashier, card=passed.id, to=lan, request="t")
    with pytest.raises(CardUsed):
        selling.void(shop, by=cashier, prepayment=other.id, request="v2")


def test_a_shared_card_is_passed_on_with_what_is_left(
    shop: Shop, cashier: Staff, mei: int, lan: int
) -> None:
    kind = TEN_FACIALS._replace(is_shared=True, lasts=30)
    _sold, card = sell(shop, cashier, mei, offer(shop, kind))
    first = use(shop, cashier, card)
    transferring.transfer(shop, by=cashier, card=card.id, to=lan, request="t")
    assert held.cards(shop, mei) == []
    [hers] = held.cards(shop, lan)
    assert (hers.left, hers.lapses) == (9, card.lapses)
    use(shop, cashier, hers)
    with pytest.raises(CardMovedOn):
        using.undo(shop, by=cashier, use=first.id, request="u")
    transferring.transfer(shop, by=cashier, card=card.id, to=mei, request="back")
    assert again(shop, card).left == 8


def test_a_personal_card_is_passed_on_by_the_owner_alone(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, lan: int
) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop))
    with pytest.raises(NotAllowed):
        transferring.transfer(shop, by=cashier, card=card.id, to=lan, request="t")
    transferring.transfer(shop, by=owner, card=card.id, to=lan, request="t2")
    assert again(shop, card).member == lan


@pytest.mark.parametrize(
    ("returning", "used", "returned"),
    [
        (CardReturn.CARD_PRICE, 3, 68_600),
        (CardReturn.LIST_PRICE, 3, 98_000 - 3 * 12_800),
        (CardReturn.LIST_PRICE, 8, 0),
        (CardReturn.CARD_PRICE, 0, 98_000),
        (CardReturn.LIST_PRICE, 0, 98_000),
    ],
)
def test_what_is_returned_follows_the_owners_rule(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, clock: Clock, returning: CardReturn,
    used: int, returned: int,
) -> None:  # fmt: skip
    terms = replace(settings.load(shop), sessions=SessionRule(returning))
    settings.save(shop, by=owner, terms=terms, request="rule")
    _sold, card = sell(shop, cashier, mei, offer(shop))
    if used:
        use(shop, cashier, card, sessions=used)
    clock.pass_days(8)
    assert giving_back.due(shop, card=card.id).returned == Money(returned)
    if not returned:
        with pytest.raises(NothingOfCard):
            give_back(shop, owner, card, 0)
        return
    assert give_back(shop, owner, card, returned).paid == Money(-returned)
    assert left(shop, card) == [0]


def test_within_seven_days_the_better_way_counts(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    terms = replace(settings.load(shop), sessions=SessionRule(CardReturn.LIST_PRICE))
    settings.save(shop, by=owner, terms=terms, request="rule")
    _sold, card = sell(shop, cashier, mei, offer(shop))
    use(shop, cashier, card)
    assert giving_back.due(shop, card=card.id).returned == Money(88_200)


def test_a_card_comes_back_by_the_owner_with_a_reason_and_once(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop))
    of_today = use(shop, cashier, card)
    for by, refusal in ((cashier, NotAllowed), (owner, WhyMissing)):
        with pytest.raises(refusal):
            giving_back.give_back(
                shop, by=by, card=card.id, returned=Money(88_200), tender=Tender.CASH, request="g"
            )
    with pytest.raises(PayoutChanged):
        give_back(shop, owner, card, 98_000)
    give_back(shop, owner, card, 88_200)
    with pytest.raises(NothingOfCard):
        give_back(shop, owner, card, 88_200)
    with pytest.raises(CardMovedOn):
        using.undo(shop, by=cashier, use=of_today.id, request="u")


def test_both_records_of_a_person_have_her_card(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, lan: int
) -> None:
    _sold, card = sell(shop, cashier, lan, offer(shop))
    wrong = use(shop, cashier, card)
    merging.merge(shop, by=owner, kept=mei, gone=lan, request="m")
    assert again(shop, card).member == mei
    merging.undo(shop, by=owner, merge=1, request="um")
    assert again(shop, card).member == lan
    merging.merge(shop, by=owner, kept=mei, gone=lan, request="m2")
    using.undo(shop, by=cashier, use=wrong.id, request="u")
    assert left(shop, card) == [10]
    with pytest.raises(MergeUsed):
        merging.undo(shop, by=owner, merge=2, request="um2")
    use(shop, cashier, card, sessions=10)
    assert left(shop, card) == [0]


def test_a_card_that_came_with_another_record_is_not_taken_back(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, lan: int
) -> None:
    sold, card = sell(shop, cashier, lan, offer(shop))
    merging.merge(shop, by=owner, kept=mei, gone=lan, request="m")
    with pytest.raises(CardUsed):
        selling.void(shop, by=cashier, prepayment=sold.id, request="v")
    assert left(shop, card) == [10]


def test_today_speaks_of_sessions_before_they_lapse(
    shop: Shop, cashier: Staff, mei: int, lan: int, clock: Clock
) -> None:
    kind = offer(shop, TEN_FACIALS._replace(lasts=20, is_shared=True))
    _sold, card = sell(shop, cashier, lan, kind)
    transferring.transfer(shop, by=cashier, card=card.id, to=mei, request="t")
    use(shop, cashier, again(shop, card), sessions=3)
    clock.pass_days(12)
    assert lapsing(shop) == []
    clock.pass_days(1)
    [line] = lapsing(shop)
    assert (line.member, line.points, line.coupon, line.day) == (mei, 7, card.name, card.lapses)
    use(shop, cashier, again(shop, card), sessions=7)
    assert lapsing(shop) == []


def lapsing(shop: Shop) -> list[Reminder]:
    found = reminding.today_list(shop).reminders
    return [one for one in found if one.reason is Reason.SESSIONS]


def test_a_receipt_says_what_is_left_of_her_cards(shop: Shop, cashier: Staff, mei: int) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop))
    use(shop, cashier, card)
    sale = ring(shop, cashier, 20, "s", member=mei).sale
    rows = list(receipts.rows(receipting.paper(shop, sale)))
    at = rows.index(Pair(card.name, "9 left", is_strong=True))
    assert rows[at + 1 : at + 3] == [Pair("  Used", "1"), Pair("  Value left", "882.00")]


def test_the_slip_of_a_use_says_what_was_used_and_what_is_left(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop))
    slip = receipts.rows(papers.of_use(shop, use(shop, cashier, card, served_by=owner.id).id))
    for row in (
        Band("Session used"), Pair("Served by", owner.name), Pair("面部护理", "9 of 10 left"),
        Pair("Value left", "882.00"),
    ):  # fmt: skip
        assert row in slip


def test_the_slip_of_a_card_has_its_money_both_ways(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    sold, card = sell(shop, cashier, mei, offer(shop))
    back = give_back(shop, owner, card, 98_000)
    for number, title, total in ((sold.id, "Session card", "Paid"),
                                 (back.id, "Card given back", "Given back")):  # fmt: skip
        slip = receipts.rows(prepaid_papers.paper(shop, number))
        assert Band(title) in slip
        assert Total(total, "¥980.00") in slip
        assert Pair("Cash", "980.00") in slip


def test_she_is_forgotten_once_nothing_is_owed_and_the_notes_go(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop))
    use(shop, cashier, card, note="sensitive on the left cheek")
    with pytest.raises(SessionsOwed):
        forgetting.erase(shop, by=owner, member_id=mei, request="e")
    give_back(shop, owner, card, 88_200)
    forgetting.erase(shop, by=owner, member_id=mei, request="e2")
    with shop.reading():
        assert shop.rows("SELECT note FROM session_use") == [("",)]


def test_it_counts_in_the_drawer_and_not_as_goods_sold(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, mei, offer(shop))
    with shop.reading():
        figures = day_figures.of_day(shop, settings.today(shop))
    assert (figures.gross, figures.prepaid) == (Money(), ((Tender.CASH, Money(98_000)),))

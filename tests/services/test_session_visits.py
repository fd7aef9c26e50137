"""A session used is a visit: everywhere the days count on which a member came."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from shopfans.database import opening
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.foresight import Standing
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.periods import Period
from shopfans.domain.roles import Staff
from shopfans.domain.touches import TouchKind
from shopfans.services import settings
from shopfans.services.books import auditing, reporting
from shopfans.services.members import finding, merging
from shopfans.services.reminders import (
    forecasting,
    foreseeing,
    reminded,
    reminding,
    resting,
    touching,
)
from shopfans.services.sessions import transferring, using
from shopfans.services.sessions.held import CardHeld
from tests.conftest import Clock, join
from tests.services import version_21
from tests.services.session_cards import again, offer, sell, use
from tests.services.stored_forecasts import forecast_of
from tests.services.test_forecasting import bring, generated
from tests.services.test_reminding import listed
from tests.services.test_selling import sell as ring

START = date(2026, 3, 10)


@pytest.fixture
def card(shop: Shop, cashier: Staff, mei: int) -> CardHeld:
    """Ten facials."""
    return sell(shop, cashier, mei, offer(shop))[1]


def visits(shop: Shop, member: int) -> tuple[int, date | None]:
    card = finding.card(shop, member)
    return card.visits, card.last_visit


def use_weekly(shop: Shop, by: Staff, clock: Clock, card: CardHeld, times: int) -> None:
    for number in range(times):
        if number:
            clock.pass_days(7)
        use(shop, by, card)


def test_a_guest_who_comes_weekly_on_her_card_is_neither_due_nor_slipping(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock, tmp_path: Path
) -> None:
    bring(shop, owner, tmp_path, generated(60))
    for number in range(4):
        ring(shop, cashier, 20, f"sale {number}", member=mei)
        clock.pass_days(7)
    use_weekly(shop, cashier, clock, card, 8)
    clock.pass_days(2)
    forecasting.keep_up(shop)
    told = forecast_of(shop, mei)
    assert told is not None
    assert told.standing is None
    assert told.rhythm == 7
    today = reminding.today_list(shop).reminders
    assert mei not in {one.member for one in today if one.reason is not Reason.BIRTHDAY}


def test_who_was_due_leaves_the_list_with_a_use_and_is_back_when_it_is_undone(
    shop: Shop, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    ring(shop, cashier, 20, "sale", member=mei)
    clock.pass_days(30)
    forecasting.keep_up(shop)
    assert [one.member for one in listed(shop, Reason.DUE)] == [mei]
    done = use(shop, cashier, card)
    assert listed(shop, Reason.DUE) == []
    using.undo(shop, by=cashier, use=done.id, request="wrong click")
    assert [one.member for one in listed(shop, Reason.DUE)] == [mei]


def test_a_sale_and_a_session_on_one_day_are_one_visit(
    shop: Shop, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    use(shop, cashier, card)
    ring(shop, cashier, 20, "oil", member=mei)
    first = use(shop, cashier, card)
    assert visits(shop, mei) == (1, START)
    using.undo(shop, by=cashier, use=first.id, request="undo")
    assert visits(shop, mei) == (1, START)
    clock.pass_days(3)
    late = use(shop, cashier, card)
    assert visits(shop, mei) == (2, START + timedelta(days=3))
    using.undo(shop, by=cashier, use=late.id, request="undo too")
    assert visits(shop, mei) == (1, START)
    assert finding.card(shop, mei).spent == Money(2000), "money comes by sales alone"


def test_a_use_stays_the_visit_of_whoever_had_the_card(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld
) -> None:
    lan = join(shop, cashier, "兰", "13912345678")
    use(shop, cashier, card)
    transferring.transfer(shop, by=owner, card=card.id, to=lan, request="to lan")
    assert (visits(shop, mei)[0], visits(shop, lan)[0]) == (1, 0)
    use(shop, cashier, again(shop, card))
    assert (visits(shop, mei)[0], visits(shop, lan)[0]) == (1, 1)


def test_two_records_of_one_person_have_the_visits_of_both_and_part_with_their_own(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    lan = join(shop, cashier, "兰", "13912345678")
    ring(shop, cashier, 20, "sale", member=lan)
    use(shop, cashier, card)
    clock.pass_days(7)
    use(shop, cashier, again(shop, card))
    merge = merging.merge(shop, by=owner, kept=lan, gone=mei, request="one person")
    assert visits(shop, lan) == (2, START + timedelta(days=7))
    assert auditing.problems(shop) == []
    merging.undo(shop, by=owner, merge=merge, request="two people")
    assert visits(shop, lan) == (1, START)
    assert visits(shop, mei) == (2, START + timedelta(days=7))


def test_the_past_knows_the_sessions_before_a_day_and_no_later_one(
    shop: Shop, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    use_weekly(shop, cashier, clock, card, 5)
    on = START + timedelta(days=15)
    _, then = foreseeing.foreseen(shop, on=on)
    use_weekly(shop, cashier, clock, card, 3)
    assert foreseeing.foreseen(shop, on=on)[1] == then
    [her] = then
    assert (her.visits, her.last_visit, her.usual_gap) == (3, START + timedelta(days=14), 7)
    assert her.forecast.standing is not Standing.SLIPPING


def test_who_used_a_gift_or_paid_ahead_is_no_sign_up_that_never_bought(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    lan, ju, yu = (join(shop, cashier, name, f"1391234567{n}") for n, name in enumerate("兰菊玉"))
    kind = offer(shop)
    sell(shop, cashier, ju, kind)
    gift = sell(shop, cashier, mei, kind)[1]
    transferring.transfer(shop, by=owner, card=gift.id, to=lan, request="to lan")
    clock.pass_days(5)
    assert [one.member for one in listed(shop, Reason.NEWCOMER)] == [lan, yu]
    use(shop, cashier, again(shop, gift))
    assert [one.member for one in listed(shop, Reason.NEWCOMER)] == [yu]


def test_who_was_reminded_and_came_on_her_card_has_come(
    shop: Shop, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    use(shop, cashier, card)
    clock.pass_days(30)
    forecasting.keep_up(shop)
    reminded.note_listed(shop)
    [due] = listed(shop, Reason.DUE)
    touching.touch(
        shop, by=cashier, member=mei, kind=TouchKind.CALLED, reason=due.reason,
        occasion=due.occasion, request="call",
    )  # fmt: skip
    clock.pass_days(3)
    use(shop, cashier, card)
    clock.pass_days(20)
    assert tuple(reminded.outcome(shop).reminded) == (1, 1)
    [called] = touching.history(shop, mei)
    assert called.came == START + timedelta(days=33)
    assert called.spent == Money()


def test_the_books_count_the_days_members_came(
    shop: Shop, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    use(shop, cashier, card)
    ring(shop, cashier, 20, "oil", member=mei)
    clock.pass_days(1)
    use(shop, cashier, card)
    gone = use(shop, cashier, card)
    using.undo(shop, by=cashier, use=gone.id, request="undo")
    figures = reporting.period_figures(shop, Period(START, START + timedelta(days=1)))
    assert (figures.members_came, figures.visits, figures.standing) == (1, 2, 1)


def test_a_shop_that_only_treats_on_cards_is_not_on_holiday(
    shop: Shop, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    for number in range(12):
        ring(shop, cashier, 20, f"day {number}")
        clock.pass_days(1)
    use_weekly(shop, cashier, clock, card, 5)
    assert resting.rests(shop) == []
    assert reminding.today_list(shop).nothing_since is None


def test_a_shop_of_before_has_its_sessions_counted_when_it_is_opened(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock, tmp_path: Path
) -> None:
    lan = join(shop, cashier, "兰", "13912345678")
    ring(shop, cashier, 20, "sale", member=mei)
    use_weekly(shop, cashier, clock, card, 4)
    merge = merging.merge(shop, by=owner, kept=lan, gone=mei, request="one person")
    told = finding.card(shop, lan)
    path = tmp_path / "before.shop"
    version_21.write(shop, path)
    upgraded = opening.open_shop(path, now=clock)
    try:
        assert finding.card(upgraded, lan) == told
        assert auditing.problems(upgraded) == []
        merging.undo(upgraded, by=owner, merge=merge, request=new_request())
        assert visits(upgraded, mei) == (4, settings.today(upgraded))
        assert visits(upgraded, lan) == (0, None)
        assert auditing.problems(upgraded) == []
    finally:
        upgraded.close()

"""What she has at home, and when it runs out: a reason that dates alone do not know."""

from datetime import date

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services import settings
from shopfans.services.goods import pricing
from shopfans.services.reminders import forecasting, reminding
from shopfans.services.sales import refunding, selling
from shopfans.services.sales.selling import Receipt
from shopfans.texts.message_texts import message
from shopfans.texts.reasons import why
from tests.conftest import Clock, join
from tests.services.stored_forecasts import forecast_of


@pytest.fixture
def mask(shop: Shop, owner: Staff) -> int:
    return stocked(shop, owner, "面膜", 10)


def stocked(shop: Shop, owner: Staff, name: str, lasts: int | None) -> int:
    pricing.add_good(
        shop, by=owner, name=name, category="", price=Money(1000), lasts=lasts, request=name
    )
    return next(good.id for good in pricing.goods(shop) if good.name == name)


def buy(shop: Shop, by: Staff, member: int, good: int, pieces: int, request: str) -> Receipt:
    return selling.record_sale(
        shop, by=by, request=request, member=member,
        lines=[Line(Money(1000), pieces, "", good, list_price=Money(1000))],
        payments={Tender.CASH: Money(1000 * pieces)},
    )  # fmt: skip


def runs_out(shop: Shop, member: int) -> tuple[int | None, date | None]:
    forecasting.score(shop)
    told = forecast_of(shop, member)
    assert told is not None
    return told.good, told.runs_out


def test_a_mask_bought_once_lasts_as_the_owner_says(
    shop: Shop, owner: Staff, mei: int, mask: int, clock: Clock
) -> None:
    buy(shop, owner, mei, mask, 2, "two")
    clock.pass_days(2)
    forecasting.keep_up(shop)
    assert runs_out(shop, mei) == (None, None)
    clock.pass_days(12)
    assert runs_out(shop, mei) == (mask, date(2026, 3, 30))
    clock.pass_days(14)
    assert runs_out(shop, mei) == (None, None)


def test_the_nearest_speaks(shop: Shop, owner: Staff, mei: int, mask: int, clock: Clock) -> None:
    soap, cake = stocked(shop, owner, "皂", 8), stocked(shop, owner, "蛋糕", None)
    for good in (mask, soap, cake):
        buy(shop, owner, mei, good, 1, f"one {good}")
    clock.pass_days(6)
    forecasting.keep_up(shop)
    assert runs_out(shop, mei) == (soap, date(2026, 3, 18))


def test_what_came_back_is_not_at_home(
    shop: Shop, owner: Staff, mei: int, mask: int, clock: Clock
) -> None:
    buy(shop, owner, mei, stocked(shop, owner, "蛋糕", None), 1, "cake")
    sold = buy(shop, owner, mei, mask, 1, "mask")
    refunding.void_sale(shop, by=owner, sale=sold.sale, request="back")
    clock.pass_days(8)
    forecasting.keep_up(shop)
    assert runs_out(shop, mei) == (None, None)


def test_who_buys_again_has_her_own_pace(
    shop: Shop, owner: Staff, mei: int, mask: int, clock: Clock
) -> None:
    """The owner says ten days a box; these members take twenty."""
    others = [join(shop, owner, f"Guest {n}", f"1390000000{n}") for n in range(4)]
    for round_ in range(9):
        for member in [mei, *others]:
            buy(shop, owner, member, mask, 1, f"{round_} {member}")
        clock.pass_days(20 if round_ < 8 else 15)
    forecasting.keep_up(shop)
    good, day = runs_out(shop, mei)
    assert good == mask
    assert day is not None
    assert abs((day - date(2026, 9, 6)).days) <= 2


def test_a_mask_that_is_used_up_is_reason_enough(
    shop: Shop, owner: Staff, mei: int, mask: int, clock: Clock
) -> None:
    """She would be due after 28 days only."""
    buy(shop, owner, mei, mask, 1, "one")
    clock.pass_days(9)
    forecasting.keep_up(shop)
    for on in (None, date(2026, 3, 19)):
        [line] = reminding.today_list(shop, on=on).reminders
        assert (line.member, line.reason) == (mei, Reason.DUE)
        assert why(line, date(2026, 3, 19)).startswith("面膜: used up tomorrow. Comes every")
    assert reminding.today_list(shop, on=date(2026, 3, 12)).counts[Reason.DUE] == 0


def test_what_she_takes_again_and_again_is_a_reason_more(
    shop: Shop, owner: Staff, mei: int, clock: Clock
) -> None:
    cake, rare = stocked(shop, owner, "蛋糕", None), stocked(shop, owner, "花茶", None)
    others = [join(shop, owner, f"Guest {n}", f"1390000000{n}") for n in range(4)]
    for round_ in range(9):
        for member in [mei, *others]:
            buy(shop, owner, member, cake, 1 + round_ % 3, f"{round_} {member}")
        if round_ in {7, 8}:
            buy(shop, owner, mei, rare, 1, f"rare {round_}")
        clock.pass_days(20)
    forecasting.keep_up(shop)
    good, day = runs_out(shop, mei)
    assert good == cake
    assert day is not None
    assert abs((day - date(2026, 9, 6)).days) <= 2
    listed = reminding.today_list(shop).reminders
    words = next(why(line, date(2026, 9, 6), "蛋糕") for line in listed if line.member == mei)
    assert "; 蛋糕 again " in words
    assert "likes" not in words
    with shop.reading():
        assert forecasting.at_home(shop, [mei]) is None


def test_the_words_to_her_speak_of_what_she_needs(
    shop: Shop, owner: Staff, mei: int, mask: int, clock: Clock
) -> None:
    buy(shop, owner, mei, mask, 1, "one")
    clock.pass_days(9)
    forecasting.keep_up(shop)
    listed = reminding.today_list(shop)
    line = next(one for one in listed.reminders if one.reason is Reason.DUE)
    assert "your 面膜 is waiting" in message(settings.load(shop), line, "蛋糕", listed.on)

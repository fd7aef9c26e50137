"""What the program shows, for tests that all of it is as before once something was undone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from shopfans.database.shop import Shop
from shopfans.domain.audiences import Among
from shopfans.domain.day_close import DayFigures
from shopfans.domain.errors import ShopError
from shopfans.domain.periods import Period
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.backups import examining
from shopfans.services.belonging import referring, tier_outlook, tiering
from shopfans.services.books import reporting
from shopfans.services.coupons import among
from shopfans.services.days import closing, day_figures
from shopfans.services.goods import pricing
from shopfans.services.members import duplicates, finding, portraying, tagging, whispering
from shopfans.services.memberships import weighing
from shopfans.services.reminders import (
    caring,
    forecasting,
    planning,
    reminded,
    reminding,
    resting,
    touching,
)
from shopfans.services.sales import listing
from shopfans.services.sessions import offering
from shopfans.services.staff import oddities

_TABLES = (
    "SELECT * FROM member WHERE erased = 0 ORDER BY id",
    "SELECT * FROM member_key ORDER BY 1, 2",
    "SELECT * FROM member_number ORDER BY 1",
    "SELECT * FROM gap_sum ORDER BY 1",
    "SELECT * FROM tier_standing ORDER BY 1",
    "SELECT * FROM closure ORDER BY 1",
    "SELECT * FROM listed ORDER BY 1, 2, 3",
    "SELECT * FROM tag ORDER BY 1",
    "SELECT * FROM member_tag ORDER BY 1, 2",
    "SELECT * FROM coupon ORDER BY 1",
    "SELECT day, SUM(paid), SUM(gross), SUM((reverses_id IS NULL) - completes) "
    "FROM sale GROUP BY day HAVING SUM(gross) <> 0 ORDER BY 1",
    "SELECT member_id, unit, SUM(change) FROM ledger_entry GROUP BY 1, 2 "
    "HAVING SUM(change) <> 0 ORDER BY 1, 2",
)
_FORESEEN = (
    "SELECT * FROM forecast ORDER BY 1",
    "SELECT version, fitted, members, gaps, weights, more FROM gap_model",
)


def figures(shop: Shop) -> dict[str, Any]:
    """Of the members who are somebody, and of the books, day by day."""
    with shop.reading():
        return {question: shop.rows(question) for question in _TABLES}


def pages(shop: Shop, by: Staff, named: Iterable[date] = ()) -> dict[str, Any]:
    """All that pages show, of these days and of now; who comes back when is worked out first.

    Books only grow: where they count what came in and what took it back, the two are set off.
    """
    forecasting.keep_up(shop)
    today = settings.today(shop)
    days = sorted({*named, today})
    with shop.reading():
        return figures(shop) | {
            **{question: shop.rows(question) for question in _FORESEEN},
            **dict(_of_members(shop)),
            **dict(_of_reminders(shop, today, days)),
            **dict(_of_books(shop, by, days)),
            **dict(_of_goods(shop)),
        }


def differing(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What is not as it was, before and after: nothing, if all is."""
    return {
        name: (before.get(name), after.get(name))
        for name in before | after if before.get(name) != after.get(name)
    }  # fmt: skip


def _of_members(shop: Shop) -> Iterator[tuple[str, Any]]:
    ids = finding.members_in_order(shop, "joined", descending=False)
    yield "members", finding.member_rows(shop, ids)
    yield "portraits", portraying.portraits(shop, ids, settings.today(shop))
    for member in ids:
        card = finding.card(shop, member)
        yield f"card {member}", card
        yield f"whisper {member}", whispering.whisper(shop, card)
        yield f"tier {member}", tiering.place(shop, member)
        yield f"sales {member}", listing.sales_of_member(shop, member)
        yield f"touches {member}", touching.history(shop, member)
        yield f"friends {member}", referring.friends(shop, member)
        yield f"plans {member}", weighing.worth_to(shop, member=member)
        yield f"side {member}", duplicates.side(shop, member)
    yield "found", [finding.find(shop, text) for text in ("A-7", "a", "b1", "138", "王", "139")]
    yield "pairs", duplicates.pairs(shop)
    yield "tags", tagging.counted(shop)
    yield "referrers", referring.referrers(shop)
    yield "near", tier_outlook.nearly_there(shop)
    rule = settings.load(shop).tiers
    if rule is not None:
        lower = tuple(one._replace(threshold=1 + one.threshold // 2) for one in rule.tiers)
        yield "tiers tried", tier_outlook.preview(shop, replace(rule, tiers=lower))
        yield "audience", [among.members(shop, Among(one.key, None)) for one in rule.tiers]


def _of_reminders(shop: Shop, today: date, days: Sequence[date]) -> Iterator[tuple[str, Any]]:
    for day in sorted({today, today + timedelta(days=20), days[len(days) // 2]}):
        yield f"today {day}", reminding.today_list(shop, on=day)
    yield "rests", resting.rests(shop)
    yield "outcome", reminded.outcome(shop)
    yield "closing tried", reminding.try_closing(shop, today - timedelta(days=40), today)
    yield "candidates", planning.candidates(shop)
    yield "guests", planning.guests(shop)
    yield "care", caring.moments(shop, days[0], today + timedelta(days=400))


def _of_books(shop: Shop, by: Staff, days: Sequence[date]) -> Iterator[tuple[str, Any]]:
    for month in sorted({day.replace(day=1) for day in days}):
        found = reporting.period_figures(shop, Period.around(month))
        roll = found.points
        opening = Points(roll.opening + roll.adjusted + roll.reversals)
        points = roll._replace(opening=opening, adjusted=Points(0), reversals=Points(0))
        yield (
            f"month {month}",
            found._replace(sales=found.sales - found.refunds, refunds=0, points=points),
        )
    for day in days:
        yield f"day {day}", _set_off(day_figures.of_day(shop, day))
        total = listing.day_total(shop, day)
        yield f"total {day}", (total.sales - total.taken_back, total.paid)
        yield f"odd {day}", oddities.of_week(shop, by=by, last=day)
    received = listing.paid_by_day(shop, days[0], days[-1])
    yield "received", {day: paid for day, paid in received.items() if paid}
    yield "sold today", listing.page_of_sales(shop, day=days[-1])
    yield "last sale", listing.last_sale(shop)
    state = closing.state(shop)
    yield "to close", state._replace(figures=_set_off(state.figures))
    yield "held", examining.holds(shop)._replace(as_of=shop.now())


def _of_goods(shop: Shop) -> Iterator[tuple[str, Any]]:
    yield "goods", pricing.goods(shop)
    yield "best", pricing.best_sellers(shop)
    for off_sale in (False, True):
        yield f"categories {off_sale}", pricing.categories(shop, off_sale=off_sale)
        yield f"kept {off_sale}", pricing.goods_in_order(shop, "name", off_sale=off_sale)
        found = [pricing.find_goods(shop, text, off_sale=off_sale) for text in ("茶", "cha", "A1")]
        yield f"goods found {off_sale}", found
    for code in ("A1", "6901234567892", "0012345678905"):
        yield f"scanned {code}", _scanned(shop, code)
    yield "cards sold", offering.kinds(shop)


def _scanned(shop: Shop, code: str) -> Any:
    try:
        return pricing.by_barcode(shop, code)
    except ShopError as problem:
        return repr(problem)


def _set_off(day: DayFigures) -> DayFigures:
    return day._replace(
        sales=day.sales - day.voids, voids=0,
        takings=tuple(one for one in day.takings if one[1]),
        categories=tuple(one for one in day.categories if one.quantity),
    )  # fmt: skip

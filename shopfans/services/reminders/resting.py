"""The days on which the shop rests: noticed, as nobody came, or marked by the owner."""

from dataclasses import replace
from datetime import date, timedelta
from enum import Enum
from typing import Any, NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.sales_book import NOT_TAKEN_BACK
from shopfans.database.shop import Shop
from shopfans.domain import closures
from shopfans.domain.closures import Closure, Holiday, OpenDays
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.terms import Terms
from shopfans.services import settings


class Source(Enum):
    NOTICED = "noticed"
    MARKED = "marked"
    """By the owner."""
    DENIED = "denied"
    """She says that the shop was open, though nobody came."""


class Rest(NamedTuple):
    first: date
    last: date
    source: Source

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def rests(shop: Shop) -> list[Rest]:
    """What is known of holidays, the latest first."""
    with shop.reading():
        said = settings.load(shop).holidays
        seen = closures.noticed(_past_days(shop))
    found = [
        Rest(one.first, one.last, Source.MARKED if one.is_closed else Source.DENIED) for one in said
    ]
    spoken_of = [(one.first, one.last) for one in said]
    for one in seen:
        first, last = date.fromordinal(one.first), date.fromordinal(one.last)
        if not any(start <= last and first <= end for start, end in spoken_of):
            found.append(Rest(first, last, Source.NOTICED))
    return sorted(found, reverse=True, key=lambda rest: rest.first)


def mark(shop: Shop, *, by: Staff, first: date, last: date, request: str) -> None:
    """The shop was or will be closed on these days. Raises DaysReversed or NumberOutOfRange."""
    _say(shop, by, Holiday(first, last), request)


def take_out(shop: Shop, *, by: Staff, rest: Rest, request: str) -> None:
    """What the owner said of these days no longer holds; or, if they were noticed, they were no
    holiday."""
    require(by, Right.SET_TERMS)
    if rest.source is Source.NOTICED:
        _say(shop, by, Holiday(rest.first, rest.last, is_closed=False), request)
        return
    gone = Holiday(rest.first, rest.last, is_closed=rest.source is Source.MARKED)
    terms = settings.load(shop)
    kept = tuple(one for one in terms.holidays if one != gone)
    settings.save(shop, by=by, terms=replace(terms, holidays=kept), request=request)


def in_force(shop: Shop) -> list[tuple[str, str]]:
    """The first and last days of all holidays as they should be kept; inside a block."""
    said = settings.load(shop).holidays
    return [
        (date.fromordinal(one.first).isoformat(), date.fromordinal(one.last).isoformat())
        for one in closures.in_force(_past_days(shop), said)
    ]


def first_change(shop: Shop) -> str | None:
    """The first day of a holiday that is not kept yet or no longer holds; inside a block."""
    return min((first for first, _ in set(in_force(shop)) ^ set(_kept())), default=None)


def keep(shop: Shop) -> None:
    """Keep the holidays in force, inside a command."""
    shop.rows("DELETE FROM closure")
    shop.write_many("INSERT INTO closure VALUES (?, ?)", in_force(shop))


def open_days() -> OpenDays:
    """The days without the holidays that are kept; inside a block."""
    return OpenDays(
        [Closure(*(date.fromisoformat(day).toordinal() for day in one)) for one in _kept()]
    )


def open_days_before(shop: Shop, on: date, terms: Terms | None = None) -> OpenDays:
    """As it was known before a day, in which the shop may be closed still, by what the owner says
    or, with `terms`, would say; inside a block."""
    said = (terms or settings.load(shop)).holidays
    return OpenDays(closures.in_force(_shop_days(shop, on), said, until=on.toordinal()))


def _say(shop: Shop, by: Staff, holiday: Holiday, request: str) -> None:
    terms = settings.load(shop)
    if holiday not in terms.holidays:
        said = replace(terms, holidays=(*terms.holidays, holiday))
        settings.save(shop, by=by, terms=said, request=request)


def _kept() -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = OPEN_SHOP.execute_sql(
        "SELECT first, last FROM closure ORDER BY first"
    ).fetchall()
    return found


def _past_days(shop: Shop) -> list[int]:
    """A day in the future, by a wrong clock, ends no holiday."""
    return _shop_days(shop, settings.today(shop) + timedelta(days=1))


def _shop_days(shop: Shop, before: date) -> list[int]:
    """The days before one on which anything was sold or a session used, as ordinals; inside a
    block. A day that only an import named, which was undone, is none."""
    days = shop.rows(_SHOP_DAYS, before.isoformat())
    return [date.fromisoformat(day).toordinal() for (day,) in days]


_NEXT_DAY = f"""(
    SELECT MIN(day) FROM (
        SELECT MIN(day) AS day FROM sale s
        WHERE day > {{0}} AND day < ?1 AND {NOT_TAKEN_BACK} UNION ALL
        SELECT MIN(day) FROM session_use WHERE day > {{0}} AND day < ?1))"""

_SHOP_DAYS = f"""
    WITH RECURSIVE open (day) AS (
        SELECT {_NEXT_DAY.format("''")} UNION ALL
        SELECT {_NEXT_DAY.format("open.day")} FROM open WHERE open.day IS NOT NULL)
    SELECT day FROM open WHERE day IS NOT NULL"""

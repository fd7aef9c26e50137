"""The end of the day: the drawer is counted, and what happened on the day changes no more.

A sale after the close counts for the next business day, whatever the clock says. Days that nobody
closed are closed along with the next one that is.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from shopfans.database import closed_days, ledger_chain
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain.day_close import Count, DayFigures
from shopfans.domain.drawer import Drawer
from shopfans.domain.errors import DayClosed, DayNotBegun
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.days import counting, dating, day_figures
from shopfans.services.days.counting import Found

CHANGES = (
    Topic.CLOSES, Topic.SALES, Topic.POINTS, Topic.COUPONS, Topic.REMINDERS,
)  # fmt: skip


class State(NamedTuple):
    """What is to be closed now, as it stands."""

    day: date
    forgotten: tuple[date, ...]
    """Days before it that nobody closed: they are closed along with it."""
    is_late: bool
    """The day itself is past."""
    can_close: bool
    """False: by the clock the day has not begun."""
    figures: DayFigures
    drawer: Drawer
    is_first_count: bool
    usual_stays: Money
    """What stayed in the drawer for the next day, last time."""
    shifts: tuple[Count, ...]
    """The hand-overs since the last close."""


class CloseRow(NamedTuple):
    """A closed day in a list."""

    id: int
    day: date
    at: datetime
    by: str
    paid: Money
    expected: Money | None
    counted: Money | None
    stays: Money | None

    @property
    def over(self) -> Money | None:
        if self.counted is None or self.expected is None:
            return None
        return self.counted - self.expected


class Shift(NamedTuple):
    """A hand-over in a list."""

    number: int
    """Of the count."""
    at: datetime
    by: str
    to: str


def state(shop: Shop) -> State:
    """The day that is to be closed next, with its figures and its drawer until now."""
    with shop.reading():
        clock, now = settings.clock_day(shop), settings.today(shop)
        missed = forgotten(shop)
        day = missed[-1] if missed else now
        before = counting.newest()
        return State(
            day,
            tuple(missed[:-1]),
            is_late=bool(missed),
            can_close=day <= clock,
            figures=day_figures.of_day(shop, day),
            drawer=counting.drawer(before, now),
            is_first_count=before is None,
            usual_stays=counting.float_of_last_close(),
            shifts=counting.hand_overs(shop, *_since_last_close()),
        )


def forgotten(shop: Shop) -> list[date]:
    """Past days with sales that nobody closed, the oldest first.

    None before the first close ever: a shop need not begin with it.
    """
    with shop.reading():
        closed = closed_days.last_closed()
        if closed is None:
            return []
        days = shop.rows(_UNCLOSED, closed.isoformat(), settings.today(shop).isoformat())
        return [date.fromisoformat(day) for (day,) in days]


def close_day(shop: Shop, *, by: Staff, day: date, found: Found | None, request: str) -> int:
    """Close a day, and all before it that nobody closed; returns the number of the close.

    None for `found`: nobody counted, and the drawer goes on as it was. Raises DateInDoubt,
    DayClosed, DayNotBegun, or what counting.hand_over raises.
    """
    require(by, Right.CLOSE_DAY)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        asked = (day, found and counting.said(found))
        done = begin(shop, Act.CLOSE_DAY, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            _close(shop, done, terms, day, found)
        return int(shop.rows("SELECT id FROM day_close WHERE day = ?", day.isoformat())[0][0])


def closes(shop: Shop, *, before: date | None = None, limit: int = 200) -> list[CloseRow]:
    """The closed days, the last first; paged by day."""
    until = (before or date.max).isoformat()
    with shop.reading():
        query = f"{_LIST} WHERE c.day < ? ORDER BY c.day DESC LIMIT ?"
        return list(map(_row, shop.rows(query, until, limit)))


def closes_in_order(shop: Shop, order: str = "day", *, descending: bool = True) -> list[int]:
    """The numbers of all closes, by one of ORDERS; what was not counted is last."""
    way = "DESC" if descending else "ASC"
    with shop.reading():
        query = f"SELECT c.id {_FROM} ORDER BY {ORDERS[order]} {way} NULLS LAST, c.day DESC"
        return [close for (close,) in shop.rows(query)]


def close_rows(shop: Shop, closes: Sequence[int]) -> list[CloseRow]:
    """The closed days with these numbers, in their order."""
    with shop.reading():
        some = ", ".join(str(int(one)) for one in closes)
        found = {row.id: row for row in map(_row, shop.rows(f"{_LIST} WHERE c.id IN ({some})"))}
    return [found[one] for one in closes if one in found]


def shifts(shop: Shop, close: int | None) -> list[Shift]:
    """The hand-overs that led to a close; None: those since the last one."""
    with shop.reading():
        between = _since_last_close() if close is None else shop.rows(_UNTIL_CLOSE, close)[0]
        return [
            Shift(count, datetime.fromisoformat(at), by or "", to or "")
            for count, at, by, to in shop.rows(_SHIFTS, *between)
        ]


def _row(row: tuple[Any, ...]) -> CloseRow:
    close, day, at, by, paid, *amounts = row
    return CloseRow(
        close, date.fromisoformat(day), datetime.fromisoformat(at), by or "", Money(paid),
        *(None if fen is None else Money(fen) for fen in amounts),
    )  # fmt: skip


def _close(shop: Shop, done: Done, terms: Terms, day: date, found: Found | None) -> None:
    dating.require_known(shop)
    last = closed_days.last_closed()
    if last is not None and day <= last:
        raise DayClosed(day)
    if day > settings.clock_day(shop):
        raise DayNotBegun(day)
    count = None if found is None else counting.write(done, terms, found, None)
    for missed in forgotten(shop):
        if missed < day:
            _write(shop, done, missed, None)
    _write(shop, done, day, count)


def _write(shop: Shop, done: Done, day: date, count: int | None) -> None:
    figures = day_figures.of_day(shop, day)
    line, head = ledger_chain.head_line()
    close = int(
        OPEN_SHOP.execute_sql(
            _CLOSED,
            (done.id, day.isoformat(), count, figures.sales, figures.refunds, figures.voids,
             figures.gross.fen, figures.paid.fen, figures.points_given, figures.points_used,
             figures.coupons_given, figures.coupons_used, figures.joined, line, head),
        ).lastrowid
    )  # fmt: skip
    day_figures.write(shop, close, figures)
    closed_days.seal(close)


def _since_last_close() -> tuple[int, int]:
    row = OPEN_SHOP.execute_sql("SELECT MAX(operation_id) FROM day_close").fetchone()
    return int(row[0] or 0), 2**62


_UNCLOSED = """
    SELECT DISTINCT s.day FROM sale s JOIN operation o ON o.id = s.operation_id
    WHERE s.day > ? AND s.day < ? AND o.act <> 'import' ORDER BY s.day"""

_FROM = """
    FROM day_close c JOIN operation o ON o.id = c.operation_id
    LEFT JOIN staff t ON t.id = o.staff_id LEFT JOIN drawer_count d ON d.id = c.count_id"""

_LIST = "SELECT c.id, c.day, o.at, t.name, c.paid, d.opening + d.cash, d.counted, d.stays" + _FROM

ORDERS = {
    "day": "c.day", "closed": "o.at", "by": "t.name", "paid": "c.paid", "counted": "d.counted",
    "expected": "d.opening + d.cash", "over": "d.counted - d.opening - d.cash",
}  # fmt: skip

_UNTIL_CLOSE = """
    SELECT COALESCE(
               (SELECT MAX(operation_id) FROM day_close WHERE operation_id < c.operation_id), 0
           ), c.operation_id
    FROM day_close c WHERE c.id = ?"""

_SHIFTS = """
    SELECT d.id, o.at, t.name, g.name
    FROM drawer_count d JOIN operation o ON o.id = d.operation_id
    LEFT JOIN staff t ON t.id = o.staff_id JOIN staff g ON g.id = d.to_staff_id
    WHERE o.id > ? AND o.id <= ? ORDER BY d.id"""

_CLOSED = (
    "INSERT INTO day_close (operation_id, day, count_id, sales, refunds, voids, gross, paid, "
    "points_given, points_used, coupons_given, coupons_used, joined, ledger_line, ledger_head) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

"""The end of the day: the drawer is counted, and what happened on the day changes no more.

A sale after the close counts for the next business day, whatever the clock says. Days that nobody
closed are closed along with the next one that is.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from shopfans.database import closed_days, ledger
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain.day_close import ClosePaper, Count, DayFigures, ShiftPaper
from shopfans.domain.drawer import Drawer, counted
from shopfans.domain.errors import AmountTooLarge, DayClosed, DayNotBegun, FloatAboveCount
from shopfans.domain.kinds import Act
from shopfans.domain.money import MOST, Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Tender
from shopfans.domain.topics import Topic
from shopfans.services import day_figures, settings

CHANGES = (
    Topic.CLOSES, Topic.SALES, Topic.POINTS, Topic.COUPONS, Topic.REMINDERS,
)  # fmt: skip


class Found(NamedTuple):
    """What somebody found in the drawer."""

    counted: Money
    stays: Money
    """The float for whoever goes on; the rest is taken out."""
    pieces: Mapping[int, int] = {}
    """How many of each value; empty if only the sum was told."""
    opening: Money | None = None
    """What was in the drawer at first; only asked for before the very first count."""

    @classmethod
    def of(
        cls, pieces: Mapping[int, int], *, stays: Money, opening: Money | None = None
    ) -> "Found":
        """Raises what drawer.counted raises."""
        some = {value: number for value, number in pieces.items() if number}
        return cls(counted(some), stays, some, opening)


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
    """What stayed in the drawer last time."""
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


def state(shop: Shop) -> State:
    """The day that is to be closed next, with its figures and its drawer until now."""
    with shop.reading():
        clock, now = settings.clock_day(shop), settings.today(shop)
        missed = forgotten(shop)
        day = missed[-1] if missed else now
        before = _newest_count()
        return State(
            day,
            tuple(missed[:-1]),
            is_late=bool(missed),
            can_close=day <= clock,
            figures=day_figures.of_day(shop, day),
            drawer=_drawer(before, now),
            is_first_count=before is None,
            usual_stays=Money() if before is None else Money(before[1]),
            shifts=_hand_overs(shop, *_since_last_close()),
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

    None for `found`: nobody counted, and the drawer goes on as it was. Raises DayClosed,
    DayNotBegun, FloatAboveCount or AmountTooLarge.
    """
    require(by, Right.CLOSE_DAY)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        asked = (day, found and _said(found))
        done = begin(shop, Act.CLOSE_DAY, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            _close(shop, done, day, found)
        return int(shop.rows("SELECT id FROM day_close WHERE day = ?", day.isoformat())[0][0])


def hand_over(shop: Shop, *, by: Staff, to: int, found: Found, request: str) -> int:
    """The drawer goes to another operator, counted; returns the number of the count.

    Raises FloatAboveCount or AmountTooLarge.
    """
    require(by, Right.CLOSE_DAY)
    terms = settings.load(shop)
    with shop.changing(Topic.CLOSES):
        asked = (to, _said(found))
        done = begin(shop, Act.HAND_OVER, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            _count(done, found, to)
        return int(shop.rows("SELECT id FROM drawer_count WHERE operation_id = ?", done.id)[0][0])


def closes(shop: Shop, *, before: date | None = None, limit: int = 200) -> list[CloseRow]:
    """The closed days, the last first; paged by day."""
    until = (before or date.max).isoformat()
    with shop.reading():
        return [
            CloseRow(
                close, date.fromisoformat(day), datetime.fromisoformat(at), by or "", Money(paid),
                *(None if fen is None else Money(fen) for fen in (expected, found, stays)),
            )
            for close, day, at, by, paid, expected, found, stays in shop.rows(_LIST, until, limit)
        ]  # fmt: skip


def paper(shop: Shop, close: int, *, is_copy: bool = False) -> ClosePaper:
    """The slip of a closed day, as it was closed."""
    terms = settings.load(shop)
    with shop.reading():
        [(day, at, by, count, operation, before, digest)] = shop.rows(_CLOSE, close)
        return ClosePaper(
            terms.shop_name, terms.currency, terms.zone, date.fromisoformat(day),
            datetime.fromisoformat(at), by or "", day_figures.as_kept(shop, close),
            None if count is None else _count_of(shop, count),
            _hand_overs(shop, before, operation), bytes(digest).hex(), is_copy,
        )  # fmt: skip


def preview_paper(shop: Shop, *, by: Staff, found: Found | None) -> ClosePaper:
    """The slip as it would be if the day were closed now; without its digest."""
    terms, now = settings.load(shop), state(shop)
    return ClosePaper(
        terms.shop_name, terms.currency, terms.zone, now.day, shop.now(), by.name, now.figures,
        None if found is None else _found(shop, by, now.drawer, found), now.shifts, "",
    )  # fmt: skip


def shift_paper(shop: Shop, count: int) -> ShiftPaper:
    """The slip of a hand-over."""
    terms = settings.load(shop)
    with shop.reading():
        return ShiftPaper(terms.shop_name, terms.currency, terms.zone, _count_of(shop, count))


def _close(shop: Shop, done: Done, day: date, found: Found | None) -> None:
    last = closed_days.last_closed()
    if last is not None and day <= last:
        raise DayClosed(day)
    if day > settings.clock_day(shop):
        raise DayNotBegun(day)
    count = None if found is None else _count(done, found, None)
    for missed in forgotten(shop):
        if missed < day:
            _write(shop, done, missed, None)
    _write(shop, done, day, count)


def _write(shop: Shop, done: Done, day: date, count: int | None) -> None:
    figures = day_figures.of_day(shop, day)
    line, head = ledger.head_line()
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


def _count(done: Done, found: Found, to: int | None) -> int:
    if found.counted > MOST:
        raise AmountTooLarge(MOST.fen)
    if found.stays > found.counted:
        raise FloatAboveCount(found.counted.fen)
    before = _newest_count()
    drawer = _drawer(before, done.day, until=done.id)
    if before is None and found.opening is not None:
        drawer = drawer._replace(opening=found.opening)
    count = int(
        OPEN_SHOP.execute_sql(
            "INSERT INTO drawer_count (operation_id, to_staff_id, opening, cash, counted, stays) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (done.id, to, drawer.opening.fen, drawer.cash.fen, found.counted.fen, found.stays.fen),
        ).lastrowid
    )
    for value, number in found.pieces.items():
        if number:
            OPEN_SHOP.execute_sql(
                "INSERT INTO drawer_piece VALUES (?, ?, ?)", (count, value, number)
            )
    return count


def _newest_count() -> tuple[int, int] | None:
    """Its operation, and what stayed in the drawer."""
    row = OPEN_SHOP.execute_sql(
        "SELECT operation_id, stays FROM drawer_count ORDER BY operation_id DESC LIMIT 1"
    ).fetchone()
    return None if row is None else (row[0], row[1])


def _drawer(before: tuple[int, int] | None, today: date, *, until: int = 2**62) -> Drawer:
    since, stays = (0, 0) if before is None else before
    if before is None:  # what was sold before the shop began to count is not in the drawer
        since = _begun(today)
    [cash] = OPEN_SHOP.execute_sql(CASH_MOVED, (since, until, Tender.CASH.value)).fetchone()
    return Drawer(Money(stays), Money(cash))


def _begun(today: date) -> int:
    """The last operation before this business day: a first count knows of today's cash alone."""
    row = OPEN_SHOP.execute_sql(_BEGUN, (today.isoformat(),)).fetchone()
    return int(row[0] or 0)


def _since_last_close() -> tuple[int, int]:
    row = OPEN_SHOP.execute_sql("SELECT MAX(operation_id) FROM day_close").fetchone()
    return int(row[0] or 0), 2**62


def _hand_overs(shop: Shop, since: int, until: int) -> tuple[Count, ...]:
    counts = shop.rows(_HAND_OVERS, since, until)
    return tuple(_count_of(shop, count) for (count,) in counts)


def _count_of(shop: Shop, count: int) -> Count:
    [(at, by, to, opening, cash, found, stays)] = shop.rows(_COUNT, count)
    pieces: Sequence[Any] = shop.rows(
        "SELECT value, pieces FROM drawer_piece WHERE count_id = ? ORDER BY value DESC", count
    )
    return Count(
        datetime.fromisoformat(at), by or "", to or "", Drawer(Money(opening), Money(cash)),
        Money(found), Money(stays), tuple(pieces),
    )  # fmt: skip


def _found(shop: Shop, by: Staff, drawer: Drawer, found: Found) -> Count:
    if found.opening is not None:
        drawer = drawer._replace(opening=found.opening)
    pieces = tuple(sorted(found.pieces.items(), reverse=True))
    return Count(shop.now(), by.name, "", drawer, found.counted, found.stays, pieces)


def _said(found: Found) -> tuple[object, ...]:
    return (
        found.counted.fen, found.stays.fen, sorted(found.pieces.items()),
        found.opening and found.opening.fen,
    )  # fmt: skip


_BEGUN = "SELECT MAX(id) FROM operation WHERE day < ?"

CASH_MOVED = """
    SELECT COALESCE(SUM(amount), 0) FROM (
        SELECT p.amount FROM sale s JOIN payment p ON p.sale_id = s.id
        WHERE s.operation_id > ?1 AND s.operation_id < ?2 AND p.tender = ?3
        UNION ALL SELECT t.amount
        FROM prepayment p JOIN prepayment_tender t ON t.prepayment_id = p.id
        WHERE p.operation_id > ?1 AND p.operation_id < ?2 AND t.tender = ?3)"""
"""Cash taken less given back between two operations, for goods and for stored value; imported
sales have no cash."""

_UNCLOSED = """
    SELECT DISTINCT s.day FROM sale s JOIN operation o ON o.id = s.operation_id
    WHERE s.day > ? AND s.day < ? AND o.act <> 'import' ORDER BY s.day"""

_LIST = """
    SELECT c.id, c.day, o.at, t.name, c.paid, d.opening + d.cash, d.counted, d.stays
    FROM day_close c JOIN operation o ON o.id = c.operation_id
    LEFT JOIN staff t ON t.id = o.staff_id LEFT JOIN drawer_count d ON d.id = c.count_id
    WHERE c.day < ? ORDER BY c.day DESC LIMIT ?"""

_CLOSE = """
    SELECT c.day, o.at, t.name, c.count_id, o.id,
           COALESCE((SELECT MAX(operation_id) FROM day_close WHERE operation_id < o.id), 0),
           (SELECT digest FROM day_seal WHERE close_id = c.id)
    FROM day_close c JOIN operation o ON o.id = c.operation_id
    LEFT JOIN staff t ON t.id = o.staff_id WHERE c.id = ?"""

_CLOSED = (
    "INSERT INTO day_close (operation_id, day, count_id, sales, refunds, voids, gross, paid, "
    "points_given, points_used, coupons_given, coupons_used, joined, ledger_line, ledger_head) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_HAND_OVERS = """
    SELECT id FROM drawer_count
    WHERE operation_id > ? AND operation_id <= ? AND to_staff_id IS NOT NULL ORDER BY id"""

_COUNT = """
    SELECT o.at, t.name, g.name, d.opening, d.cash, d.counted, d.stays
    FROM drawer_count d JOIN operation o ON o.id = d.operation_id
    LEFT JOIN staff t ON t.id = o.staff_id LEFT JOIN staff g ON g.id = d.to_staff_id
    WHERE d.id = ?"""

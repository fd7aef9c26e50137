"""The sheet of memberships: what of their fees was not earned yet when the period began, what came
and went, and what is not earned when it ends."""

from datetime import date, timedelta

from shopfans.database.shop import Shop
from shopfans.domain import memberships
from shopfans.domain.memberships import Run
from shopfans.domain.money import Money
from shopfans.services import settings
from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie
from shopfans.services.memberships.held import read_plan, stands
from shopfans.texts import _

_ALL = f"""
    FROM membership h JOIN prepayment p ON p.id = h.prepayment_id
    JOIN member m ON m.id = h.member_id
    LEFT JOIN membership_end x ON x.membership_id = h.id
    LEFT JOIN prepayment b ON b.id = x.prepayment_id AND b.day <= ?2
    WHERE p.day <= ?2 AND {stands("h")}"""

_OPEN = "AND (p.day >= ?1 OR COALESCE(b.day, h.ends) >= ?1)"
"""Those that were sold in the period, and those of whose fee something was to be earned yet."""

ROWS = f"SELECT COUNT(*) {_ALL} {_OPEN}"


def write(shop: Shop, book: Book, _figures: PeriodFigures) -> list[Section]:
    """A fee is earned in equal parts by days; while the period runs, those that are over count."""
    first, last = map(date.fromisoformat, book.days)
    until = min(last, settings.today(shop))
    before = min(first - timedelta(days=1), until)
    told = _figures_told(shop, book, before, until)
    sheet = Sheet(book, _("Memberships"), _columns(), largest=max(told.values()))
    for *names, body, day, starts, ends, fen, back, back_on in shop.stream(
        f"{_ROWS} {_OPEN} ORDER BY p.day, h.id", *book.days
    ):
        fee, run = Money(fen), Run(date.fromisoformat(starts), date.fromisoformat(ends))
        opening = 0 if day >= book.days[0] else _to_come(fee, run, back_on, before)
        received = fen if day >= book.days[0] else 0
        returned = back if back_on and back_on >= book.days[0] else 0
        closing = _to_come(fee, run, back_on, until)
        earned = opening + received - returned - closing
        sheet.add(
            *names, read_plan(body).name, day, starts, ends, opening, received, returned, earned,
            closing,
        )  # fmt: skip
    sheet.finish()
    return [Section(_("Membership fees"), _ties(sheet, told))]


def _to_come(fee: Money, run: Run, back_on: str | None, day: date) -> int:
    """What of a fee is not earned when this day is over."""
    if back_on is not None and back_on <= day.isoformat():
        return 0
    return (fee - memberships.earned(fee, run, day)).fen


def _figures_told(shop: Shop, book: Book, before: date, until: date) -> dict[str, Money]:
    """From the money and the days of all of them, whatever the rows say."""
    [(received, returned)] = shop.rows(_MOVED, *book.days)
    opening, closing = (
        shop.rows(_UNEARNED, *days)[0][0]
        for days in ((book.days[0], before.isoformat()), (None, until.isoformat()))
    )
    earned = opening + received - returned - closing
    told = (opening, received, returned, earned, closing)
    return dict(zip(_changes(), map(Money, told), strict=True))


def _changes() -> dict[str, str]:
    """From opening to closing, in the order in which they add up."""
    return {
        "opening": _("Not yet earned: opening"),
        "received": _("Received"),
        "returned": _("Given back"),
        "earned": _("Fee earned"),
        "closing": _("Not yet earned: closing"),
    }


def _columns() -> list[Column]:
    return [
        Column("number", _("No."), Kind.NUMBER),
        Column("member", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT),
        Column("plan", _("Membership"), Kind.TEXT, width=20),
        Column("sold", _("Sold"), Kind.DAY),
        Column("starts", _("Starts"), Kind.DAY),
        Column("ends", _("Until"), Kind.DAY),
        *(Column(key, words, Kind.MONEY, is_summed=True) for key, words in _changes().items()),
    ]


def _ties(sheet: Sheet, told: dict[str, Money]) -> list[Tie]:
    opening, received, returned, earned, closing = _changes()
    rest = (
        sheet.total(opening) + sheet.total(received) - sheet.total(returned) - sheet.total(earned)
    )
    cells = (
        f"{sheet.total_cell(opening)}+{sheet.total_cell(received)}"
        f"-{sheet.total_cell(returned)}-{sheet.total_cell(earned)}"
    )
    return [
        *(sheet.tie(words, told[key], key) for key, words in _changes().items()),
        Tie(_("Opening with all changes"), told[closing], Money(rest), (cells,), sheet.title),
    ]


_ROWS = f"""
    SELECT p.id, h.member_id, m.name, h.plan, p.day, h.starts, h.ends, p.paid,
           COALESCE(-b.paid, 0), b.day {_ALL}"""

_MOVED = """
    SELECT COALESCE(SUM(paid) FILTER (WHERE kind = 'membership'), 0),
           COALESCE(-SUM(paid) FILTER (WHERE kind = 'fee_back'), 0)
    FROM prepayment WHERE day BETWEEN ?1 AND ?2"""

_UNEARNED = f"""
    SELECT COALESCE(SUM(paid - paid * MIN(MAX(passed, 0), days) / days), 0) FROM (
        SELECT p.paid, CAST(julianday(?2) - julianday(h.starts) AS INTEGER) + 1 AS passed,
               CAST(julianday(h.ends) - julianday(h.starts) AS INTEGER) + 1 AS days
        FROM membership h JOIN prepayment p ON p.id = h.prepayment_id
        LEFT JOIN membership_end x ON x.membership_id = h.id
        LEFT JOIN prepayment b ON b.id = x.prepayment_id
        WHERE p.day <= ?2 AND (?1 IS NULL OR p.day < ?1) AND (b.day IS NULL OR b.day > ?2)
          AND {stands("h")})"""
"""What of the fees paid before a day, or all, is not earned when another one is over."""

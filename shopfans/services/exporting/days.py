"""The sheet of days: what each business day came to."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from shopfans.database.shop import Shop
from shopfans.domain.day_close import DayFigures
from shopfans.domain.money import Money
from shopfans.domain.periods import Period
from shopfans.domain.sales import Tender
from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.days import day_figures
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Bars, Section, Tie, as_formula
from shopfans.services.sales import listing
from shopfans.texts import _
from shopfans.texts.labels import tender_label

Paid = Mapping[date, Money]

_DAYS = """
    SELECT day FROM sale WHERE day BETWEEN ?1 AND ?2
    UNION SELECT day FROM operation WHERE day BETWEEN ?1 AND ?2"""

ROWS = f"SELECT COUNT(*) FROM ({_DAYS})"


def write(shop: Shop, book: Book, figures: PeriodFigures) -> tuple[list[Section], Bars | None]:
    """Every day on which anything was done, and the bars of what was received on each.

    Where there are too many days, a section has the bars.
    """
    sheet = Sheet(book, _("Business days"), _columns(), largest=figures.gross)
    received: dict[date, Money] = {}
    for (day,) in shop.rows(f"{_DAYS} ORDER BY 1", *book.days):
        on = date.fromisoformat(day)
        found = day_figures.of_day(shop, on)
        received[on] = found.paid
        sheet.add(day, *_of_day(found))
    sheet.finish()
    days = Section(_("Business days"), _ties(sheet, figures))
    parts = book.period.parts()
    if parts[0].first == parts[0].last:
        return [days], Bars(_("Received by day"), sheet.rows("day"), sheet.rows("paid"))
    ties = _by_part(sheet, parts, received, listing.paid_by_day(shop, *book.period))
    return [days, Section(_("Received in time"), ties, is_pictured=True)], None


def _columns() -> list[Column]:
    return [
        Column("day", _("Business day"), Kind.DAY),
        Column("sales", _("Sales"), Kind.COUNT, is_summed=True),
        Column("refunds", _("Refunds and voids"), Kind.COUNT, is_summed=True),
        Column("gross", _("Goods sold"), Kind.MONEY, is_summed=True),
        Column("off", _("Taken off"), Kind.MONEY, is_summed=True),
        Column("paid", _("Received"), Kind.MONEY, is_summed=True),
        *(
            Column(tender.value, tender_label(tender), Kind.MONEY, is_summed=True)
            for tender in Tender
        ),
        Column("given", _("Points given"), Kind.COUNT, is_summed=True),
        Column("used", _("Points used"), Kind.COUNT, is_summed=True),
        Column("coupons_used", _("Coupons redeemed"), Kind.COUNT, is_summed=True),
        Column("joined", _("Signed up"), Kind.COUNT, is_summed=True),
    ]


def _of_day(found: DayFigures) -> Sequence[Any]:
    takings = dict(found.takings)
    return (
        found.sales, found.refunds + found.voids, found.gross.fen, found.discounts.fen,
        found.paid.fen, *(takings[one].fen if one in takings else None for one in Tender),
        found.points_given, found.points_used, found.coupons_used, found.joined,
    )  # fmt: skip


def _ties(sheet: Sheet, figures: PeriodFigures) -> list[Tie]:
    return [
        sheet.tie(_("Sales"), figures.sales, "sales"),
        sheet.tie(_("Refunds and voids"), figures.refunds, "refunds"),
        sheet.tie(_("Goods sold"), figures.gross, "gross"),
        sheet.tie(_("Received"), figures.paid, "paid"),
        *(sheet.tie(tender_label(one), paid, one.value) for one, paid in figures.takings.items()),
    ]


def _by_part(sheet: Sheet, parts: Sequence[Period], received: Paid, figures: Paid) -> list[Tie]:
    """By month or year, where there are too many days for one picture."""
    day, paid = sheet.cells("day"), sheet.cells("paid")
    return [
        Tie(
            str(part),
            _within(part, figures),
            _within(part, received),
            (
                f'SUMIFS({paid},{day},">="&{as_formula(part.first)},'
                f'{day},"<="&{as_formula(part.last)})',
            ),
            sheet.title,
        )
        for part in parts
    ]


def _within(part: Period, paid: Paid) -> Money:
    return Money.total(amount for day, amount in paid.items() if part.first <= day <= part.last)

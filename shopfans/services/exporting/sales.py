"""The sheet of sales: a row for each sale and each void, with its discounts and tenders."""

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.sales import Tender
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie
from shopfans.services.reporting import MonthFigures, average
from shopfans.texts import _
from shopfans.texts.labels import tender_label


def write(shop: Shop, book: Book, figures: MonthFigures) -> list[Section]:
    """Every sale of the month, day by day; voids stand below zero and name the sale they undo."""
    [(dearest,)] = shop.rows(_DEAREST, *book.days)
    sheet = Sheet(book, _("Sales"), _columns(), largest=max(figures.gross, Money(dearest)))
    sale, void, voids = _("Sale"), _("Void"), 0
    for number, day, at, member, name, staff, undone, *amounts in shop.stream(_SALES, *book.days):
        voids += undone is not None
        kind = sale if undone is None else void
        sheet.add(number, day, at, member, name, staff, kind, undone, *amounts)
    sheet.finish()
    return [
        Section(_("Sales"), _sales(sheet, figures, voids)),
        Section(_("Takings"), _takings(sheet, figures)),
    ]


def _columns() -> list[Column]:
    return [
        Column("number", _("No."), Kind.NUMBER),
        Column("day", _("Business day"), Kind.DAY),
        Column("at", _("Time"), Kind.TIME),
        Column("member", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT),
        Column("staff", _("By"), Kind.TEXT, width=12),
        Column("kind", _("Kind"), Kind.TEXT, width=9),
        Column("undone", _("Voids no."), Kind.NUMBER),
        Column("gross", _("Goods sold"), Kind.MONEY, is_summed=True),
        Column("coupon_off", _("Coupon off"), Kind.MONEY, is_summed=True),
        Column("points_off", _("Points off"), Kind.MONEY, is_summed=True),
        Column("paid", _("Received"), Kind.MONEY, is_summed=True),
        *(
            Column(tender.value, tender_label(tender), Kind.MONEY, is_summed=True)
            for tender in Tender
        ),
    ]


def _sales(sheet: Sheet, figures: MonthFigures, voids: int) -> list[Tie]:
    rows, voided = f"COUNT({sheet.cells('number')})", f"COUNT({sheet.cells('undone')})"
    standing = f"({rows}-2*{voided})"
    mean = f"IF({standing}=0,0,{sheet.total_cell('paid')}/{standing})"
    found_mean = average(Money(sheet.total("paid")), sheet.count - 2 * voids)
    return [
        Tie(_("Sales"), figures.sales, sheet.count - voids, (f"{rows}-{voided}",), sheet.title),
        Tie(_("Voids"), figures.voids, voids, (voided,), sheet.title),
        sheet.tie(_("Goods sold"), figures.gross, "gross"),
        sheet.tie(_("Coupon off"), figures.coupon_off, "coupon_off"),
        sheet.tie(_("Points off"), figures.points_off, "points_off"),
        sheet.tie(_("Received"), figures.paid, "paid"),
        Tie(_("Average sale"), figures.average_sale, found_mean, (mean,), sheet.title),
    ]


def _takings(sheet: Sheet, figures: MonthFigures) -> list[Tie]:
    ties = [
        sheet.tie(tender_label(tender), amount, tender.value)
        for tender, amount in figures.takings.items()
    ]
    together = Money(sum(sheet.total(tender.value) for tender in Tender))
    cells = "+".join(sheet.total_cell(tender.value) for tender in Tender)
    return [*ties, Tie(_("All together"), figures.paid, together, (cells,), sheet.title)]


_DEAREST = "SELECT COALESCE(MAX(gross), 0) FROM sale WHERE day BETWEEN ? AND ?"

_TENDERS = ", ".join(
    f"(SELECT amount FROM payment WHERE sale_id = s.id AND tender = '{tender.value}')"
    for tender in Tender
)
_OFF = "(SELECT SUM(amount) FROM sale_discount WHERE sale_id = s.id AND kind = '{}')"

_SALES = f"""
    SELECT s.id, s.day, o.at, s.member_id, m.name, t.name, s.reverses_id, s.gross,
           {_OFF.format("coupon")}, {_OFF.format("points")}, s.paid, {_TENDERS}
    FROM sale s
    CROSS JOIN operation o ON o.id = s.operation_id
    LEFT JOIN member m ON m.id = s.member_id
    LEFT JOIN staff t ON t.id = o.staff_id
    WHERE s.day BETWEEN ? AND ? ORDER BY s.day, s.id"""

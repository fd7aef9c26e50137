"""The sheet of sales: a row for each sale and each refund, with its discounts and tenders."""

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act, Discount
from shopfans.domain.money import Money
from shopfans.domain.sales import Tender
from shopfans.services.books.reporting import PeriodFigures, average
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sale_lines import discounts
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie
from shopfans.texts import _
from shopfans.texts.labels import tender_label

ROWS = "SELECT COUNT(*) FROM sale WHERE day BETWEEN ?1 AND ?2"


def write(shop: Shop, book: Book, figures: PeriodFigures) -> list[Section]:
    """Every sale of the period, day by day; what was taken back stands below zero and names the
    sale it came from."""
    [(dearest,)] = shop.rows(_DEAREST, *book.days)
    at_least = Money(dearest)
    sheet = Sheet(
        book, _("Sales"), _columns(figures, at_least), largest=max(figures.gross, at_least)
    )
    refunds = 0
    for number, day, at, member, name, staff, act, undone, counts, *amounts in shop.stream(
        _SALES, *book.days
    ):
        refunds += undone is not None
        kind = _kind(act, undone)
        sheet.add(number, day, at, member, name, staff, kind, undone, counts, *amounts)
    sheet.finish()
    return [
        Section(_("Sales"), _sales(sheet, figures, refunds)),
        Section(_("Takings"), _takings(sheet, figures)),
    ]


def _kind(act: str, undone: int | None) -> str:
    if undone is None:
        return _("Sale")
    return _("Refund") if act == Act.REFUND.value else _("Void")


def _columns(figures: PeriodFigures, dearest: Money) -> list[Column]:
    """As narrow as they may be: twenty-four have to fit on paper. A single sale may be larger than
    what all of them come to."""
    off = _taken_off(figures)
    return [
        Column("number", _("No."), Kind.NUMBER),
        Column("day", _("Business day"), Kind.DAY),
        Column("at", _("Time"), Kind.TIME),
        Column("member", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT),
        Column("staff", _("By"), Kind.TEXT, width=12),
        Column("kind", _("Kind"), Kind.TEXT, width=9),
        Column("undone", _("Back from no."), Kind.NUMBER),
        Column("counts", _("Counts as sales"), Kind.COUNT, is_summed=True),
        Column("gross", _("Goods sold"), Kind.MONEY, is_summed=True),
        *(
            Column(kind.value, words, Kind.MONEY, is_summed=True, largest=max(off[kind], dearest))
            for kind, words in discounts().items()
        ),
        Column("paid", _("Received"), Kind.MONEY, is_summed=True),
        *(
            Column(
                tender.value,
                tender_label(tender),
                Kind.MONEY,
                is_summed=True,
                largest=max(figures.takings[tender], dearest),
            )
            for tender in Tender
        ),
    ]


def _sales(sheet: Sheet, figures: PeriodFigures, refunds: int) -> list[Tie]:
    rows, undone = f"COUNT({sheet.cells('number')})", f"COUNT({sheet.cells('undone')})"
    standing = sheet.total_cell("counts")
    mean = f"IF({standing}<=0,0,{sheet.total_cell('paid')}/{standing})"
    found_mean = average(Money(sheet.total("paid")), sheet.total("counts"))
    off = _taken_off(figures)
    return [
        Tie(_("Sales"), figures.sales, sheet.count - refunds, (f"{rows}-{undone}",), sheet.title),
        Tie(_("Refunds and voids"), figures.refunds, refunds, (undone,), sheet.title),
        sheet.tie(_("Sales that stand"), figures.standing, "counts"),
        sheet.tie(_("Goods sold"), figures.gross, "gross"),
        *(sheet.tie(words, off[kind], kind.value) for kind, words in discounts().items()),
        sheet.tie(_("Received"), figures.paid, "paid"),
        Tie(_("Average sale"), figures.average_sale, found_mean, (mean,), sheet.title),
    ]


def _taken_off(figures: PeriodFigures) -> dict[Discount, Money]:
    return {
        Discount.LINE: figures.line_off,
        Discount.STAMPS: figures.stamps_off,
        Discount.TIER: figures.tier_off,
        Discount.MEMBERSHIP: figures.membership_off,
        Discount.COUPON: figures.coupon_off,
        Discount.POINTS: figures.points_off,
        Discount.KEPT_BACK: figures.kept_back,
    }


def _takings(sheet: Sheet, figures: PeriodFigures) -> list[Tie]:
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
_OFFS = ", ".join(
    f"(SELECT SUM(amount) FROM sale_discount WHERE sale_id = s.id AND kind = '{kind.value}')"
    for kind in (
        Discount.LINE,
        Discount.STAMPS,
        Discount.TIER,
        Discount.MEMBERSHIP,
        Discount.COUPON,
        Discount.POINTS,
        Discount.KEPT_BACK,
    )
)

_SALES = f"""
    SELECT s.id, s.day, o.at, s.member_id, m.name, t.name, o.act, s.reverses_id,
           (s.reverses_id IS NULL) - s.completes, s.gross, {_OFFS}, s.paid, {_TENDERS}
    FROM sale s
    CROSS JOIN operation o ON o.id = s.operation_id
    LEFT JOIN member m ON m.id = s.member_id
    LEFT JOIN staff t ON t.id = o.staff_id
    WHERE s.day BETWEEN ? AND ? ORDER BY s.day, s.id"""

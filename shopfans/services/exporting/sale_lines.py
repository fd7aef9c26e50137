"""The sheet of what was sold: a row for each line of a sale or a refund, with what was taken off
it."""

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Discount
from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section
from shopfans.texts import _

ROWS = """
    SELECT COUNT(*) FROM sale s CROSS JOIN sale_line l ON l.sale_id = s.id
    WHERE s.day BETWEEN ?1 AND ?2"""


def write(shop: Shop, book: Book, figures: PeriodFigures) -> list[Section]:
    """Every line, sale by sale; its discounts are its own share of those of the sale."""
    sheet = Sheet(book, _("Sale lines"), _columns(), largest=figures.gross)
    for row in shop.stream(_LINES, *book.days):
        sheet.add(*row)
    sheet.finish()
    received = figures.paid + figures.kept_back
    return [
        Section(
            _("Sale lines"),
            [
                sheet.tie(_("Goods sold"), figures.gross, "amount"),
                sheet.tie(_("Received less kept back"), received, "paid"),
            ],
        )
    ]


def _columns() -> list[Column]:
    return [
        Column("sale", _("Sale no."), Kind.NUMBER),
        Column("day", _("Business day"), Kind.DAY),
        Column("member", _("Member no."), Kind.NUMBER),
        Column("name", _("Item"), Kind.TEXT, width=24),
        Column("category", _("Category"), Kind.TEXT),
        Column("quantity", _("Quantity"), Kind.COUNT, is_summed=True),
        Column("list", _("List price"), Kind.MONEY),
        Column("unit", _("Price"), Kind.MONEY),
        Column("amount", _("Amount"), Kind.MONEY, is_summed=True),
        *(
            Column(kind.value, words, Kind.MONEY, is_summed=True)
            for kind, words in discounts().items()
            if kind is not Discount.KEPT_BACK
        ),
        Column("paid", _("Received"), Kind.MONEY, is_summed=True),
        Column("earned", _("Points earned"), Kind.COUNT, is_summed=True),
    ]


def discounts() -> dict[Discount, str]:
    """What is taken off in money, as the headings say it."""
    return {
        Discount.LINE: _("Discounts"),
        Discount.STAMPS: _("Stamps off"),
        Discount.TIER: _("Tier discount"),
        Discount.MEMBERSHIP: _("Membership discount"),
        Discount.COUPON: _("Coupon off"),
        Discount.POINTS: _("Points off"),
        Discount.KEPT_BACK: _("Kept back"),
    }


_SHARED = (
    Discount.LINE, Discount.STAMPS, Discount.TIER, Discount.MEMBERSHIP, Discount.COUPON,
    Discount.POINTS,
)  # fmt: skip
"""What is kept back from a refund falls on no line."""

_LINES = f"""
    WITH off AS (
        SELECT x.sale_id, x.line,
               {
    ", ".join(
        f"SUM(x.amount) FILTER (WHERE d.kind = '{kind.value}') AS {kind.value}_off"
        for kind in _SHARED
    )
}
        FROM sale s CROSS JOIN sale_share x ON x.sale_id = s.id
        CROSS JOIN sale_discount d ON d.sale_id = x.sale_id AND d.position = x.discount
        WHERE s.day BETWEEN ?1 AND ?2 GROUP BY x.sale_id, x.line)
    SELECT s.id, s.day, s.member_id, l.name, NULLIF(l.category, ''), l.quantity, l.list_price,
           l.unit_price, l.amount, {", ".join(f"off.{kind.value}_off" for kind in _SHARED)},
           l.paid, NULLIF(l.earned, 0)
    FROM sale s CROSS JOIN sale_line l ON l.sale_id = s.id
    LEFT JOIN off ON off.sale_id = s.id AND off.line = l.position
    WHERE s.day BETWEEN ?1 AND ?2 ORDER BY s.day, s.id, l.position"""

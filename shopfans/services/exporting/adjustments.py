"""The sheet of adjustments: what operators set right or gave by hand, who did it and why."""

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Discount, Entry
from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section
from shopfans.texts import _
from shopfans.texts.labels import entry_label

_ORDINARY = ", ".join(
    f"'{kind.value}'"
    for kind in (Entry.EARN, Entry.REDEEM, Entry.EXPIRE, Entry.REVERSE, Entry.SETTLE)
)
"""Lines that the rules of points bring about; what is set off adds up to nothing."""

_POINTS = f"""
    FROM operation o CROSS JOIN ledger_entry e ON e.operation_id = o.id
    WHERE o.day BETWEEN ?1 AND ?2 AND e.unit = 'points' AND e.kind NOT IN ({_ORDINARY})"""

_DISCOUNTS = f"""
    FROM sale s CROSS JOIN sale_discount d ON d.sale_id = s.id
    CROSS JOIN operation o ON o.id = s.operation_id
    WHERE s.day BETWEEN ?1 AND ?2 AND d.kind = '{Discount.LINE.value}'"""

_PRICES = """
    FROM sale s CROSS JOIN sale_line l ON l.sale_id = s.id
    CROSS JOIN operation o ON o.id = s.operation_id
    WHERE s.day BETWEEN ?1 AND ?2 AND l.unit_price <> l.list_price"""

ROWS = f"""
    SELECT (SELECT COUNT(*) {_POINTS}) + (SELECT COUNT(*) {_DISCOUNTS})
         + (SELECT COUNT(*) {_PRICES})"""


def write(shop: Shop, book: Book, figures: PeriodFigures) -> list[Section]:
    """Points that no rule brought about, discounts and prices by hand, day by day."""
    sheet = Sheet(book, _("Adjustments"), _columns(), largest=figures.gross)
    labels = {
        "discount": _("Discount by hand"),
        "price": _("Price changed by hand"),
        **{kind.value: entry_label(kind) for kind in Entry},
    }
    for day, at, staff, kind, *of_it in shop.stream(_ADJUSTMENTS, *book.days):
        sheet.add(day, at, staff, labels[kind], *of_it)
    sheet.finish()
    return [
        Section(
            _("Adjustments"),
            [
                sheet.tie(_("Points adjusted"), figures.points.adjusted, "points"),
                sheet.tie(_("Discounts"), figures.line_off, "off"),
            ],
        )
    ]


def _columns() -> list[Column]:
    return [
        Column("day", _("Business day"), Kind.DAY),
        Column("at", _("Time"), Kind.TIME),
        Column("staff", _("By"), Kind.TEXT, width=12),
        Column("kind", _("What"), Kind.TEXT, width=24),
        Column("member", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT),
        Column("sale", _("Sale no."), Kind.NUMBER),
        Column("item", _("Item"), Kind.TEXT, width=20),
        Column("points", _("Points"), Kind.COUNT, is_summed=True),
        Column("off", _("Taken off"), Kind.MONEY, is_summed=True),
        Column("dearer", _("Above or below the list"), Kind.MONEY, is_summed=True),
        Column("why", _("Why"), Kind.TEXT, width=32),
    ]


_ADJUSTMENTS = f"""
    SELECT a.day, a.at, t.name, a.kind, a.member, m.name, a.sale, a.item, a.points, a.off, a.dearer,
           NULLIF(a.why, '')
    FROM (
        SELECT o.day, o.at, o.staff_id, e.kind, e.member_id AS member, NULL AS sale, NULL AS item,
               e.change AS points, NULL AS off, NULL AS dearer, NULL AS why, o.id AS operation
        {_POINTS}
        UNION ALL
        SELECT s.day, o.at, o.staff_id, 'discount', s.member_id, s.id, NULL, NULL, d.amount, NULL,
               d.reason, o.id
        {_DISCOUNTS}
        UNION ALL
        SELECT s.day, o.at, o.staff_id, 'price', s.member_id, s.id, l.name, NULL, NULL,
               (l.unit_price - l.list_price) * l.quantity, NULL, o.id
        {_PRICES}
    ) a LEFT JOIN member m ON m.id = a.member LEFT JOIN staff t ON t.id = a.staff_id
    ORDER BY a.day, a.operation"""

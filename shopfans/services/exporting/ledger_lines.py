"""The sheet of the points ledger: every line of the period."""

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act, Entry, Unit
from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie, as_formula
from shopfans.texts import _
from shopfans.texts.labels import entry_label, line_label

ROWS = """
    SELECT COUNT(*) FROM operation o CROSS JOIN ledger_entry e ON e.operation_id = o.id
    WHERE o.day BETWEEN ?1 AND ?2 AND e.unit = 'points'"""


def write(shop: Shop, book: Book, figures: PeriodFigures) -> list[Section]:
    """Every line of the period in the order it was written, with the sale behind it."""
    sheet = Sheet(book, _("Points ledger"), _columns())
    labels = {(kind.value, False): entry_label(kind) for kind in Entry}
    for_a_friend = (Entry.EARN.value, True)
    labels[for_a_friend] = line_label(Entry.EARN, Act.REFERRAL)
    of_friends = 0
    for *where, kind, change, lot, lapses, undone, sale, staff, is_friends in shop.stream(
        _LINES, *book.days, Unit.POINTS.value
    ):
        what = (kind, bool(is_friends))
        of_friends += change * (what == for_a_friend)
        sheet.add(*where, labels[what], change, lot, lapses, undone, sale, staff)
    sheet.finish()
    change = figures.points.closing - figures.points.opening
    label = labels[for_a_friend]
    sums = f"SUMIF({sheet.cells('kind')},{as_formula(label)},{sheet.cells('change')})"
    return [
        Section(
            _("Points ledger"),
            [
                sheet.tie(_("All changes"), change, "change"),
                Tie(label, figures.points_for_friends, of_friends, (sums,), sheet.title),
            ],
        )
    ]


def _columns() -> list[Column]:
    return [
        Column("line", _("Line"), Kind.NUMBER),
        Column("day", _("Business day"), Kind.DAY),
        Column("at", _("Time"), Kind.TIME),
        Column("member", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT),
        Column("kind", _("Kind"), Kind.TEXT, width=12),
        Column("change", _("Points"), Kind.COUNT, is_summed=True),
        Column("lot", _("Lot"), Kind.NUMBER),
        Column("lapses", _("Last day"), Kind.DAY),
        Column("undone", _("Reverses line"), Kind.NUMBER),
        Column("sale", _("Sale no."), Kind.NUMBER),
        Column("staff", _("By"), Kind.TEXT, width=12),
    ]


_LINES = """
    SELECT e.id, o.day, o.at, e.member_id, m.name, e.kind, e.change, e.lot, e.lapses,
           e.reverses_id, s.id, t.name, o.act = 'referral' AND e.kind = 'earn'
    FROM operation o
    CROSS JOIN ledger_entry e ON e.operation_id = o.id
    CROSS JOIN member m ON m.id = e.member_id
    LEFT JOIN sale s ON s.operation_id = o.id
    LEFT JOIN staff t ON t.id = o.staff_id
    WHERE o.day BETWEEN ? AND ? AND e.unit = ? ORDER BY o.day, o.id, e.id"""

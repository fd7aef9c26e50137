"""The sheet of money received ahead, for stored value, cards and memberships: by which tender it
came, what the shop added, and what went back."""

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Prepaid
from shopfans.domain.money import Money
from shopfans.domain.sales import Tender
from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie
from shopfans.texts import _
from shopfans.texts.labels import tender_label
from shopfans.texts.stored_value import prepaid_label

ROWS = "SELECT COUNT(*) FROM prepayment WHERE day BETWEEN ?1 AND ?2"

_TENDERS = tuple(tender for tender in Tender if tender is not Tender.STORED_VALUE)


def write(shop: Shop, book: Book, _figures: PeriodFigures) -> list[Section]:
    """Top-ups, change that was kept, cards and fees, payouts and voids, in the order in which they
    happened; money that went back stands below zero."""
    [(paid, bonus)] = shop.rows(_SUMS, *book.days)
    sheet = Sheet(book, _("Received ahead"), _columns(), largest=Money(max(paid, bonus, 0)))
    labels = {kind.value: prepaid_label(kind) for kind in Prepaid}
    for number, day, at, staff, kind, *rest in shop.stream(_PREPAYMENTS, *book.days):
        sheet.add(number, day, at, staff, labels[kind], *rest)
    sheet.finish()
    return [
        Section(
            _("Received ahead"),
            [
                sheet.tie(_("Received, less given back"), Money(paid), "paid"),
                sheet.tie(_("Bonus added at once"), Money(bonus), "bonus"),
                *_by_tender(shop, book, sheet, Money(paid)),
            ],
        )
    ]


def _by_tender(shop: Shop, book: Book, sheet: Sheet, paid: Money) -> list[Tie]:
    moved = dict(shop.rows(_MOVED, *book.days))
    together = Money(sum(sheet.total(one.value) for one in _TENDERS))
    cells = "+".join(sheet.total_cell(one.value) for one in _TENDERS)
    return [
        *(
            sheet.tie(tender_label(one), Money(moved.get(one.value, 0)), one.value)
            for one in _TENDERS
        ),
        Tie(_("All together"), paid, together, (cells,), sheet.title),
    ]


def _columns() -> list[Column]:
    return [
        Column("number", _("No."), Kind.NUMBER),
        Column("day", _("Business day"), Kind.DAY),
        Column("at", _("Time"), Kind.TIME),
        Column("staff", _("By"), Kind.TEXT, width=12),
        Column("kind", _("Kind"), Kind.TEXT, width=14),
        Column("undone", _("Back from no."), Kind.NUMBER),
        Column("member", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT),
        Column("paid", _("Received"), Kind.MONEY, is_summed=True),
        Column("bonus", _("Bonus"), Kind.MONEY, is_summed=True),
        *(Column(one.value, tender_label(one), Kind.MONEY, is_summed=True) for one in _TENDERS),
    ]


_SUMS = """
    SELECT COALESCE(SUM(paid), 0), COALESCE(SUM(bonus), 0) FROM prepayment
    WHERE day BETWEEN ?1 AND ?2"""

_MOVED = """
    SELECT t.tender, SUM(t.amount) FROM prepayment p
    JOIN prepayment_tender t ON t.prepayment_id = p.id
    WHERE p.day BETWEEN ?1 AND ?2 GROUP BY t.tender"""

_BY_TENDER = ", ".join(
    f"(SELECT amount FROM prepayment_tender WHERE prepayment_id = p.id AND tender = '{one.value}')"
    for one in _TENDERS
)

_PREPAYMENTS = f"""
    SELECT p.id, p.day, o.at, t.name, p.kind, p.reverses_id, p.member_id, m.name, p.paid,
           NULLIF(p.bonus, 0), {_BY_TENDER}
    FROM prepayment p JOIN operation o ON o.id = p.operation_id
    JOIN member m ON m.id = p.member_id LEFT JOIN staff t ON t.id = o.staff_id
    WHERE p.day BETWEEN ?1 AND ?2 ORDER BY p.day, p.id"""

"""The sheet of coupons: each one that was in hand or issued in the month, and what became of it."""

from collections import Counter

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie, as_formula
from shopfans.services.reporting import MonthFigures, lapsed_by
from shopfans.texts import _


def write(shop: Shop, book: Book, figures: MonthFigures) -> list[Section]:
    """Every coupon that could be used in the month, as it stood when the month ended."""
    [(dearest,)] = shop.rows("SELECT COALESCE(MAX(MAX(off, minimum)), 0) FROM coupon")
    sheet = Sheet(book, _("Coupons"), _columns(), largest=max(figures.gross, Money(dearest)))
    (first, last), counts = book.days, Counter[str]()
    labels = {"used": _("Redeemed"), "lapsed": _("Lapsed"), "in_hand": _("In hand")}
    lapsed = lapsed_by(shop, book.month)
    for *what, issued, lapses, used, sale, off in shop.stream(_COUPONS, first, last):
        state = "used" if used else "lapsed" if lapses <= lapsed else "in_hand"
        counts[state] += 1
        counts["before" if issued < first else "issued"] += 1
        sheet.add(*what, issued, lapses, labels[state], used, sale, off)
    sheet.finish()
    return [Section(_("Coupons"), _ties(book, sheet, figures, counts, labels))]


def _columns() -> list[Column]:
    return [
        Column("code", _("Code"), Kind.TEXT, width=25),
        Column("template", _("Coupon"), Kind.TEXT, width=20),
        Column("member", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT),
        Column("worth", _("Worth"), Kind.MONEY),
        Column("minimum", _("From"), Kind.MONEY),
        Column("issued", _("Issued on"), Kind.DAY),
        Column("lapses", _("Last day"), Kind.DAY),
        Column("state", _("At the end"), Kind.TEXT),
        Column("used", _("Used on"), Kind.DAY),
        Column("sale", _("Sale no."), Kind.NUMBER),
        Column("off", _("Taken off"), Kind.MONEY, is_summed=True),
    ]


def _ties(
    book: Book, sheet: Sheet, figures: MonthFigures, counts: Counter[str], labels: dict[str, str]
) -> list[Tie]:
    first = as_formula(book.month.first)
    before, since = (f'COUNTIF({sheet.cells("issued")},"{sign}"&{first})' for sign in ("<", ">="))
    in_state = {
        state: f"COUNTIF({sheet.cells('state')},{as_formula(label)})"
        for state, label in labels.items()
    }
    left = counts["before"] + counts["issued"] - counts["used"] - counts["lapsed"]
    left_formula = f"{before}+{since}-{in_state['used']}-{in_state['lapsed']}"

    def counted(label: str, figure: int, found: int, formula: str) -> Tie:
        return Tie(label, figure, found, (formula,), sheet.title)

    roll = figures.coupons
    return [
        counted(_("Opening"), roll.opening, counts["before"], before),
        counted(_("Issued"), roll.issued, counts["issued"], since),
        counted(_("Redeemed"), roll.used, counts["used"], in_state["used"]),
        counted(_("Lapsed"), roll.lapsed, counts["lapsed"], in_state["lapsed"]),
        counted(_("In hand"), roll.closing, counts["in_hand"], in_state["in_hand"]),
        counted(_("Opening with all changes"), roll.closing, left, left_formula),
        sheet.tie(_("Taken off"), figures.coupon_off, "off"),
    ]


_COUPONS = """
    SELECT c.code, t.name, c.member_id, m.name, c.off, c.minimum, c.issued, c.lapses,
           s.day, s.id, d.amount
    FROM coupon c
    CROSS JOIN coupon_template t ON t.id = c.template_id
    CROSS JOIN member m ON m.id = c.member_id
    LEFT JOIN sale u ON u.id = c.used_by_id
    LEFT JOIN sale s ON s.id = u.id AND s.day <= ?2
    LEFT JOIN sale_discount d ON d.sale_id = s.id AND d.coupon_id = c.id
    WHERE c.issued <= ?2 AND c.lapses >= ?1 AND (u.day IS NULL OR u.day >= ?1)
    ORDER BY c.id"""
"""A use after the month is not known yet."""

"""The sheet of coupons: each that was in hand or issued in the period, and what became of it."""

from collections import Counter, defaultdict

from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponTerms
from shopfans.services import stored
from shopfans.services.books.reporting import COUPON_STATES, PeriodFigures, lapsed_by
from shopfans.services.exporting import coupon_batches
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.coupon_batches import Batch, Roll
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie, as_formula
from shopfans.texts import _
from shopfans.texts.coupons import terms_text

ROWS = """
    SELECT COUNT(*) FROM coupon WHERE issued <= ?2 AND (issued >= ?1 OR lapses >= ?1)"""
"""At most, but for the few that came back after their last day."""


def write(shop: Shop, book: Book, figures: PeriodFigures) -> list[Section]:
    """Every coupon that could be used in the period or changed in it, at its start and its end;
    and what became of each batch of them."""
    sheet = Sheet(book, _("Coupons"), _columns(), largest=figures.gross)
    labels = {
        "used": _("Redeemed"),
        "recalled": _("Taken back"),
        "lapsed": _("Lapsed"),
        "in_hand": _("In hand"),
        None: _("Not issued"),
    }
    opening, closing = Counter[str | None](), Counter[str | None]()
    rolls: defaultdict[Batch, Roll] = defaultdict(Roll)
    words = _terms_in_words(shop, book)
    for (
        code, template, name, member, holder, issued, lapses, before, after, used, sale, off,
        batch, audience, batched,
    ) in shop.stream(_COUPONS, *book.days, lapsed_by(shop, book.period)):  # fmt: skip
        opening[before] += 1
        closing[after] += 1
        rolls[Batch(name, template, batch, batched, audience)].add(before, after, off)
        sheet.add(
            code, name, words[template], member, holder, issued, lapses, labels[before],
            labels[after], used, sale, off,
        )  # fmt: skip
    sheet.finish()
    return [
        Section(_("Coupons"), _ties(sheet, figures, opening, closing, labels)),
        coupon_batches.write(book, rolls, words, figures),
    ]


def _terms_in_words(shop: Shop, book: Book) -> dict[int, str]:
    """By template, in the language of the workbook."""
    goods = dict(shop.rows("SELECT id, name FROM good"))
    return {
        template: terms_text(
            stored.read(CouponTerms, body), book.terms.currency, lambda good: goods.get(good, "")
        )
        for template, body in shop.rows("SELECT id, terms FROM coupon_template")
    }


def _columns() -> list[Column]:
    return [
        Column("code", _("Code"), Kind.TEXT, width=25),
        Column("template", _("Coupon"), Kind.TEXT, width=20),
        Column("terms", _("Terms"), Kind.TEXT, width=32),
        Column("member", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT),
        Column("issued", _("Issued on"), Kind.DAY),
        Column("lapses", _("Last day"), Kind.DAY),
        Column("opening", _("At the start"), Kind.TEXT),
        Column("closing", _("At the end"), Kind.TEXT),
        Column("used", _("Used on"), Kind.DAY),
        Column("sale", _("Sale no."), Kind.NUMBER),
        Column("off", _("Taken off"), Kind.MONEY, is_summed=True),
    ]


def _ties(
    sheet: Sheet,
    figures: PeriodFigures,
    opening: Counter[str | None],
    closing: Counter[str | None],
    labels: dict[str | None, str],
) -> list[Tie]:
    def count(column: str, state: str | None) -> str:
        return f"COUNTIF({sheet.cells(column)},{as_formula(labels[state])})"

    def counted(label: str, figure: int, found: int, formula: str) -> Tie:
        return Tie(label, figure, found, (formula,), sheet.title)

    def gone(label: str, figure: int, state: str) -> Tie:
        found = closing[state] - opening[state]
        return counted(label, figure, found, f"{count('closing', state)}-{count('opening', state)}")

    roll = figures.coupons
    changes = [
        gone(_("Redeemed"), roll.used, "used"),
        gone(_("Lapsed"), roll.lapsed, "lapsed"),
        gone(_("Taken back"), roll.recalled, "recalled"),
    ]
    at_start, new = count("opening", "in_hand"), count("opening", None)
    states = ("used", "lapsed", "recalled")
    moved = sum(closing[state] - opening[state] for state in states)
    left = opening["in_hand"] + opening[None] - moved
    left_formula = f"{at_start}+{new}" + "".join(f"-({tie.formulas[0]})" for tie in changes)
    return [
        counted(_("Opening"), roll.opening, opening["in_hand"], at_start),
        counted(_("Issued"), roll.issued, opening[None], new),
        *changes,
        counted(_("In hand"), roll.closing, closing["in_hand"], count("closing", "in_hand")),
        counted(_("Opening with all changes"), roll.closing, left, left_formula),
        sheet.tie(_("Taken off"), figures.coupon_off, "off"),
    ]


_COUPONS = f"""
    WITH {COUPON_STATES}
    SELECT c.code, c.template_id, t.name, c.member_id, m.name, c.issued, c.lapses,
           x.opening, x.closing, s.day, s.id, NULLIF(x.off, 0), b.id, b.audience, i.day
    FROM states x CROSS JOIN coupon c ON c.id = x.id
    CROSS JOIN coupon_template t ON t.id = c.template_id
    LEFT JOIN member m ON m.id = c.member_id
    LEFT JOIN sale s ON s.id = c.used_by_id AND s.day <= ?2
    LEFT JOIN issue_batch b ON b.operation_id = c.operation_id
    LEFT JOIN operation i ON i.id = b.operation_id
    WHERE x.opening IS NULL OR x.opening = 'in_hand' OR x.opening <> x.closing OR x.off <> 0
    ORDER BY c.id"""
"""A use after the period is not known yet."""

"""The words of the slips of the day's end and of a hand-over, for whoever keeps them."""

from collections.abc import Iterator

from shopfans.domain.day_close import ClosePaper, Count, DayFigures, ShiftPaper
from shopfans.domain.money import Currency, Money
from shopfans.texts import _
from shopfans.texts.formats import (
    count_text,
    day_text,
    money_text,
    number_text,
    piece_text,
    time_text,
)
from shopfans.texts.labels import tender_label
from shopfans.texts.rows import (
    Band,
    Columns,
    Gap,
    Heading,
    Middle,
    Note,
    Pair,
    Row,
    Rule,
    Total,
    grouped,
)

_IN_A_LINE = 16
"""Digits of a digest: four groups of four, also on the narrow roll."""


def rows(paper: ClosePaper | ShiftPaper) -> list[Row]:
    """Everything the slip says, from top to bottom."""
    if isinstance(paper, ShiftPaper):
        return list(_hand_over(paper))
    return [
        *_head(paper),
        *_takings(paper.figures, paper.currency),
        *_prepaid(paper.figures, paper.currency),
        *_categories(paper.figures, paper.currency),
        *_members(paper.figures),
        *_drawer(paper),
        *_proof(paper),
    ]


def difference_text(over: Money, currency: Currency) -> str:
    """Whether the drawer is right: ¥3.00 short, ¥2.00 over."""
    if not over:
        return _("The drawer is right")
    amount = money_text(Money(abs(over.fen)), currency)
    words = _("{amount} over") if over.fen > 0 else _("{amount} short")
    return words.format(amount=amount)


def digest_lines(digest: str) -> list[str]:
    """64 hexadecimal digits as one reads them out: lines of four groups of four."""
    starts = range(0, len(digest), _IN_A_LINE)
    return [grouped(digest[start : start + _IN_A_LINE].upper()) for start in starts]


def _head(paper: ClosePaper) -> Iterator[Row]:
    yield Heading(paper.shop_name)
    yield Gap()
    yield Band(_("Day close"))
    if paper.is_copy:
        yield Band(_("Copy"))
    if not paper.digest:
        yield Band(_("Not closed yet"))
    yield Pair(_("Date"), day_text(paper.day), is_strong=True)
    yield Pair(_("Time"), time_text(paper.at, paper.zone))
    if paper.staff:
        yield Pair(_("By"), paper.staff)


def _takings(figures: DayFigures, currency: Currency) -> Iterator[Row]:
    yield Rule()
    yield Pair(_("Sales"), count_text(figures.sales))
    yield Pair(_("Refunds"), count_text(figures.refunds))
    yield Pair(_("Voids"), count_text(figures.voids))
    yield Pair(_("Goods sold"), number_text(figures.gross, currency))
    yield Pair(_("Discounts"), number_text(-figures.discounts, currency))
    yield Total(_("Received"), money_text(figures.paid, currency))
    for tender, amount in figures.takings:
        yield Pair(tender_label(tender), number_text(amount, currency))


def _prepaid(figures: DayFigures, currency: Currency) -> Iterator[Row]:
    if not figures.prepaid:
        return
    total = Money.total(amount for _tender, amount in figures.prepaid)
    yield Rule()
    yield Pair(_("Received ahead, less given back"), number_text(total, currency), is_strong=True)
    for tender, amount in figures.prepaid:
        yield Pair(tender_label(tender), number_text(amount, currency))


def _categories(figures: DayFigures, currency: Currency) -> Iterator[Row]:
    if not figures.categories:
        return
    yield Rule()
    yield Middle(_("By category"), is_strong=True)
    for one in figures.categories:
        name = one.category or _("Without a category")
        yield Columns(name, f"×{count_text(one.quantity)}", number_text(one.paid, currency))
    if figures.kept_back:
        yield Pair(_("Kept back"), number_text(figures.kept_back, currency))


def _members(figures: DayFigures) -> Iterator[Row]:
    yield Rule()
    yield Pair(_("New members"), count_text(figures.joined))
    yield Pair(_("Points given"), count_text(figures.points_given))
    yield Pair(_("Points used"), count_text(figures.points_used))
    yield Pair(_("Coupons given"), count_text(figures.coupons_given))
    yield Pair(_("Coupons used"), count_text(figures.coupons_used))


def _drawer(paper: ClosePaper) -> Iterator[Row]:
    yield Rule()
    for shift in paper.shifts:
        when = time_text(shift.at, paper.zone)[-5:]
        yield Pair(
            _("{time} handed over to {name}").format(time=when, name=shift.to),
            difference_text(shift.over, paper.currency),
        )
        yield from _reason(shift)
    if paper.count is None:
        yield Note(_("Nobody counted the drawer."))
        return
    yield from _count(paper.count, paper.currency)


def _count(count: Count, currency: Currency) -> Iterator[Row]:
    for value, pieces in count.pieces:
        yield Columns(
            piece_text(Money(value), currency),
            f"×{count_text(pieces)}",
            number_text(Money(value * pieces), currency),
        )
    yield Pair(_("Float at the start"), number_text(count.drawer.opening, currency))
    yield Pair(_("Cash taken, less given back"), number_text(count.drawer.cash, currency))
    yield Pair(_("Expected"), number_text(count.drawer.expected, currency))
    yield Total(_("Counted"), money_text(count.counted, currency))
    yield Middle(difference_text(count.over, currency), is_strong=True)
    yield from _reason(count)
    yield Pair(_("Taken out"), number_text(count.taken_out, currency))
    yield Pair(_("Stays in the drawer"), number_text(count.stays, currency), is_strong=True)


def _reason(count: Count) -> Iterator[Row]:
    if count.reason:
        yield Note(_("Reason: {reason}").format(reason=count.reason))


def _proof(paper: ClosePaper) -> Iterator[Row]:
    if not paper.digest:
        return
    yield Rule()
    yield Middle(_("Seal of this day and all before it"), is_strong=True)
    for line in digest_lines(paper.digest):
        yield Middle(line)
    yield Note(_("Keep this slip: it proves later that nothing of the closed days was changed."))
    yield Gap()
    yield from _signature()


def _hand_over(paper: ShiftPaper) -> Iterator[Row]:
    count = paper.count
    yield Heading(paper.shop_name)
    yield Gap()
    yield Band(_("Hand-over"))
    if paper.is_copy:
        yield Band(_("Copy"))
    yield Pair(_("Time"), time_text(count.at, paper.zone))
    yield Pair(_("From"), count.by)
    yield Pair(_("To"), count.to, is_strong=True)
    yield Rule()
    yield from _count(count, paper.currency)
    yield Gap()
    yield from _signature()


def _signature() -> Iterator[Row]:
    yield Pair(_("Signature"), "_" * 12)

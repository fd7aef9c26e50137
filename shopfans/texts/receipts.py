"""The words of a receipt: its rows from top to bottom, in the language spoken here."""

from collections.abc import Iterator

from shopfans.domain.day_close import ClosePaper, ShiftPaper
from shopfans.domain.money import Money
from shopfans.domain.prepaid_papers import CardPaper, PlanPaper, ValuePaper
from shopfans.domain.receipts import (
    Confirmation,
    Paper,
    PaperDiscount,
    PaperKind,
    PaperLine,
    PaperPoints,
    PointsPaper,
)
from shopfans.domain.sales import Tender
from shopfans.texts import _, card_papers, plan_papers, points_papers, slips, value_papers
from shopfans.texts.formats import (
    change_text,
    count_text,
    day_text,
    money_text,
    number_text,
    time_text,
)
from shopfans.texts.labels import tender_label
from shopfans.texts.paper_parts import stored_rows, voucher
from shopfans.texts.referral import thanks_text
from shopfans.texts.rows import (
    Band,
    Circles,
    Code,
    Columns,
    Gap,
    Heading,
    Middle,
    Note,
    Pair,
    Row,
    Rule,
    Total,
)

Printable = (
    Paper
    | ValuePaper
    | CardPaper
    | PlanPaper
    | PointsPaper
    | Confirmation
    | ClosePaper
    | ShiftPaper
)
"""What a receipt printer prints."""

MOST_CIRCLES = 20
"""A longer stamp card is told in numbers alone."""


def rows(paper: Printable) -> list[Row]:
    """Everything the paper says, from top to bottom."""
    match paper:
        case Paper():
            return list(_of_sale(paper))
        case PointsPaper():
            return list(points_papers.rows(paper))
        case Confirmation():
            return list(_forgotten(paper))
        case ClosePaper() | ShiftPaper():
            return slips.rows(paper)
        case _:
            return _of_money_ahead(paper)


def _of_money_ahead(paper: ValuePaper | CardPaper | PlanPaper) -> list[Row]:
    match paper:
        case CardPaper():
            return card_papers.rows(paper)
        case PlanPaper():
            return plan_papers.rows(paper)
        case _:
            return value_papers.rows(paper)


def _of_sale(paper: Paper) -> Iterator[Row]:
    for part in (
        _head,
        _goods,
        _sums,
        _stored,
        _cards,
        _points,
        _thanks,
        _stamps,
        _coupons,
        _foot,
    ):
        yield from part(paper)


def _forgotten(paper: Confirmation) -> Iterator[Row]:
    yield Heading(paper.shop_name)
    yield Gap()
    yield Band(_("You are forgotten"))
    yield Pair(_("Member number"), str(paper.number))
    yield Pair(_("Time"), time_text(paper.at, paper.zone))
    if paper.staff:
        yield Pair(_("Served by"), paper.staff)
    yield Rule()
    yield Note(
        _(
            "Deleted for good: name, phone, birthday, notes, reminders, and whatever leads to you "
            "by name or number."
        )
    )
    yield Note(_("Kept for the books, without a name: the amounts of past sales and points."))
    yield Note(
        _("Should an older copy of our books come back, it forgets you again as it is opened.")
    )


def _head(paper: Paper) -> Iterator[Row]:
    yield Heading(paper.shop_name)
    for text in (paper.address, paper.phone):
        if text:
            yield Middle(text)
    yield Gap()
    match paper.kind:
        case PaperKind.VOID:
            yield Band(_("Void of receipt {number}").format(number=paper.original))
        case PaperKind.REFUND:
            yield Band(_("Refund for receipt {number}").format(number=paper.original))
    if paper.is_copy:
        yield Band(_("Copy"))
    yield Pair(_("Receipt"), paper.number)
    yield Pair(_("Time"), time_text(paper.at, paper.zone))
    yield Pair(_("Served by"), paper.staff)
    if paper.member_name:
        yield Pair(_("Member"), f"{paper.member_name} {paper.member_phone}".strip())


def _goods(paper: Paper) -> Iterator[Row]:
    yield Rule()
    for line in paper.lines:
        yield from _good(line, paper)


def _good(line: PaperLine, paper: Paper) -> Iterator[Row]:
    name = line.name or _("Amount")
    amount = number_text(line.amount, paper.currency)
    yield Columns(name, f"×{count_text(line.quantity)}", amount)
    notes = []
    if line.points:
        notes.append(_("Gift for {points} points").format(points=count_text(line.points)))
    elif line.quantity != 1:
        notes.append(_("{price} each").format(price=_money(line.unit_price, paper)))
    if line.list_price is not None:
        notes.append(_("usually {price}").format(price=_money(line.list_price, paper)))
    if notes:
        yield Note(" · ".join(notes))


def _sums(paper: Paper) -> Iterator[Row]:
    if paper.gross != paper.paid or paper.discounts:
        yield Rule()
        yield Pair(_("Sum"), number_text(paper.gross, paper.currency))
    for discount in paper.discounts:
        yield from _discount(discount, paper)
    yield Total(_total_title(paper), _money(paper.paid, paper))
    for payment in paper.payments:
        is_cash = payment.tender is Tender.CASH and paper.cash_received is not None
        if not (is_cash and len(paper.payments) == 1):
            yield Pair(tender_label(payment.tender), number_text(payment.amount, paper.currency))
    if paper.cash_received is not None:
        yield Pair(_("Cash received"), number_text(paper.cash_received, paper.currency))
    if paper.kept_change is not None:
        yield Pair(_("Change kept"), number_text(paper.kept_change, paper.currency))
    if paper.change is not None:
        yield Pair(_("Change given"), number_text(paper.change, paper.currency))


def _total_title(paper: Paper) -> str:
    return _("Paid") if paper.kind is PaperKind.SALE else _("Given back")


def _discount(discount: PaperDiscount, paper: Paper) -> Iterator[Row]:
    yield Pair(discount.name, number_text(-discount.amount, paper.currency))
    if discount.reason:
        yield Note(discount.reason)


def _cards(paper: Paper) -> Iterator[Row]:
    """What is left of each session card; the soonest to lapse first."""
    if paper.cards:
        yield Rule()
    for card in paper.cards:
        yield Pair(card.name, _("{n} left").format(n=count_text(card.left)), is_strong=True)
        if card.used:
            yield Pair(f"  {_('Used')}", count_text(card.used))
        yield Pair(f"  {_('Value left')}", number_text(card.worth, paper.currency))
        if card.last_day is not None:
            yield Pair(f"  {_('Last day')}", day_text(card.last_day))


def _stored(paper: Paper) -> Iterator[Row]:
    if paper.stored is not None:
        yield Rule()
        yield from stored_rows(paper.stored, paper.currency)


def _points(paper: Paper) -> Iterator[Row]:
    if paper.points is None:
        return
    points = paper.points
    yield Rule()
    if points.earned:
        yield Pair(_("Points earned"), change_text(points.earned))
    if points.explanation:
        yield Note(points.explanation)
    if points.used:
        yield Pair(_("Points used"), change_text(-points.used))
    yield Pair(_("Points left"), count_text(points.left), is_strong=True)
    yield from _lapse(points)


def _lapse(points: PaperPoints) -> Iterator[Row]:
    if points.lapse_day is not None and points.lapsing > 0:
        words = _("{points} of them can be used until {day}").format(
            points=count_text(points.lapsing), day=day_text(points.lapse_day)
        )
        yield Note(words)


def _thanks(paper: Paper) -> Iterator[Row]:
    if paper.thanks is not None and (words := thanks_text(paper.thanks)):
        yield Rule()
        yield Pair(_("Brought by"), paper.thanks.name or _("a member"))
        yield Note(words)
    if paper.ends_thanks:
        yield Note(_("The rewards for a friend who was brought go back too."))


def _stamps(paper: Paper) -> Iterator[Row]:
    if paper.stamps is None:
        return
    have, needed = paper.stamps
    yield Rule()
    told = _("{have} of {needed}").format(have=count_text(have), needed=count_text(needed))
    yield Pair(_("Stamps"), told)
    if 0 <= have <= needed <= MOST_CIRCLES:
        yield Circles(have, needed)


def _coupons(paper: Paper) -> Iterator[Row]:
    if not paper.coupons:
        return
    yield Rule()
    yield Middle(_("For your next visit"), is_strong=True)
    for coupon in paper.coupons:
        yield voucher(coupon)


def _foot(paper: Paper) -> Iterator[Row]:
    yield Gap() if paper.coupons else Rule()
    yield Code(paper.code, _("This code finds the receipt again."))
    for text in paper.footer:
        yield Middle(text)
    if paper.kind is PaperKind.SALE:
        yield Middle(_("Thank you, and see you soon!"), is_strong=True)


def _money(money: Money, paper: Paper) -> str:
    return money_text(money, paper.currency)

"""The words of the receipt of a top-up, of one that was taken back, and of a payout."""

from collections.abc import Iterator

from shopfans.domain.kinds import Prepaid
from shopfans.domain.money import Money
from shopfans.domain.receipts import ValuePaper
from shopfans.texts import _
from shopfans.texts.formats import (
    change_text,
    day_text,
    money_text,
    number_text,
    time_text,
)
from shopfans.texts.paper_parts import money_rows, stored_rows, voucher
from shopfans.texts.rows import (
    Band,
    Gap,
    Heading,
    Middle,
    Note,
    Pair,
    Row,
    Rule,
    Total,
)
from shopfans.texts.stored_value import prepaid_label


def rows(paper: ValuePaper) -> list[Row]:
    """Everything the paper says, from top to bottom."""
    return [*_head(paper), *_money(paper), *_left(paper)]


def _head(paper: ValuePaper) -> Iterator[Row]:
    yield Heading(paper.shop_name)
    yield Gap()
    if paper.original:
        yield Band(_("Void of top-up {number}").format(number=paper.original))
    else:
        yield Band(prepaid_label(paper.kind))
    if paper.is_copy:
        yield Band(_("Copy"))
    yield Pair(_("No."), paper.number)
    yield Pair(_("Time"), time_text(paper.at, paper.zone))
    yield Pair(_("Served by"), paper.staff)
    yield Pair(_("Member"), f"{paper.member_name} {paper.member_phone}".strip())


def _money(paper: ValuePaper) -> Iterator[Row]:
    is_back = paper.paid < Money()
    title = _("Given back") if is_back else _("Paid in")
    yield Total(title, money_text(Money(abs(paper.paid.fen)), paper.currency))
    yield from money_rows(paper.payments, paper.cash_received, paper.change, paper.currency)
    if paper.bonus:
        yield Pair(_("Bonus"), number_text(paper.bonus, paper.currency))
    for one in paper.later:
        amount_text = number_text(one.amount, paper.currency)
        yield Pair(_("Bonus on {day}").format(day=day_text(one.day)), amount_text)
    if paper.earned:
        yield Pair(_("Points"), change_text(paper.earned))


def _left(paper: ValuePaper) -> Iterator[Row]:
    yield Rule()
    yield from stored_rows(paper.stored, paper.currency)
    if paper.kind is not Prepaid.PAY_OUT:
        yield Note(_("It never lapses. Ask us whenever you want your money back."))
    if paper.coupons:
        yield Rule()
        yield Middle(_("For your next visit"), is_strong=True)
        yield from (voucher(one) for one in paper.coupons)

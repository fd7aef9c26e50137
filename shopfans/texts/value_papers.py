"""The words of the receipt of a top-up, of one that was taken back, and of a payout."""

from collections.abc import Iterator

from shopfans.domain.kinds import Prepaid
from shopfans.domain.prepaid_papers import ValuePaper
from shopfans.texts import _
from shopfans.texts.formats import change_text, day_text, number_text
from shopfans.texts.paper_parts import head_rows, money_rows, stored_rows, voucher
from shopfans.texts.rows import Middle, Note, Pair, Row, Rule
from shopfans.texts.stored_value import prepaid_label


def rows(paper: ValuePaper) -> list[Row]:
    """Everything the paper says, from top to bottom."""
    return [
        *head_rows(paper, *_titles(paper), served_by=paper.staff),
        *money_rows(paper, _("Paid in")),
        *_bonus(paper),
        *_left(paper),
    ]


def _titles(paper: ValuePaper) -> Iterator[str]:
    if paper.original:
        yield _("Void of top-up {number}").format(number=paper.original)
    else:
        yield prepaid_label(paper.kind)
    if paper.is_copy:
        yield _("Copy")


def _bonus(paper: ValuePaper) -> Iterator[Row]:
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

"""The words of the slip of a membership."""

from collections.abc import Iterator

from shopfans.domain.money import Money
from shopfans.domain.receipts import PlanEvent, PlanPaper
from shopfans.texts import _
from shopfans.texts.formats import day_text, money_text, time_text
from shopfans.texts.paper_parts import money_rows
from shopfans.texts.rows import Band, Gap, Heading, Middle, Note, Pair, Row, Rule, Total


def rows(paper: PlanPaper) -> list[Row]:
    """Everything the slip says, from top to bottom."""
    return [*_head(paper), *_money(paper), *_plan(paper)]


def _head(paper: PlanPaper) -> Iterator[Row]:
    yield Heading(paper.shop_name)
    yield Gap()
    yield Band(_title(paper))
    yield Pair(_("No."), paper.number)
    yield Pair(_("Time"), time_text(paper.at, paper.zone))
    yield Pair(_("Served by"), paper.staff)
    yield Pair(_("Member"), f"{paper.member_name} {paper.member_phone}".strip())


def _title(paper: PlanPaper) -> str:
    return {
        PlanEvent.SOLD: _("Membership"),
        PlanEvent.VOIDED: _("Void of membership {number}").format(number=paper.original),
        PlanEvent.ENDED: _("Membership ended"),
    }[paper.event]


def _money(paper: PlanPaper) -> Iterator[Row]:
    title = _("Given back") if paper.paid < Money() else _("Paid")
    yield Total(title, money_text(Money(abs(paper.paid.fen)), paper.currency))
    yield from money_rows(paper.payments, paper.cash_received, paper.change, paper.currency)


def _plan(paper: PlanPaper) -> Iterator[Row]:
    yield Rule()
    yield Middle(paper.plan, is_strong=True)
    if paper.event is PlanEvent.VOIDED:
        return
    if paper.run.days > 0:
        yield Pair(_("From"), day_text(paper.run.starts))
        yield Pair(_("Last day"), day_text(paper.run.ends), is_strong=True)
    if paper.event is PlanEvent.SOLD:
        yield Note(paper.gives)
        yield Note(_("Given back, the fee of the days left is returned. Ask us whenever you want."))

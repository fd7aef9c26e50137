"""The words of the slip of a membership."""

from collections.abc import Iterator

from shopfans.domain.prepaid_papers import PlanEvent, PlanPaper
from shopfans.texts import _
from shopfans.texts.formats import day_text
from shopfans.texts.paper_parts import head_rows, money_rows
from shopfans.texts.rows import Middle, Note, Pair, Row, Rule


def rows(paper: PlanPaper) -> list[Row]:
    """Everything the slip says, from top to bottom."""
    return [
        *head_rows(paper, _title(paper), served_by=paper.staff),
        *money_rows(paper, _("Paid")),
        *_plan(paper),
    ]


def _title(paper: PlanPaper) -> str:
    return {
        PlanEvent.SOLD: _("Membership"),
        PlanEvent.VOIDED: _("Void of membership {number}").format(number=paper.original),
        PlanEvent.ENDED: _("Membership ended"),
    }[paper.event]


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

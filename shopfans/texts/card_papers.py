"""The words of the slip of a session card."""

from collections.abc import Iterator

from shopfans.domain.prepaid_papers import CardEvent, CardPaper
from shopfans.texts import _
from shopfans.texts.formats import count_text, day_text, number_text
from shopfans.texts.paper_parts import head_rows, money_rows
from shopfans.texts.rows import Middle, Note, Pair, Row, Rule
from shopfans.texts.session_cards import of_all_text


def rows(paper: CardPaper) -> list[Row]:
    """Everything the slip says, from top to bottom."""
    served_by = paper.use.staff if paper.use else paper.staff
    return [
        *head_rows(paper, _title(paper), served_by=served_by),
        *(money_rows(paper, _("Paid")) if paper.payments else ()),
        *_used(paper),
        *_left(paper),
    ]


def _title(paper: CardPaper) -> str:
    return {
        CardEvent.SOLD: _("Session card"),
        CardEvent.VOIDED: _("Void of card {number}").format(number=paper.original),
        CardEvent.USED: _("Session used"),
        CardEvent.UNDONE: _("Session taken back"),
        CardEvent.GIVEN_BACK: _("Card given back"),
    }[paper.event]


def _used(paper: CardPaper) -> Iterator[Row]:
    if paper.use is not None:
        yield Rule()
        yield Pair(paper.use.name, f"×{count_text(paper.use.sessions)}", is_strong=True)


def _left(paper: CardPaper) -> Iterator[Row]:
    yield Rule()
    yield Middle(paper.card, is_strong=True)
    for part in paper.parts:
        yield Pair(part.name, of_all_text(part.left, part.sessions))
        if part.used:
            yield Pair(f"  {_('Used')}", count_text(part.used))
    yield Pair(_("Value left"), number_text(paper.worth, paper.currency))
    if paper.event in {CardEvent.VOIDED, CardEvent.GIVEN_BACK}:
        return
    if paper.last_day is not None:
        yield Pair(_("Last day"), day_text(paper.last_day), is_strong=True)
    else:
        yield Note(_("It never lapses. Ask us whenever you want your money back."))

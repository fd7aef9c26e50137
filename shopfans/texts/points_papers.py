"""The words of the slip for points given or taken by hand."""

from collections.abc import Iterator

from shopfans.domain.receipts import PointsPaper
from shopfans.texts import _
from shopfans.texts.formats import change_text, count_text, day_text, time_text
from shopfans.texts.rows import Band, Gap, Heading, Note, Pair, Row, Rule


def rows(paper: PointsPaper) -> Iterator[Row]:
    """Everything the slip says, from top to bottom; why is in the log alone."""
    yield Heading(paper.shop_name)
    yield Gap()
    yield Band(_("Points given") if paper.change > 0 else _("Points taken"))
    yield Pair(_("Time"), time_text(paper.at, paper.zone))
    yield Pair(_("Served by"), paper.staff)
    yield Pair(_("Member"), f"{paper.member_name} {paper.member_phone}".strip())
    yield Rule()
    yield Pair(_("Points"), change_text(paper.change), is_strong=True)
    yield Pair(_("Points left"), count_text(paper.left))
    if paper.lapses is not None:
        yield Note(_("Can be used until {day}").format(day=day_text(paper.lapses)))

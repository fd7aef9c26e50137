"""Who is listed and what is shown of the one who is chosen, read at one moment in any thread."""

from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.names import wanted
from shopfans.services.members import finding, tagging
from shopfans.services.members.finding import MemberRow
from shopfans.services.members.tagging import TagRow
from ui.members.portrait import Portrait, portrait
from ui.table import CHUNK


class Asked(NamedTuple):
    """What the list is to be."""

    text: str
    """What is typed; it is found in place of everybody."""
    tag: int | None
    order: str
    descending: bool

    @property
    def is_finding(self) -> bool:
        return bool(wanted(self.text))


class Listed(NamedTuple):
    ids: list[int]
    rows: dict[int, MemberRow]
    """Those that are seen, each by its place."""
    tags: list[TagRow]
    chosen: int | None
    portrait: Portrait | None
    """Of the one who was chosen."""


def in_order(shop: Shop, asked: Asked) -> list[int]:
    """The members' keys."""
    if asked.is_finding:
        return [hit.id for hit in finding.find(shop, asked.text, tag=asked.tag)]
    return finding.members_in_order(shop, asked.order, descending=asked.descending, tag=asked.tag)


def listed(shop: Shop, asked: Asked, *, top: int | None, chosen: int | None) -> Listed:
    """The list as it is now, with the rows that are seen if this member stays on top."""
    with shop.reading():
        ids = in_order(shop, asked)
        at = place_of(top, ids)
        start = at - at % CHUNK
        seen = finding.member_rows(shop, ids[start : start + 2 * CHUNK])
        return Listed(
            ids, dict(enumerate(seen, start)), tagging.tags(shop), chosen, portrait(shop, chosen)
        )


def place_of(member: int | None, ids: list[int]) -> int:
    """Where she stands; the beginning if she is not there."""
    return ids.index(member) if member in ids else 0

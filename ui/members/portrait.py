"""All that the profile shows of a member, as of one moment."""

from datetime import date
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.belonging import referring
from shopfans.services.belonging.referring import Friend
from shopfans.services.members import finding, tagging
from shopfans.services.members.finding import MemberCard
from shopfans.services.members.tagging import TagRow
from shopfans.services.memberships import usage
from shopfans.services.memberships.usage import Current
from shopfans.services.reminders import touching
from shopfans.services.reminders.touching import Touched
from shopfans.services.sales import listing
from shopfans.services.sales.listing import SaleRow
from shopfans.services.sessions import held


class Portrait(NamedTuple):
    """Equal to one read later if nothing of it has changed."""

    terms: Terms
    today: date
    card: MemberCard
    sales: list[SaleRow]
    touched: list[Touched]
    brought: list[Friend]
    bringer: str
    """Her name; empty if nobody brought her."""
    wants_silence: bool
    tags: list[TagRow]
    """The owner's list."""
    hers: frozenset[int]
    membership: Current | None
    """The one that runs today."""
    had_memberships: bool
    had_cards: bool


def portrait(shop: Shop, member: int | None) -> Portrait | None:
    """From any thread; None if nobody is named, and for one who was forgotten."""
    if member is None:
        return None
    with shop.reading():
        try:
            card = finding.card(shop, member)
        except ShopError:
            return None
        return Portrait(
            settings.load(shop),
            settings.today(shop),
            card,
            listing.sales_of_member(shop, member),
            touching.history(shop, member),
            referring.friends(shop, member),
            referring.bringer(shop, member),
            touching.wants_silence(shop, member),
            tagging.tags(shop),
            tagging.tags_of(shop, member),
            usage.current(shop, member),
            bool(usage.statement(shop, member)),
            bool(held.cards(shop, member)),
        )

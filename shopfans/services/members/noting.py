"""A note on a member in the staff's own words: what the next one at the till should know."""

from shopfans.database import operations
from shopfans.database.models import Member
from shopfans.database.shop import Shop
from shopfans.domain.contacts import on_one_line
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.members.records import live_member

LONGEST = 120
"""Characters: one line of the member card."""


def set_note(shop: Shop, *, by: Staff, member: int, note: str, request: str) -> None:
    """Keep this note, or none if it is empty. Raises UnknownMember or MemberErased."""
    require(by, Right.ENROLL)
    terms, note = settings.load(shop), on_one_line(note)[:LONGEST]
    with shop.changing(Topic.MEMBERS):
        asked = (member, note)
        done = operations.begin(shop, Act.NOTE, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            live_member(member)
            operations.note(done, member=member)
            Member.update(note=note).where(Member.id == member).execute()

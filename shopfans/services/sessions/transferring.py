"""A session card becomes another member's, with all that is left of it."""

from shopfans.database import ledger
from shopfans.database.models import SessionCard
from shopfans.database.operations import begin, note
from shopfans.database.shop import Shop
from shopfans.domain.errors import NothingOfCard, SameMember
from shopfans.domain.kinds import Act, Unit
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.members.records import live_member
from shopfans.services.sessions import held


def transfer(shop: Shop, *, by: Staff, card: int, to: int, request: str) -> None:
    """From now on it is hers; its last day stays. A personal card needs the owner's leave.

    Raises NothingOfCard, SameMember, UnknownMember or MemberErased.
    """
    require(by, Right.VOID)
    terms = settings.load(shop)
    with shop.changing(Topic.CARDS):
        done = begin(shop, Act.TRANSFER_CARD, terms=terms, by=by, request=request, asked=(card, to))
        if not done.is_new:
            return
        found = held.one(card, done.day)
        if found is None or not found.left:
            raise NothingOfCard()
        if not found.is_shared:
            require(by, Right.TRANSFER_CARD)
        if found.member == to:
            raise SameMember()
        live_member(to)
        lots = [lot for part in found.parts for lot in part.lots]
        ledger.move(done, found.member, to, Unit.SESSIONS, only=lots)
        SessionCard.update(member=to).where(SessionCard.id == card).execute()
        note(done, member=to)

"""Who brought whom: a member's code for her friends, and whose code it was."""

from typing import NamedTuple

from shopfans.database.models import FriendCode, Member, Referral
from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.errors import UnknownCode
from shopfans.domain.names import wanted
from shopfans.services.finding import heir, live_member


def friend_code(shop: Shop, *, member: int) -> str:
    """Her code for friends, made when it is first asked for; it tells nothing of her.

    Raises UnknownMember or MemberErased.
    """
    with shop.reading():
        live_member(member)
        known = FriendCode.get_or_none(FriendCode.member == member)
    if known is not None:
        return str(known.code)
    with shop.changing():
        live_member(member)
        while not FriendCode.select().where(FriendCode.member == member).exists():
            code = codes.new_friend_code()
            FriendCode.insert(member=member, code=code).on_conflict_ignore().execute()
        return str(FriendCode.get(FriendCode.member == member).code)


def found(shop: Shop, code: str) -> int | None:
    """Whose code it is, or None; whoever typed it is not told which."""
    if not wanted(code):
        return None
    with shop.reading():
        return friend(code)


class Sender(NamedTuple):
    """Who sends a friend."""

    member: int
    name: str


def sender(shop: Shop, code: str) -> Sender:
    """Whose code it is, for the counter. Raises UnknownCode, for hers who was forgotten too."""
    with shop.reading():
        member = friend(code)
        if member is None or Member.get_by_id(member).erased:
            raise UnknownCode(code)
        return Sender(member, Member.get_by_id(member).name)


def friend(code: str) -> int | None:
    """Whose code it is, inside a block; None if it is nobody's: whoever typed it is not told."""
    holder = FriendCode.get_or_none(FriendCode.code == wanted(code))
    if holder is None:
        return None
    return heir(holder.member_id)


def write(member: int, brought_by: int | None) -> None:
    """Keep who brought her as part of the command that enrolls her."""
    brought_by = None if brought_by is None else heir(brought_by)
    if brought_by is None or brought_by == member:
        return
    if Member.select().where((Member.id == brought_by) & ~Member.erased).exists():
        Referral.insert(member=member, brought_by=brought_by).execute()

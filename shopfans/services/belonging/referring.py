"""Who brought whom: a member's code for her friends, and whose code it was."""

from datetime import date
from typing import NamedTuple

from shopfans.database import referrals
from shopfans.database.models import FriendCode, Member, Referral
from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.errors import UnknownCode
from shopfans.domain.money import Money
from shopfans.domain.names import wanted
from shopfans.domain.referral import Thanks
from shopfans.services import settings
from shopfans.services.members.records import heir, live_member


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


class Friend(NamedTuple):
    """A member who was brought by another."""

    member: int
    name: str
    joined: date
    visits: int
    spent: Money
    is_rewarded: bool
    """Whether both were rewarded for her."""


def friends(shop: Shop, member: int) -> list[Friend]:
    """Whom she brought, the newest first."""
    with shop.reading():
        return [
            Friend(one, name, date.fromisoformat(joined), visits, Money(spent), bool(rewarded))
            for one, name, joined, visits, spent, rewarded in shop.rows(_FRIENDS, member)
        ]


def bringer(shop: Shop, member: int) -> str:
    """The name of who brought her; empty if nobody did, or was forgotten."""
    with shop.reading():
        rows = shop.rows(_BRINGER, member)
        return str(rows[0][0]) if rows else ""


def offer(shop: Shop) -> Thanks | None:
    """What a friend's first paid visit brings to both, whoever brings her; None while the owner
    gives nothing."""
    rule = settings.load(shop).referral
    if not rule.gives:
        return None
    with shop.reading():
        return Thanks("", referrals.told(rule.referrer), referrals.told(rule.referred), rule.floor)


class Referrer(NamedTuple):
    """Who brings friends, and what comes of it."""

    member: int
    name: str
    friends: int
    came: int
    """Those of them who came."""
    spent: Money
    """By all of them."""
    rewarded: int
    """For so many of them both were rewarded."""


def referrers(shop: Shop, most: int = 200) -> list[Referrer]:
    """Who brought friends, those first whose friends spent most."""
    with shop.reading():
        return [
            Referrer(member, name, count, came, Money(spent), rewarded)
            for member, name, count, came, spent, rewarded in shop.rows(_REFERRERS, most)
        ]


def friend(code: str) -> int | None:
    """Whose code it is, inside a block; None if it is nobody's: whoever typed it is not told."""
    holder = FriendCode.get_or_none(FriendCode.code == wanted(code))
    if holder is None:
        return None
    return heir(holder.member_id)


def write(member: int, brought_by: int | None) -> None:
    """Keep who brought her as part of the command that enrolls her."""
    if brought_by is None:
        return
    brought_by = heir(brought_by)
    if brought_by == member:
        return
    if Member.select().where((Member.id == brought_by) & ~Member.erased).exists():
        Referral.insert(member=member, brought_by=brought_by).execute()


_REWARDED = """
    EXISTS (SELECT 1 FROM sale s JOIN referral_reward w ON w.sale_id = s.id
            WHERE s.member_id = m.id AND w.taken_back_id IS NULL)"""

_FRIENDS = f"""
    SELECT m.id, m.name, m.joined, m.visits, m.spent, {_REWARDED}
    FROM referral r JOIN member m ON m.id = r.member_id
    WHERE (r.brought_by_id = ?1
           OR r.brought_by_id IN (SELECT member_id FROM merged_member WHERE into_id = ?1))
      AND m.erased = 0 AND m.id <> ?1
    ORDER BY m.joined DESC, m.id DESC"""

_BRINGER = """
    SELECT f.name FROM referral r
    LEFT JOIN merged_member g ON g.member_id = r.brought_by_id
    JOIN member f ON f.id = COALESCE(g.into_id, r.brought_by_id)
    WHERE r.member_id = ? AND f.erased = 0 AND f.id <> r.member_id"""

_REFERRERS = f"""
    SELECT f.id, f.name, COUNT(*), SUM(m.visits > 0), SUM(m.spent), SUM({_REWARDED})
    FROM referral r JOIN member m ON m.id = r.member_id
    LEFT JOIN merged_member g ON g.member_id = r.brought_by_id
    JOIN member f ON f.id = COALESCE(g.into_id, r.brought_by_id)
    WHERE f.erased = 0 AND m.erased = 0 AND m.id <> f.id
    GROUP BY f.id ORDER BY SUM(m.spent) DESC, f.id LIMIT ?"""

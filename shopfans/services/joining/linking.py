"""The private address of each member's own page: given, shown again, withdrawn.

Whoever has the address sees the page; so it is drawn by lot, and the books keep its digest alone.
"""

import hmac
import secrets
from enum import Enum
from hashlib import sha256
from typing import Any

from shopfans.database.models import Member, MemberLink, MergedMember, Operation
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain.errors import LinkUnknown
from shopfans.domain.kinds import Act
from shopfans.domain.roles import SYSTEM, Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.joining import applying
from shopfans.services.members.records import heir, live_member

MOST_LINKS = 3
"""A member's newest ones work: what she keeps on her phone outlives the code shown to her now."""

_BYTES = 24
"""Of chance in a token: 192 bits."""


class Waiting(Enum):
    """What became of a form that a phone has sent, as its sender may know it."""

    WAITS = "waits"
    OVER = "over"
    """Dealt with, and nothing is handed out here."""


def give(shop: Shop, *, by: Staff, member: int, request: str) -> str:
    """A new token for her page, shown once; beyond three her oldest is withdrawn.

    The same request gives another one in place of the first. Raises UnknownMember or MemberErased.
    """
    require(by, Right.ENROLL)
    terms = settings.load(shop)
    with shop.changing(Topic.MEMBERS):
        live_member(member)
        done = begin(shop, Act.KEEP_LINK, terms=terms, by=by, request=request, asked=member)
        MemberLink.delete().where(MemberLink.operation == done.id).execute()
        return _write(done, member)


def withdraw(shop: Shop, *, by: Staff, member: int, request: str) -> None:
    """None of her addresses works any more."""
    require(by, Right.ENROLL)
    terms, asked = settings.load(shop), (member, "withdraw")
    with shop.changing(Topic.MEMBERS):
        if begin(shop, Act.KEEP_LINK, terms=terms, by=by, request=request, asked=asked).is_new:
            MemberLink.delete().where(_hers(member)).execute()


def holder(shop: Shop, token: str) -> int:
    """Whose page this is; that of a merged record leads to the one that was kept. Raises
    LinkUnknown, whether it never was, was withdrawn or hers who was forgotten."""
    digest = _digest(token)
    with shop.reading():
        link = MemberLink.get_or_none(MemberLink.digest == digest)
        if link is None or not hmac.compare_digest(bytes(link.digest), digest):
            raise LinkUnknown()
        member = heir(link.member_id)
        if Member.get_by_id(member).erased:
            raise LinkUnknown()
        return member


def fetch(shop: Shop, request: str) -> str | Waiting:
    """The token for who sent the form with this request, once, as soon as she is a member by it.

    Whose number was known already gets none here: the form could be a stranger's.
    """
    with shop.reading():
        if applying.waits(request):
            return Waiting.WAITS
        if _joined_by(request) is None:
            return Waiting.OVER
    terms = settings.load(shop)
    with shop.changing(Topic.MEMBERS):
        member = _joined_by(request)
        asked, once = ("first", member), f"link {request}"
        done = begin(shop, Act.HERSELF, terms=terms, by=SYSTEM, request=once, asked=asked)
        return _write(done, member) if member is not None and done.is_new else Waiting.OVER


def _joined_by(request: str) -> int | None:
    member: int | None = (
        Member.select(Member.id)
        .join(Operation, on=(Member.operation == Operation.id))
        .where((Operation.request == applying.accepted(request)) & ~Member.erased)
        .scalar()
    )
    return member


def _write(done: Done, member: int) -> str:
    token = secrets.token_urlsafe(_BYTES)
    MemberLink.insert(member=member, operation=done.id, digest=_digest(token)).execute()
    newest = (
        MemberLink.select(MemberLink.id)
        .where(MemberLink.member == member)
        .order_by(MemberLink.id.desc())
        .limit(MOST_LINKS)
    )
    kept = [link.id for link in newest]
    MemberLink.delete().where((MemberLink.member == member) & MemberLink.id.not_in(kept)).execute()
    return token


def _hers(member: int) -> Any:
    """Her addresses, and those of records that were merged into hers."""
    merged = MergedMember.select(MergedMember.member).where(MergedMember.into == member)
    return (MemberLink.member == member) | MemberLink.member.in_(merged)


def _digest(token: str) -> bytes:
    return sha256(token.encode(errors="replace")).digest()

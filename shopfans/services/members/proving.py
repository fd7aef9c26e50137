"""That it is her: the code on her own page, or the last digits of her phone number."""

import os
from datetime import datetime

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import CodeKey, Member, MergedMember, Operation, ShownCode
from shopfans.database.shop import Shop
from shopfans.domain import rotating
from shopfans.domain.errors import (
    CodeOfElsewhere,
    CodeSpent,
    PointsNeedProof,
    ShopError,
    StoredValueNeedsProof,
    WrongDigits,
)
from shopfans.domain.money import Money
from shopfans.domain.names import wanted
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.rotating import Key
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services.members.records import heir, live_member

DIGITS = 4
"""Of her phone number, its last ones."""


def code_of(shop: Shop, member: int) -> str:
    """What her page shows now."""
    with shop.reading():
        return rotating.code_of(_key(), member, shop.now())


def show(shop: Shop, *, by: Staff, code: str, request: str) -> int:
    """Whose rotating code was scanned for the sale with this request key; with it she has proved
    that the points are hers. That of a merged record leads to the one that was kept.

    Raises CodeTooOld, CodeOfElsewhere, CodeSpent or MemberErased.
    """
    require(by, Right.SELL)
    with shop.changing(Topic.MEMBERS):
        shown = rotating.read(_key(), "".join(code.split()), shop.now())
        if not Member.select().where(Member.id == shown.member).exists():
            raise CodeOfElsewhere()
        holder = heir(shown.member)
        live_member(holder)
        _forget_old(shop.now())
        same = (ShownCode.member == shown.member) & (ShownCode.step == shown.step)
        served = ShownCode.get_or_none(same)
        if served is not None and served.request != request and _is_sold(served.request):
            raise CodeSpent()
        ShownCode.replace(member=shown.member, step=shown.step, request=request).execute()
        return holder


def check(
    terms: Terms, member: int, *, points: int, stored: Money, request: str, last_digits: str = ""
) -> None:
    """Returns if she may use so many points and so much stored value in this sale, inside a block.

    Raises PointsNeedProof, StoredValueNeedsProof, or WrongDigits if some were typed that are not
    hers.
    """
    missing = _missing(terms, points, stored)
    if missing is None:
        return
    if last_digits.strip():
        if not are_hers(member, last_digits):
            raise WrongDigits()
    elif not has_shown(member, request):
        raise missing


def _missing(terms: Terms, points: int, stored: Money) -> ShopError | None:
    """What is refused unless she shows who she is."""
    spending, value = terms.spending, terms.stored_value
    if spending.unproven is not None and spending.needs_proof(points):
        return PointsNeedProof(spending.unproven)
    if value.unproven is not None and value.needs_proof(stored):
        return StoredValueNeedsProof(value.unproven.fen)
    return None


def has_shown(member: int, request: str) -> bool:
    """Whether her code was scanned for this sale, inside a block."""
    merged = MergedMember.select(MergedMember.member).where(MergedMember.into == member)
    hers = (ShownCode.member == member) | ShownCode.member.in_(merged)
    return bool(ShownCode.select().where(hers & (ShownCode.request == request)).exists())


def are_hers(member: int, last_digits: str) -> bool:
    """Whether these end her phone number, inside a block."""
    phone = live_member(member).phone or ""
    typed = wanted(last_digits)
    return len(typed) == DIGITS and typed.isdigit() and phone.endswith(typed)


def renew_key(shop: Shop) -> None:
    """Another key from now on: every code shown before is refused. Called after a restore."""
    with shop.changing(Topic.MEMBERS):
        CodeKey.insert(secret=os.urandom(32)).execute()


def _key() -> Key:
    epoch, secret = OPEN_SHOP.execute_sql(
        "SELECT epoch, secret FROM code_key ORDER BY epoch DESC LIMIT 1"
    ).fetchone()
    return Key(epoch, bytes(secret))


def _is_sold(request: str) -> bool:
    return bool(Operation.select().where(Operation.request == request).exists())


def _forget_old(now: datetime) -> None:
    """What is refused for its age needs not be remembered; what a basket put aside may still
    need, until the next day."""
    day = 24 * 60 * 60 // rotating.STEP
    ShownCode.delete().where(ShownCode.step < rotating.step_at(now) - day).execute()

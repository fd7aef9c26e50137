"""A coupon in hand: what it is, whether it can be used, used up and given back."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import Done, when_and_by_whom
from shopfans.database.shop import Shop
from shopfans.domain import codes, coupon_terms
from shopfans.domain.coupon_discounts import Held
from shopfans.domain.coupon_terms import CouponTerms
from shopfans.domain.errors import (
    CouponDayClosed,
    CouponLapsed,
    CouponNeedsMember,
    CouponNotYet,
    CouponOfAnother,
    CouponsPerMember,
    CouponUsed,
    CouponWithdrawn,
    MemberErased,
    UnknownCode,
)
from shopfans.domain.names import wanted
from shopfans.services import settings, stored


class CouponHeld(NamedTuple):
    """One code and the terms it was issued by."""

    id: int
    code: str
    template: int
    name: str
    terms: CouponTerms
    member: int | None
    """None: whoever brings it may use it."""
    starts: date
    lapses: date
    """Its last day."""

    @property
    def held(self) -> Held:
        """As the rules of the basket want it."""
        return Held(self.code, self.template, self.terms, self.starts, self.lapses)


class CouponBack(NamedTuple):
    """A coupon that a refund brings back into her hand."""

    id: int
    code: str
    name: str
    lapses: date
    has_grace: bool
    """Whether its last day was moved: it would have lapsed too soon."""


def look_up(shop: Shop, code: str, *, member: int | None = None) -> CouponHeld:
    """A coupon that can be used today, by this member if one is named.

    Raises UnknownCode, CouponOfAnother, CouponUsed, CouponLapsed, CouponDayClosed, CouponNotYet,
    CouponWithdrawn, CouponNeedsMember, CouponsPerMember, MemberErased, or why its terms do not take
    today.
    """
    with shop.reading():
        return usable(
            wanted(code), member=member, day=settings.today(shop), by_clock=settings.clock_day(shop)
        )


def usable(code: str, *, member: int | None, day: date, by_clock: date) -> CouponHeld:
    """The same inside a block, for the sale itself; `by_clock` is the day though it be closed."""
    row = OPEN_SHOP.execute_sql(f"{_COUPON} WHERE c.code = ?", (code,)).fetchone()
    if row is None:
        raise UnknownCode(code)
    *parts, used_in, used_by, withdrawn, is_forgotten = row
    held = _held(parts)
    if is_forgotten:
        raise MemberErased()
    if held.member is not None and member is not None and held.member != member:
        raise CouponOfAnother()
    if used_in is not None:
        raise CouponUsed(*when_and_by_whom(used_by), used_in)
    if withdrawn is not None:
        raise CouponWithdrawn(*when_and_by_whom(withdrawn))
    if day < held.starts:
        raise CouponNotYet(held.starts)
    if held.lapses < day:
        raise lapsed(held.lapses, by_clock)
    coupon_terms.check_day(held.terms, day)
    _check_share(held, member)
    return held


def lapsed(on: date, by_clock: date) -> CouponLapsed | CouponDayClosed:
    """Why one that lasted until then is of no use: it is over, or closed though it is today."""
    return CouponLapsed(on) if on < by_clock else CouponDayClosed(on)


def in_hand(member: int, day: date) -> list[CouponHeld]:
    """Her coupons that have not lapsed, soonest to lapse first; inside a block."""
    rows = OPEN_SHOP.execute_sql(
        f"{_COUPON} WHERE c.member_id = ? AND c.used_by_id IS NULL AND c.withdrawn_id IS NULL "
        "AND c.lapses >= ? ORDER BY c.lapses, c.id",
        (member, day.isoformat()),
    )
    return [_held(row[:-4]) for row in rows]


def issue(done: Done, template: int, member: int, *, occasion: str | None = None) -> str:
    """Give a member a coupon of this template, inside a command; returns its code.

    Its first and last day are stamped on it now; a template never changes.
    """
    terms = terms_of(template)
    starts, lapses = coupon_terms.validity(terms, done.day)
    code = codes.new_code(codes.Kind.COUPON)
    OPEN_SHOP.execute_sql(
        "INSERT INTO coupon (code, template_id, member_id, operation_id, issued, starts, lapses, "
        "occasion) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (code, template, member, done.id, done.day.isoformat(), starts.isoformat(),
         lapses.isoformat(), occasion),
    )  # fmt: skip
    return code


def terms_of(template: int) -> CouponTerms:
    """The terms of a template, inside a block."""
    (body,) = OPEN_SHOP.execute_sql(
        "SELECT terms FROM coupon_template WHERE id = ?", (template,)
    ).fetchone()
    return _read(body)


def redeem(done: Done, code: str, *, member: int | None, sale: int) -> None:
    """Use it up, once: the one conditional write decides. Raises as look_up does."""
    written = OPEN_SHOP.execute_sql(
        "UPDATE coupon SET used_by_id = ? WHERE code = ? AND (member_id IS NULL OR member_id = ?) "
        "AND used_by_id IS NULL AND withdrawn_id IS NULL AND lapses >= ?",
        (sale, code, member, done.day.isoformat()),
    ).rowcount
    if written != 1:
        usable(code, member=member, day=done.day, by_clock=done.day)
        raise CouponOfAnother()


def coming_back(coupons: Sequence[int], day: date, grace: int) -> tuple[CouponBack, ...]:
    """What returns: with its original last day, or so many days from now if that is later."""
    found = []
    for coupon in coupons:
        *parts, _, _, _, _ = OPEN_SHOP.execute_sql(
            f"{_COUPON} WHERE c.id = ?", (coupon,)
        ).fetchone()
        held = _held(parts)
        lapses = max(held.lapses, day + timedelta(days=grace - 1)) if grace else held.lapses
        found.append(CouponBack(held.id, held.code, held.name, lapses, lapses > held.lapses))
    return tuple(found)


def give_back(sale: int, coupons: Sequence[CouponBack]) -> None:
    """Put coupons that a refunded sale had used into her hand again."""
    for coupon in coupons:
        OPEN_SHOP.execute_sql(
            "UPDATE coupon SET used_by_id = NULL, lapses = ? WHERE id = ? AND used_by_id = ?",
            (coupon.lapses.isoformat(), coupon.id, sale),
        )


def _check_share(held: CouponHeld, member: int | None) -> None:
    """What was printed for everybody may be limited for each; her own she was given by count."""
    most = held.terms.per_member
    if held.member is not None or most is None:
        return
    if member is None:
        raise CouponNeedsMember()
    (used,) = OPEN_SHOP.execute_sql(_USED_BY_HER, (held.template, member)).fetchone()
    if used >= most:
        raise CouponsPerMember(most)


def _held(row: Sequence[Any]) -> CouponHeld:
    number, code, template, name, body, member, starts, lapses = row
    return CouponHeld(
        number, code, template, name, _read(body), member,
        date.fromisoformat(starts), date.fromisoformat(lapses),
    )  # fmt: skip


@lru_cache(maxsize=256)
def _read(body: str) -> CouponTerms:
    """The terms of a template as they are kept."""
    return stored.read(CouponTerms, body)


_COUPON = """
    SELECT c.id, c.code, c.template_id, t.name, t.terms, c.member_id, c.starts, c.lapses,
           c.used_by_id, s.operation_id, c.withdrawn_id, m.erased
    FROM coupon c JOIN coupon_template t ON t.id = c.template_id
    LEFT JOIN sale s ON s.id = c.used_by_id LEFT JOIN member m ON m.id = c.member_id"""

_USED_BY_HER = """
    SELECT COUNT(*) FROM coupon c JOIN sale s ON s.id = c.used_by_id
    WHERE c.template_id = ? AND s.member_id = ?"""

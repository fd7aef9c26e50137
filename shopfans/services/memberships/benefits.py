"""The coupons of a membership: at its start, and in each month of hers in which she comes."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import Done, begin, is_known, new_request
from shopfans.database.shop import Shop
from shopfans.domain import coupon_terms
from shopfans.domain.errors import CouponLapsed
from shopfans.domain.kinds import Act
from shopfans.domain.roles import SYSTEM
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.coupons import couponing
from shopfans.services.memberships import held


class _Due(NamedTuple):
    membership: int
    month: int
    place: int
    template: int


def touch(shop: Shop, member: int) -> int:
    """She has come: what her membership gives her this month is hers, once; returns how many
    coupons that were.

    On a day that is not known she gets none: she is given them once it is.
    """
    with shop.reading():
        if not is_known(shop) or not any(_due(member, settings.today(shop))):
            return 0
    terms = settings.load(shop)
    with shop.changing(Topic.COUPONS):
        request = new_request()  # that each comes once is seen to by the key of its row
        done = begin(shop, Act.BENEFITS, terms=terms, by=SYSTEM, request=request, asked=member)
        return give_due(done, member)


def give_due(done: Done, member: int) -> int:
    """The same as part of a command."""
    due = list(_due(member, done.day))
    for one in due:
        code = couponing.issue(done, one.template, member)
        OPEN_SHOP.execute_sql(_GIVEN, (one.membership, one.month, one.place, code))
    return len(due)


def withdraw(done: Done, membership: int) -> None:
    """Its unused coupons go, as part of a command."""
    OPEN_SHOP.execute_sql(_WITHDRAWN, (done.id, membership))


def _due(member: int, day: date) -> Iterator[_Due]:
    """What she bought she gets, also of a template that is issued to nobody else any more."""
    for one in held.on(member, day):
        for month in (0, one.sold.month(day)):
            templates = one.plan.coupons(month)
            if not templates or _has(one.id, month):
                continue
            for place, template in enumerate(templates):
                if _can_be_used(template, day):
                    yield _Due(one.id, month, place, template)


def _has(membership: int, month: int) -> bool:
    query = "SELECT 1 FROM membership_coupon WHERE membership_id = ? AND month = ?"
    return OPEN_SHOP.execute_sql(query, (membership, month)).fetchone() is not None


def _can_be_used(template: int, day: date) -> bool:
    try:
        coupon_terms.validity(couponing.terms_of(template), day)
    except CouponLapsed:
        return False
    return True


_GIVEN = """
    INSERT INTO membership_coupon (membership_id, month, place, coupon_id)
    VALUES (?, ?, ?, (SELECT id FROM coupon WHERE code = ?))"""

_WITHDRAWN = """
    UPDATE coupon SET withdrawn_id = ? WHERE used_by_id IS NULL AND withdrawn_id IS NULL
      AND id IN (SELECT coupon_id FROM membership_coupon WHERE membership_id = ?)"""

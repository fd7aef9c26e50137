"""What a membership has brought her so far."""

from datetime import date
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.shop import Shop
from shopfans.domain.kinds import Discount
from shopfans.domain.memberships import Plan
from shopfans.domain.money import Money
from shopfans.services import settings
from shopfans.services.memberships import held
from shopfans.services.memberships.held import Held


class Used(NamedTuple):
    """Net of what came back."""

    visits: int
    """Sales from which it took something off."""
    off: Money
    """Its standing discount."""
    given: int
    """Coupons, her birthday's too."""
    used: int
    coupons_off: Money

    @property
    def saved(self) -> Money:
        """In money; points that came on top are beside it, as in domain.worth."""
        return self.off + self.coupons_off


class Line(NamedTuple):
    """One of hers, with what it brought."""

    membership: Held
    used: Used


class Current(NamedTuple):
    """What she has today."""

    plan: Plan
    until: date
    """Its last day, or that of the last renewal that goes on from it."""
    saved: Money
    """So far, with the one that runs."""


def statement(shop: Shop, member: int) -> list[Line]:
    """All her memberships, the last first."""
    with shop.reading():
        return [Line(one, of(one)) for one in reversed(held.of_member(member))]


def current(shop: Shop, member: int) -> Current | None:
    """The one that runs today; None if there is none."""
    with shop.reading():
        hers, today = held.of_member(member), settings.today(shop)
        running = [one for one in hers if one.run.holds_on(today)]
        if not running:
            return None
        one = max(running, key=lambda one: (one.plan.percent, one.plan.times, one.run.ends))
        until = max(some.run.ends for some in hers if some.run.ends >= some.run.starts)
        return Current(one.plan, until, of(one).saved)


def of(one: Held) -> Used:
    """Of this membership, up to now; inside a block."""
    days = (one.run.starts.isoformat(), one.run.ends.isoformat())
    visits, off = OPEN_SHOP.execute_sql(
        _OFF, (one.member, Discount.MEMBERSHIP.value, one.plan.name, *days)
    ).fetchone()
    given, used, coupons_off = OPEN_SHOP.execute_sql(
        _COUPONS, (one.id, one.member, one.plan.birthday, *days)
    ).fetchone()
    return Used(visits, Money(off), given, used, Money(coupons_off))


_OFF = """
    SELECT COUNT(*) FILTER (WHERE s.reverses_id IS NULL), COALESCE(SUM(d.amount), 0)
    FROM sale s CROSS JOIN sale_discount d ON d.sale_id = s.id
    LEFT JOIN sale o ON o.id = s.reverses_id
    WHERE s.member_id = ?1 AND d.kind = ?2 AND d.reason = ?3
      AND COALESCE(o.day, s.day) BETWEEN ?4 AND ?5"""

_COUPONS = """
    WITH hers AS (
        SELECT coupon_id AS id FROM membership_coupon WHERE membership_id = ?1
        UNION SELECT id FROM coupon WHERE member_id = ?2 AND template_id = ?3
          AND occasion LIKE 'birthday %' AND issued BETWEEN ?4 AND ?5)
    SELECT COUNT(*), COUNT(c.used_by_id), COALESCE(SUM(
        (SELECT SUM(d.amount) FROM sale_discount d WHERE d.coupon_id = c.id)), 0)
    FROM hers JOIN coupon c ON c.id = hers.id"""

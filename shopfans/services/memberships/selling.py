"""A membership sold to a member, renewed, and taken back on the same day."""

from collections.abc import Mapping
from typing import NamedTuple

from shopfans.database import prepayments
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import Membership
from shopfans.database.operations import Done, begin
from shopfans.database.prepayments import Head
from shopfans.database.shop import Shop
from shopfans.domain import memberships
from shopfans.domain.errors import MembershipRenewed, MembershipUsed, UnknownPlan
from shopfans.domain.kinds import Act, Prepaid
from shopfans.domain.memberships import Plan, Run
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Tender
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings, stored
from shopfans.services.members.records import live_member
from shopfans.services.memberships import benefits, held
from shopfans.services.memberships.held import Held
from shopfans.services.prepaid import receiving
from shopfans.services.prepaid.receiving import Received

CHANGES = (Topic.STORED_VALUE, Topic.COUPONS, Topic.MEMBERS, Topic.REMINDERS)


class Offered(NamedTuple):
    """A plan as it would be for one member today."""

    plan: Plan
    run: Run
    renews: bool
    """It goes on from one she has."""


def offers(shop: Shop, *, member: int) -> list[Offered]:
    """What can be sold to her. Raises UnknownMember or MemberErased."""
    terms = settings.load(shop)
    with shop.reading():
        live_member(member)
        today, hers = settings.today(shop), held.of_member(member)
        starts = memberships.next_start(held.runs(hers), today)
        return [
            Offered(plan, memberships.run_of(plan, starts), starts > today) for plan in terms.plans
        ]


def sell(
    shop: Shop,
    *,
    by: Staff,
    request: str,
    member: int,
    plan: int,
    payments: Mapping[Tender, Money],
    received: Mapping[Tender, Money] | None = None,
) -> Received:
    """Store what she pays; it begins today or, if she has one, when that ends. It earns no points.

    `received` says what was handed over where that is more. Raises UnknownPlan or what
    receiving.charge raises.
    """
    require(by, Right.TOP_UP)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        asked = (member, plan, *receiving.said(payments, received))
        done = begin(shop, Act.JOIN_PLAN, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            chosen = _on_sale(terms, plan)
            prepayment = receiving.charge(
                done, member, Prepaid.MEMBERSHIP, chosen.price, payments, received
            )
            _write(done, member, chosen, prepayment)
            benefits.give_due(done, member)
        return receiving.told(prepayments.of_operation(done.id), done.at)


def void(shop: Shop, *, by: Staff, prepayment: int, request: str) -> Received:
    """Take one that was sold on this business day back: the money goes as it came, and what came
    with it is withdrawn.

    Raises NothingToVoid, AlreadyVoided, DayOver, MembershipRenewed, or MembershipUsed once she
    bought with it.
    """
    require(by, Right.VOID)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        asked = ("membership", prepayment)
        done = begin(shop, Act.VOID_PREPAYMENT, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            head = receiving.voidable(done, prepayment, {Prepaid.MEMBERSHIP})
            found = held.of_prepayment(prepayment)
            if found is None or found.returned is not None or _is_used(done, head, found):
                raise MembershipUsed()
            refuse_followed(found)
            receiving.write_back(done, head)
            benefits.withdraw(done, found.id)
        return receiving.told(prepayments.of_operation(done.id), done.at)


def refuse_followed(found: Held) -> None:
    """Returns if no other one goes on from it. Raises MembershipRenewed."""
    for later in held.of_member(found.member):
        is_open = later.run.ends >= later.run.starts
        if is_open and later.run.starts > found.run.ends:
            raise MembershipRenewed(later.run.starts)


def _on_sale(terms: Terms, key: int) -> Plan:
    found = next((one for one in terms.plans if one.key == key), None)
    if found is None:
        raise UnknownPlan()
    return found


def _write(done: Done, member: int, plan: Plan, prepayment: int) -> None:
    starts = memberships.next_start(held.runs(held.of_member(member)), done.day)
    run = memberships.run_of(plan, starts)
    Membership.insert(
        prepayment=prepayment, member=member, starts=run.starts, ends=run.ends,
        plan=stored.text(plan),
    ).execute()  # fmt: skip


def _is_used(done: Done, head: Head, found: Held) -> bool:
    """Whether she bought anything with it, or used a coupon of it."""
    (bought, used) = OPEN_SHOP.execute_sql(
        _USED, (found.member, head.operation, found.id)
    ).fetchone()
    return bool(used) or (found.run.holds_on(done.day) and bool(bought))


_USED = """
    SELECT EXISTS (
        SELECT 1 FROM sale s WHERE s.member_id = ?1 AND s.operation_id > ?2
          AND s.reverses_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1)),
      EXISTS (
        SELECT 1 FROM membership_coupon m JOIN coupon c ON c.id = m.coupon_id
        WHERE m.membership_id = ?3 AND c.used_by_id IS NOT NULL)"""

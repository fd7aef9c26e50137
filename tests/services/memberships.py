"""A shop that sells memberships, and guests who have one, for the tests."""

from dataclasses import replace
from datetime import date
from typing import Any

from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.memberships import Plan
from shopfans.domain.money import MOST, Money
from shopfans.domain.roles import SYSTEM, Leave, Right, Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services import settings
from shopfans.services.coupons import designing
from shopfans.services.memberships import ending, held
from shopfans.services.memberships import selling as plans
from shopfans.services.prepaid.receiving import Received
from shopfans.services.sales import selling

GOLD = Plan(1, "Gold", Money(39_800), percent=1_000, times=200)
"""398 a year: a tenth off, and the points twice."""

FIVE_OFF = CouponTerms(CouponKind.AMOUNT_OFF, off=Money(500), days=30)


def template(shop: Shop, name: str, terms: CouponTerms = FIVE_OFF) -> int:
    return designing.add_template(shop, by=SYSTEM, name=name, terms=terms, request=f"t {name}")


def offer(shop: Shop, *some: Plan, **more: Any) -> None:
    """What is sold from now on, with no limit to what goes back."""
    terms = replace(settings.load(shop), plans=some, refund_limit=MOST, **more)
    settings.save(shop, by=SYSTEM, terms=terms, request=f"offer {some} {more}")


def join_plan(
    shop: Shop,
    by: Staff,
    member: int,
    request: str,
    plan: Plan = GOLD,
    tender: Tender = Tender.CASH,
) -> Received:
    return plans.sell(
        shop, by=by, request=request, member=member, plan=plan.key, payments={tender: plan.price}
    )


def end(shop: Shop, owner: Staff, membership: int, request: str) -> Received:
    """By the owner, for what is due today."""
    due = ending.due(shop, membership=membership)
    leave = Leave(owner.id, Right.CARD_BACK, "moves away", request)
    return ending.end(
        shop, by=owner.with_leave(leave), membership=membership, returned=due.returned,
        tender=Tender.CASH, request=request,
    )  # fmt: skip


def buy(
    shop: Shop, by: Staff, member: int, fen: int, request: str, due: int | None = None, **more: Any
) -> selling.Receipt:
    """An amount typed by hand, paid in cash; `due` is what is left of it."""
    return selling.record_sale(
        shop, by=by, request=request, member=member, lines=[Line(Money(fen))],
        payments={Tender.CASH: Money(fen if due is None else due)}, **more,
    )  # fmt: skip


def runs(shop: Shop, member: int) -> list[tuple[date, date]]:
    """From when to when hers hold."""
    with shop.reading():
        return [(one.run.starts, one.run.ends) for one in held.of_member(member)]

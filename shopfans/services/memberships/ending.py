"""She gives her membership back: what of its fee is returned, how it got there, and the payout."""

from datetime import date
from typing import NamedTuple

from shopfans.database import prepayments
from shopfans.database.models import MembershipEnd
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain import memberships, stored_value
from shopfans.domain.errors import MembershipOver, NothingToPayOut
from shopfans.domain.kinds import Act, Prepaid
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Tender
from shopfans.domain.stored_value import Value
from shopfans.services import settings
from shopfans.services.members.records import live_member
from shopfans.services.memberships import benefits, held, usage
from shopfans.services.memberships.held import Held
from shopfans.services.memberships.selling import CHANGES, refuse_followed
from shopfans.services.memberships.usage import Used
from shopfans.services.prepaid import receiving
from shopfans.services.prepaid.receiving import Received


class Ending(NamedTuple):
    """What giving it back today would come to."""

    membership: Held
    last: date
    """Its last day then."""
    days_left: int
    """Of those she paid for."""
    used: Used
    needs_no_reason: bool
    """She paid within the days in which the law asks for none."""
    returned: Money


def due(shop: Shop, *, membership: int) -> Ending:
    """Raises MembershipOver or MembershipRenewed."""
    with shop.reading():
        return _due(membership, settings.today(shop))


def end(
    shop: Shop, *, by: Staff, membership: int, returned: Money, tender: Tender, request: str
) -> Received:
    """End it with this business day and return the fee of the days left; its unused coupons go.

    `returned` is what the operator saw. Raises PayoutChanged if it is something else by now,
    NothingToPayOut, MembershipOver, MembershipRenewed, StoredValueNotReceived, MemberErased, or
    WhyMissing: a reason is kept with it.
    """
    require(by, Right.CARD_BACK)
    receiving.refuse_stored_value(tender)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        asked = (membership, returned, tender.value)
        done = begin(shop, Act.LEAVE_PLAN, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            found = _due(membership, done.day)
            if not found.returned:
                raise NothingToPayOut()
            _pay(done, found, tender, seen=returned)
        return receiving.told(prepayments.of_operation(done.id), done.at)


def _due(membership: int, day: date) -> Ending:
    found = held.one(membership)
    if found is None or found.returned is not None or found.run.ends < day:
        raise MembershipOver()
    refuse_followed(found)
    used = usage.of(found)
    return Ending(
        found,
        memberships.last_day(found.sold, day),
        found.sold.days - found.sold.passed(day),
        used,
        stored_value.needs_no_reason(found.paid_on, day),
        memberships.returnable(found.fee, found.sold, day, paid_on=found.paid_on, saved=used.saved),
    )


def _pay(done: Done, found: Ending, tender: Tender, *, seen: Money) -> None:
    one = found.membership
    live_member(one.member)
    parts = [(one.prepayment, Value(), found.returned)]
    payout = receiving.pay_back(done, one.member, Prepaid.FEE_BACK, parts, tender, seen=seen)
    MembershipEnd.insert(prepayment=payout, membership=one.id, last=found.last).execute()
    benefits.withdraw(done, one.id)

"""What the shop sells ahead at the counter's one key for it, whatever it is."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple, Protocol

from shopfans.database import prepayments
from shopfans.database.shop import Shop
from shopfans.domain.memberships import cost_of_a_year
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services import settings
from shopfans.services.coupons import designing
from shopfans.services.memberships import selling as membership
from shopfans.services.memberships import usage, weighing
from shopfans.services.prepaid.receiving import Received
from shopfans.services.sessions import held as cards
from shopfans.services.sessions import offering, selling
from shopfans.texts.memberships import offered_text, so_far_text, verdict_text, worth_text
from shopfans.texts.session_cards import card_text


class Sells(Protocol):
    """The command that sells it to a member, for what it costs."""

    def __call__(
        self,
        shop: Shop,
        *,
        by: Staff,
        request: str,
        member: int,
        payments: Mapping[Tender, Money],
        received: Mapping[Tender, Money] | None = None,
    ) -> Received: ...


class Voids(Protocol):
    """The command that takes it back on the same day."""

    def __call__(self, shop: Shop, *, by: Staff, prepayment: int, request: str) -> Received: ...


class Offer(NamedTuple):
    name: str
    price: Money
    words: str
    """What she gets for it, in one line of the language spoken."""
    sell: Sells
    worth: str = ""
    """Whether it would have been worth it to her."""
    is_worth_it: bool = False

    def is_as(self, other: "Offer") -> bool:
        """Whether the guest gets the same for the same price."""
        return (self.name, self.price, self.words) == (other.name, other.price, other.words)


class Sold(NamedTuple):
    """What was sold ahead on this business day."""

    prepayment: int
    name: str
    paid: Money
    payments: Mapping[Tender, Money]
    """By which way how much of it came."""
    void: Voids


def on_offer(shop: Shop, *, member: int) -> list[Offer]:
    """Everything that can be sold to her today: the cards, the cheapest first, and then the
    memberships in the owner's order. Raises UnknownMember or MemberErased."""
    found = [
        Offer(one.terms.name, one.terms.price, card_text(one.terms),
              partial(selling.sell, kind=one.id))
        for one in offering.on_sale(shop)
    ]  # fmt: skip
    return [*found, *_plans(shop, member)]


def last_sold(shop: Shop, *, member: int) -> Sold | None:
    """The last thing she bought ahead today that stands; it may be used already."""
    with shop.reading():
        today = settings.today(shop)
        found = [
            Sold(one.prepayment, one.name, one.paid, prepayments.payments(one.prepayment),
                 selling.void)
            for one in cards.cards(shop, member)
            if one.sold == today and not one.is_brought
        ]  # fmt: skip
        found += [
            Sold(one.membership.prepayment, one.membership.plan.name, one.membership.fee,
                 prepayments.payments(one.membership.prepayment), membership.void)
            for one in usage.statement(shop, member)
            if one.membership.paid_on == today and one.membership.returned is None
        ]  # fmt: skip
    return max(found, key=lambda one: one.prepayment, default=None)


def _plans(shop: Shop, member: int) -> Iterator[Offer]:
    terms = settings.load(shop)
    if not terms.plans:
        return
    names = {one.id: one.name for one in designing.names(shop)}
    worth, has = weighing.worth_to(shop, member=member), usage.current(shop, member)
    for one in membership.offers(shop, member=member):
        plan = one.plan
        told, is_worth_it = "", False
        if has is not None and has.plan.key == plan.key:
            told = so_far_text(plan, has.saved, terms.currency)
            is_worth_it = has.saved >= plan.price
        else:
            saved, cost = worth[plan.key], cost_of_a_year(plan)
            parts = (worth_text(saved, terms.currency), verdict_text(saved, cost, terms.currency))
            told = "\n".join(filter(None, parts))
            is_worth_it = bool(saved.visits) and saved.saved >= cost
        yield Offer(
            plan.name, plan.price, offered_text(plan, one.run, names, renews=one.renews),
            partial(membership.sell, plan=plan.key), told, is_worth_it,
        )  # fmt: skip

"""She gives a card back: what of its price is returned, how it got there, and the payout."""

from datetime import date
from typing import NamedTuple

from shopfans.database import ledger, prepayments
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain.errors import NothingOfCard
from shopfans.domain.kinds import Act, Entry, Prepaid, Unit
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Tender
from shopfans.domain.session_cards import CardReturn, SessionRule, counted, returnable
from shopfans.domain.stored_value import Value
from shopfans.services import settings
from shopfans.services.members.records import live_member
from shopfans.services.prepaid import receiving
from shopfans.services.prepaid.receiving import Received
from shopfans.services.sessions import held
from shopfans.services.sessions.held import CardHeld
from shopfans.services.sessions.selling import CHANGES


class Due(NamedTuple):
    """What would be returned of a card today."""

    card: CardHeld
    counted: CardReturn
    """How what she used counts."""
    returned: Money


def due(shop: Shop, *, card: int, rule: SessionRule | None = None) -> Due:
    """By the rule in force, or by one that is being edited. Raises NothingOfCard."""
    rule = rule or settings.load(shop).sessions
    with shop.reading():
        return _due(card, rule, settings.today(shop))


def give_back(
    shop: Shop, *, by: Staff, card: int, returned: Money, tender: Tender, request: str
) -> Received:
    """Return what is due of a card in money; all that is left of it goes with it.

    `returned` is what the operator saw. Raises PayoutChanged if it is something else by now,
    NothingOfCard, StoredValueNotReceived, MemberErased, or WhyMissing: a reason is kept with it.
    """
    require(by, Right.CARD_BACK)
    receiving.refuse_stored_value(tender)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        asked = (card, returned, tender.value)
        done = begin(shop, Act.CARD_BACK, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            found = _due(card, terms.sessions, done.day)
            if not found.returned:
                raise NothingOfCard()
            _pay(done, found, tender, seen=returned)
        return receiving.told(prepayments.of_operation(done.id), done.at)


def _due(card: int, rule: SessionRule, day: date) -> Due:
    found = held.one(card, day)
    if found is None or not found.left:
        raise NothingOfCard()
    parts = tuple(part.stands for part in found.parts)
    paid_on = None if found.is_brought else found.sold
    way = counted(rule, found.paid, parts, paid_on, day)
    return Due(found, way, returnable(way, found.paid, parts))


def _pay(done: Done, due: Due, tender: Tender, *, seen: Money) -> None:
    card = due.card
    live_member(card.member)
    lots = {lot: left for part in card.parts for lot, left in part.lots.items()}
    ledger.take_from(done, card.member, Unit.SESSIONS, lots, Entry.PAY_OUT)
    parts = [(card.prepayment, Value(card.worth), due.returned)]
    receiving.pay_back(done, card.member, Prepaid.CARD_BACK, parts, tender, seen=seen)

"""A session card sold to a member, and taken back on the same day."""

from collections.abc import Mapping

from shopfans.database import ledger, prepayments
from shopfans.database.models import SessionCard, SessionPart
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain.errors import CardOffSale, CardUsed
from shopfans.domain.kinds import Act, Entry, Prepaid, Unit
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Tender
from shopfans.domain.session_cards import CardTerms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.prepaid import receiving
from shopfans.services.prepaid.receiving import Received
from shopfans.services.sessions import held, offering

CHANGES = (Topic.CARDS, Topic.STORED_VALUE)
"""Money received ahead of either kind stands in the same lists."""


def sell(
    shop: Shop,
    *,
    by: Staff,
    request: str,
    member: int,
    kind: int,
    payments: Mapping[Tender, Money],
    received: Mapping[Tender, Money] | None = None,
) -> Received:
    """Store what she pays, and open the lots of the card. It earns no points.

    `received` says what was handed over where that is more. Raises CardOffSale or what
    receiving.charge raises.
    """
    require(by, Right.TOP_UP)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        asked = (member, kind, *receiving.said(payments, received))
        done = begin(shop, Act.SELL_CARD, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            card = offering.sellable(kind, done.day)
            prepayment = receiving.charge(
                done, member, Prepaid.SESSION_CARD, card.price, payments, received
            )
            _write(done, member, kind, card, prepayment)
        return receiving.told(prepayments.of_operation(done.id), done.at)


def void(shop: Shop, *, by: Staff, prepayment: int, request: str) -> Received:
    """Take a card of this business day back: the money goes as it came.

    Raises NothingToVoid, AlreadyVoided, DayOver, or CardUsed once any of it is used or it was
    passed on.
    """
    require(by, Right.VOID)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        asked = ("card", prepayment)
        done = begin(shop, Act.VOID_PREPAYMENT, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            head = receiving.voidable(done, prepayment, {Prepaid.SESSION_CARD})
            card = held.of_prepayment(prepayment, done.day)
            if card is None or not all(part.is_whole for part in card.parts):
                raise CardUsed()
            ledger.mirror(done, head.operation, Unit.SESSIONS, {Entry.EARN: None})
            receiving.write_back(done, head)
        return receiving.told(prepayments.of_operation(done.id), done.at)


def _write(done: Done, member: int, kind: int, card: CardTerms, prepayment: int) -> None:
    last = card.last_day(done.day)
    if last is not None and last < done.day:
        raise CardOffSale()
    number = SessionCard.insert(
        prepayment=prepayment, kind=kind, member=member, name=card.name, shared=card.is_shared,
        lapses=last,
    ).execute()  # fmt: skip
    for part, value in zip(card.parts, card.values(), strict=True):
        lot = ledger.grant(done, member, Unit.SESSIONS, part.sessions, lapses=last)
        SessionPart.insert(card=number, value=value, lot=lot, **part._asdict()).execute()

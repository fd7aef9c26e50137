"""Sessions that she had in the program before: a card of theirs without a sale."""

from datetime import date
from typing import NamedTuple

from shopfans.database import ledger, prepayments
from shopfans.database.models import SessionCard, SessionPart
from shopfans.database.operations import Done
from shopfans.domain.kinds import Entry, Prepaid, Unit
from shopfans.domain.money import Money
from shopfans.domain.sales import Tender
from shopfans.domain.session_cards import CardPart, CardTerms
from shopfans.services.prepaid import receiving


class CardBrought(NamedTuple):
    """Sessions of one service that she brings along."""

    kind: int
    terms: CardTerms
    part: CardPart
    """With the sessions that are left."""
    until: date | None
    """None: for ever."""
    value: Money
    """What is owed for them."""


def open_card(done: Done, member: int, card: CardBrought) -> None:
    """They are hers, as part of an import; no money came in for them."""
    paid = {Tender.UNKNOWN: card.value} if card.value else {}
    number = SessionCard.insert(
        prepayment=prepayments.write(done, member, Prepaid.OPENING_CARD, paid),
        kind=card.kind, member=member, name=card.terms.name, shared=card.terms.is_shared,
        lapses=card.until,
    ).execute()  # fmt: skip
    lot = ledger.grant(
        done, member, Unit.SESSIONS, card.part.sessions, lapses=card.until, kind=Entry.OPENING
    )
    SessionPart.insert(card=number, value=card.value, lot=lot, **card.part._asdict()).execute()


def take_back(done: Done, operation: int) -> None:
    """What an import brought is hers no more, as part of a command; none of it may be used."""
    ledger.mirror(done, operation, Unit.SESSIONS, {Entry.OPENING: None})
    for head in prepayments.openings(operation, Prepaid.OPENING_CARD):
        receiving.write_back(done, head)

"""A shop that sells session cards, and guests who have some, for their tests."""

from typing import Any

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import SYSTEM, Leave, Right, Staff
from shopfans.domain.sales import Tender
from shopfans.domain.session_cards import CardPart, CardTerms
from shopfans.services.prepaid.receiving import Received
from shopfans.services.sessions import giving_back, held, offering, selling, using
from shopfans.services.sessions.held import CardHeld, UseRow

FACIAL = CardPart("面部护理", 10, Money(12_800))
TEN_FACIALS = CardTerms("十次面部护理", Money(98_000), (FACIAL,))
"""Ten for 980, or 128 each."""
BUNDLE = CardTerms(
    "焕肤套餐", Money(100_001), (FACIAL._replace(sessions=3), CardPart("肩颈按摩", 7, Money(9_900)))
)


def offer(shop: Shop, terms: CardTerms = TEN_FACIALS) -> int:
    return offering.add_kind(shop, by=SYSTEM, terms=terms, request=new_request())


def sell(
    shop: Shop, by: Staff, member: int, kind: int, request: str = "", **more: Any
) -> tuple[Received, CardHeld]:
    """What was received for it, and the card."""
    price = next(one.terms.price for one in offering.kinds(shop) if one.id == kind)
    sold = selling.sell(
        shop, by=by, request=request or new_request(), member=member, kind=kind,
        payments={Tender.CASH: price}, **more,
    )  # fmt: skip
    return sold, next(one for one in held.cards(shop, member) if one.prepayment == sold.id)


def use(
    shop: Shop, by: Staff, card: CardHeld, *, part: int = 0, sessions: int = 1, **more: Any
) -> UseRow:
    number = card.parts[part].id
    return using.use(shop, by=by, request=new_request(), part=number, sessions=sessions, **more)


def again(shop: Shop, card: CardHeld) -> CardHeld:
    """The card as it stands now, whoever has it."""
    with shop.reading():
        [(member,)] = shop.rows("SELECT member_id FROM session_card WHERE id = ?", card.id)
    return next(one for one in held.cards(shop, member) if one.id == card.id)


def left(shop: Shop, card: CardHeld) -> list[int]:
    """Of each service."""
    return [part.stands.left for part in again(shop, card).parts]


def with_reason(by: Staff, request: str, right: Right = Right.CARD_BACK) -> Staff:
    """The owner, saying why."""
    return by.with_leave(Leave(by.id, right, "she moves away", request))


def give_back(shop: Shop, owner: Staff, card: CardHeld, fen: int) -> Received:
    request = new_request()
    return giving_back.give_back(
        shop, by=with_reason(owner, request), card=card.id, returned=Money(fen),
        tender=Tender.CASH, request=request,
    )  # fmt: skip

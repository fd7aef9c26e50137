"""The slip of a card that was sold, taken back, used or given back, read from the books."""

from datetime import datetime
from typing import Any

from shopfans.database import prepayments
from shopfans.database.prepayments import Head
from shopfans.database.shop import Shop
from shopfans.domain.contacts import local_number, masked
from shopfans.domain.errors import NothingOfCard
from shopfans.domain.kinds import Prepaid
from shopfans.domain.money import Money
from shopfans.domain.prepaid_papers import CardEvent, CardPaper, PaperSessions, PaperUse
from shopfans.domain.receipts import PaperPayment
from shopfans.services import settings
from shopfans.services.sessions import held
from shopfans.services.sessions.held import CardHeld


def of_money(shop: Shop, head: Head) -> CardPaper:
    """Of a card sold, taken back or given back; what is left is what is left now."""
    [(at, staff, name, phone)] = shop.rows(_OF_MONEY, head.id)
    card = held.of_prepayment(_sold_as(shop, head), settings.today(shop))
    if card is None:
        raise NothingOfCard()
    came = prepayments.tenders(head.id)
    handed = Money.total(handed for _amount, handed in came.values())
    return _paper(
        shop, card, _event(head), str(head.id), (at, staff, name, phone),
        paid=head.paid,
        payments=tuple(PaperPayment(tender, amount) for tender, (amount, _) in came.items()),
        cash_received=handed if handed > head.paid else None,
        change=handed - head.paid if handed > head.paid else None,
        original="" if head.reverses is None else str(head.reverses),
    )  # fmt: skip


def of_use(shop: Shop, use: int) -> CardPaper:
    """Of one visit; what is left is what is left now."""
    with shop.reading():
        row = held.use(use)
        found = held.with_part(row.part, settings.today(shop))
        if found is None:
            raise NothingOfCard()
        [who] = shop.rows(_OF_USE, use)
        event = CardEvent.UNDONE if row.is_undone else CardEvent.USED
        return _paper(
            shop, found[0], event, str(use), who,
            use=PaperUse(row.name, row.sessions, row.staff),
        )  # fmt: skip


def _paper(
    shop: Shop, card: CardHeld, event: CardEvent, number: str, who: tuple[Any, ...], **more: Any
) -> CardPaper:
    at, staff, name, phone = who
    terms = settings.load(shop)
    return CardPaper(
        shop_name=terms.shop_name,
        currency=terms.currency,
        zone=terms.zone,
        number=number,
        at=datetime.fromisoformat(at),
        staff=staff or "",
        event=event,
        member_name=name or "",
        member_phone=masked(local_number(phone or "", terms.region)),
        card=card.name,
        parts=tuple(_sessions(card)),
        worth=card.worth,
        last_day=card.lapses,
        **more,
    )


def _sessions(card: CardHeld) -> list[PaperSessions]:
    return [
        PaperSessions(
            part.name, part.stands.sessions, part.used, 0 if card.is_past else part.stands.left
        )
        for part in card.parts
    ]


def _event(head: Head) -> CardEvent:
    if head.kind is Prepaid.CARD_BACK:
        return CardEvent.GIVEN_BACK
    return CardEvent.SOLD if head.reverses is None else CardEvent.VOIDED


def _sold_as(shop: Shop, head: Head) -> int:
    """The prepayment by which the card was sold."""
    if head.kind is Prepaid.CARD_BACK:
        query = "SELECT top_up_id FROM payout_part WHERE payout_id = ?"
        return int(shop.rows(query, head.id)[0][0])
    return head.reverses or head.id


_OF_MONEY = """
    SELECT o.at, t.name, m.name, m.phone FROM prepayment p
    JOIN operation o ON o.id = p.operation_id JOIN member m ON m.id = p.member_id
    LEFT JOIN staff t ON t.id = o.staff_id WHERE p.id = ?"""
_OF_USE = """
    SELECT o.at, t.name, m.name, m.phone FROM session_use u
    JOIN operation o ON o.id = COALESCE(u.undone_id, u.operation_id)
    JOIN session_part p ON p.id = u.part_id JOIN session_card c ON c.id = p.card_id
    JOIN member m ON m.id = c.member_id LEFT JOIN staff t ON t.id = o.staff_id WHERE u.id = ?"""

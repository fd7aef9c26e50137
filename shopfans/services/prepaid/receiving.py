"""Money received ahead, for whatever: accepted, taken back on the same day, or returned later."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from shopfans.database import prepayments
from shopfans.database.operations import Done, when_and_by_whom
from shopfans.database.prepayments import Head
from shopfans.domain.errors import (
    AlreadyVoided,
    AmountNotPositive,
    AmountTooLarge,
    DayOver,
    NothingToVoid,
    PayoutChanged,
    StoredValueNotReceived,
    TenderMismatch,
)
from shopfans.domain.kinds import Prepaid
from shopfans.domain.money import MOST, Money
from shopfans.domain.points import Points
from shopfans.domain.sales import Tender
from shopfans.domain.stored_value import Value
from shopfans.services.members.records import live_member


class Received(NamedTuple):
    """What the till says after money came in ahead, or went back."""

    id: int
    """Of the prepayment."""
    at: datetime
    member: int
    paid: Money
    """Below zero for what went back."""
    payments: Mapping[Tender, Money]
    """By which way how much came, or below zero went back: the largest first."""
    change: Money
    """Cash that went back."""


def accepted(payments: Mapping[Tender, Money]) -> Money:
    """What they come to. Raises StoredValueNotReceived, AmountNotPositive or AmountTooLarge."""
    for tender in payments:
        refuse_stored_value(tender)
    if not payments or any(amount <= Money() for amount in payments.values()):
        raise AmountNotPositive()
    paid = Money.total(payments.values())
    if paid > MOST:
        raise AmountTooLarge(MOST.fen)
    return paid


def refuse_stored_value(tender: Tender) -> None:
    """Returns if it is money that comes or goes. Raises StoredValueNotReceived."""
    if tender is Tender.STORED_VALUE:
        raise StoredValueNotReceived()


def charge(
    done: Done,
    member: int,
    kind: Prepaid,
    price: Money,
    payments: Mapping[Tender, Money],
    received: Mapping[Tender, Money] | None,
) -> int:
    """Store that she paid the price of something, as part of a command; returns the prepayment.

    `received` says what was handed over where that is more. Raises TenderMismatch, what accepted
    raises, UnknownMember or MemberErased.
    """
    paid = accepted(payments)
    if paid != price:
        raise TenderMismatch(due_fen=price.fen, given_fen=paid.fen)
    live_member(member)
    return prepayments.write(done, member, kind, payments, received=received)


def told(head: Head, at: datetime) -> Received:
    """The same as it stands in the books."""
    came = prepayments.tenders(head.id)
    change = Money.total(handed - amount for amount, handed in came.values())
    payments = {way: amount for way, (amount, _) in came.items()}
    return Received(head.id, at, head.member, head.paid, payments, change)


def voidable(done: Done, prepayment: int, kinds: Collection[Prepaid]) -> Head:
    """One of these kinds that was received today and stands.

    Raises NothingToVoid, AlreadyVoided or DayOver.
    """
    head = prepayments.head(prepayment)
    if head is None or head.reverses is not None or head.kind not in kinds:
        raise NothingToVoid()
    if head.voided_by is not None:
        raise AlreadyVoided(*when_and_by_whom(head.voided_by))
    if head.day != done.day:
        raise DayOver(head.day)
    return head


def write_back(done: Done, head: Head) -> None:
    """The rows that mirror it whole, as part of a command."""
    came = prepayments.payments(head.id)
    prepayments.write(
        done, head.member, head.kind, {way: -amount for way, amount in came.items()},
        bonus=-head.bonus, earned=Points(-head.earned), reverses=head.id,
    )  # fmt: skip


def pay_back(
    done: Done,
    member: int,
    kind: Prepaid,
    parts: Sequence[tuple[int, Value, Money]],
    tender: Tender,
    *,
    seen: Money,
    earned: Points = Points(0),
) -> int:
    """Store that what is due went back, as part of a command; returns the payout.

    `parts` say of each prepayment what goes with it and what of that is returned; `seen` is what
    the operator saw. Raises PayoutChanged if it is something else by now.
    """
    due = Money.total(returned for _, _, returned in parts)
    if due != seen:
        raise PayoutChanged(due.fen)
    payout = prepayments.write(done, member, kind, {tender: -due}, earned=earned)
    prepayments.write_parts(payout, parts)
    return payout


def said(
    payments: Mapping[Tender, Money], received: Mapping[Tender, Money] | None
) -> tuple[list[tuple[str, int]], ...]:
    """What stands for them in the digest of a request."""
    return tuple(
        sorted((tender.value, amount.fen) for tender, amount in amounts.items())
        for amounts in (payments, received or {})
    )

"""Money received ahead, for whatever: what is accepted, and taking it back on the same day."""

from collections.abc import Collection, Mapping
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
    StoredValueNotReceived,
)
from shopfans.domain.kinds import Prepaid
from shopfans.domain.money import MOST, Money
from shopfans.domain.points import Points
from shopfans.domain.sales import Tender


class Received(NamedTuple):
    """What the till says after money came in ahead, or went back."""

    id: int
    """Of the prepayment."""
    at: datetime
    member: int
    paid: Money
    """Below zero for what went back."""
    change: Money
    """Cash that went back."""


def accepted(payments: Mapping[Tender, Money]) -> Money:
    """What they come to. Raises StoredValueNotReceived, AmountNotPositive or AmountTooLarge."""
    if Tender.STORED_VALUE in payments:
        raise StoredValueNotReceived()
    if not payments or any(amount <= Money() for amount in payments.values()):
        raise AmountNotPositive()
    paid = Money.total(payments.values())
    if paid > MOST:
        raise AmountTooLarge(MOST.fen)
    return paid


def told(head: Head, at: datetime) -> Received:
    """The same as it stands in the books."""
    came = prepayments.tenders(head.id)
    change = Money.total(handed - amount for amount, handed in came.values())
    return Received(head.id, at, head.member, head.paid, change)


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
    came = prepayments.tenders(head.id)
    prepayments.write(
        done, head.member, head.kind, {way: -amount for way, (amount, _) in came.items()},
        bonus=-head.bonus, earned=Points(-head.earned), reverses=head.id,
    )  # fmt: skip


def said(amounts: Mapping[Tender, Money]) -> list[tuple[str, int]]:
    """What stands for them in the digest of a request."""
    return sorted((tender.value, amount.fen) for tender, amount in amounts.items())

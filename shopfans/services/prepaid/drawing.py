"""A sale and stored value: what a payment draws from principal and bonus, and what comes back."""

from shopfans.database import ledger
from shopfans.database.operations import Done
from shopfans.domain import stored_value
from shopfans.domain.kinds import STORED_VALUE, Entry, Unit
from shopfans.domain.money import Money
from shopfans.domain.stored_value import Draw, Value


def balance(member: int) -> Value:
    """What she has, inside a block."""
    return Value(
        Money(ledger.balance(member, Unit.PRINCIPAL)), Money(ledger.balance(member, Unit.BONUS))
    )


def pay(done: Done, draw: Draw, member: int, amount: Money) -> None:
    """Take a payment from her lots, the oldest first, by the owner's rule.

    Raises NotEnoughStoredValue.
    """
    if not amount:
        return
    taken = stored_value.drawn(draw, balance(member), amount)
    ledger.spend(done, member, {Unit.PRINCIPAL: taken.principal.fen, Unit.BONUS: taken.bonus.fen})


def give_back(done: Done, sale: int, amount: Money) -> None:
    """Put so much of what a sale's operation drew back where it came from."""
    taken = Value(*(Money(ledger.unmirrored(sale, unit, Entry.REDEEM)) for unit in STORED_VALUE))
    back = stored_value.given_back(taken, amount)
    for unit, part in zip(STORED_VALUE, back, strict=True):
        ledger.mirror(done, sale, unit, {Entry.REDEEM: part.fen})

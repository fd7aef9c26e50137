"""A sale and stored value: what a payment draws from principal and bonus, and what comes back."""

from shopfans.database import ledger, ledger_lots
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.ledger import Change
from shopfans.database.operations import Done
from shopfans.domain import stored_value
from shopfans.domain.kinds import STORED_VALUE, Entry
from shopfans.domain.money import Money
from shopfans.domain.stored_value import Draw, Value


def balance(member: int) -> Value:
    """What she has, inside a block."""
    principal, bonus = OPEN_SHOP.execute_sql(_BOTH, (member,)).fetchone()
    return Value(Money(principal), Money(bonus))


def taken(draw: Draw, member: int, amount: Money) -> list[Change]:
    """What a payment takes of each, by the owner's rule, inside a block.

    Raises NotEnoughStoredValue.
    """
    if not amount:
        return []
    parts = stored_value.drawn(draw, balance(member), amount)
    return [Change(unit, -part.fen) for unit, part in zip(STORED_VALUE, parts, strict=True)]


def give_back(done: Done, sale: int, amount: Money) -> None:
    """Put so much of what a sale's operation drew back where it came from."""
    drawn = Value(
        *(Money(ledger_lots.unmirrored(sale, unit, Entry.REDEEM)) for unit in STORED_VALUE)
    )
    back = stored_value.given_back(drawn, amount)
    for unit, part in zip(STORED_VALUE, back, strict=True):
        ledger.mirror(done, sale, unit, {Entry.REDEEM: part.fen})


_BOTH = """
    SELECT COALESCE(SUM(CASE unit WHEN 'principal' THEN change END), 0),
           COALESCE(SUM(CASE unit WHEN 'bonus' THEN change END), 0)
    FROM ledger_entry WHERE member_id = ? AND unit IN ('principal', 'bonus')"""

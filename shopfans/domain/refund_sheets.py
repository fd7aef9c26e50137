"""What a guest gets back who wants her money back, top-up by top-up, as plain values."""

from datetime import date, datetime
from typing import NamedTuple

from shopfans.domain.kinds import Prepaid
from shopfans.domain.money import Money
from shopfans.domain.stored_value import Returning, TopUpUse, Value


class SheetRow(NamedTuple):
    """What is returned of one top-up, and how it got there."""

    top_up: int
    day: date
    kind: Prepaid
    use: TopUpUse
    left: Value
    counted: Returning
    """How what she used is counted on this day."""
    needs_no_reason: bool
    """She paid it within the seven days in which the law asks for none."""
    returnable: Money

    @property
    def forfeited(self) -> Money:
        """What goes with it and is not returned."""
        return self.left.both - min(self.left.both, self.returnable)


class RefundSheet(NamedTuple):
    """Each top-up of which something is left, in its order."""

    at: datetime
    member: int
    name: str
    rows: tuple[SheetRow, ...]

    @property
    def returnable(self) -> Money:
        return Money.total(row.returnable for row in self.rows)

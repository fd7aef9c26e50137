"""What an import would do: the fate of each row, and what all of them bring."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.sheet_rows import Fate, Field
from shopfans.domain.stored_value import Value
from shopfans.services.bringing.cells import Habits, Said
from shopfans.services.bringing.member_columns import MemberColumns, MemberSheet
from shopfans.services.sessions.brought import CardBrought


class TrialRow(NamedTuple):
    number: int
    """As the spreadsheet shows it."""
    cells: tuple[str, ...]
    said: Said | None
    """None: a cell could not be understood."""
    fate: Fate
    member: int | None = None
    """Who has this number already."""
    changes: tuple[Field, ...] = ()
    """What the list adds to her; what the shop knows already stays as it is."""
    problem: ShopError | None = None
    """Why it is refused."""
    card: CardBrought | None = None
    """The sessions it tells of."""
    adds_to: int | None = None
    """The row in which she stands with all else: this one brings one more card of hers."""
    lapsed: date | None = None
    """The last day of a card of hers that is past: nothing is owed for it, and it alone is left
    out."""

    def is_written(self) -> bool:
        return self.fate is Fate.NEW or self.fate is Fate.CHANGED

    def brings_value(self) -> bool:
        """Whether stored value comes with it."""
        if self.said is None or not (self.said.value.principal or self.said.value.bonus):
            return False
        return self.fate is Fate.NEW or not _VALUE.isdisjoint(self.changes)

    def brings_card(self) -> bool:
        return self.fate is Fate.NEW or Field.CARD in self.changes


class Trial(NamedTuple):
    """What an import would do; nothing is written yet."""

    sheet: MemberSheet
    columns: MemberColumns
    rows: tuple[TrialRow, ...]
    habits: Habits
    new_tags: tuple[str, ...]
    """They are put on the owner's list."""
    tags_left_out: tuple[str, ...]
    """For which the list has no room."""
    brought_before: date | None
    """When the very same file was brought in; None: never, or it was undone."""
    as_of: int
    """The newest operation that was known."""

    def counts(self) -> Counter[Fate]:
        return Counter(row.fate for row in self.rows)

    def to_write(self) -> list[TrialRow]:
        return [row for row in self.rows if row.is_written()]

    def members_to_write(self) -> int:
        """A member may have several rows."""
        return len({row.said.phone for row in self.to_write() if row.said})

    def left_out(self) -> list[TrialRow]:
        """Those that are refused, and those whose card alone is left out."""
        return [row for row in self.rows if row.fate is Fate.REFUSED or row.lapsed]

    def points(self) -> Points:
        """All that is brought in."""
        return Points(
            sum(
                row.said.points for row in self.rows
                if row.said and (row.fate is Fate.NEW or Field.POINTS in row.changes)
            )
        )  # fmt: skip

    def value(self) -> Value:
        """All the stored value that is brought in."""
        brought = [row.said.value for row in self.rows if row.said and row.brings_value()]
        return Value(
            Money.total(one.principal for one in brought), Money.total(one.bonus for one in brought)
        )

    def sessions(self) -> tuple[int, Money]:
        """All that are brought in, and what is owed for them."""
        brought = [row.card for row in self.rows if row.card and row.brings_card()]
        value = Money.total(card.value for card in brought)
        return sum(card.part.sessions for card in brought), value


_VALUE = frozenset({Field.PRINCIPAL, Field.BONUS})

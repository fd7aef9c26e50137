"""What an import of past sales would do: the fate of each row, and what all of them bring."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from shopfans.domain.errors import GivenBack, ShopError
from shopfans.domain.money import Money
from shopfans.domain.sheet_days import Habit
from shopfans.domain.sheet_rows import Fate
from shopfans.services.bringing.past.cells import SaleSaid
from shopfans.services.bringing.past.columns import SaleColumns, SaleSheet


class SaleTrialRow(NamedTuple):
    number: int
    """As the spreadsheet shows it."""
    cells: tuple[str, ...]
    said: SaleSaid | None
    """None: a cell could not be understood."""
    fate: Fate
    """New, the same, or refused."""
    member: int | None = None
    """Whose it is; None: of one who becomes a member by her key, or of nobody."""
    name: str = ""
    """Hers, if she is a member."""
    why: ShopError | None = None
    """Why it is refused."""

    def makes_member(self) -> bool:
        return self.fate is Fate.NEW and self.member is None


class SaleTrial(NamedTuple):
    """What an import would do; nothing is written yet."""

    sheet: SaleSheet
    columns: SaleColumns
    rows: tuple[SaleTrialRow, ...]
    habit: Habit
    """How the list writes its days."""
    brought_before: date | None
    """When the very same file was brought in; None: never, or it was undone."""
    as_of: int
    """The newest operation that was known."""
    learned: Mapping[str, int]
    """Keys of the other program, and the members beside whose numbers they stand."""

    def counts(self) -> Counter[Fate]:
        return Counter(row.fate for row in self.rows)

    def to_write(self) -> list[SaleTrialRow]:
        return [row for row in self.rows if row.fate is Fate.NEW]

    def left_out(self) -> list[SaleTrialRow]:
        return [row for row in self.rows if row.fate is Fate.REFUSED]

    def new_members(self) -> int:
        return len({row.said.key for row in self.rows if row.said and row.makes_member()})

    def total(self) -> Money:
        """Of all that is brought in."""
        return Money.total(row.said.amount for row in self.to_write() if row.said)

    def given_back(self) -> Money:
        """By the rows that are left out because they are no sale but money that went back: by so
        much the total is above that of the other program."""
        return Money.total(
            Money(row.why.fen) for row in self.rows if isinstance(row.why, GivenBack)
        )

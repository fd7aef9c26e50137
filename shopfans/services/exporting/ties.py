"""A figure of the period beside what its sheet says."""

from datetime import date
from typing import NamedTuple

from shopfans.domain.money import Money


class Tie(NamedTuple):
    label: str
    figure: Money | int
    found: Money | int
    """What the rows of the sheet came to while they were written."""
    formulas: tuple[str, ...]
    """How a spreadsheet works it out anew; each must give the figure."""
    sheet: str

    @property
    def holds(self) -> bool:
        return self.figure == self.found


class Section(NamedTuple):
    title: str
    ties: list[Tie]
    is_pictured: bool = False
    """Its figures are the bars of the summary's picture."""


class Bars(NamedTuple):
    """A picture: what it is of, and the cells that name the bars and say how high they are; no
    cells if there is nothing to show."""

    title: str
    names: str
    amounts: str


def as_formula(value: date | str) -> str:
    """A day or a text as it stands inside a formula."""
    if isinstance(value, date):
        return f"DATE({value.year},{value.month},{value.day})"
    return '"' + value.replace('"', '""') + '"'

"""Which column of a list is what: by its heading, by what stands in it, or as the owner said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import SheetShape
from shopfans.database.shop import Shop
from shopfans.domain.headings import places, shape_of, tidy_heading
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.books.auditing import Progress
from shopfans.services.spreadsheets.reading import SheetRow, body_of, rows_of

_Field = TypeVar("_Field", bound=Enum)

_TOP = 20
"""Rows among which the headings stand: a title may come before them."""
_SAMPLE = 50
"""Rows by which a column without a heading we know is judged."""

Columns = tuple[_Field | None, ...]
"""One for each column of the sheet; None: it is not brought in."""
Look = Callable[[str, Terms], bool]
"""Whether a cell looks like something."""


class Fields(NamedTuple, Generic[_Field]):
    """What the columns of a list of one kind can tell, and by what they are known."""

    kind: str
    """Sheets of equal headings are remembered apart by it."""
    of: Callable[[str], _Field]
    """By its value, as it is remembered."""
    headings: Mapping[_Field, Sequence[str]]
    """How the heading of each may call it, the likeliest first."""
    looks: Mapping[_Field, Look]
    """How the cells look of what is known without a heading too."""
    is_value: Look
    """What stands in no heading: a first row with such a cell is one of the list."""

    def known(self) -> frozenset[str]:
        return frozenset(word for words in self.headings.values() for word in words)

    def shape(self, headings: Sequence[str]) -> str:
        """By what a sheet with these headings is known again."""
        return shape_of((self.kind, *headings) if self.kind else headings)


@dataclass(frozen=True)
class Sheet(Generic[_Field]):
    """A list as it was read."""

    file: str
    """Its name, without the folder."""
    digest: str
    """SHA-256 of its bytes."""
    headings: tuple[str, ...]
    """Empty if there are none: the first row is one of the list."""
    rows: tuple[SheetRow, ...]
    """Below the headings."""
    columns: Columns[_Field]
    """As they were last time for a list of these headings, else as it seems."""

    @property
    def width(self) -> int:
        return len(self.columns)


def read_sheet(shop: Shop, fields: Fields[_Field], path: Path, progress: Progress) -> Sheet[_Field]:
    """The list in this file. Raises what read_rows raises."""
    body = body_of(path)
    known = fields.known()
    sheet = rows_of(body, path, known=known, progress=progress)
    terms = settings.load(shop)
    at = _headings_at(sheet, known)
    if at is None and sheet and not any(fields.is_value(cell, terms) for cell in sheet[0].cells):
        at = 0
    headings = sheet[at].cells if at is not None else ()
    rows = sheet if at is None else sheet[at + 1 :]
    width = max((len(row.cells) for row in (*rows[:_SAMPLE], *sheet[:1])), default=0)
    width = max(width, len(headings))
    with shop.reading():
        columns = _remembered(fields, headings) or _guessed(fields, headings, rows, width, terms)
    columns = (*columns, *[None] * width)[:width]
    return Sheet(path.name, sha256(body).hexdigest(), headings, tuple(rows), columns)


def remember(fields: Fields[_Field], sheet: Sheet[_Field], columns: Columns[_Field]) -> None:
    """Lists with the headings of this one are read so from now on; as part of a command."""
    if sheet.headings:
        said = ",".join(field.value if field else "" for field in columns)
        SheetShape.insert(
            shape=fields.shape(sheet.headings), columns=said
        ).on_conflict_replace().execute()


def _headings_at(sheet: Sequence[SheetRow], headings: frozenset[str]) -> int | None:
    """The row of which most cells are headings we know; a title may hold one by chance."""
    known = [sum(tidy_heading(cell) in headings for cell in row.cells) for row in sheet[:_TOP]]
    most = max(known, default=0)
    return known.index(most) if most else None


def _remembered(fields: Fields[_Field], headings: Sequence[str]) -> Columns[_Field] | None:
    """Rows that were left out come back with one column more, that of the reason."""
    for known in (headings, headings[:-1]):
        said = OPEN_SHOP.execute_sql(
            "SELECT columns FROM sheet_shape WHERE shape = ?", (fields.shape(known),)
        ).fetchone()
        if said is not None and known:
            return tuple(fields.of(one) if one else None for one in said[0].split(","))
    return None


def _guessed(
    fields: Fields[_Field],
    headings: Sequence[str],
    rows: Sequence[SheetRow],
    width: int,
    terms: Terms,
) -> Columns[_Field]:
    where = places(headings, fields.headings)
    taken = {place: field for field, place in reversed(where.items())}
    for field, look in fields.looks.items():
        counts = {
            _looking_so(rows[:_SAMPLE], place, look, terms): place
            for place in reversed(range(width)) if place not in taken
        }  # fmt: skip
        if field not in where and max(counts, default=0):
            taken[counts[max(counts)]] = field
    return tuple(taken.get(place) for place in range(width))


def _looking_so(rows: Sequence[SheetRow], place: int, look: Look, terms: Terms) -> int:
    """How many cells of a column do; none, if most of those that are filled do not."""
    cells = [row.cells[place] for row in rows if place < len(row.cells) and row.cells[place]]
    count = sum(look(cell, terms) for cell in cells)
    return count if 2 * count > len(cells) else 0

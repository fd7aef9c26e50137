"""What is brought in from a spreadsheet."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class SeveralGoodsSoCalled(ShopError):
    """Only a barcode or a category can tell which one is meant."""

    name: str


@dataclass(eq=False)
class SaidTwice(ShopError):
    """An earlier row of the same file speaks of the same good."""

    row: int


@dataclass(eq=False)
class MemberSaidTwice(ShopError):
    """An earlier row of the file has the same phone number."""

    row: int


@dataclass(eq=False)
class OpeningAlready(ShopError):
    """What she had before was brought in already, and it was something else."""

    points: int


@dataclass(eq=False)
class ValueAlready(ShopError):
    """The stored value she had before was brought in already, and it was something else."""

    fen: int


@dataclass(eq=False)
class CardsAlready(ShopError):
    """Session cards she had before were brought in already, and they were others."""

    sessions: int


@dataclass(eq=False)
class SessionsMissing(ShopError):
    """A card without a number of sessions, or sessions of no card."""


@dataclass(eq=False)
class CardKindUnknown(ShopError):
    """The shop has no session card of this name."""

    name: str


@dataclass(eq=False)
class ServiceUnclear(ShopError):
    """A card has several services, and the row names none of them."""

    card: str
    services: tuple[str, ...]


@dataclass(eq=False)
class ColumnsMissing(ShopError):
    """No column was said to be the phone number, or none the name."""


@dataclass(eq=False)
class SaleColumnsMissing(ShopError):
    """No column was said to be the day, or the amount, or whose sale it was."""


@dataclass(eq=False)
class WhoseSaleMissing(ShopError):
    """A past sale of which the row does not say whose it was."""


@dataclass(eq=False)
class NobodyHasNumber(ShopError):
    """A past sale of a phone number that no member has."""


@dataclass(eq=False)
class MemberForgotten(ShopError):
    """A past sale of a member who asked to be forgotten."""


@dataclass(eq=False)
class DayAhead(ShopError):
    """A past sale of a day that is still to come."""

    day: date


@dataclass(eq=False)
class GivenBack(ShopError):
    """A row of past sales that is no sale: so much money went back."""

    fen: int


@dataclass(eq=False)
class SalesChangedMeanwhile(ShopError):
    """What an import of past sales would do is not what its trial run said."""


@dataclass(eq=False)
class MembersChangedMeanwhile(ShopError):
    """What an import would do is not what its trial run said."""


@dataclass(eq=False)
class ImportUndone(ShopError):
    """It was taken back before."""


@dataclass(eq=False)
class ImportUsed(ShopError):
    """Since the import, something was done with some of its members."""

    members: int


@dataclass(eq=False)
class GoodsUsed(ShopError):
    """Since the import, some of its goods were sold, changed, or used in what the shop offers."""

    goods: int
    example: str
    """What one of them is called."""


@dataclass(eq=False)
class GoodsChangedMeanwhile(ShopError):
    """The list is not what it was at the trial run; nothing was written."""


@dataclass(eq=False)
class TooManyRows(ShopError):
    """More than a sheet of a workbook can hold."""

    rows: int
    most: int


@dataclass(eq=False)
class GoodColumnsMissing(ShopError):
    """No column was said to be what a good is called, or none what it costs."""


@dataclass(eq=False)
class FileTooLarge(ShopError):
    """Of an imported file; bounds are in bytes and rows."""

    most_bytes: int
    most_rows: int


@dataclass(eq=False)
class FileUnsafe(ShopError):
    """An imported file is damaged, or built as no spreadsheet program builds one."""


@dataclass(eq=False)
class FileLocked(ShopError):
    """An imported workbook can only be opened with a password."""


@dataclass(eq=False)
class FileHasMacros(ShopError):
    """An imported workbook holds programs."""


@dataclass(eq=False)
class FileIsPage(ShopError):
    """An imported file is a web page, whatever its name says."""


@dataclass(eq=False)
class CellFarOff(ShopError):
    """Something stands in a cell or row of an imported sheet that is beyond these bounds."""

    cell: str
    most_rows: int
    most_columns: int


@dataclass(eq=False)
class CellTooLong(ShopError):
    """A text in an imported file; the bound is in characters."""

    most: int


@dataclass(eq=False)
class CannotRead(ShopError):
    path: Path

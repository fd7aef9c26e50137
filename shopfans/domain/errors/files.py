"""Files, disks and backups."""

from dataclasses import dataclass
from pathlib import Path

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class NotAShop(ShopError):
    path: Path


@dataclass(eq=False)
class FileExists(ShopError):
    path: Path


@dataclass(eq=False)
class NewerFile(ShopError):
    path: Path
    version: int


@dataclass(eq=False)
class CannotWrite(ShopError):
    path: Path


@dataclass(eq=False)
class OpenElsewhere(ShopError):
    """A spreadsheet program has the file open, as the file that it laid beside it says."""

    path: Path
    sign: Path


@dataclass(eq=False)
class DiskFull(ShopError):
    pass


@dataclass(eq=False)
class DiskTrouble(ShopError):
    """The disk reports an error instead of writing."""


@dataclass(eq=False)
class SecondPlaceAway(ShopError):
    """The folder of the second place is not there now."""

    path: Path


@dataclass(eq=False)
class SecondPlaceIsFirst(ShopError):
    """The backups of the shop are in this folder already."""


@dataclass(eq=False)
class WeakPassphrase(ShopError):
    least: int


@dataclass(eq=False)
class PassphraseMissing(ShopError):
    """The backup is sealed."""


@dataclass(eq=False)
class WrongPassphrase(ShopError):
    pass


@dataclass(eq=False)
class BackupDamaged(ShopError):
    """It is not as it was when it was made."""

    path: Path


@dataclass(eq=False)
class DamagedWhenMade(ShopError):
    """A backup is as it was when it was made, and damaged: so was the file it was made of."""

    path: Path


@dataclass(eq=False)
class DigestMissing(ShopError):
    """It does not end as every backup does: nobody can tell whether it is as it was."""

    path: Path


@dataclass(eq=False)
class NotPlainFile(ShopError):
    """A link, a folder, a pipe or a device."""

    path: Path


@dataclass(eq=False)
class FileAltered(ShopError):
    """It has what ShopFans never writes, or lacks what it always does."""

    path: Path


@dataclass(eq=False)
class BooksUntrue(ShopError):
    """So many truths of the books do not hold in a backup."""

    problems: int


@dataclass(eq=False)
class CheckTookTooLong(ShopError):
    """A file that keeps us busy for longer than an honest one of its size."""


@dataclass(eq=False)
class FileBusy(ShopError):
    """Another program holds the shop's file."""


@dataclass(eq=False)
class FileDamaged(ShopError):
    pass


@dataclass(eq=False)
class Stopped(ShopError):
    """Somebody pressed cancel."""


@dataclass(eq=False)
class Unexpected(ShopError):
    """A mistake of the program's own; the log has the details."""

"""What a backup holds, and whether it is good: a private copy of it is looked at with distrust."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from shopfans.database import admitting, backup, opening, operations
from shopfans.database.shop import Shop
from shopfans.database.trouble import of_disk
from shopfans.domain.errors import (
    BooksUntrue,
    DamagedWhenMade,
    FileAltered,
    FileDamaged,
    PassphraseMissing,
    ShopError,
)
from shopfans.services import settings
from shopfans.services.apart import asking
from shopfans.services.apart.process import ANYBODYS
from shopfans.services.backups import backing_up, sealing, second_place
from shopfans.services.backups.readable import prove_readable
from shopfans.services.books.auditing import Progress

RESTORING = ".restoring"
"""The copy beside the shop's file that is to take its place."""


class Holds(NamedTuple):
    """What a shop's file holds, to be set beside another."""

    shop_name: str
    members: int
    sales: int
    as_of: datetime
    """When the newest thing in it was done."""
    founded: str
    """The request that founded it: another shop has another."""
    zone: str


class Candidate(NamedTuple):
    """A backup that was found good, as a private copy beside the shop's file."""

    copy: Path
    file: Path
    digest: str
    """SHA-256 of what was backed up, as hexadecimal digits; sealed or not, it is the same."""
    holds: Holds


def look_into(
    shop: Path,
    file: Path,
    *,
    copy: Path | None = None,
    passphrase: str = "",
    progress: Progress = lambda done, total: None,
) -> Candidate:
    """Whether a file can take the place of the shop, and what it holds; nothing is changed. What is
    looked at is a copy of it, beside the shop's file if no other place is given.

    A sealed one needs its passphrase, unless it was sealed on this computer. Raises
    PassphraseMissing, WrongPassphrase, NotAShop, NewerFile, BackupDamaged, DigestMissing,
    DamagedWhenMade, FileAltered, BooksUntrue, CheckTookTooLong, CannotRead, DiskFull, DiskTrouble,
    CannotWrite or what `progress` raises.
    """
    copy = copy or shop.with_name(f"{shop.name}{RESTORING}")
    with of_disk(copy):
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        _private_copy(shop, file, copy, passphrase, progress)
        digest = admitting.whole(copy, file)
        with _distrusted(file):
            found = asking.found(Holds, ANYBODYS, copy, file, progress=progress)
        return Candidate(copy, file, digest, found)
    except BaseException:
        drop(copy)
        raise


def prove(copy: Path, file: Path, progress: Progress) -> Holds:
    """What a private copy holds, if it is sound, has nothing of anybody's own in it, and its books
    are true once it is up to date.

    `file` stands in the refusal. Raises NotAShop, NewerFile, DamagedWhenMade, FileAltered,
    BooksUntrue, CheckTookTooLong, what `progress` raises, or anything where a byte is wrong.
    """
    version = admitting.admitted(copy, file, progress)
    if version < opening.latest_version():
        opening.bring_up_to_date(copy)
        opening.leave_log(copy)
        if admitting.admitted(copy, file, progress) != opening.latest_version():
            raise FileAltered(file)
    watch = admitting.in_time(copy.stat().st_size, progress)
    problems = backing_up.look_at(copy, watch).problems
    if problems:
        raise BooksUntrue(problems)
    shop = Shop(copy, looking=True)
    try:
        prove_readable(shop, admitting.in_time(copy.stat().st_size, progress))
        return holds(shop)
    finally:
        shop.close()


def drop(copy: Path) -> None:
    """Nobody wants it any more."""
    with suppress(OSError):
        backup.remove_whole(copy)


def holds(shop: Shop) -> Holds:
    """What the open shop holds now."""
    with shop.reading():
        [(members, sales, as_of, founded)] = shop.rows(_HOLDS)
        terms = settings.load(shop)
    newest = datetime.fromisoformat(as_of)
    return Holds(terms.shop_name, members, sales, newest, founded, terms.zone)


def _private_copy(shop: Path, file: Path, copy: Path, passphrase: str, progress: Progress) -> None:
    """The file as it is, or what was sealed in it, at `copy`."""
    raw = copy.with_name(f"{copy.name}.raw")
    try:
        admitting.copied(file, raw, progress)
        if sealing.is_sealed(raw):
            with _named_as(raw, file):
                sealing.unseal(raw, copy, _lock_for(shop, raw, passphrase), progress)
        else:
            raw.replace(copy)
    finally:
        raw.unlink(missing_ok=True)


def _lock_for(shop: Path, file: Path, passphrase: str) -> sealing.Lock:
    place = second_place.read(shop)
    if place is not None and sealing.fits(place.lock, file):
        return place.lock
    if not passphrase:
        raise PassphraseMissing()
    return sealing.unlocked(passphrase, file)


@contextmanager
def _named_as(raw: Path, file: Path) -> Iterator[None]:
    """A refusal names the file that was chosen, not our copy of it."""
    try:
        yield
    except ShopError as problem:
        if getattr(problem, "path", None) == raw:
            problem.path = file  # type: ignore[attr-defined]  # asked just now
        raise


@contextmanager
def _distrusted(file: Path) -> Iterator[None]:
    """Where a byte is wrong, what is read may be no text, no day, no kind of ours: whatever Python
    says to that, the file is damaged, and was so when it got its digest."""
    try:
        yield
    except FileDamaged:
        raise DamagedWhenMade(file) from None
    except ShopError:
        raise
    except Exception as problem:
        raise DamagedWhenMade(file) from problem


_HOLDS = f"""
    SELECT (SELECT COUNT(*) FROM member WHERE erased = 0),
           (SELECT COUNT(*) FROM sale) - (
               SELECT COALESCE(SUM(2 * (last_id + 1 - first_id)), 0) FROM sales_import
               WHERE undone_id IS NOT NULL),
           ({operations.NEWEST}),
           (SELECT request FROM operation ORDER BY id LIMIT 1)"""

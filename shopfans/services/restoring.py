"""A backup takes the shop's place: looked at with distrust first, and never half.

All that follows from a restore is written into the copy before it takes the place: no power cut can
leave a restored shop that does not say so, or in which the forgotten are back.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from shopfans.database import admitting, backup, opening
from shopfans.database.erasures import Erasures
from shopfans.database.models import Restoration
from shopfans.database.operations import begin
from shopfans.database.shop import Shop, utc_now
from shopfans.database.trouble import of_disk
from shopfans.domain import backups
from shopfans.domain.backups import Rehearsal, Stamp, Why
from shopfans.domain.errors import (
    BackupDamaged,
    BooksUntrue,
    CannotWrite,
    DiskFull,
    DiskTrouble,
    FileAltered,
    FileBusy,
    FileDamaged,
    PassphraseMissing,
    ShopError,
    Stopped,
)
from shopfans.domain.kinds import Act
from shopfans.domain.roles import SYSTEM, Right, Staff, require
from shopfans.services import (
    backing_up,
    forgetting,
    proving,
    sealing,
    second_place,
    settings,
    staffing,
)
from shopfans.services.auditing import Progress
from shopfans.services.backing_up import Backup
from shopfans.services.readable import prove_readable

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
    holds: Holds


class Restored(NamedTuple):
    kept: Path | None
    """The backup of what was there before; None if nothing was."""
    forgotten: int
    """Members who were forgotten since the backup, and are again."""


def look_into(
    shop: Path,
    file: Path,
    *,
    copy: Path | None = None,
    passphrase: str = "",
    progress: Progress = lambda done, total: None,
    now: Callable[[], datetime] = utc_now,
) -> Candidate:
    """Whether a file can take the place of the shop, and what it holds; nothing is changed. What is
    looked at is a copy of it, beside the shop's file if no other place is given.

    A sealed one needs its passphrase, unless it was sealed on this computer. Raises
    PassphraseMissing, WrongPassphrase, NotAShop, NewerFile, BackupDamaged, FileAltered,
    BooksUntrue, CheckTookTooLong, CannotRead, DiskFull, DiskTrouble, CannotWrite or what `progress`
    raises.
    """
    copy = copy or shop.with_name(f"{shop.name}{RESTORING}")
    with of_disk(copy):
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        digest = _private_copy(shop, file, copy, passphrase, progress)
        with _distrusted(file):
            _prove(copy, file, progress)
            found = _held_by(copy, now, progress)
        return Candidate(copy, file, digest, found)
    except BaseException:
        drop(copy)
        raise


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


def make_ready(
    shop: Shop | None,
    candidate: Candidate,
    *,
    by: Staff,
    path: Path,
    request: str,
    progress: Progress = lambda done, total: None,
    now: Callable[[], datetime] = utc_now,
) -> Restored:
    """Back up the present shop, and write into the copy what follows from the restore: that it was
    restored, for ever; whoever was forgotten since; and a new key for the codes on phones.

    None for `shop` if there is none that can be opened; what lies at `path` is then kept as it is.
    Nothing of the shop is changed yet: `take_over` does that. Raises NotAllowed, or what
    `backing_up.before` raises.
    """
    require(by, Right.RESTORE)
    kept = None if shop is None else backing_up.before(shop, Why.RESTORE, progress)
    replaced = None if shop is None else holds(shop).as_of
    restored = Shop(candidate.copy, now=now)
    try:
        forgotten = _forget_again(restored, path, candidate.file)
        note = {
            "digest": candidate.digest,
            "as_of": candidate.holds.as_of,
            "replaced": replaced,
            "kept": "" if kept is None else kept.path.name,
        }
        _note(restored, by, note, request)
        proving.renew_key(restored)
        # what was forgotten is overwritten, but SQLite leaves copies in pages it moved rows from
        if forgotten and not restored.rewrite():
            raise FileBusy()
    finally:
        restored.close()
    return Restored(None if kept is None else kept.path, forgotten)


def take_over(path: Path, candidate: Candidate, done: Restored) -> None:
    """Let the copy that was made ready take the place of the shop, which nobody may have open any
    more. What could not be backed up is set aside as it is.

    Raises FileBusy, with the shop as it was, DiskTrouble or CannotWrite.
    """
    with of_disk(path):
        if path.exists() and not (_is_given_back(path) and done.kept):
            _set_aside(path)
        backup.flush(candidate.copy)
        for end in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        candidate.copy.replace(path)
        backup.flush_folder(path.parent)


def rehearse(shop: Shop, one: Backup, progress: Progress = lambda done, total: None) -> Rehearsal:
    """Restore a backup into a folder of its own, and say what was found; kept beside the backup.

    Raises what `look_into` does for one that cannot be restored; that too is kept.
    """
    with (
        of_disk(shop.path),
        tempfile.TemporaryDirectory(dir=shop.path.parent, prefix=".test-") as folder,
    ):
        place = Path(folder) / shop.path.name
        try:
            test = _rehearsed(shop, one, place, progress)
        except _SAYS_NOTHING:
            raise
        except ShopError:
            backing_up.note_test(one.path, Rehearsal(shop.now(), 0, 0, one.stamp.at, opens=False))
            raise
    backing_up.note_test(one.path, test)
    return test


def rehearse_if_due(shop: Shop, progress: Progress = lambda done, total: None) -> list[Rehearsal]:
    """Test the newest backup of each place that none was tested in for a week.

    Raises what `rehearse` does.
    """
    return [
        rehearse(shop, made[0], progress)
        for made in (backing_up.here(shop.path), backing_up.away(shop.path))
        if made and backups.is_test_due((one.test for one in made), shop.now())
    ]


_SAYS_NOTHING = (Stopped, PassphraseMissing, DiskFull, DiskTrouble, CannotWrite)
"""Of the backup."""


def _rehearsed(shop: Shop, one: Backup, place: Path, progress: Progress) -> Rehearsal:
    look_into(shop.path, one.path, copy=place, progress=progress, now=shop.now)
    opened = opening.open_shop(place, now=shop.now)
    try:
        found = holds(opened)
    finally:
        opened.close()
    return Rehearsal(shop.now(), found.members, 0, found.as_of)


def _private_copy(shop: Path, file: Path, copy: Path, passphrase: str, progress: Progress) -> str:
    """The file as it is, or what was sealed in it, at `copy`; returns the digest of the file."""
    raw = copy.with_name(f"{copy.name}.raw")
    try:
        admitting.copied(file, raw, progress)
        digest = backup.digest_of(raw)
        if sealing.is_sealed(raw):
            with _named_as(raw, file):
                sealing.unseal(raw, copy, _lock_for(shop, raw, passphrase), progress)
        else:
            raw.replace(copy)
    finally:
        raw.unlink(missing_ok=True)
    return digest


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
    says to that, the file is damaged."""
    try:
        yield
    except FileDamaged:
        raise BackupDamaged(file) from None
    except ShopError:
        raise
    except Exception as problem:
        raise BackupDamaged(file) from problem


def _prove(copy: Path, file: Path, progress: Progress) -> None:
    """Sound, with nothing of anybody's own in it, and its books true once it is up to date."""
    version = admitting.admitted(copy, file, progress)
    if version < opening.latest_version():
        opening.bring_up_to_date(copy)
        opening.leave_log(copy)
        if admitting.admitted(copy, file, progress) != opening.latest_version():
            raise FileAltered(file)
    watch = admitting.in_time(copy.stat().st_size, progress)
    problems = backing_up.look_at(copy, utc_now, watch).problems
    if problems:
        raise BooksUntrue(problems)


def _held_by(copy: Path, now: Callable[[], datetime], progress: Progress) -> Holds:
    shop = Shop(copy, now=now, looking=True)
    try:
        prove_readable(shop, admitting.in_time(copy.stat().st_size, progress))
        return holds(shop)
    finally:
        shop.close()


def _forget_again(restored: Shop, path: Path, file: Path) -> int:
    """By this computer's list, and by the one that came with the backup."""
    came_along = Erasures(file.with_name(path.name))
    return forgetting.replay(restored, Erasures(path), came_along)


def _note(shop: Shop, by: Staff, note: dict[str, object], request: str) -> None:
    same = by if by in staffing.staff(shop) else SYSTEM  # an older file may not know her yet
    with shop.changing():
        done = begin(
            shop, Act.RESTORE, terms=settings.load(shop), by=same, request=request, asked=note
        )
        if done.is_new:
            Restoration.insert(operation=done.id, **note).execute()


def _is_given_back(path: Path) -> bool:
    """Whether the file is whole without its log: only then can another take its place.

    Asking for a journal of the other kind moves the log into the file, and is refused while
    anybody has it open. False for a file that is damaged. Raises FileBusy.
    """
    try:
        opening.leave_log(path)
    except FileBusy:
        raise
    except ShopError:
        return False
    return True


def _set_aside(path: Path) -> None:
    """What cannot be opened any more is kept as it is, with its log: somebody may mend it."""
    at = datetime.now(UTC).replace(microsecond=0)
    name = Stamp(at, Why.RESTORE).file_name(f"damaged-{path.stem}")
    folder = backup.backups_of(path)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for end in ("", "-wal"):
        source = path.with_name(path.name + end)
        if source.exists():
            source.replace(folder / (name + end))


_HOLDS = """
    SELECT (SELECT COUNT(*) FROM member WHERE erased = 0), (SELECT COUNT(*) FROM sale),
           (SELECT at FROM operation ORDER BY id DESC LIMIT 1),
           (SELECT request FROM operation ORDER BY id LIMIT 1)"""

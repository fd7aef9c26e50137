"""A backup takes the shop's place: looked at with distrust first, and never half.

All that follows from a restore is written into the copy before it takes the place: no power cut can
leave a restored shop that does not say so, or in which the forgotten are back.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from shopfans.database import backup, opening
from shopfans.database.erasures import Erasures
from shopfans.database.models import Restoration
from shopfans.database.operations import begin
from shopfans.database.shop import Shop, utc_now
from shopfans.database.trouble import of_disk
from shopfans.domain.backups import Stamp, Why
from shopfans.domain.errors import FileBusy, FileDamaged, ShopError
from shopfans.domain.kinds import Act
from shopfans.domain.roles import SYSTEM, Right, Staff, require
from shopfans.services import settings
from shopfans.services.backups import backing_up, examining
from shopfans.services.backups.backing_up import Backup
from shopfans.services.backups.examining import Candidate
from shopfans.services.books.auditing import Progress
from shopfans.services.members import forgetting, proving
from shopfans.services.staff import staffing


class Restored(NamedTuple):
    kept: Path | None
    """The backup of what was there before; None if nothing was."""
    forgotten: int
    """Members who were forgotten since the backup, and are again."""


def make_ready(
    shop: Shop | None,
    candidate: Candidate,
    *,
    by: Staff,
    path: Path,
    progress: Progress = lambda done, total: None,
    now: Callable[[], datetime] = utc_now,
) -> Restored:
    """Back up the present shop, and write into the copy what follows from the restore: that it was
    restored, for ever; whoever was forgotten since; and a new key for the codes on phones.

    None for `shop` if there is none that can be opened. What lies at `path` is then kept as it is,
    and so is a shop too damaged for a backup. Nothing of the shop is changed yet: `take_over` does
    that. Raises NotAllowed, WhyMissing, or what `backing_up.before` raises.
    """
    require(by, Right.RESTORE)
    kept, replaced = (None, None) if shop is None else _backed_up(shop, progress)
    restored = Shop(candidate.copy, now=now)
    try:
        forgotten = _forget_again(restored, path, candidate.file)
        note = {
            "digest": candidate.digest,
            "as_of": candidate.holds.as_of,
            "replaced": replaced,
            "kept": "" if kept is None else kept.path.name,
        }
        _note(restored, by, note)
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


def _backed_up(shop: Shop, progress: Progress) -> tuple[Backup | None, datetime | None]:
    """With what it held last; nothing of a file that is damaged: a restore is what mends that."""
    try:
        return backing_up.before(shop, Why.RESTORE, progress), examining.holds(shop).as_of
    except FileDamaged:
        return None, None


def _forget_again(restored: Shop, path: Path, file: Path) -> int:
    """By this computer's list, and by the one that came with the backup."""
    came_along = Erasures(file.with_name(path.name))
    return forgetting.replay(restored, Erasures(path), came_along)


def _note(shop: Shop, by: Staff, note: dict[str, object]) -> None:
    known, leave = staffing.staff(shop), by.leave
    assert leave is not None  # or the reason would be missing
    same = by._replace(leave=None)
    if same not in known:  # an older file may not know her yet, nor who let her do it
        same = SYSTEM
    if leave.staff not in {one.id for one in known}:
        leave = leave._replace(staff=None)
    with shop.changing():
        done = begin(
            shop, Act.RESTORE, terms=settings.load(shop), by=same.with_leave(leave),
            request=leave.request, asked=note,
        )  # fmt: skip
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

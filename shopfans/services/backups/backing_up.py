"""Backups: made by themselves while the shop sells, tested, and thrown away when they are old."""

import filecmp
import json
import shutil
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from shopfans.database import backup, operations
from shopfans.database.erasures import list_of
from shopfans.database.shop import Shop
from shopfans.database.trouble import of_disk
from shopfans.domain import backups
from shopfans.domain.backups import Rehearsal, Stamp, State, Why, stamp_of
from shopfans.domain.errors import SecondPlaceAway
from shopfans.domain.periods import time_zone
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.apart import asking
from shopfans.services.apart.process import OURS
from shopfans.services.backups import left_over, sealing, second_place
from shopfans.services.backups.sealing import Lock
from shopfans.services.books import auditing
from shopfans.services.books.auditing import Progress

TESTED = ".tested"

_PIECE = 1 << 20
"""Bytes read at a time."""

_one_at_a_time = threading.Lock()


class Backup(NamedTuple):
    path: Path
    stamp: Stamp
    size: int
    """Bytes."""
    test: Rehearsal | None
    is_away: bool
    """In the second place."""


class Found(NamedTuple):
    """What a file holds that was just made."""

    members: int
    problems: int
    """Truths of the books that do not hold in it."""
    as_of: datetime
    """When the newest thing in it was done."""


def back_up(shop: Shop, *, by: Staff, progress: Progress = lambda done, total: None) -> Backup:
    """One more, by hand; the shop sells meanwhile.

    Raises NotAllowed, SecondPlaceAway once the first copy is made, what `backup.back_up` raises, or
    what `progress` raises to stop it.
    """
    require(by, Right.BACK_UP)
    made = _make(shop, Why.HAND, progress)
    copy_away(shop, progress)
    return made


def back_up_to(
    shop: Shop,
    folder: Path,
    *,
    by: Staff,
    passphrase: str = "",
    progress: Progress = lambda done, total: None,
) -> Backup:
    """One more, also in this folder: sealed with the passphrase, or with that of the second place;
    if there is neither, as it is.

    Raises NotAllowed, WeakPassphrase, or what `backup.back_up` raises.
    """
    require(by, Right.BACK_UP)
    place = second_place.read(shop.path)
    lock = sealing.lock_of(passphrase) if passphrase else place and place.lock
    made = _make(shop, Why.HAND, progress)
    stamp = made.stamp._replace(is_sealed=lock is not None)
    target = folder / stamp.file_name(shop.path.stem)
    copy_to(made.path, target, lock, progress)
    _take_list_along(shop.path, folder)
    return Backup(target, stamp, target.stat().st_size, made.test, is_away=True)


def before(shop: Shop, why: Why, progress: Progress = lambda done, total: None) -> Backup:
    """The one that is made before something that cannot be undone; outside of any block.

    Raises what `backup.back_up` raises: then it must not be done.
    """
    return _make(shop, why, progress)


def keep_up(shop: Shop, progress: Progress = lambda done, total: None) -> None:
    """Make the backup that is due, if one is, and bring the second place up to date; what the last
    one left that was never finished goes first.

    Raises SecondPlaceAway, or what `backup.back_up` raises.
    """
    left_over.clear_away(shop.path)
    made = [one.stamp.at for one in here(shop.path)]
    with shop.reading():
        [(closed,)] = shop.rows(_LAST_CLOSE)
    why = backups.due(
        made, now=shop.now(), closed=None if closed is None else datetime.fromisoformat(closed)
    )
    if why is not None:
        _make(shop, why, progress)
    copy_away(shop, progress)


def here(shop: Path) -> list[Backup]:
    """Those beside the shop's file, the newest first."""
    return _in(backup.backups_of(shop), shop, is_away=False)


def away(shop: Path) -> list[Backup]:
    """Those in the second place, the newest first; none while it is not there."""
    place = second_place.read(shop)
    return [] if place is None else _in(place.folder, shop, is_away=True)


def copy_away(shop: Shop, progress: Progress = lambda done, total: None) -> Path | None:
    """Bring the newest backup to the second place, sealed, if it is not there yet.

    Returns its path if it was brought now. Raises SecondPlaceAway, DiskFull, DiskTrouble,
    CannotWrite or what `progress` raises.
    """
    place = second_place.read(shop.path)
    if place is None:
        return None
    if not place.is_there:
        raise SecondPlaceAway(place.folder)
    with _one_at_a_time:
        _take_list_along(shop.path, place.folder)  # somebody may have been forgotten since
        newest = next(iter(here(shop.path)), None)
        if newest is None or not _is_behind(shop.path, newest.stamp):
            return None
        target = place.folder / newest.stamp._replace(is_sealed=True).file_name(shop.path.stem)
        copy_to(newest.path, target, place.lock, progress)
        _throw_away(away(shop.path), shop)
    shop.on_change(frozenset({Topic.BACKUPS}))
    return target


def copy_to(source: Path, target: Path, lock: Lock | None, progress: Progress) -> None:
    """A copy of a backup, sealed if there is a lock; whole or none. Raises what `backup.finish`
    does."""
    with backup.part_of(target) as part:
        with of_disk(target), part.open("wb") as file:
            if lock is not None:
                sealing.seal(source, file, lock, progress)
            else:
                with source.open("rb") as whole:
                    backup.write_flushed(file, iter(lambda: whole.read(_PIECE), b""))
        backup.finish(part, target)


def state(shop: Shop) -> State:
    """How the shop stands, should this computer be lost tonight."""
    made = [(one.stamp.at, one.test) for one in (*here(shop.path), *away(shop.path))]
    has_second_place = second_place.read(shop.path) is not None
    return backups.state(made, now=shop.now(), has_second_place=has_second_place)


def note_test(path: Path, test: Rehearsal) -> None:
    """Keep beside a backup what was found in it; a place that cannot be written keeps none."""
    kept = test._replace(at=test.at.isoformat(), as_of=test.as_of.isoformat())._asdict()  # type: ignore[arg-type]  # as it stands in the file
    with suppress(OSError):
        path.with_name(path.name + TESTED).write_text(json.dumps(kept), "utf-8")


def prove(part: Path, progress: Progress) -> Found:
    """What a copy of ours holds, looked at as whoever tests or restores it will do. Raises
    FileDamaged or what `progress` raises."""
    backup.prove_sound(part, progress)
    return look_at(part, progress)


def look_at(path: Path, progress: Progress) -> Found:
    """What a sound file holds and how many truths do not hold in it.

    Raises FileDamaged or what `progress` raises.
    """
    shop = Shop(path, looking=True)
    try:
        problems = auditing.problems(shop, progress, is_sound=True)
        with shop.reading():
            [(members, as_of)] = shop.rows(_HOLDS)
    finally:
        shop.close()
    return Found(members, len(problems), datetime.fromisoformat(as_of))


def _make(shop: Shop, why: Why, progress: Progress) -> Backup:
    found: list[Found] = []

    def check(part: Path) -> None:
        found.append(asking.found(Found, OURS, part, progress=progress))

    with _one_at_a_time:
        target, stamp = _free_name(shop, why)
        backup.back_up(shop.path, target, check=check, progress=progress)
        [(members, problems, as_of)] = found
        test = Rehearsal(shop.now(), members, problems, as_of) if problems else None
        if test is not None:
            note_test(target, test)
        _take_list_along(shop.path, target.parent)
        _throw_away(here(shop.path), shop)
    shop.on_change(frozenset({Topic.BACKUPS}))
    return Backup(target, stamp, target.stat().st_size, test, is_away=False)


def _free_name(shop: Shop, why: Why) -> tuple[Path, Stamp]:
    """After all of the same second, those included that another program is making: what was thrown
    away is not made anew as the oldest."""
    folder = backup.backups_of(shop.path)
    at = shop.now().astimezone(UTC).replace(microsecond=0)
    names = (path.name.removesuffix(backup.PART) for path in folder.glob("*"))
    stamps = (stamp_of(name, shop.path.stem) for name in names)
    same = [stamp.number for stamp in stamps if stamp and stamp.at == at]
    stamp = Stamp(at, why, max(same, default=0) + 1)
    return folder / stamp.file_name(shop.path.stem), stamp


def _in(folder: Path, shop: Path, *, is_away: bool) -> list[Backup]:
    found = []
    with suppress(OSError):  # a stick that was pulled out
        for path in folder.iterdir():
            stamp = stamp_of(path.name, shop.stem)
            if stamp is not None:
                size = path.stat().st_size
                found.append(Backup(path, stamp, size, _noted_test(path), is_away))
    return sorted(found, key=lambda one: (one.stamp.at, one.stamp.number), reverse=True)


def _noted_test(path: Path) -> Rehearsal | None:
    try:
        kept = json.loads(path.with_name(path.name + TESTED).read_text("utf-8"))
        at, as_of = (datetime.fromisoformat(kept[name]) for name in ("at", "as_of"))
        members, problems = int(kept["members"]), int(kept["problems"])
        return Rehearsal(at, members, problems, as_of, opens=bool(kept["opens"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_behind(shop: Path, newest: Stamp) -> bool:
    """Whether the second place lacks the newest backup."""
    return all((one.stamp.at, one.stamp.number) < (newest.at, newest.number) for one in away(shop))


def _take_list_along(shop: Path, folder: Path) -> None:
    """The list of the forgotten: on another computer the backup forgets them too."""
    source = list_of(shop)
    copy = folder / source.name
    with of_disk(folder):
        if source.exists() and not (copy.exists() and filecmp.cmp(source, copy, shallow=False)):
            copy.touch(mode=0o600)
            shutil.copyfile(source, copy)


def _throw_away(made: Sequence[Backup], shop: Shop) -> None:
    stay = backups.kept((one.stamp for one in made), time_zone(settings.load(shop).zone))
    for one in made:
        if one.stamp not in stay:
            with suppress(OSError):  # held by another program: next time
                for end in ("", TESTED):
                    one.path.with_name(one.path.name + end).unlink(missing_ok=True)


_LAST_CLOSE = """
    SELECT MAX(o.at) FROM day_close c JOIN operation o ON o.id = c.operation_id"""

_HOLDS = f"SELECT (SELECT COUNT(*) FROM member WHERE erased = 0), ({operations.NEWEST})"

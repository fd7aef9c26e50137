"""Where a sealed copy of each backup goes: a stick, another disk, a folder that is synchronized.

Chosen on this computer and kept beside the shop's file, not in it: a backup must not carry the key
to the others.
"""

import json
import os
from pathlib import Path
from typing import NamedTuple

from shopfans.database.backup import backups_of
from shopfans.database.shop import Shop
from shopfans.database.trouble import of_disk
from shopfans.domain.errors import SecondPlaceAway, SecondPlaceIsFirst
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services.backups import sealing
from shopfans.services.backups.sealing import Cost, Lock


class SecondPlace(NamedTuple):
    folder: Path
    hint: str
    """The owner's own words that remind her of the passphrase."""
    lock: Lock

    @property
    def is_there(self) -> bool:
        return self.folder.is_dir()


def read(shop: Path) -> SecondPlace | None:
    """None if none was chosen yet, or if what was kept of it cannot be read."""
    try:
        kept = json.loads(_file_of(shop).read_text("utf-8"))
        lock = Lock(bytes.fromhex(kept["salt"]), Cost(*kept["cost"]), bytes.fromhex(kept["key"]))
        return SecondPlace(Path(kept["folder"]), str(kept["hint"]), lock)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def choose(shop: Shop, *, by: Staff, folder: Path, passphrase: str, hint: str) -> SecondPlace:
    """From now on each backup goes there too, sealed with this passphrase; what was sealed before
    keeps its own.

    Raises SecondPlaceAway, SecondPlaceIsFirst, WeakPassphrase or CannotWrite.
    """
    require(by, Right.BACK_UP)
    if not folder.is_dir():
        raise SecondPlaceAway(folder)
    first = backups_of(shop.path)
    if folder.resolve() in {first.resolve(), shop.path.parent.resolve()}:
        raise SecondPlaceIsFirst()
    place = SecondPlace(folder, hint.strip(), sealing.lock_of(passphrase))
    _try_writing(folder)
    _keep(shop.path, place)
    shop.on_change(frozenset({Topic.BACKUPS}))
    return place


def leave(shop: Shop, *, by: Staff) -> None:
    """No copies go there any more; those that are there stay. Raises CannotWrite."""
    require(by, Right.BACK_UP)
    with of_disk(_file_of(shop.path)):
        _file_of(shop.path).unlink(missing_ok=True)
    shop.on_change(frozenset({Topic.BACKUPS}))


def is_on_the_same_disk(shop: Path, folder: Path) -> bool:
    """Whether both are lost with one disk, as far as the computer can tell."""
    try:
        return folder.stat().st_dev == shop.stat().st_dev
    except OSError:
        return False


def _try_writing(folder: Path) -> None:
    trial = folder / ".shopfans"
    with of_disk(folder):
        trial.touch()
        trial.unlink()


def _keep(shop: Path, place: SecondPlace) -> None:
    kept = {
        "folder": str(place.folder),
        "hint": place.hint,
        "salt": place.lock.salt.hex(),
        "cost": list(place.lock.cost),
        "key": place.lock.key.hex(),
    }
    path = _file_of(shop)
    part = path.with_name(f"{path.name}.part")
    with of_disk(path):
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(kept, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)


def _file_of(shop: Path) -> Path:
    return shop.with_name(f"{shop.name}.second-place")

"""Copies that were being made when the computer went off: nobody will finish them, each is as large
as the shop, and each has another name, so that none takes the place of the one before."""

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from shopfans.database import backup
from shopfans.domain.backups import stamp_of
from shopfans.services.backups import second_place

LEFT = timedelta(days=1)
"""What nobody has written to for so long, nobody is still making."""

TESTING = ".shopfans-test-"
"""How the folder begins, beside the shop's file, into which a backup is restored to test it."""


def clear_away(shop: Path) -> None:
    """Remove what was left over beside the shop and in its second place, and only that; what cannot
    be removed stays."""
    place = second_place.read(shop)
    for folder in (backup.backups_of(shop), *([place.folder] if place else [])):
        _remove_old(path for path in _files(folder) if _is_part(path, shop))
    for folder in _files(shop.parent):
        if folder.name.startswith(TESTING) and folder.is_dir():
            _remove_old(path for path in _files(folder) if path.name.startswith(shop.name))
            with suppress(OSError):  # not empty: not old, or not ours
                folder.rmdir()


def _is_part(path: Path, shop: Path) -> bool:
    name, part, _what_sqlite_adds = path.name.partition(backup.PART)
    return bool(part) and stamp_of(name, shop.stem) is not None


def _files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):  # a stick that was pulled out
        yield from list(folder.iterdir())


def _remove_old(files: Iterable[Path]) -> None:
    for path in files:
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > LEFT.total_seconds():
                path.unlink()

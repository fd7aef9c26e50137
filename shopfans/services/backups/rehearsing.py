"""A backup that was never restored is a hope: each is restored into a folder of its own."""

import tempfile
from pathlib import Path

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.database.trouble import of_disk
from shopfans.domain import backups
from shopfans.domain.backups import Rehearsal
from shopfans.domain.errors import (
    CannotWrite,
    DiskFull,
    DiskTrouble,
    PassphraseMissing,
    ShopError,
    Stopped,
)
from shopfans.services.backups import backing_up, examining, left_over
from shopfans.services.backups.backing_up import Backup
from shopfans.services.books.auditing import Progress


def rehearse(shop: Shop, one: Backup, progress: Progress = lambda done, total: None) -> Rehearsal:
    """Restore a backup into a folder of its own, and say what was found; kept beside the backup.

    Raises what `look_into` does for one that cannot be restored; that too is kept.
    """
    with (
        of_disk(shop.path),
        tempfile.TemporaryDirectory(dir=shop.path.parent, prefix=left_over.TESTING) as folder,
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
    examining.look_into(shop.path, one.path, copy=place, progress=progress)
    opened = opening.open_shop(place, now=shop.now)
    try:
        found = examining.holds(opened)
    finally:
        opened.close()
    return Rehearsal(shop.now(), found.members, 0, found.as_of)

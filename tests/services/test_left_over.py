"""What was being copied when the computer went off does not fill the disk."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from shopfans.database.backup import backups_of
from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.backups import backing_up, left_over, rehearsing, second_place


@pytest.fixture
def stick(tmp_path: Path, shop: Shop, owner: Staff) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    second_place.choose(shop, by=owner, folder=folder, passphrase="three cups of milk tea", hint="")
    return folder


def written(path: Path, *, ago: timedelta) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"half of a shop")
    at = time.time() - ago.total_seconds()
    os.utime(path, (at, at))
    return path


LONG_AGO = left_over.LEFT + timedelta(minutes=1)


def test_copies_that_were_never_finished_go_once_nobody_can_be_making_them(
    shop: Shop, stick: Path
) -> None:
    here = backups_of(shop.path)
    names = ("our-20260309T220000Z-day_close.shop.part", "our-20260309T220000Z-start-2.shop.part")
    left = [
        written(here / names[0], ago=LONG_AGO),
        written(here / f"{names[0]}-journal", ago=LONG_AGO),
        written(stick / names[1].replace(".shop", ".sealed"), ago=LONG_AGO),
    ]
    begun = written(here / names[1], ago=timedelta(hours=23))
    backing_up.keep_up(shop)
    assert [path for path in left if path.exists()] == []
    assert begun.exists()
    assert len(backing_up.here(shop.path)) == len(backing_up.away(shop.path)) == 1


def test_what_a_test_left_goes_with_its_folder(shop: Shop) -> None:
    left = shop.path.parent / f"{left_over.TESTING}k3x9"
    written(left / shop.path.name, ago=LONG_AGO)
    written(left / f"{shop.path.name}.raw", ago=LONG_AGO)
    backing_up.keep_up(shop)
    assert not left.exists()


def test_nothing_of_anybody_else_is_touched(shop: Shop, stick: Path) -> None:
    others = [
        written(backups_of(shop.path) / "notes.part", ago=LONG_AGO),
        written(stick / "other-20260309T220000Z-start.sealed.part", ago=LONG_AGO),
        written(stick / "film.mp4.part", ago=LONG_AGO),
        written(shop.path.parent / f"{left_over.TESTING}recipes" / "cake.txt", ago=LONG_AGO),
    ]
    backing_up.keep_up(shop)
    assert [path for path in others if not path.exists()] == []


def test_a_test_that_runs_is_left_alone_however_old_the_backup_is(shop: Shop) -> None:
    backing_up.keep_up(shop)
    [made] = backing_up.here(shop.path)
    os.utime(made.path, (0, 0))

    def meanwhile(done: int, total: int) -> None:
        left_over.clear_away(shop.path)

    assert rehearsing.rehearse(shop, made, meanwhile).is_good
    assert list(shop.path.parent.glob(f"{left_over.TESTING}*")) == []

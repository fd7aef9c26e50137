"""What is no good backup of a shop is refused at once, and changes nothing."""

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from shopfans.database import admitting, backup, opening
from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    BackupDamaged,
    BooksUntrue,
    CannotRead,
    CheckTookTooLong,
    DamagedWhenMade,
    DigestMissing,
    FileAltered,
    NewerFile,
    NotAShop,
    NotPlainFile,
    ShopError,
    Stopped,
)
from shopfans.domain.terms import Terms
from shopfans.services.backups import examining
from shopfans.services.backups.backing_up import Backup
from shopfans.texts.messages import message
from tests.conftest import Clock
from tests.services.restoring.restored import folder
from tests.services.restoring.spoiling import (
    a_day_that_is_none,
    a_folder,
    a_generated_column,
    a_longer_file,
    a_name_that_is_no_text,
    a_newer_one,
    a_richer_guest,
    a_table,
    a_text,
    a_trigger,
    a_trigger_that_is_no_text,
    a_view,
    a_view_instead_of_a_table,
    a_virtual_table,
    an_index_of_another,
    an_older_version_that_it_is_not,
    another_words,
    empty,
    nothing,
    of_another_program,
    rubbish,
    with_a_log,
    without_a_trigger,
)

QUICK = 2.0
"""Seconds in which what is hostile is refused."""


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (a_trigger, FileAltered),
        (a_view, FileAltered),
        (a_view_instead_of_a_table, FileAltered),
        (a_virtual_table, FileAltered),
        (a_table, FileAltered),
        (a_generated_column, FileAltered),
        (without_a_trigger, FileAltered),
        (another_words, FileAltered),
        (an_older_version_that_it_is_not, FileAltered),
        (a_richer_guest, BooksUntrue),
        (with_a_log, DamagedWhenMade),
        (a_longer_file, DamagedWhenMade),
        (a_name_that_is_no_text, DamagedWhenMade),
        (a_trigger_that_is_no_text, DamagedWhenMade),
        (a_day_that_is_none, DamagedWhenMade),
        (an_index_of_another, DamagedWhenMade),
        (a_newer_one, NewerFile),
        (of_another_program, NotAShop),
        (rubbish, NotAShop),
        (a_text, NotAShop),
        (empty, NotAShop),
        (nothing, CannotRead),
        (a_folder, NotPlainFile),
    ],
)  # fmt: skip
def test_what_is_hostile_is_refused_at_once_and_nothing_is_changed(
    shop: Shop, file: Path, spoil: Callable[[Path], None], refusal: type[ShopError], clock: Clock
) -> None:
    admitting.schema_of(opening.latest_version())  # once a run of the program
    spoil(file)
    if file.is_file():
        backup.add_digest(file)
    before, began = folder(shop.path.parent), time.monotonic()
    with pytest.raises(refusal) as problem:
        examining.look_into(shop.path, file)
    assert time.monotonic() - began < QUICK
    assert getattr(problem.value, "path", file) == file
    assert message(problem.value, Terms("甜甜"))
    assert folder(shop.path.parent) == before


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
@pytest.mark.parametrize("kind", ["link", "pipe", "device"])
def test_what_is_no_plain_file_is_not_even_opened(
    shop: Shop, file: Path, kind: str, clock: Clock
) -> None:
    other = file.with_name("other")
    if kind == "link":
        other.symlink_to(file)
    elif kind == "pipe":
        os.mkfifo(other)
    else:
        other = Path("/dev/zero")
    with pytest.raises(NotPlainFile):
        examining.look_into(shop.path, other)


def test_a_file_without_a_digest_is_refused_and_told_from_a_damaged_one(
    shop: Shop, file: Path, clock: Clock
) -> None:
    with pytest.raises(DigestMissing) as refusal:
        examining.look_into(shop.path, file)
    assert "does not end as a backup does" in message(refusal.value, Terms("甜甜"))


def test_every_cut_at_a_page_and_at_odd_places_is_refused(
    shop: Shop, good: Backup, clock: Clock, tmp_path: Path
) -> None:
    whole, file = good.path.read_bytes(), tmp_path / "cut"
    pages = range(0, len(whole), 4096)
    cuts = {*pages, *(page + 1 for page in pages[::7]), *random.sample(range(len(whole)), 9)}
    before = folder(shop.path.parent)
    for cut in sorted(cuts - {len(whole)}):
        file.write_bytes(whole[:cut])
        with pytest.raises((NotAShop, DigestMissing)):
            examining.look_into(shop.path, file)
    file.unlink()
    assert folder(shop.path.parent) == before


def test_any_flipped_bit_is_refused(shop: Shop, good: Backup, clock: Clock, tmp_path: Path) -> None:
    """One file alone, its first and its last bytes too; each refusal has words."""
    spoiled, whole = tmp_path / "spoiled", good.path.read_bytes()
    places = random.sample(range(len(whole)), 50)
    for place in (*places, *range(100), *range(len(whole) - backup.DIGEST_SIZE, len(whole))):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << random.randrange(8)
        spoiled.write_bytes(flipped)
        with pytest.raises((BackupDamaged, DigestMissing, NotAShop, NewerFile)) as refusal:
            examining.look_into(shop.path, spoiled)
        assert message(refusal.value, Terms("甜甜"))


def test_a_file_that_keeps_us_too_long_is_refused(
    shop: Shop, file: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admitting, "SECONDS", -1000)
    backup.add_digest(file)
    with pytest.raises(CheckTookTooLong):
        examining.look_into(shop.path, file)


def test_looking_can_be_stopped(shop: Shop, file: Path, clock: Clock) -> None:
    def stop(done: int, total: int) -> None:
        raise Stopped()

    with pytest.raises(Stopped):
        examining.look_into(shop.path, file, progress=stop)
    assert not list(shop.path.parent.glob("*restoring*"))


def test_the_versions_we_know_have_each_its_own_words() -> None:
    assert admitting.schema_of(1) != admitting.schema_of(opening.latest_version())


def test_a_version_of_every_release_can_be_told(shop: Shop) -> None:
    with shop.reading():
        found = frozenset(shop.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema"))
    assert admitting.schema_of(opening.latest_version()) == found

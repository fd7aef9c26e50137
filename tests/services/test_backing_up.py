"""Backups by themselves: when, where, how many, and what becomes of the old ones."""

import json
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from peewee import sqlite3

from shopfans.database import opening
from shopfans.database.backup import PART, backups_of
from shopfans.database.shop import Shop
from shopfans.domain.backups import Stamp, Why
from shopfans.domain.errors import (
    CannotWrite,
    FileDamaged,
    NotAllowed,
    SecondPlaceAway,
    SecondPlaceIsFirst,
    WeakPassphrase,
)
from shopfans.domain.roles import Staff
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.backups import backing_up, examining, sealing, second_place
from shopfans.services.backups.sealing import Cost
from shopfans.services.days import closing as days
from shopfans.services.members import forgetting
from tests.conftest import Clock
from tests.services.test_selling import sell

PASSPHRASE = "three cups of milk tea"


@pytest.fixture(autouse=True)
def cheap_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    make = sealing.lock_of
    monkeypatch.setattr(sealing, "lock_of", lambda said: make(said, cost=Cost(1, 64, 1)))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def whys(shop: Shop) -> list[Why]:
    return [one.stamp.why for one in backing_up.here(shop.path)]


def close(shop: Shop, by: Staff) -> None:
    days.close_day(shop, by=by, day=settings.today(shop), found=None, request=f"c{shop.now()}")


def test_one_is_made_at_the_start_and_not_again_before_a_day_is_over(
    shop: Shop, clock: Clock
) -> None:
    backing_up.keep_up(shop)
    clock.at += timedelta(hours=23)
    backing_up.keep_up(shop)
    assert whys(shop) == [Why.START]
    clock.at += timedelta(hours=1)
    backing_up.keep_up(shop)
    assert whys(shop) == [Why.START, Why.START]


def test_one_is_made_once_a_day_is_closed(shop: Shop, cashier: Staff, clock: Clock) -> None:
    backing_up.keep_up(shop)
    clock.at += timedelta(hours=10)
    sell(shop, cashier, 5, "s")
    close(shop, cashier)
    backing_up.keep_up(shop)
    backing_up.keep_up(shop)
    assert whys(shop) == [Why.DAY_CLOSE, Why.START]


@pytest.mark.parametrize("why", [Why.HAND, Why.START, Why.DAY_CLOSE, Why.IMPORT, Why.RESTORE])
def test_each_index_is_looked_at_whatever_the_backup_is_for(
    clock: Clock, blank_shop: Path, tmp_path: Path, why: Why
) -> None:
    path = Path(shutil.copy(blank_shop, tmp_path / "torn.shop"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, '(\"day\")', '(\"act\")') "
                           "WHERE name = 'operation_day'")  # fmt: skip
        connection.commit()
    torn = opening.open_shop(path, now=clock)
    try:
        with pytest.raises(FileDamaged):
            backing_up.before(torn, why)
        assert whys(torn) == []
    finally:
        torn.close()


def test_before_an_import_there_is_one_whatever_was_made_already(shop: Shop) -> None:
    backing_up.keep_up(shop)
    first = backing_up.before(shop, Why.IMPORT)
    second = backing_up.before(shop, Why.IMPORT)
    assert first.path.exists()
    assert first.path != second.path
    assert whys(shop).count(Why.IMPORT) == 2


def test_of_many_in_one_second_the_last_stays(shop: Shop) -> None:
    for _ in range(8):
        made = backing_up.before(shop, Why.HAND)
        assert backing_up.here(shop.path)[0].path == made.path


def test_of_different_ones_in_one_second_the_last_is_the_newest(
    shop: Shop, owner: Staff, stick: Path
) -> None:
    second_place.choose(shop, by=owner, folder=stick, passphrase=PASSPHRASE, hint="")
    for why in (Why.IMPORT, Why.UNDO, Why.IMPORT, Why.HAND):
        made = backing_up.before(shop, why)
        backing_up.copy_away(shop)
        assert backing_up.here(shop.path)[0].path == made.path
        assert backing_up.away(shop.path)[0].stamp == made.stamp._replace(is_sealed=True)


def test_what_another_program_makes_in_the_same_second_is_left_alone(shop: Shop) -> None:
    name = Stamp(shop.now(), Why.HAND).file_name(shop.path.stem)
    theirs = backups_of(shop.path) / f"{name}{PART}"
    theirs.parent.mkdir()
    theirs.write_bytes(b"half of a shop")
    made = backing_up.before(shop, Why.HAND)
    assert theirs.read_bytes() == b"half of a shop"
    assert made.path.name != name


def test_only_the_owner_makes_one_by_hand(shop: Shop, owner: Staff, cashier: Staff) -> None:
    with pytest.raises(NotAllowed):
        backing_up.back_up(shop, by=cashier)
    backing_up.back_up(shop, by=owner)
    assert whys(shop) == [Why.HAND]


def test_whoever_shows_them_is_told(shop: Shop, owner: Staff) -> None:
    heard: list[frozenset[Topic]] = []
    shop.on_change = heard.append
    backing_up.back_up(shop, by=owner)
    assert heard == [{Topic.BACKUPS}]


def test_a_year_later_the_old_ones_are_thrown_away_whole(shop: Shop, clock: Clock) -> None:
    for _day in range(40):
        backing_up.keep_up(shop)
        clock.pass_days(1)
    left = backing_up.here(shop.path)
    assert len(left) < 15
    files = {path.name for path in left[0].path.parent.iterdir()}
    assert files == {one.path.name for one in left}


def test_an_untrue_book_is_kept_and_said(shop: Shop, owner: Staff, mei: int) -> None:
    with shop.changing():
        shop.rows("UPDATE member SET spent = 5 WHERE id = ?", mei)
    made = backing_up.back_up(shop, by=owner)
    assert made.test is not None
    assert made.test.problems == 1
    assert backing_up.here(shop.path)[0].test == made.test
    with shop.changing():
        shop.rows("UPDATE member SET spent = 0 WHERE id = ?", mei)


def test_each_goes_to_the_second_place_too_and_nobody_can_read_it_there(
    shop: Shop, owner: Staff, mei: int, stick: Path
) -> None:
    second_place.choose(shop, by=owner, folder=stick, passphrase=PASSPHRASE, hint="what we sell")
    backing_up.back_up(shop, by=owner)
    (copy,) = backing_up.away(shop.path)
    assert copy.is_away
    assert copy.stamp.is_sealed
    assert "王小美".encode() not in copy.path.read_bytes()
    opened = stick / "opened"
    sealing.unseal(
        copy.path, opened, sealing.unlocked(PASSPHRASE, copy.path), lambda done, total: None
    )
    assert opened.read_bytes() == backing_up.here(shop.path)[0].path.read_bytes()


def test_a_stick_that_was_away_gets_the_newest_when_it_is_back(
    shop: Shop, owner: Staff, clock: Clock, stick: Path
) -> None:
    second_place.choose(shop, by=owner, folder=stick, passphrase=PASSPHRASE, hint="")
    pulled = stick.rename(stick.with_name("pulled"))
    for _day in range(3):
        with pytest.raises(SecondPlaceAway):
            backing_up.keep_up(shop)
        clock.pass_days(1)
    assert len(whys(shop)) == 3
    pulled.rename(stick)
    assert backing_up.copy_away(shop) is not None
    assert backing_up.copy_away(shop) is None
    assert [one.stamp.at for one in backing_up.away(shop.path)] == [
        backing_up.here(shop.path)[0].stamp.at
    ]


def test_the_list_of_the_forgotten_goes_along(
    shop: Shop, owner: Staff, mei: int, stick: Path
) -> None:
    second_place.choose(shop, by=owner, folder=stick, passphrase=PASSPHRASE, hint="")
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    backing_up.back_up(shop, by=owner)
    said = shop.path.with_name("our.shop.forgotten").read_bytes()
    for folder in (stick, backups_of(shop.path)):
        assert (folder / "our.shop.forgotten").read_bytes() == said


def test_who_is_forgotten_is_soon_on_the_list_of_the_second_place(
    shop: Shop, owner: Staff, mei: int, stick: Path
) -> None:
    second_place.choose(shop, by=owner, folder=stick, passphrase=PASSPHRASE, hint="")
    backing_up.back_up(shop, by=owner)
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    made = whys(shop)
    backing_up.keep_up(shop)
    assert whys(shop) == made
    kept = shop.path.with_name("our.shop.forgotten")
    assert (stick / kept.name).read_bytes() == kept.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder says who may read")
def test_whatever_a_backup_leaves_is_for_the_owner_alone(
    shop: Shop, owner: Staff, stick: Path
) -> None:
    second_place.choose(shop, by=owner, folder=stick, passphrase=PASSPHRASE, hint="")
    backing_up.back_up(shop, by=owner)
    (sealed,) = backing_up.away(shop.path)
    opened = examining.look_into(shop.path, sealed.path).copy
    left = [opened, *stick.iterdir(), *backing_up.here(shop.path)[0].path.parent.iterdir()]
    assert {path.name: path.stat().st_mode & 0o077 for path in left} == dict.fromkeys(
        (path.name for path in left), 0
    )


def test_what_opens_the_copies_is_kept_for_the_owner_alone(
    shop: Shop, owner: Staff, stick: Path
) -> None:
    chosen = second_place.choose(
        shop, by=owner, folder=stick, passphrase=PASSPHRASE, hint=" what we sell "
    )
    assert second_place.read(shop.path) == chosen
    assert chosen.hint == "what we sell"
    kept = shop.path.with_name("our.shop.second-place")
    assert PASSPHRASE not in kept.read_text()
    if sys.platform != "win32":
        assert kept.stat().st_mode & 0o077 == 0
    second_place.leave(shop, by=owner)
    assert second_place.read(shop.path) is None


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"folder": 3, "salt": "zz"}'])
def test_a_note_that_cannot_be_read_is_no_second_place(shop: Shop, said: str) -> None:
    shop.path.with_name("our.shop.second-place").write_text(said)
    assert second_place.read(shop.path) is None


@pytest.mark.parametrize(
    ("folder", "passphrase", "refusal"),
    [
        (lambda shop: shop.path.parent / "nowhere", PASSPHRASE, SecondPlaceAway),
        (lambda shop: shop.path.parent, PASSPHRASE, SecondPlaceIsFirst),
        (lambda shop: shop.path.parent / "stick", "milk tea", WeakPassphrase),
    ],
    ids=["nowhere", "the first", "short"],
)
def test_a_second_place_that_is_none_is_refused(
    shop: Shop, owner: Staff, stick: Path, folder: Callable[[Shop], Path], passphrase: str,
    refusal: type[Exception],
) -> None:  # fmt: skip
    with pytest.raises(refusal):
        second_place.choose(shop, by=owner, folder=folder(shop), passphrase=passphrase, hint="")
    assert second_place.read(shop.path) is None


def test_a_folder_that_takes_nothing_leaves_the_shop_selling(
    shop: Shop, cashier: Staff, owner: Staff
) -> None:
    backups_of(shop.path).write_text("a file in the way")
    with pytest.raises(CannotWrite):
        backing_up.back_up(shop, by=owner)
    assert sell(shop, cashier, 5, "s").sale


def test_a_note_of_a_test_that_is_torn_is_as_good_as_none(shop: Shop, owner: Staff) -> None:
    made = backing_up.back_up(shop, by=owner)
    note = made.path.with_name(f"{made.path.name}.tested")
    note.write_text(json.dumps({"at": "yesterday"}))
    assert backing_up.here(shop.path)[0].test is None

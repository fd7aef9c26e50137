"""A backup is whole or absent, of one moment, and made while the shop sells."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from peewee import sqlite3

from shopfans.database import backup
from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    CannotWrite,
    DiskFull,
    DiskTrouble,
    FileDamaged,
    ShopError,
    Stopped,
)
from shopfans.domain.roles import Staff
from tests.services.test_selling import sell


def untold(done: int, total: int) -> None:
    pass


def passed(path: Path) -> None:
    pass


def made(shop: Shop, target: Path) -> Path:
    backup.back_up(shop.path, target, check=passed, progress=untold)
    return target


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_one_ordinary_file_that_ends_with_its_digest(
    shop: Shop, tmp_path: Path
) -> None:
    copy = made(shop, tmp_path / "far" / "copy.shop")
    assert names(copy.parent) == ["copy.shop"]
    said = copy.read_bytes()
    assert said[18:20] == b"\x01\x01"  # no log
    assert said.endswith(b"ShopFans SHA-256" + sha256(said[: -backup.DIGEST_SIZE]).digest())
    if sys.platform != "win32":
        assert copy.stat().st_mode & 0o777 == 0o600


def test_other_tools_open_it_as_it_is(shop: Shop, tmp_path: Path) -> None:
    copy = made(shop, tmp_path / "copy.shop")
    said = copy.read_bytes()
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as other:
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert other.execute("SELECT COUNT(*) FROM operation").fetchone()[0] > 0
    assert copy.read_bytes() == said


def test_the_digest_comes_off_a_file_that_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "any"
    for said in (b"", b"milk", bytes(3_000_000)):
        path.write_bytes(said)
        assert backup.take_digest_off(path) is None
        backup.add_digest(path)
        assert backup.take_digest_off(path) == sha256(said).hexdigest()
        assert path.read_bytes() == said


def test_what_is_sold_while_it_is_made_does_not_get_in(
    shop: Shop, cashier: Staff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each sale changes pages that are copied already, and some that are not yet."""
    monkeypatch.setattr(backup, "FLUSHED_AT", 5 * 4096)
    sell(shop, cashier, 5, "before")
    sold: list[object] = []

    def sell_one(done: int, total: int) -> None:
        sold.append(sell(shop, cashier, 7, f"meanwhile {len(sold)}"))

    copy = tmp_path / "copy.shop"
    backup.back_up(shop.path, copy, check=passed, progress=sell_one)
    assert len(sold) > 5
    kept = Shop(copy, looking=True)
    with kept.reading():
        assert kept.rows("SELECT COUNT(*) FROM sale") == [(1,)]
    kept.close()


def test_it_appears_after_it_was_checked_and_not_before(shop: Shop, tmp_path: Path) -> None:
    copy = tmp_path / "copy.shop"
    seen: list[tuple[bool, bool]] = []
    backup.back_up(
        shop.path,
        copy,
        check=lambda part: seen.append((part.exists(), copy.exists())),
        progress=untold,
    )
    assert seen == [(True, False)]


@pytest.mark.parametrize("where", ["check", "progress"])
def test_one_that_is_stopped_leaves_nothing_behind(shop: Shop, tmp_path: Path, where: str) -> None:
    def stop(*_anything: object) -> None:
        raise Stopped()

    folder = tmp_path / "far"
    with pytest.raises(Stopped):
        backup.back_up(
            shop.path,
            folder / "copy.shop",
            check=stop if where == "check" else passed,
            progress=stop if where == "progress" else untold,
        )
    assert names(folder) == []


def test_the_one_before_stays_when_the_next_fails(shop: Shop, tmp_path: Path) -> None:
    copy = made(shop, tmp_path / "copy.shop")
    before = copy.read_bytes()

    def fail(part: Path) -> None:
        raise FileDamaged()

    with pytest.raises(FileDamaged):
        backup.back_up(shop.path, copy, check=fail, progress=untold)
    assert copy.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_it_is_whole_or_absent_wherever_the_disk_ends(
    shop: Shop, cashier: Staff, tmp_path: Path
) -> None:
    """The limit stands for a full disk; whoever sells needs no more room than before."""
    import resource

    sell(shop, cashier, 5, "s")
    folder, outcomes = tmp_path / "far", set()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for pages in (0, 1, 2, 10, 60, 100, 10_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (pages * 4096, hard))
        try:
            made(shop, folder / "copy.shop")
        except (DiskFull, DiskTrouble):
            assert names(folder) == []
            outcomes.add("absent")
        else:
            backup.prove_sound(folder / "copy.shop")
            outcomes.add("whole")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert outcomes == {"absent", "whole"}
    assert sell(shop, cashier, 5, "next").sale


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)]
    can_mount = (
        sys.platform == "linux"
        and not subprocess.run(mount, capture_output=True, check=False).returncode
    )
    if not can_mount:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_called_full_and_nothing_half_is_on_it(
    shop: Shop, cashier: Staff, small_disk: Path
) -> None:
    with pytest.raises(DiskFull):
        made(shop, small_disk / "copy.shop")
    assert names(small_disk) == []
    assert sell(shop, cashier, 5, "next").sale


def test_a_file_in_the_way_of_the_folder_is_named(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "far").write_text("mine")
    with pytest.raises(CannotWrite):
        made(shop, tmp_path / "far" / "copy.shop")


def test_a_damaged_shop_is_not_backed_up(shop: Shop, tmp_path: Path) -> None:
    torn = tmp_path / "torn" / "our.shop"
    torn.parent.mkdir()
    made(shop, torn)
    said = bytearray(torn.read_bytes())
    said[8192:9000] = bytes(808)
    torn.write_bytes(said)
    with pytest.raises(ShopError) as refusal:
        backup.back_up(torn, tmp_path / "copy.shop", check=backup.prove_sound, progress=untold)
    assert isinstance(refusal.value, FileDamaged)
    assert not (tmp_path / "copy.shop").exists()


def test_a_long_check_can_be_stopped(shop: Shop, tmp_path: Path) -> None:
    big = tmp_path / "big.shop"
    with sqlite3.connect(big) as connection:
        connection.execute("CREATE TABLE t (a UNIQUE)")
        connection.executemany("INSERT INTO t VALUES (?)", ((n,) for n in range(200_000)))
    connection.close()

    def stop(done: int, total: int) -> None:
        raise Stopped()

    with pytest.raises(Stopped):
        backup.prove_sound(big, stop)


def test_an_index_that_is_not_of_its_table_is_found(tmp_path: Path) -> None:
    path = tmp_path / "torn.shop"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a, b)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, -n) for n in range(100)])
        connection.execute("CREATE INDEX of_a ON t (a)")
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("UPDATE sqlite_schema SET sql = 'CREATE INDEX of_a ON t (b)' "
                           "WHERE name = 'of_a'")  # fmt: skip
        connection.commit()
    with pytest.raises(FileDamaged):
        backup.prove_sound(path)


def test_a_whole_shop_is_never_on_its_way_to_the_disk_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_size))
    piece = bytes(backup.FLUSHED_AT // 2)
    with (tmp_path / "copy").open("wb") as file:
        backup.write_flushed(file, [piece] * 5)
    assert flushed == [backup.FLUSHED_AT, 2 * backup.FLUSHED_AT]
    assert (tmp_path / "copy").stat().st_size == 5 * len(piece)

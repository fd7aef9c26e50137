"""A file becomes an open shop, or is refused in words and left as it was."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest
from peewee import sqlite3

from shopfans.database import opening
from shopfans.database.connection import APPLICATION_ID, is_safe_for_wal
from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    CannotWrite,
    FileBusy,
    FileDamaged,
    FileExists,
    NewerFile,
    NotAShop,
    ShopError,
)
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services import founding
from shopfans.services.books import auditing
from shopfans.services.goods import pricing
from shopfans.services.sales import listing, selling
from tests.conftest import OWNER_PIN, Clock


def found(path: Path) -> Shop:
    return founding.found_shop(
        path, name="甜甜", owner_name="老板", owner_pin=OWNER_PIN, welcome_name="Welcome"
    )


def no_rows(shop: Shop) -> None:
    pass


def folder(path: Path) -> dict[str, bytes]:
    """Everything in the folder, byte for byte."""
    return {file.name: file.read_bytes() for file in path.iterdir() if file.is_file()}


def foreign(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for statement in ("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)", *statements):
            other.execute(statement)


def of_another_program(path: Path) -> None:
    foreign(path, "PRAGMA application_id = 7", "PRAGMA user_version = 1")


def of_another_program_with_a_log(path: Path) -> None:
    foreign(path, "PRAGMA journal_mode = wal")


def of_a_newer_release(path: Path) -> None:
    foreign(path, f"PRAGMA application_id = {APPLICATION_ID}", "PRAGMA user_version = 9999")


def made_into_rubbish(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + os.urandom(5000))


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda path: None, NotAShop),
        (lambda path: path.mkdir(), NotAShop),
        (lambda path: path.touch(), NotAShop),
        (lambda path: path.write_text("会员,金额\n王小美,32\n" * 500, "utf-8"), NotAShop),
        (lambda path: path.write_bytes(bytes(8192)), NotAShop),
        (made_into_rubbish, NotAShop),
        (of_another_program, NotAShop),
        (of_another_program_with_a_log, NotAShop),
        (of_a_newer_release, NewerFile),
    ],
    ids=["missing", "folder", "empty", "text", "zeros", "rubbish", "foreign", "log", "newer"],
)
def test_what_is_no_shop_is_refused_and_left_as_it_was(
    tmp_path: Path, make: Callable[[Path], object], refusal: type[ShopError]
) -> None:
    path = tmp_path / "50% off? #1.shop"
    make(path)
    before = folder(tmp_path)
    with pytest.raises(refusal) as problem:
        opening.open_shop(path)
    assert getattr(problem.value, "path", None) == path
    assert folder(tmp_path) == before


def test_a_newer_file_says_its_version(tmp_path: Path) -> None:
    of_a_newer_release(tmp_path / "newer.shop")
    with pytest.raises(NewerFile) as refusal:
        opening.open_shop(tmp_path / "newer.shop")
    assert refusal.value.version == 9999


def test_a_shop_torn_in_half_is_called_damaged(blank_shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "torn.shop"
    path.write_bytes(blank_shop.read_bytes()[:12_288])
    before = folder(tmp_path)
    with pytest.raises(FileDamaged):
        opening.open_shop(path)
    assert folder(tmp_path) == before


def test_a_shop_cut_off_while_its_log_was_moved_is_whole(
    shop: Shop, cashier: Staff, tmp_path: Path, clock: Clock
) -> None:
    """The header is moved first and may promise pages that only the log has."""
    path = tmp_path / "cut" / "our.shop"
    path.parent.mkdir()
    size = shop.path.stat().st_size
    with shop.changing():
        shop.write_many(
            "INSERT INTO good (name, category, price, active, earns, sold) "
            "VALUES (?, '', 1, 1, 1, 0)",
            [("布丁" * 100,)] * 100,
        )
        shop.rows("INSERT INTO good_key SELECT 'bu', id FROM good")
    shutil.copy(shop.path.with_name("our.shop-wal"), path.with_name("our.shop-wal"))
    shop.checkpoint()
    assert shop.path.stat().st_size > size
    path.write_bytes(shop.path.read_bytes()[:size])
    cut = opening.open_shop(path, now=clock)
    assert auditing.problems(cut) == []
    assert len(pricing.goods(cut)) == 100
    cut.close()


@contextmanager
def powerless() -> Iterator[None]:
    """Root may write everywhere: as nobody it may not."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def open_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that everybody can reach."""
    path = Path("/var/tmp") / f"shopfans-{os.getpid()}-{tmp_path.name}"
    path.mkdir(mode=0o755)
    path.chmod(0o755)
    yield path
    path.chmod(0o755)
    shutil.rmtree(path)


@pytest.mark.skipif(sys.platform == "win32", reason="other rights there")
@pytest.mark.parametrize(
    ("of_file", "of_folder"),
    [(0o444, 0o777), (0o644, 0o555), (0o000, 0o777)],
    ids=["file", "folder", "secret"],
)
def test_a_shop_that_cannot_be_written_is_refused(
    blank_shop: Path, open_folder: Path, of_file: int, of_folder: int
) -> None:
    path = open_folder / "our.shop"
    shutil.copy(blank_shop, path)
    before = folder(open_folder)
    path.chmod(of_file)
    open_folder.chmod(of_folder)
    with powerless(), pytest.raises(CannotWrite):
        opening.open_shop(path)
    assert folder(open_folder)["our.shop"] == before["our.shop"]


@pytest.mark.skipif(sys.platform == "win32", reason="other rights there")
def test_a_new_shop_is_refused_in_a_folder_that_cannot_be_written(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with powerless(), pytest.raises(CannotWrite):
        found(open_folder / "our.shop")
    assert folder(open_folder) == {}


def test_no_shop_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / "file" / "our.shop", tmp_path / "file" / "new" / "our.shop"):
        with pytest.raises(CannotWrite):
            found(path)
        with pytest.raises(NotAShop):
            opening.open_shop(path)
    assert folder(tmp_path) == {"file": b"mine"}


def test_no_shop_over_another_file(tmp_path: Path) -> None:
    path = tmp_path / "our.shop"
    path.write_text("mine")
    with pytest.raises(FileExists):
        found(path)
    assert folder(tmp_path) == {"our.shop": b"mine"}


def test_a_new_shop_is_for_its_owner_alone_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "our.shop"
    found(path).close()
    assert list(folder(path.parent)) == ["our.shop"]
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
    shop = opening.open_shop(path)
    assert auditing.problems(shop) == []
    shop.close()


def test_a_shop_that_cannot_be_founded_leaves_nothing_behind(tmp_path: Path) -> None:
    def fill(shop: Shop) -> None:
        with shop.changing():
            shop.rows("CREATE TABLE whatever (a)")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opening.create(tmp_path / "our.shop", fill)
    assert folder(tmp_path) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_new_shop_is_whole_or_absent_wherever_the_disk_ends(tmp_path: Path) -> None:
    import resource

    def fill(shop: Shop) -> None:
        with shop.changing():
            shop.rows("CREATE TABLE filled (a)")
            shop.rows("INSERT INTO filled VALUES (zeroblob(20000))")

    path = tmp_path / "our.shop"
    outcomes = []
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for pages in range(0, 10_000, 10):
        resource.setrlimit(resource.RLIMIT_FSIZE, (pages * 4096, hard))
        try:
            opening.create(path, fill).close()
        except ShopError:
            assert folder(tmp_path) == {}
            outcomes.append("absent")
        else:
            outcomes.append("whole")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        if path.exists():
            shop = opening.open_shop(path)
            with shop.reading():
                assert shop.rows("SELECT length(a) FROM filled") == [(20000,)]
            shop.close()
            break
    assert sorted(set(outcomes)) == ["absent", "whole"]


def test_a_new_shop_does_not_inherit_the_log_of_a_deleted_one(
    shop: Shop, cashier: Staff, tmp_path: Path
) -> None:
    selling.record_sale(
        shop, by=cashier, request="s1", lines=[Line(Money(100))], payments={Tender.CASH: Money(100)}
    )
    path = tmp_path / "new.shop"
    for name in ("new.shop-wal", "new.shop.part-wal"):
        shutil.copy(shop.path.with_name("our.shop-wal"), tmp_path / name)
    new = found(path)
    assert listing.page_of_sales(new) == []
    assert auditing.problems(new) == []
    new.close()


def test_the_file_is_given_back_whole(blank_shop: Path, tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "our.shop"
    shutil.copy(blank_shop, path)
    shop = opening.open_shop(path, now=clock)
    with shop.changing():
        shop.rows("UPDATE staff SET failures = 3")
    shop.close()
    assert list(folder(tmp_path)) == ["our.shop"]
    assert b"SQLite format 3" in path.read_bytes()[:16]


def test_a_file_in_another_programs_hands_is_busy_and_not_foreign(
    blank_shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    path = tmp_path / "our.shop"
    shutil.copy(blank_shop, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = exclusive")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileBusy):
            opening.open_shop(path)


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the lock")
def test_opening_it_twice_keeps_the_locks_of_the_first(shop: Shop, clock: Clock) -> None:
    """Another program that finds no lock takes the log for nobody's."""
    opening.open_shop(shop.path, now=clock).close()
    ask = (
        "import fcntl, sys\n"
        "file = open(sys.argv[1], 'r+b')\n"
        "fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)\n"
    )
    asked = subprocess.run(
        [sys.executable, "-c", ask, str(shop.path)], capture_output=True, text=True, check=False
    )
    assert "BlockingIOError" in asked.stderr


def test_every_connection_keeps_a_confirmed_sale_through_a_power_cut(shop: Shop) -> None:
    seen = []

    def look() -> None:
        with shop.reading():
            seen.append(
                [
                    shop.rows(f"PRAGMA {name}")[0][0]
                    for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema",
                                 "secure_delete", "wal_autocheckpoint")
                ]
            )  # fmt: skip

    look()
    thread = Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [["wal", 2, 1, 0, 1, 0]] * 2


def test_this_sqlite_has_the_log_mended() -> None:
    assert is_safe_for_wal(sqlite3.sqlite_version_info)


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_which_sqlite_may_use_the_log(version: tuple[int, ...], is_safe: bool) -> None:
    assert is_safe_for_wal(version) is is_safe

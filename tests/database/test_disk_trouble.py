"""The disk is full, or fails, while the shop sells: nothing false is confirmed, the sentence names
the cause, and the next sale is taken."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shopfans.database import opening
from shopfans.database.backup import backups_of
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.domain.errors import CannotWrite, DiskFull, DiskTrouble
from shopfans.domain.roles import Staff
from shopfans.domain.terms import Terms
from shopfans.services.backups import backing_up, examining, restoring
from shopfans.services.books import auditing
from shopfans.services.bringing import members
from shopfans.services.bringing.trials import Trial
from shopfans.services.bringing.writing import Consents
from shopfans.services.exporting.files import whole_or_none
from shopfans.services.sales import listing
from shopfans.services.staff import staffing
from shopfans.texts.messages import message
from tests.conftest import Clock
from tests.services.restoring.restored import reasoned
from tests.services.test_selling import sell

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="such disks can be made on Linux")


@pytest.fixture
def small_disk(blank_shop: Path, tmp_path: Path, clock: Clock) -> Iterator[Shop]:
    """A shop on a disk with little room left."""
    folder = tmp_path / "small"
    folder.mkdir()
    size = blank_shop.stat().st_size + 400_000
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    shutil.copy(blank_shop, folder / "our.shop")
    shop = opening.open_shop(folder / "our.shop", now=clock)
    try:
        yield shop
        if not shop._db.is_closed():
            shop.close()
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Somebody else takes all the room that is left."""
    hog = folder / "hog"
    with hog.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
    try:
        yield
    finally:
        hog.unlink()


@contextmanager
def failing(most: int) -> Iterator[None]:
    """No file can be written beyond so many bytes: SQLite takes that for a fault of the disk."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@linux_only
def test_a_sale_on_a_full_disk_is_refused_by_name_and_the_next_one_is_taken(
    small_disk: Shop,
) -> None:
    cashier = staffing.staff(small_disk)[1]
    confirmed = [sell(small_disk, cashier, 5, "before").sale]
    small_disk.checkpoint()
    with full(small_disk.path.parent), pytest.raises(DiskFull) as refusal:
        sell_until_refused(small_disk, cashier, confirmed)
    assert "disk is full" in message(refusal.value, Terms("甜甜"))
    assert stored(small_disk) == set(confirmed)
    confirmed.append(sell(small_disk, cashier, 5, "next").sale)
    assert stored(small_disk) == set(confirmed)
    assert auditing.problems(small_disk) == []


@linux_only
def test_a_backup_on_a_full_disk_is_refused_by_name_and_nothing_half_is_left(
    small_disk: Shop,
) -> None:
    cashier = staffing.staff(small_disk)[1]
    with full(small_disk.path.parent), pytest.raises(DiskFull):
        backing_up.before(small_disk, Why.HAND)
    assert list(backups_of(small_disk.path).iterdir()) == []
    assert sell(small_disk, cashier, 5, "next").sale


@linux_only
def test_a_sale_on_a_failing_disk_is_refused_by_name_and_the_next_one_is_taken(
    shop: Shop, cashier: Staff
) -> None:
    confirmed = [sell(shop, cashier, 5, "before").sale]
    log = shop.path.with_name("our.shop-wal")
    with failing(log.stat().st_size), pytest.raises(DiskTrouble) as refusal:
        sell(shop, cashier, 5, "failed")
    assert "The disk reports an error" in message(refusal.value, Terms("甜甜"))
    assert stored(shop) == set(confirmed)
    confirmed.append(sell(shop, cashier, 5, "failed").sale)
    assert stored(shop) == set(confirmed)


@linux_only
def test_a_file_that_the_disk_does_not_take_is_named_and_the_old_one_stays(
    shop: Shop, cashier: Staff, tmp_path: Path
) -> None:
    path = tmp_path / "month.xlsx"
    path.write_text("last month's")
    with (
        failing(8192),
        pytest.raises(DiskFull),
        whole_or_none(path, never_over=shop.path) as file,
    ):
        file.write(bytes(100_000))
    assert path.read_text() == "last month's"
    assert not path.with_name("month.xlsx.part").exists()
    assert sell(shop, cashier, 5, "next").sale


@linux_only
def test_a_backup_where_nothing_may_be_written_is_refused_by_name(
    shop: Shop, cashier: Staff, tmp_path: Path
) -> None:
    """Mounted read-only, for root may write everywhere else."""
    folder = backups_of(shop.path)
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        with pytest.raises(CannotWrite):
            backing_up.before(shop, Why.HAND)
        assert sell(shop, cashier, 5, "next").sale
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def sell_until_refused(shop: Shop, by: Staff, confirmed: list[int]) -> None:
    for number in range(100):
        confirmed += [sell(shop, by, 5, f"full {number}").sale]


def stored(shop: Shop) -> set[int]:
    return {row.id for row in listing.page_of_sales(shop, limit=1000)}


MANY = "手机号,姓名,剩余积分\n" + "".join(f"139{n:08},王{n},5\n" for n in range(1_500))
"""A list for which neither disk has room."""


@contextmanager
def backups_elsewhere(shop: Shop, folder: Path) -> Iterator[None]:
    """Where there is room for the one that goes before: the import itself meets the full disk."""
    folder.mkdir()
    place = backups_of(shop.path)
    place.symlink_to(folder, target_is_directory=True)
    yield
    place.unlink()


def list_of_many(shop: Shop, by: Staff, folder: Path) -> Trial:
    path = folder / "many.csv"
    path.write_text(MANY, "utf-8")
    sheet = members.read(shop, by=by, path=path)
    return members.try_out(shop, by=by, sheet=sheet, columns=sheet.columns)


def take_over(shop: Shop, by: Staff, trial: Trial) -> int | None:
    return members.take_over(
        shop, by=by, trial=trial, consents=Consents(keeping=True), request="import"
    )


def members_of(shop: Shop) -> int:
    return examining.holds(shop).members


@linux_only
def test_a_list_for_which_the_disk_has_no_room_is_refused_by_name_and_none_of_it_is_there(
    small_disk: Shop, tmp_path: Path
) -> None:
    owner, cashier = staffing.staff(small_disk)
    trial = list_of_many(small_disk, owner, tmp_path)
    with backups_elsewhere(small_disk, tmp_path / "elsewhere"), pytest.raises(DiskFull) as refusal:
        take_over(small_disk, owner, trial)
    assert "disk is full" in message(refusal.value, Terms("甜甜"))
    assert members_of(small_disk) == 0
    assert auditing.problems(small_disk) == []
    assert sell(small_disk, cashier, 5, "next").sale


@linux_only
def test_a_list_that_a_failing_disk_does_not_take_comes_in_once_it_is_mended(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    trial = list_of_many(shop, owner, tmp_path)
    with (
        backups_elsewhere(shop, tmp_path / "elsewhere"),
        failing(shop.path.stat().st_size * 5 // 4),
        pytest.raises((DiskTrouble, DiskFull)) as refusal,
    ):
        take_over(shop, owner, trial)
    assert message(refusal.value, Terms("甜甜"))
    assert members_of(shop) == 0
    assert sell(shop, cashier, 5, "next").sale
    assert take_over(shop, owner, list_of_many(shop, owner, tmp_path))
    assert members_of(shop) == 1_500


@linux_only
def test_a_list_before_which_no_backup_can_be_made_does_not_come_in(
    small_disk: Shop, tmp_path: Path
) -> None:
    owner, cashier = staffing.staff(small_disk)
    trial = list_of_many(small_disk, owner, tmp_path)
    with full(small_disk.path.parent), pytest.raises(DiskFull):
        take_over(small_disk, owner, trial)
    assert members_of(small_disk) == 0
    assert sell(small_disk, cashier, 5, "next").sale


@linux_only
def test_a_restore_on_a_full_disk_is_refused_by_name_and_the_shop_sells_on(
    small_disk: Shop, tmp_path: Path
) -> None:
    """While the backup is looked into, and once it was."""
    owner, cashier = staffing.staff(small_disk)
    with backups_elsewhere(small_disk, tmp_path / "elsewhere"):
        made = backing_up.before(small_disk, Why.HAND).path
        with full(small_disk.path.parent), pytest.raises(DiskFull):
            examining.look_into(small_disk.path, made)
        candidate = examining.look_into(small_disk.path, made, copy=tmp_path / "copy")
    with full(small_disk.path.parent), pytest.raises(DiskFull):
        restoring.make_ready(small_disk, candidate, by=reasoned(owner), path=small_disk.path)
    assert not list(small_disk.path.parent.glob("*restoring*"))
    assert sell(small_disk, cashier, 5, "next").sale


@linux_only
def test_a_restored_shop_that_cannot_take_its_place_leaves_the_one_that_is_there(
    small_disk: Shop, tmp_path: Path, clock: Clock
) -> None:
    owner, cashier = staffing.staff(small_disk)
    sold = sell(small_disk, cashier, 5, "before").sale
    path = small_disk.path
    with backups_elsewhere(small_disk, tmp_path / "elsewhere"):
        made = backing_up.before(small_disk, Why.HAND).path
        candidate = examining.look_into(path, made, copy=tmp_path / "copy")
        done = restoring.make_ready(small_disk, candidate, by=reasoned(owner), path=path, now=clock)
    small_disk.close()
    remount(path.parent, "ro")
    try:
        with pytest.raises(CannotWrite):
            restoring.take_over(path, candidate, done)
    finally:
        remount(path.parent, "rw")
    again = opening.open_shop(path, now=clock)
    assert stored(again) == {sold}
    assert sell(again, cashier, 5, "next").sale
    again.close()


@linux_only
def test_a_file_that_another_program_holds_is_named_and_stays(
    shop: Shop, cashier: Staff, tmp_path: Path
) -> None:
    """A file on which another is mounted stands for one that is open in Excel: its place cannot be
    taken."""
    path = tmp_path / "month.xlsx"
    path.write_text("last month's")
    if subprocess.run(
        ["mount", "--bind", str(path), str(path)], capture_output=True, check=False
    ).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        with (
            pytest.raises(CannotWrite) as refusal,
            whole_or_none(path, never_over=shop.path) as file,
        ):
            file.write(b"this month's")
    finally:
        subprocess.run(["umount", str(path)], check=True)
    assert "open elsewhere" in message(refusal.value, Terms("甜甜"))
    assert path.read_text() == "last month's"
    assert not path.with_name("month.xlsx.part").exists()
    assert sell(shop, cashier, 5, "next").sale


@linux_only
def test_a_workbook_in_a_folder_where_nothing_may_be_written_is_refused_by_name(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    folder = tmp_path / "far"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        with pytest.raises(CannotWrite), whole_or_none(folder / "a", never_over=shop.path):
            pass
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)

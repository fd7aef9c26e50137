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
from shopfans.services import auditing, backing_up, listing, staffing
from shopfans.services.exporting.files import whole_or_none
from shopfans.texts.messages import message
from tests.conftest import Clock
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
    yield shop
    shop.close()
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

"""A backup while the shop sells; programs that are killed; backups that are spoiled."""

import os
import random
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from shopfans.database import admitting, backup, opening
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.roles import SYSTEM, Role
from shopfans.domain.sales import Line as Goods
from shopfans.domain.sales import Tender
from shopfans.services import founding
from shopfans.services.backups import backing_up, examining
from shopfans.services.members import enrolling
from shopfans.services.members.enrolling import Applicant
from shopfans.services.sales import selling
from shopfans.services.staff import staffing
from tests.benchmarks.measuring import Line, percentile, seconds
from tests.benchmarks.sale_job import prepared
from tests.conftest import Clock
from tests.database.sellers import kill
from tests.services.test_backing_up_while_selling import backed_up_while_selling

KILLS, ON_ONE_FILE = 300, 10
SELLERS, BACKUPS = 8, 10
FLIPS = 2_000
SECONDS_ALONE = 15


def backups(demo: Path, size: str) -> Iterator[Line]:
    """Copied while this process sells, without and with the proofs that follow; the floor is a
    plain copy of the same file, flushed."""
    with tempfile.TemporaryDirectory(dir=demo.parent) as folder:
        path = Path(folder) / "ours.shop"
        shutil.copy(demo, path)
        backup.flush(path)
        size = f"{size}, {path.stat().st_size / 1e9:.2f} GB"
        floor = min(seconds(lambda: _plain_copy(path)) for _ in range(3))
        shop = opening.open_shop(path)
        seller = Seller(shop)
        alone = seller.sell_while(lambda: time.sleep(SECONDS_ALONE))
        yield Line("a sale, longest, nothing else is done", size, max(alone.sales), most=0.25)
        target = Path(folder) / "copy.shop"
        found = seller.sell_while(lambda: _copy_alone(shop, target))
        yield Line("a backup: copied, digest, flushed", size, found.took, floor, most_ratio=4)
        yield from _meanwhile(size, found, alone)
        target.unlink()
        found = seller.sell_while(lambda: backing_up.before(shop, Why.HAND))
        yield Line("the same, and all its proofs", size, found.took, floor)
        yield from _meanwhile(size, found, alone)
        _write_a_long_log(shop)
        log = path.with_name(f"{path.name}-wal").stat().st_size
        found = seller.sell_while(shop.checkpoint)
        yield Line("the log is moved into the file", f"{log / 1e6:.0f} MB", found.took)
        yield Line("a sale meanwhile, longest", size, max(found.sales), most=0.25)
        shop.close()


def kills() -> Iterator[Line]:
    """A busy writer is killed at moments nobody chose, ten times on one file; and backups are made
    while others sell."""
    with tempfile.TemporaryDirectory() as folder:
        founded, path, clock = Path(folder) / "founded.shop", Path(folder) / "ours.shop", Clock()
        member = _small_shop(founded, clock)
        sold = lost = untrue = unheard = 0
        for first in range(0, KILLS, ON_ONE_FILE):
            shutil.copy(founded, path)
            tally = kill(path, clock, member, times=ON_ONE_FILE, first=first)
            sold, lost = sold + tally.confirmed, lost + tally.lost
            untrue, unheard = untrue + tally.untrue, max(unheard, tally.most_unheard)
            backup.remove_whole(path)
        said = f"{KILLS} kills, {sold:,} sales"
        yield Line("confirmed sales lost", said, lost, most=0, unit="")
        yield Line("truths that do not hold after", said, untrue, most=0, unit="")
        yield Line("stored, not yet confirmed, at most", said, unheard, most=1, unit="")
        found = backed_up_while_selling(
            founded, clock, member, sellers_at_once=SELLERS, backups=BACKUPS
        )
        said = f"{BACKUPS} backups, {SELLERS} programs sell"
        missing = sum(len(lacking) for lacking, _problems in found)
        yield Line("sales confirmed before, not in it", said, missing, most=0, unit="")
        problems = sum(problems for _lacking, problems in found)
        yield Line("truths that do not hold in it", said, problems, most=0, unit="")


def damage() -> Iterator[Line]:
    """A small backup cut off at every length, and with a bit turned over in 2,000 places."""
    with tempfile.TemporaryDirectory() as folder:
        path, clock = Path(folder) / "ours.shop", Clock()
        _small_shop(path, clock)
        shop = opening.open_shop(path, now=clock)
        made = backing_up.before(shop, Why.HAND).path
        shop.close()
        before = path.read_bytes()
        whole = made.read_bytes()
        size = f"{len(whole):,} bytes"
        yield Line("cut off, and taken for good", size, _cuts_taken(made, whole), most=0, unit="")
        taken, slowest = _flips_taken(path, made, whole)
        yield Line("a bit flipped, and taken for good", f"{FLIPS:,}", taken, most=0, unit="")
        yield Line("refused after, at most", f"{FLIPS:,}", slowest, most=2)
        changed = int(path.read_bytes() != before)
        yield Line("changes of the live shop", size, changed, most=0, unit="")


def _plain_copy(path: Path) -> None:
    copy = path.with_name("plain")
    shutil.copyfile(path, copy)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    copy.unlink()


def _copy_alone(shop: Shop, target: Path) -> None:
    def progress(done: int, total: int) -> None:
        pass

    backup.back_up(shop.path, target, check=lambda part: None, progress=progress)


class Meanwhile(NamedTuple):
    """Seconds."""

    took: float
    """What was done beside the sales."""
    sales: list[float]
    flushes: list[float]
    """The end of each sale, until it is on the disk."""


class Seller:
    """Sells in the thread that opened the shop, as the counter does."""

    def __init__(self, shop: Shop) -> None:
        self._shop, self._by, self._chance = shop, staffing.staff(shop)[1], Random(4)
        self._flushes: list[float] = []
        commit = shop._db.commit
        shop._db.commit = lambda: self._flushes.append(seconds(commit))

    def sell_while(self, job: Callable[[], object]) -> Meanwhile:
        """One sale after the other while a thread does the job, and one at least."""
        took: list[float] = []
        sales: list[float] = []
        self._flushes.clear()
        thread = threading.Thread(target=lambda: took.append(seconds(job)))
        thread.start()
        while thread.is_alive() or not sales:
            sales.append(seconds(prepared(self._shop, self._by, self._chance)))
            time.sleep(0.02)
        thread.join()
        return Meanwhile(took[0], sales, list(self._flushes))


def _meanwhile(size: str, found: Meanwhile, alone: Meanwhile) -> Iterator[Line]:
    """Where most of the longest sale is not the flush, the processor was busy with others."""
    p99, p99_alone = percentile(found.sales, 0.99), percentile(alone.sales, 0.99)
    yield Line("a sale meanwhile, p99, beside alone", size, p99, p99_alone, most_ratio=3)
    yield Line("a sale meanwhile, longest", size, max(found.sales), max(alone.sales), most=0.25)
    yield Line("its flush, longest", size, max(found.flushes), max(alone.flushes))


def _write_a_long_log(shop: Shop) -> None:
    """As a long list that comes in does; what is sold in a minute is a hundredth of it."""
    shop.checkpoint()
    with shop.changing():
        for table in ("member", "consent", "member_key"):
            shop.rows(f"CREATE TABLE its_{table} AS SELECT * FROM {table}")


def _small_shop(path: Path, clock: Clock) -> int:
    """A shop with a cashier, a member and some sales; returns the member."""
    shop = founding.found_shop(
        path, name="x", owner_name="o", owner_pin="246813", welcome_name="w", now=clock
    )
    staffing.add_staff(shop, by=SYSTEM, name="c", role=Role.CASHIER, pin="7391", request="c")
    form = Applicant("王小美", "+8613812345678", None, False)
    member = enrolling.enroll(shop, by=SYSTEM, applicant=form, request="j")
    for number in range(50):
        selling.record_sale(
            shop, by=SYSTEM, request=f"b{number}", lines=[Goods(Money(2000))],
            payments={Tender.CASH: Money(2000)}, member=member,
        )  # fmt: skip
    shop.close()
    return member


def _cuts_taken(made: Path, whole: bytes) -> int:
    """Every length from the last byte but one down to none."""
    copy = made.with_name("cut")
    copy.write_bytes(whole)
    taken = 0
    for length in range(len(whole) - 1, -1, -1):
        os.truncate(copy, length)
        try:
            admitting.whole(copy, copy)
        except ShopError:
            continue
        taken += 1
    return taken


def _flips_taken(path: Path, made: Path, whole: bytes) -> tuple[int, float]:
    taken, slowest = 0, 0.0
    for _ in range(FLIPS):
        flipped = bytearray(whole)
        flipped[random.randrange(len(whole))] ^= 1 << random.randrange(8)
        made.write_bytes(flipped)
        began = time.perf_counter()
        try:
            examining.drop(examining.look_into(path, made).copy)
        except ShopError:
            slowest = max(slowest, time.perf_counter() - began)
        else:
            taken += 1
    made.write_bytes(whole)
    return taken, slowest

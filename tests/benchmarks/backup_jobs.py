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
from tests.benchmarks.measuring import Line, seconds
from tests.benchmarks.sale_job import prepared
from tests.conftest import Clock
from tests.database.sellers import kill
from tests.services.test_backing_up_while_selling import backed_up_while_selling

KILLS, ON_ONE_FILE = 300, 10
SELLERS, BACKUPS = 8, 10
FLIPS = 2_000


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
        target = Path(folder) / "copy.shop"
        copying, longest = _while_selling(shop, lambda: _copy_alone(shop, target))
        yield Line("a backup: copied, digest, flushed", size, copying, floor, most_ratio=4)
        yield Line("a sale meanwhile, longest", size, longest, most=0.25)
        target.unlink()
        whole, longest = _while_selling(shop, lambda: backing_up.before(shop, Why.HAND))
        yield Line("the same, and all its proofs", size, whole, floor)
        yield Line("a sale meanwhile, longest", size, longest, most=0.25)
        log = path.with_name(f"{path.name}-wal").stat().st_size
        moving, longest = _while_selling(shop, shop.checkpoint)
        yield Line("the log is moved into the file", f"{log / 1e6:.0f} MB", moving)
        yield Line("a sale meanwhile, longest", size, longest, most=0.25)
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


def _while_selling(shop: Shop, job: Callable[[], object]) -> tuple[float, float]:
    """How long the job took in a thread, and how long a sale waited at most meanwhile."""
    took: list[float] = []
    thread = threading.Thread(target=lambda: took.append(seconds(job)))
    by, chance, longest = staffing.staff(shop)[1], Random(4), 0.0
    thread.start()
    while thread.is_alive():
        longest = max(longest, seconds(prepared(shop, by, chance)))
        time.sleep(0.02)
    thread.join()
    return took[0], longest


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

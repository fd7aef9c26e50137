"""A large file is checked by a process of its own: what it finds comes back, and it never stays
behind."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopfans.database import backup
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.domain.errors import BooksUntrue, DamagedWhenMade, FileDamaged, Stopped
from shopfans.domain.roles import Staff
from shopfans.services.apart import asking
from shopfans.services.apart.asking import CHECK_FILE
from shopfans.services.apart.process import OURS
from shopfans.services.backups import backing_up, examining, rehearsing
from shopfans.services.backups.backing_up import Found
from tests.services.test_selling import sell

ROOT = Path(__file__).parents[2]


def untold(done: int, total: int) -> None:
    pass


@pytest.fixture(autouse=True)
def always_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LARGE", 0)


@pytest.fixture
def part(shop: Shop, cashier: Staff, tmp_path: Path) -> Path:
    """A copy as it is before it becomes a backup."""
    sell(shop, cashier, 5, "s")
    path = tmp_path / "copy.shop"
    backup.back_up(shop.path, path, check=backup.prove_sound, progress=untold)
    backup.take_digest_off(path)
    return path


def test_what_it_finds_is_what_is_found_here(part: Path) -> None:
    assert asking.found(Found, OURS, part, progress=untold) == backing_up.prove(part, untold)


def test_a_backup_is_made_tested_and_looked_into_apart(
    shop: Shop, mei: int, cashier: Staff
) -> None:
    sell(shop, cashier, 5, "s", member=mei)
    made = backing_up.before(shop, Why.HAND)
    assert made.test is None
    assert rehearsing.rehearse(shop, made).members == 1
    found = examining.look_into(shop.path, made.path)
    assert found.holds == examining.holds(shop)
    examining.drop(found.copy)


def test_the_shop_sells_while_its_backup_is_proved(shop: Shop, cashier: Staff) -> None:
    sold: list[int] = []

    def sell_one(done: int, total: int) -> None:
        sold.append(sell(shop, cashier, 5, f"meanwhile {len(sold)}").sale)

    made = backing_up.before(shop, Why.HAND, sell_one)
    assert made.test is None
    assert len(sold) > 1
    assert examining.holds(shop).sales == len(sold)


def test_an_untrue_book_is_counted_and_a_restore_of_it_refused(shop: Shop, mei: int) -> None:
    with shop.changing():
        shop.rows("UPDATE member SET spent = 5 WHERE id = ?", mei)
    made = backing_up.before(shop, Why.HAND)
    assert made.test is not None
    assert made.test.problems == 1
    with pytest.raises(BooksUntrue) as refusal:
        examining.look_into(shop.path, made.path)
    assert refusal.value.problems == 1
    with shop.changing():
        shop.rows("UPDATE member SET spent = 0 WHERE id = ?", mei)


def test_a_refusal_comes_back_with_its_facts(shop: Shop, part: Path) -> None:
    said = bytearray(part.read_bytes())
    said[8192:9000] = bytes(808)
    part.write_bytes(said)
    with pytest.raises(FileDamaged):
        asking.found(Found, OURS, part, progress=untold)
    backup.add_digest(part)
    with pytest.raises(DamagedWhenMade) as refusal:
        examining.look_into(shop.path, part)
    assert refusal.value.path == part


def test_a_mistake_of_its_own_is_told_with_its_trace(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing"
    nothing.touch()
    with pytest.raises(RuntimeError, match="Traceback"):
        asking.found(Found, OURS, nothing, progress=untold)


def test_it_is_gone_when_whoever_waits_stops_it(part: Path) -> None:
    before = set(children())

    def stop(done: int, total: int) -> None:
        raise Stopped()

    with pytest.raises(Stopped):
        asking.found(Found, OURS, part, progress=stop)
    assert set(children()) == before


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_one_that_is_killed_is_missed(part: Path) -> None:
    before = set(children())

    def kill(done: int, total: int) -> None:
        for child in set(children()) - before:
            os.kill(child, signal.SIGKILL)

    with pytest.raises(RuntimeError, match="died"):
        asking.found(Found, OURS, part, progress=kill)


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe is waited for in another way there")
def test_it_ends_with_whoever_began_it(part: Path) -> None:
    """The input is closed, and the check of a thing that never ends is over."""
    endless = part.with_name("endless")
    os.mkfifo(endless)
    begun = subprocess.Popen(
        asking._command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert begun.stdin is not None
    begun.stdin.write(json.dumps([OURS, str(endless)]).encode() + b"\n")
    begun.stdin.close()
    assert begun.wait(timeout=30) != 0
    assert begun.stdout is not None
    assert begun.stdout.read() == b""
    begun.stdout.close()


def test_a_program_that_is_its_own_interpreter_checks_by_itself(part: Path) -> None:
    with subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), CHECK_FILE],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as begun:  # fmt: skip
        assert begun.stdin is not None
        assert begun.stdout is not None
        begun.stdin.write(json.dumps([OURS, str(part)]).encode() + b"\n")
        begun.stdin.flush()
        said = [json.loads(line) for line in begun.stdout]
    assert json.loads(said[-1]["found"])["problems"] == 0


def children() -> Iterator[int]:
    """Of this process."""
    tasks = Path("/proc/self/task")
    for task in tasks.iterdir() if tasks.exists() else ():
        yield from map(int, (task / "children").read_text().split())

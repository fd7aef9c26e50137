"""Finding a member, her card, Today's list, the audit."""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from random import Random

from shopfans.database.shop import Shop
from shopfans.domain.names import search_keys
from shopfans.domain.periods import time_zone
from shopfans.services import settings
from shopfans.services.books import auditing
from shopfans.services.books.truths.truth import Problem
from shopfans.services.members import finding
from shopfans.services.reminders import forecasting, reminding
from tests.benchmarks.measuring import Line, best_of_three, percentile, seconds

QUERIES = 300


def jobs(shop: Shop, size: str) -> Iterator[Line]:
    yield from _find(shop, size)
    yield from _card(shop, size)
    yield _today(shop, size)
    yield _audit(shop, size)


def _find(shop: Shop, size: str) -> Iterator[Line]:
    """The floor: fifty members read by key, as many as a list of matches shows."""
    random = Random(7)
    ours, floor = [], []
    for text in _texts(shop, random):
        fifty = _members(shop, random, 50)
        ours.append(best_of_three(partial(finding.find, shop, text)))
        floor.append(best_of_three(partial(_read, shop, fifty)))
    middle = percentile(floor, 0.5)
    yield Line("find a member, p50", size, percentile(ours, 0.5), middle, 0.005, 3)
    yield Line("find a member, p99", size, percentile(ours, 0.99), middle, 0.005, 12)


def _texts(shop: Shop, random: Random) -> list[str]:
    """What people type: beginnings of pieces of names, pinyin, initials and numbers."""
    with shop.reading():
        marks = ",".join(map(str, _members(shop, random, QUERIES)))
        people = shop.rows(f"SELECT name, substr(phone, 4) FROM member WHERE id IN ({marks})")
    found = []
    for name, number in people:
        key = random.choice(sorted(search_keys(name, number)))
        found.append(key[: random.randint(1, len(key))])
    return found


def _members(shop: Shop, random: Random, count: int) -> list[int]:
    with shop.reading():
        most = shop.rows("SELECT MAX(id) FROM member")[0][0]
    return [random.randint(1, most) for _ in range(count)]


def _read(shop: Shop, members: list[int]) -> None:
    with shop.reading():
        for member in members:
            shop.rows("SELECT * FROM member WHERE id = ?", member)


def _card(shop: Shop, size: str) -> Iterator[Line]:
    random = Random(8)
    times = [
        seconds(partial(finding.card, shop, member)) for member in _members(shop, random, QUERIES)
    ]
    yield Line("member card, p50", size, percentile(times, 0.5), most=0.02)
    yield Line("member card, p99", size, percentile(times, 0.99), most=0.05)


def _today(shop: Shop, size: str) -> Line:
    """On the morning after the last sale, as when the window opens."""
    with shop.reading():
        last = shop.rows("SELECT date(MAX(day), '+1 day') FROM sale")[0][0]
    morning = datetime.combine(
        date.fromisoformat(last), time(9), time_zone(settings.load(shop).zone)
    )
    shop.now = lambda: morning
    forecasting.keep_up(shop)
    return Line(
        "Today from stored scores, 200 lines a reason",
        size,
        best_of_three(lambda: reminding.today_list(shop, most=200)),
        most=0.1,
    )


def _audit(shop: Shop, size: str) -> Line:
    """The peer: SQLite's own check of the file, which is part of the audit."""

    def check() -> None:
        with shop.reading():
            shop.rows("PRAGMA quick_check")

    problems: list[Problem] = []
    ours = seconds(lambda: problems.extend(auditing.problems(shop)))
    assert problems == []
    return Line("audit", size, ours, seconds(check))

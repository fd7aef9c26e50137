"""When the demo's guests come: each at her own pace, many for a while, a few for ever."""

from array import array
from collections.abc import Iterator
from itertools import accumulate
from random import Random

DAYS = 365

Visits = list["array[int]"]
"""For each day of the year the numbers of the members who come, once for each visit."""


def planned(random: Random, members: int, sales_per_member: int, days: int = DAYS) -> Visits:
    """Who comes on which day; `members * sales_per_member` visits in all, each member's first on
    the day she joins.

    Members are numbered from 1 in the order of joining.
    """
    calendar: Visits = [array("I") for _ in range(days)]
    joined = sorted(int(days * random.random() ** 1.25) for _ in range(members))
    stays = [_stay(random, days - first) for first in joined]
    eagerness = [stay * random.lognormvariate(0, 0.75) for stay in stays]
    counts = _shared_out(members * (sales_per_member - 1), eagerness)
    for member, (first, stay, more) in enumerate(zip(joined, stays, counts, strict=True), 1):
        calendar[first].append(member)
        for day in _later_days(random, stay, more):
            calendar[min(first + day, days - 1)].append(member)
    return calendar


def _stay(random: Random, longest: int) -> float:
    """Days until she comes no more: some stay away after a while, the others are still coming."""
    if random.random() < 0.45:
        return min(float(longest), 1 + random.expovariate(1 / 90))
    return float(longest)


def _shared_out(total: int, weights: list[float]) -> Iterator[int]:
    """Whole shares in proportion to the weights; they add up to the total."""
    scale, before = total / sum(weights), 0
    sums = accumulate(weights)
    for index, reached in enumerate(sums, 1):
        until = total if index == len(weights) else round(reached * scale)
        yield until - before
        before = until


def _later_days(random: Random, stay: float, visits: int) -> Iterator[int]:
    """Days after the first visit, her gaps gamma distributed, more or less regular."""
    if not visits:
        return
    regularity = 1.5 + 5 * random.random()
    gaps = [random.gammavariate(regularity, 1) for _ in range(visits)]
    unfinished = random.gammavariate(regularity, 1) * random.random()
    scale = stay / (sum(gaps) + unfinished)
    for moment in accumulate(gaps):
        yield int(moment * scale)

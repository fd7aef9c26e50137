"""What members have at home, and when it will be used up; and which goods they usually take again:
the nearest reason to come back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.closures import OpenDays
from shopfans.domain.foresight import FEWEST_GAPS, Foresight
from shopfans.domain.gap_mixture import Told
from shopfans.domain.gap_sums import GapSums
from shopfans.domain.periods import shifted
from shopfans.domain.rhythm import LONGEST_SILENCE
from shopfans.domain.visit_past import Past
from shopfans.services.books.auditing import Progress
from shopfans.services.reminders import fitting

AROUND = 7
"""Days before and after it is used up, or usual again, in which it is a reason."""

TOLD_BY = 3_000
"""Of members and goods: more tell nothing new about how long goods last."""

OFTEN = 3
"""Days on which a good of no stated use was bought, for its rhythm to say anything."""


class RunsOut(NamedTuple):
    good: int
    day: date


class _Bought(NamedTuple):
    """One member and one good."""

    member: int
    good: int
    lasts: int | None
    """Days a piece lasts, as the owner says."""
    last: date
    pieces: int
    """On the last day; one, if nobody said how long they last: three cakes are for three guests."""
    sums: GapSums
    """Of the gaps between the days she bought it, for one piece."""
    age: int


def reasons(
    shop: Shop,
    *,
    today: date,
    open_days: OpenDays,
    by: fitting.Engine,
    progress: Progress = lambda done, total: None,
) -> dict[int, RunsOut]:
    """For each member what runs out about now, the nearest alone; inside a block.

    Goods that the owner said how long they last. Bought once they last so long; bought again, as
    long as hers usually do: the same mixture of gaps, on the days she bought them. Raises what
    `progress` raises.
    """
    if not shop.rows("SELECT 1 FROM good WHERE lasts IS NOT NULL LIMIT 1"):
        return {}
    told = today.isoformat()
    rows = shop.stream(_LINES.format(which="g.lasts IS NOT NULL"), told, told)
    everything = list(_bought(rows, today, open_days, progress))
    usual = _usual_days(everything, by, lambda: progress(0, 1))
    days = [hers or one.lasts for hers, one in zip(usual, everything, strict=True)]
    return _nearest(everything, days, today)


def usual_again(
    shop: Shop,
    members: Sequence[int],
    *,
    today: date,
    open_days: OpenDays,
    by: fitting.Engine,
    progress: Progress = lambda done, total: None,
) -> dict[int, RunsOut]:
    """Which good each of these members usually takes again about now, the nearest alone; inside a
    block.

    Goods that nobody said how long they last, bought on OFTEN days at least, by the same mixture.
    Raises what `progress` raises.
    """
    told, ids = today.isoformat(), ", ".join(map(str, members))
    which = f"g.lasts IS NULL AND s.member_id IN ({ids})"
    rows = shop.stream(_LINES.format(which=which), told, told)
    everything = [
        one for one in _bought(rows, today, open_days, progress) if one.sums.gaps >= OFTEN - 1
    ]
    usual = _usual_days(everything, by, lambda: progress(0, 1))
    return _nearest(everything, usual, today)


def _nearest(
    everything: Iterable[_Bought], days: Iterable[int | None], today: date
) -> dict[int, RunsOut]:
    nearest: dict[int, RunsOut] = {}
    for one, lasts in zip(everything, days, strict=True):
        if lasts is None:
            continue
        ends = one.last + timedelta(days=min(lasts * one.pieces, (date.max - one.last).days))
        if abs((ends - today).days) > AROUND:
            continue
        known = nearest.get(one.member)
        if known is None or abs((ends - today).days) < abs((known.day - today).days):
            nearest[one.member] = RunsOut(one.good, ends)
    return nearest


def _bought(
    rows: Iterable[tuple[Any, ...]], today: date, open_days: OpenDays, progress: Progress
) -> Iterator[_Bought]:
    number = open_days.number(today.toordinal())
    for place, ((member, good, lasts), some) in enumerate(groupby(rows, key=itemgetter(0, 1, 2))):
        if place % 1000 == 0:
            progress(0, 1)
        bought = [(day, pieces if lasts else 1) for _, _, _, day, pieces in some]
        if lasts and _has_stopped(*bought[-1], lasts, today):
            continue
        days = [(date.fromisoformat(day), pieces) for day, pieces in bought]
        numbers = [open_days.number(day.toordinal()) for day, _ in days]
        sums = GapSums()
        for (early, late), (_, pieces) in zip(pairwise(numbers), days[:-1], strict=True):
            sums = sums.after(round((late - early) / pieces))
        last, pieces = days[-1]
        yield _Bought(member, good, lasts, last, pieces, sums, max(1, number - numbers[-1]))


def _has_stopped(day: str, pieces: int, lasts: int, today: date) -> bool:
    """She has not bought it again for longer than anybody waits: she takes another now."""
    return day < shifted(today, -LONGEST_SILENCE * lasts * pieces - AROUND).isoformat()


def _usual_days(
    everything: Sequence[_Bought], by: fitting.Engine, tick: Callable[[], None]
) -> list[int | None]:
    """The days a piece of hers usually lasts, if she bought it again and enough people did."""
    again = [place for place, one in enumerate(everything) if one.sums.gaps]
    days: list[int | None] = [None] * len(everything)
    if sum(everything[place].sums.gaps for place in again) < FEWEST_GAPS:
        return days
    chosen = [everything[place] for place in fitting.drawn(range(len(everything)), TOLD_BY)]
    model = Foresight(by.fit_mixture([Told(one.sums, one.age) for one in chosen], tick))
    pasts = [_past(everything[place]) for place in again]
    told = by.forecasts(model, pasts, [one.age for one in pasts], [])
    for place, forecast in zip(again, told, strict=True):
        days[place] = forecast.rhythm
    return days


def _past(one: _Bought) -> Past:
    return Past(one.sums, one.age, one.age, (0, 0, 0), 0.0)


_LINES = """
    SELECT s.member_id, l.good_id, g.lasts, s.day, SUM(l.quantity)
    FROM sale_line l JOIN good g ON g.id = l.good_id JOIN sale s ON s.id = l.sale_id
    WHERE {which} AND s.member_id IS NOT NULL AND s.day < ? AND s.reverses_id IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1 AND v.day < ?)
    GROUP BY s.member_id, l.good_id, s.day ORDER BY s.member_id, l.good_id, s.day"""
"""What was known before a day; a refund of a later day was not yet."""

"""What members have at home, and when it will be used up: the nearest reason to come back."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.closures import OpenDays
from shopfans.domain.foresight import FEWEST_GAPS, Foresight
from shopfans.domain.gap_mixture import Told
from shopfans.domain.gap_sums import GapSums
from shopfans.domain.visit_past import Past
from shopfans.services import fitting

AROUND = 7
"""Days before and after it is used up in which it is a reason."""


class RunsOut(NamedTuple):
    good: int
    day: date


class _Bought(NamedTuple):
    """One member and one good that lasts some days."""

    member: int
    good: int
    lasts: int
    """Days a piece lasts, as the owner says."""
    last: date
    pieces: int
    """On the last day."""
    sums: GapSums
    """Of the gaps between the days she bought it, for one piece."""
    age: int


def reasons(
    shop: Shop, *, today: date, open_days: OpenDays, by: fitting.Engine
) -> dict[int, RunsOut]:
    """For each member what runs out about now, the nearest alone; inside a block.

    Goods that the owner said how long they last. Bought once they last so long; bought again, as
    long as hers usually do: the same mixture of gaps, on the days she bought them.
    """
    if not shop.rows("SELECT 1 FROM good WHERE lasts IS NOT NULL LIMIT 1"):
        return {}
    everything = list(_bought(shop, today, open_days))
    nearest: dict[int, RunsOut] = {}
    for one, days in zip(everything, _days_a_piece_lasts(everything, by), strict=True):
        ends = one.last + timedelta(days=min(days * one.pieces, (date.max - one.last).days))
        if abs((ends - today).days) > AROUND:
            continue
        known = nearest.get(one.member)
        if known is None or abs((ends - today).days) < abs((known.day - today).days):
            nearest[one.member] = RunsOut(one.good, ends)
    return nearest


def _bought(shop: Shop, today: date, open_days: OpenDays) -> Iterator[_Bought]:
    number = open_days.number(today.toordinal())
    rows = shop.stream(_LINES, today.isoformat())
    for (member, good), some in groupby(rows, key=itemgetter(0, 1)):
        days = [(date.fromisoformat(day), pieces, lasts) for _, _, day, pieces, lasts in some]
        numbers = [open_days.number(day.toordinal()) for day, _, _ in days]
        sums = GapSums()
        for (early, late), (_, pieces, _) in zip(pairwise(numbers), days[:-1], strict=True):
            sums = sums.after(round((late - early) / pieces))
        last, pieces, lasts = days[-1]
        yield _Bought(member, good, lasts, last, pieces, sums, max(1, number - numbers[-1]))


def _days_a_piece_lasts(everything: Sequence[_Bought], by: fitting.Engine) -> list[int]:
    """Hers if she bought it again, else the owner's."""
    again = [place for place, one in enumerate(everything) if one.sums.gaps]
    days = [one.lasts for one in everything]
    if sum(everything[place].sums.gaps for place in again) < FEWEST_GAPS:
        return days
    chosen = [everything[place] for place in fitting.drawn(range(len(everything)), by.most)]
    model = Foresight(by.fit_mixture([Told(one.sums, one.age) for one in chosen], lambda: None))
    pasts = [_past(everything[place]) for place in again]
    told = by.forecasts(model, pasts, [one.age for one in pasts], [])
    for place, forecast in zip(again, told, strict=True):
        days[place] = forecast.rhythm
    return days


def _past(one: _Bought) -> Past:
    return Past(one.sums, one.age, one.age, (0, 0, 0), 0.0)


_LINES = """
    SELECT s.member_id, l.good_id, s.day, SUM(l.quantity), g.lasts
    FROM good g JOIN sale_line l ON l.good_id = g.id JOIN sale s ON s.id = l.sale_id
    WHERE g.lasts IS NOT NULL AND s.member_id IS NOT NULL AND s.day < ?
    AND s.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1)
    GROUP BY s.member_id, l.good_id, s.day ORDER BY s.member_id, l.good_id, s.day"""

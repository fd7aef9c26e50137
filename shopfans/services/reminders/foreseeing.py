"""Who came back when, as a day of the past saw it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.foresight import ASKED, Forecast, Foresight, next_day, shops_gap, with_supply
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.books.auditing import Progress
from shopfans.services.reminders import fitting, using_up
from shopfans.services.reminders.looking_back import histories
from shopfans.services.reminders.resting import open_days_before
from shopfans.services.reminders.using_up import RunsOut


class Foreseen(NamedTuple):
    """A member as she stood on a day of the past, whatever came later."""

    member: int
    foreign_id: str
    visits: int
    last_visit: date
    usual_gap: int
    next_visit: date
    forecast: Forecast
    at_home: RunsOut | None
    """What she will have used up about then."""


def foreseen(
    shop: Shop,
    *,
    on: date,
    horizons: Sequence[int] = ASKED,
    terms: Terms | None = None,
    model: Foresight | None = None,
    progress: Progress = lambda done, total: None,
) -> tuple[Foresight, list[Foreseen]]:
    """Everybody known before a day as she stood then: fitted, unless a model is given, and worked
    out for this day alone.

    By the terms in force, or by others that are tried. Raises what `progress` raises.
    """
    by, terms = fitting.engine(), terms or settings.load(shop)
    with shop.reading():
        open_days = open_days_before(shop, on, terms)
        seen = list(histories(shop, before=on, open_days=open_days, progress=progress))
        keys = dict(shop.rows("SELECT id, foreign_id FROM member WHERE foreign_id IS NOT NULL"))
        ends = using_up.reasons(shop, today=on, open_days=open_days, by=by, progress=progress)
    number = open_days.number(on.toordinal())
    if model is None:
        chosen = [seen[place].visits for place in fitting.drawn(range(len(seen)), by.most)]
        model = fitting.fit(chosen, on=number, by=by, progress=progress)
    model = model._replace(rule_days=terms.rule_days)
    pasts = [one.visits.before([number])[number] for one in seen]
    shops = shops_gap(model)
    rhythms = [one.rhythm for one in seen]
    gaps = [rhythm.usual_gap or shops for rhythm in rhythms]
    told = by.forecasts(model, pasts, gaps, horizons)
    return model, [
        Foreseen(
            one.member, keys.get(one.member, ""), rhythm.visits, _last(rhythm.last_visit),
            gap, next_day(model, forecast.next_visit, on, _last(rhythm.last_visit)),
            forecast._replace(standing=with_supply(forecast.standing, ends.get(one.member))),
            ends.get(one.member),
        )
        for one, rhythm, gap, forecast in zip(seen, rhythms, gaps, told, strict=True)
    ]  # fmt: skip


def _last(day: date | None) -> date:
    assert day is not None
    return day

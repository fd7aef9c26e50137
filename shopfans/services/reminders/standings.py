"""Who is due and who is slipping away: read from the stored scores, or worked out for a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shopfans.database.shop import Shop
from shopfans.domain.effect import FORECAST_HELD_BACK_SQL, is_held_back
from shopfans.domain.foresight import Foresight, Standing
from shopfans.domain.kinds import Reason
from shopfans.domain.periods import shifted
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.books.auditing import Progress
from shopfans.services.reminders import expecting, foreseeing, resting
from shopfans.services.reminders.foresaw import Foresaw, foresaw
from shopfans.services.reminders.foreseeing import Foreseen
from shopfans.services.reminders.lines import (
    PERSON,
    Found,
    Line,
    TickedOff,
    dealt_with,
    first_open,
    open_lines,
    silent,
)
from shopfans.services.reminders.visiting import spendings

REASONS = {Standing.DUE: Reason.DUE, Standing.SLIPPING: Reason.SLIPPING}

FARTHEST = 366
"""Days ahead beyond which nobody can say."""

Standings = tuple[dict[Reason, Found], int]
"""The lines for each reason, and how many are held back."""


def stored(shop: Shop, terms: Terms, on: date, most: int | None) -> Standings:
    """By the scores that are stored; who came since is gone from the list. Inside a block."""
    held_back = f"AND NOT {FORECAST_HELD_BACK_SQL}" if terms.holds_back else ""
    by_rule = expecting.goes_by_rule(shop)
    found = {}
    for standing, reason in REASONS.items():
        stands, values = _by_rule(standing, terms, on) if by_rule else _by_score(standing)
        found[reason] = open_lines(
            shop, reason, on, most,
            source="forecast f CROSS JOIN member m ON m.id = f.member_id",
            where=f"{stands} AND m.last_visit < f.day AND m.erased = 0 {held_back}",
            occasion="m.last_visit",
            day="f.next_visit",
            order="f.gain DESC, m.id",
            values=values,
        )  # fmt: skip
    told = _foresaw(shop, [line.member for one in found.values() for line in one.lines])
    found = {
        reason: one._replace(lines=[line._replace(foresaw=told[line.member]) for line in one.lines])
        for reason, one in found.items()
    }
    return found, _held(shop) if terms.holds_back else 0


def _by_score(standing: Standing) -> tuple[str, tuple[object, ...]]:
    return "f.standing = ?", (standing.value,)


def _by_rule(standing: Standing, terms: Terms, on: date) -> tuple[str, tuple[object, ...]]:
    """As foresight.standing_of and with_supply have it in a young shop, for terms that may be on
    trial."""
    if standing is not Standing.DUE:
        return "0", ()
    number = resting.open_days().number(on.toordinal())
    return (
        "f.member_id IN (SELECT member_id FROM gap_sum WHERE last BETWEEN ? AND ? UNION "
        "SELECT x.member_id FROM forecast x JOIN good g ON g.id = x.good_id "
        "WHERE x.runs_out IS NOT NULL AND g.lasts IS NOT NULL)",
        (number - 4 * terms.rule_days, number - terms.rule_days),
    )


def worked_out(
    shop: Shop, terms: Terms, on: date, most: int | None, *, model: Foresight | None = None,
    progress: Progress = lambda done, total: None,
) -> Standings:  # fmt: skip
    """By what was known before the day, whatever came later, and by these terms; inside a block.

    Fitted for the day unless a model is given. Raises what `progress` raises.
    """
    if on > shifted(settings.today(shop), FARTHEST):
        return {reason: Found(0, []) for reason in REASONS.values()}, 0
    _, everybody = foreseeing.foreseen(shop, on=on, terms=terms, model=model, progress=progress)
    spent = spendings(shop, until=on)
    quiet, goods = silent(shop), dict(shop.rows("SELECT id, name FROM good"))
    found, held = {}, 0
    for standing, reason in REASONS.items():
        stand = [
            one
            for one in everybody
            if one.forecast.standing is standing and one.member not in quiet
        ]
        shown = [one for one in stand if not (terms.holds_back and is_held_back(one.member))]
        held += len(stand) - len(shown)
        people = _people(shop, [one.member for one in shown])
        settled = dealt_with(shop, reason, on)
        lines = []
        for one in shown:
            day, done = settled.get((one.member, one.last_visit.isoformat()), ("", None))
            if one.member in people and (not day or (done is not None and day >= on.isoformat())):
                paid = spent[one.member].fen if one.member in spent else 0
                gain = paid / one.visits * (one.forecast.still - one.forecast.chances[0])
                line = _line(people[one.member], one, paid, done)
                lines.append((-gain, one.member, line._replace(foresaw=_told(one, goods))))
        lines.sort(key=lambda entry: entry[:2])
        found[reason] = Found(len(lines), first_open([line for _, _, line in lines], most))
    return found, held


def _told(one: Foreseen, goods: Mapping[int, str]) -> Foresaw:
    told, ends = one.forecast, one.at_home
    said = foresaw(told.chances[0], told.rhythm_early, told.rhythm, told.rhythm_late, told.gone)
    if ends is None:
        return said
    return said._replace(good=goods[ends.good], runs_out=ends.day, is_used_up=True)


def _line(person: tuple[Any, ...], one: Foreseen, paid: int, done: TickedOff | None) -> Line:
    return Line(
        member=one.member,
        name=person[1],
        phone=person[2],
        foreign_id=person[3],
        last_visit=one.last_visit.isoformat(),
        usual_gap=one.usual_gap,
        spent=paid,
        lunar=person[-1],
        occasion=one.last_visit.isoformat(),
        day=one.next_visit.isoformat(),
        coupon=None,
        points=0,
        done=done,
    )


def _people(shop: Shop, members: list[int]) -> dict[int, tuple[Any, ...]]:
    ids = ", ".join(map(str, members))
    rows = shop.rows(f"SELECT {PERSON} FROM member m WHERE m.erased = 0 AND m.id IN ({ids})")
    return {row[0]: row for row in rows}


def _foresaw(shop: Shop, members: list[int]) -> dict[int, Foresaw]:
    ids = ", ".join(map(str, members))
    rows = shop.rows(
        "SELECT f.member_id, f.p7, f.rhythm_early, f.rhythm, f.rhythm_late, f.p_gone, g.name, "
        "f.runs_out, g.lasts FROM forecast f LEFT JOIN good g ON g.id = f.good_id "
        f"WHERE f.member_id IN ({ids})"
    )
    return {member: foresaw(*told) for member, *told in rows}


def _held(shop: Shop) -> int:
    kinds = ", ".join(f"'{standing.value}'" for standing in REASONS)
    [(count,)] = shop.rows(
        "SELECT COUNT(*) FROM forecast f JOIN member m ON m.id = f.member_id "
        f"WHERE f.standing IN ({kinds}) AND m.last_visit < f.day AND m.erased = 0 "
        f"AND {FORECAST_HELD_BACK_SQL}"
    )
    return int(count)

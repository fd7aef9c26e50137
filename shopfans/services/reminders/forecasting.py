"""Who comes back when: fitted weekly and scored nightly."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from threading import Lock
from typing import Any

from shopfans.database.operations import is_known
from shopfans.database.shop import Shop
from shopfans.domain.closures import OpenDays
from shopfans.domain.foresight import (
    ASKED,
    RETURN_WITHIN,
    Foresight,
    Standing,
    next_day,
    shops_gap,
    with_supply,
)
from shopfans.domain.periods import shifted
from shopfans.domain.topics import Topic
from shopfans.domain.visit_past import RECENT
from shopfans.services import settings
from shopfans.services.books.auditing import Progress
from shopfans.services.reminders import fitting, gap_models, using_up
from shopfans.services.reminders.expecting import Expected
from shopfans.services.reminders.gap_models import Fitted
from shopfans.services.reminders.looking_back import histories
from shopfans.services.reminders.resting import open_days_before
from shopfans.services.reminders.using_up import RunsOut
from shopfans.services.reminders.visiting import notice_holidays

AT_ONCE = 20_000
"""Members scored together: many of them came last on the same day, which saves work."""

STORED_AT_ONCE = 4_000
"""In one transaction: no sale waits for more."""

FITTED = 0.4
"""How far one is when the model is fitted, roughly."""

SPOKEN_OF = 1_000
"""Lines of a list of which it is worked out which good is usual again: nobody gets further."""

_KEEPING_UP = Lock()


def keep_up(
    shop: Shop, progress: Progress = lambda done, total: None, *, anew: bool = False
) -> bool:
    """Fit if the model is a week old or missing, score if the day is new, if what counts was
    changed (`anew`), or if it was stopped before everybody was scored; whether it did anything.

    Nothing on a date that is not known.
    One at a time: who asks meanwhile waits, and finds it done. Raises what `progress` raises.
    """
    with _KEEPING_UP:
        return _keep_up(shop, progress, anew=anew)


def ask_anew(shop: Shop) -> None:
    """The next keep_up scores everybody once more, as part of a command: what counts was
    changed."""
    shop.rows(_ASK_ANEW, shifted(settings.today(shop), -1).isoformat())


def _keep_up(shop: Shop, progress: Progress, *, anew: bool) -> bool:
    today = settings.today(shop)
    if anew:
        with shop.changing():
            ask_anew(shop)
    with shop.reading():
        if not is_known(shop):
            return False
        known = gap_models.in_force(shop)
        is_whole = _is_whole(shop, today)
    fitted = 0.0
    if known and known.day <= today < known.day + gap_models.REFIT_AFTER:
        if is_whole:
            return False
    else:
        fit(shop, _part(progress, 0.0, FITTED))
        fitted = FITTED
    score(shop, _part(progress, fitted, 1.0))
    return True


def _is_whole(shop: Shop, today: date) -> bool:
    """Whether everybody who is known has her score of today; inside a block."""
    number = open_days_before(shop, today).number(today.toordinal())
    return not shop.rows(_UNSCORED, today.isoformat(), number)


def _part(progress: Progress, first: float, last: float) -> Progress:
    """Tells of a part of the work as it stands within the whole."""
    return lambda done, total: progress(round(100 * (first + (last - first) * done / total)), 100)


def fit(shop: Shop, progress: Progress = lambda done, total: None) -> Foresight:
    """Put a new model in force, from what was known before today. Raises what `progress` raises."""
    today = settings.today(shop)
    notice_holidays(shop)
    by = fitting.engine()
    with shop.reading():
        open_days = open_days_before(shop, today)
        on = open_days.number(today.toordinal())
        members = array("q", (one for (one,) in shop.stream(_KNOWN, on)))
        chosen = fitting.drawn(members, by.most)
        seen = list(
            histories(shop, before=today, open_days=open_days, only=chosen, progress=progress)
        )
    model = fitting.fit([one.visits for one in seen], on=on, by=by, progress=progress)
    with shop.changing():
        gap_models.keep(shop, Fitted(model, today, len(members)))
    return model


def score(shop: Shop, progress: Progress = lambda done, total: None) -> int:
    """Bring every member's forecast to today; says how many.

    A model must be in force; without one nobody is scored. Raises what `progress` raises: what
    was stored by then stays, and the next keep_up goes on.
    """
    today = settings.today(shop)
    notice_holidays(shop)
    with shop.reading():
        known = gap_models.in_force(shop)
        most = shop.rows("SELECT COALESCE(MAX(member_id), 0) FROM gap_sum")[0][0]
        open_days = open_days_before(shop, today)
    if known is None:
        return 0
    by, done = fitting.engine(), 0
    with shop.reading():
        at_home = using_up.reasons(shop, today=today, open_days=open_days, by=by, progress=progress)
    for start in range(0, most + 1, AT_ONCE):
        with shop.reading():
            rows = list(_scored(shop, known.model, by, open_days, today, start, at_home))
        for at in range(0, len(rows), STORED_AT_ONCE):
            progress(start + at, most + 1)
            with shop.changing():
                shop.write_many(_STORE, rows[at : at + STORED_AT_ONCE])
        done += len(rows)
    progress(most, most + 1)
    usual = _usual_again(shop, today, open_days, by, lambda _done, _total: progress(most, most + 1))
    with shop.changing(Topic.REMINDERS):
        shop.rows("DELETE FROM forecast WHERE day <> ?", today.isoformat())
        shop.write_many(_USUAL, usual)
    return done


def _usual_again(
    shop: Shop, today: date, open_days: OpenDays, by: fitting.Engine, progress: Progress
) -> list[tuple[Any, ...]]:
    """What those who are listed first usually take again about now: a reason more to speak of."""
    with shop.reading():
        listed = [
            member
            for standing in (Standing.DUE, Standing.SLIPPING)
            for (member,) in shop.rows(_FIRST, standing.value, SPOKEN_OF)
        ]
        found = using_up.usual_again(
            shop, listed, today=today, open_days=open_days, by=by, progress=progress
        )
    return [(one.good, one.day.isoformat(), member) for member, one in found.items()]


def at_home(shop: Shop, members: Sequence[int]) -> RunsOut | None:
    """What one of them has at home and will need first, as it was scored; inside a block."""
    ids = ", ".join(map(str, members))
    rows = shop.rows(
        "SELECT f.good_id, f.runs_out FROM forecast f JOIN good g ON g.id = f.good_id "
        f"WHERE f.member_id IN ({ids}) AND g.lasts IS NOT NULL ORDER BY f.runs_out LIMIT 1"
    )
    return RunsOut(rows[0][0], date.fromisoformat(rows[0][1])) if rows else None


def foresee(shop: Shop, member: int, at_home: RunsOut | None) -> None:
    """Work out anew what is to be expected of one member as of the day all were scored, inside a
    command: what is known of her visits has changed."""
    known = gap_models.in_force(shop)
    [(scored,)] = shop.rows("SELECT MAX(day) FROM forecast")
    if known is None or scored is None:
        return
    day = date.fromisoformat(scored)
    ends = {} if at_home is None else {member: at_home}
    rows = list(
        _scored(
            shop, known.model, fitting.PLAIN, open_days_before(shop, day), day, member, ends, many=1
        )
    )
    shop.rows("DELETE FROM forecast WHERE member_id = ?", member)
    shop.write_many(_STORE, rows)


def _scored(
    shop: Shop, model: Foresight, by: fitting.Engine, open_days: OpenDays, today: date, start: int,
    at_home: Mapping[int, RunsOut], many: int = AT_ONCE,
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    """The rows of some members as they are to be stored, column by column; inside a block."""
    number = open_days.number(today.toordinal())
    back = [date.fromordinal(open_days.day(number - days)).isoformat() for days in RECENT]
    rows = shop.rows(
        _SUMMED, *back, back[-1], today.isoformat(), start, start + many - 1, number
    )  # fmt: skip
    if not rows:
        return iter(())
    members, last, hers, *_, receipts = zip(*rows, strict=True)
    facts = [row[3:] for row in rows]
    shops = shops_gap(model)
    gaps = [gap or shops for gap in hers]
    chances, expected, early, middle, late, often, rhythm, seldom, gone, still, standing = (
        by.columns(model, facts, gaps, ASKED)
    )
    days = [shifted(today, step).isoformat() for step in range(RETURN_WITHIN)]
    ends = [at_home.get(member) for member in members]
    if model.goes_by_rule:
        came = [date.fromordinal(open_days.day(day)) for day in last]
        likely = [next_day(model, 1, today, day).isoformat() for day in came]
    else:
        likely = [days[step - 1] for step in middle]
    return zip(
        members, repeat(days[0]), *chances, expected,
        [days[step - 1] for step in early], likely, [days[step - 1] for step in late], gaps,
        often, rhythm, seldom, gone, still,
        [one and one.value for one in map(with_supply, standing, ends)],
        [
            round(receipt * 100 * max(0.0, here - soon))
            for receipt, here, soon in zip(receipts, still, chances[0], strict=True)
        ],
        [one and one.good for one in ends], [one and one.day.isoformat() for one in ends],
    )  # fmt: skip


_STORED = [{"good": "good_id", "member": "member_id"}.get(name, name) for name in Expected._fields]
_STORE = f"""
    INSERT INTO forecast SELECT {", ".join(f"?{place}" for place in range(1, 20))}
    WHERE EXISTS (SELECT 1 FROM gap_sum WHERE member_id = ?1)
    ON CONFLICT (member_id) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in _STORED[1:])}"""
"""Not of somebody who was forgotten meanwhile."""
_UNSCORED = """
    SELECT 1 FROM forecast WHERE day <> ? UNION ALL
    SELECT 1 FROM gap_sum g LEFT JOIN forecast f ON f.member_id = g.member_id
    WHERE g.first < ? AND f.member_id IS NULL LIMIT 1"""
_ASK_ANEW = """
    UPDATE forecast SET day = ? WHERE member_id = (SELECT MAX(member_id) FROM forecast)"""
"""Whoever is scored last stands for all: she is not of today until all have been scored."""
_FIRST = "SELECT member_id FROM forecast WHERE standing = ? ORDER BY gain DESC LIMIT ?"
_USUAL = "UPDATE forecast SET good_id = ?, runs_out = ? WHERE member_id = ? AND good_id IS NULL"
_KNOWN = "SELECT member_id FROM gap_sum WHERE first < ? ORDER BY member_id"
_SUMMED = """
    WITH recent AS (
        SELECT member_id, SUM(day >= ?1) AS r7, SUM(day >= ?2) AS r28, SUM(day >= ?3) AS r91
        FROM (SELECT s.member_id, s.day FROM sale s
            WHERE +s.day >= ?4 AND +s.day < ?5 AND s.member_id BETWEEN ?6 AND ?7
            AND s.id NOT IN (SELECT reverses_id FROM sale WHERE completes = 1)
            AND s.id NOT IN (SELECT id FROM sale WHERE reverses_id IS NOT NULL)
            UNION SELECT member_id, day FROM session_use
            WHERE +day >= ?4 AND +day < ?5 AND member_id BETWEEN ?6 AND ?7
            AND undone_id IS NULL ORDER BY 1, 2)
        GROUP BY member_id)
    SELECT g.member_id, g.last, m.usual_gap, g.gaps, g.s0, g.s1, g.s2, g.s3, g.last_gap,
        MAX(1, ?8 - g.last), MAX(1, ?8 - g.first), COALESCE(r7, 0), COALESCE(r28, 0),
        COALESCE(r91, 0), MAX(m.spent, 0) / 100.0 / m.visits
    FROM gap_sum g JOIN member m ON m.id = g.member_id
    LEFT JOIN recent r ON r.member_id = g.member_id
    WHERE g.first < ?8 AND g.member_id BETWEEN ?6 AND ?7 ORDER BY g.member_id"""

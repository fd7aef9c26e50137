"""Today: who deserves a word, why, and what may be said; in the order a person works."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from shopfans.database.operations import is_known
from shopfans.database.sales_book import NOT_TAKEN_BACK
from shopfans.database.shop import Shop
from shopfans.domain.closures import LONGEST_HOLIDAY, Holiday
from shopfans.domain.contacts import local_number
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.periods import shifted
from shopfans.domain.rhythm import rhythm_of
from shopfans.domain.sections import ORDER
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.books.auditing import Progress
from shopfans.services.members import portraying
from shopfans.services.reminders import gap_models, occasions, standings
from shopfans.services.reminders.foresaw import Foresaw
from shopfans.services.reminders.lines import Found, Line, TickedOff, first_open
from shopfans.services.reminders.visiting import rhythms, spendings


class Reminder(NamedTuple):
    """One line to work through, with the facts behind it."""

    reason: Reason
    occasion: str
    member: int
    name: str
    phone: str
    foreign_id: str
    day: date
    """The birthday, the last day of a coupon, or the day she is likely to come."""
    last_visit: date | None
    usual_gap: int | None
    """Days."""
    spent: Money
    coupon: str | None
    """Its name, if it is about to lapse, or the plan's of a membership; for a moment of care the
    gift that is planned."""
    lunar: bool
    """Her birthday is one of the lunar calendar."""
    points: int
    """Those about to lapse."""
    foresaw: Foresaw | None
    """What the model says of her, if she is due or slipping."""
    done: TickedOff | None


class TodayList(NamedTuple):
    on: date
    reminders: list[Reminder]
    """By section; due and slipping by what a word can bring, the others by day."""
    counts: dict[Reason, int]
    """How many there are for each reason, those not listed included; lines.COUNTED: or more."""
    held_back: int
    """So many who are due or slipping are not listed, to see what reminding brings."""
    later_sale: date | None = None
    """The newest day on which anybody came, if it is still to come: the clock was wrong then, or is
    now."""
    nothing_since: date | None = None
    """The newest day on which anybody came, if it is so long ago that no holiday explains it."""


class Trial(NamedTuple):
    """What other terms would have made of today's list."""

    listed: int
    reachable: int
    """Of the first ones those who may be written to."""


def trial(shop: Shop, terms: Terms, most: int = 200) -> Trial:
    """What these terms would have made of today's list; nothing is written."""
    with shop.reading():
        found = today_list(shop, most=most, terms=terms)
        known = portraying.portraits(shop, [line.member for line in found.reminders], found.on)
    reachable = sum(
        known[line.member].hindrance(terms, line.reason, found.on) is None
        for line in found.reminders
    )
    return Trial(sum(found.counts.values()), reachable)


class ClosingTried(NamedTuple):
    """What it would have meant for today's list that the shop was closed on some days."""

    people: int
    """So many would be due or slipping away."""
    now: int
    """And so many are, as it is."""


def try_closing(
    shop: Shop, first: date, last: date, progress: Progress = lambda done, total: None
) -> ClosingTried:
    """Nothing is written. The model is the one in force, so that the gaps alone are other ones.

    Raises what `progress` raises.
    """
    terms, today = settings.load(shop), settings.today(shop)
    closed = replace(terms, holidays=(*terms.holidays, Holiday(first, last)))
    with shop.reading():
        known = gap_models.in_force(shop)
        model = known.model if known else None
        tried, _held = standings.worked_out(
            shop, closed, today, None, model=model, progress=progress
        )
        now, _held = standings.stored(shop, terms, today, None)
        came = {her for (her,) in shop.rows("SELECT id FROM member WHERE last_visit >= ?", today)}
    people = [line.member for found in tried.values() for line in found.lines]
    return ClosingTried(
        sum(her not in came for her in people), sum(found.total for found in now.values())
    )


def today_list(
    shop: Shop, *, on: date | None = None, most: int | None = None, terms: Terms | None = None,
    progress: Progress = lambda done, total: None,
) -> TodayList:  # fmt: skip
    """The list for a day (today if none is named), at most so many open lines a reason.

    On a date that is not known nobody is listed. Today's due and slipping are read from the stored
    scores. Another day is worked out from the visits before it, whatever came later. What was dealt
    with on the day itself stays, marked; what was dealt with before is left out. `terms` are those
    in force unless others are tried. Raises what `progress` raises.
    """
    terms = terms or settings.load(shop)
    with shop.reading():
        today = settings.today(shop)
        on = on or today
        if on == today and not is_known(shop):
            return TodayList(on, [], dict.fromkeys(ORDER, 0), 0)
        ahead = shifted(on, terms.days_ahead)
        newest = _newest_day(shop)
        is_past = newest is not None and newest > on
        found = occasions.found(shop, on, ahead, None if is_past else most)
        if is_past:
            found = _as_then(shop, on, found, most)
        if on == today:
            stand, held = standings.stored(shop, terms, on, most)
        else:
            stand, held = standings.worked_out(shop, terms, on, most, progress=progress)
    found |= stand
    return TodayList(
        on,
        [_reminder(reason, line, terms) for reason in ORDER for line in found[reason].lines],
        {reason: found[reason].total for reason in ORDER},
        held,
        newest if newest and newest > today else None,
        newest if newest and (today - newest).days > LONGEST_HOLIDAY + 1 else None,
    )


def _newest_day(shop: Shop) -> date | None:
    """The last one on which anything was sold or a session used."""
    [(day,)] = shop.rows(
        f"SELECT MAX(day) FROM (SELECT MAX(day) AS day FROM sale s WHERE {NOT_TAKEN_BACK} "
        "UNION ALL "
        "SELECT MAX(day) FROM session_use)"
    )
    return date.fromisoformat(day) if day else None


def _as_then(
    shop: Shop, on: date, found: dict[Reason, Found], most: int | None
) -> dict[Reason, Found]:
    """The lines with the figures of that day, in the order they had."""
    spent = spendings(shop, until=on)
    then = dict(rhythms(shop, until=on))
    nothing = rhythm_of([])

    def dated(line: Line) -> Line:
        rhythm = then.get(line.member, nothing)
        last = rhythm.last_visit.isoformat() if rhythm.last_visit else None
        paid = spent.get(line.member, Money())
        return line._replace(last_visit=last, usual_gap=rhythm.usual_gap, spent=paid.fen)

    return {
        reason: Found(one.total, first_open(sorted(map(dated, one.lines), key=_order), most))
        for reason, one in found.items()
    }


def _order(line: Line) -> tuple[str, int, int]:
    return line.day, -line.spent, line.member


def _reminder(reason: Reason, line: Line, terms: Terms) -> Reminder:
    return Reminder(
        reason=reason,
        occasion=line.occasion,
        member=line.member,
        name=line.name,
        phone=local_number(line.phone or "", terms.region),
        foreign_id=line.foreign_id or "",
        day=date.fromisoformat(line.day),
        last_visit=date.fromisoformat(line.last_visit) if line.last_visit else None,
        usual_gap=line.usual_gap,
        spent=Money(line.spent),
        coupon=line.coupon,
        lunar=bool(line.lunar),
        points=line.points,
        foresaw=line.foresaw,
        done=line.done,
    )

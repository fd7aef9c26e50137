"""How a member stands: which tier she has, since when and until when, from what she bought and the
sessions she used.

One rule for all of it. What counts is a rolling year: the year that ends on the day asked about.
She rises on the day on which her rolling year reaches a tier, and has it until the same day of the
next year. Then her year is looked at again: if it still reaches the tier, she has it for one more;
else she keeps it through the days of grace, in which a visit can win it again; after them she has
what her rolling year still reaches. What was refunded counts as never bought. When the owner
changes the rule, who reaches more rises that day; who reaches less keeps hers to its end. A day on
which she bought or used a session is a visit, however often she did; by rules of before, only one
on which she bought.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from shopfans.domain.tiers import NO_RANK, Measure, TierRule

_A_DAY = timedelta(days=1)


class Counted(NamedTuple):
    """A sale, less what came back of it, or a session used; one of which nothing is left is
    none."""

    day: date
    order: int
    """Which came first within a day."""
    paid: int
    """Fen; none for a session, which was paid ahead."""
    is_visit: bool = True
    is_session: bool = False


class Change(NamedTuple):
    """The owner set this rule, or none, on that day."""

    day: date
    order: int
    rule: TierRule | None


class Standing(NamedTuple):
    tier: int | None
    """Its key; None: she had one and has none any more."""
    since: date
    """The first day of its present year."""
    until: date | None
    """The last day of it, before any grace."""


def standing(past: Sequence[Counted], changes: Sequence[Change], day: date) -> Standing | None:
    """How she stands on this day, or after the last of these if that is later; None: as ever.

    Both in the order of their days. The same past and changes always give the same.
    """
    spent, visits = sum([one.paid for one in past]), sum([one.is_visit for one in past])
    rules = [one.rule for one in changes if one.rule is not None]
    if all(rule.reached(rule.value(spent, visits)) == NO_RANK for rule in rules):
        return None  # not even all she ever bought reaches any
    walk = _Walk(past)
    for number, change in enumerate(changes):
        walk.count_until(change)
        walk.turn(change)
        if number == len(changes) - 1:
            walk.count_until(None)
    walk.pass_time(day)
    return walk.state


def stays(before: Standing | None, rule: TierRule, year: int, day: date) -> bool:
    """Whether a visit on this day, of which nothing is later, leaves her as she stood before it
    without going through her past: her own year holds the day, and `year`, what her rolling year
    comes to with this visit, reaches no higher tier."""
    if before is None or before.until is None:
        return rule.reached(year) == NO_RANK
    return day <= before.until and rule.reached(year) <= rule.rank(before.tier)


def year_value(rule: TierRule, past: Sequence[Counted], day: date) -> int:
    """What the rolling year that ends on this day comes to."""
    return _History(past).value(rule, day, len(past))


def year_after(day: date) -> date:
    """The same day of the next year; 1 March for 29 February."""
    return _in_year(day, day.year + 1)


@lru_cache(maxsize=4096)
def year_before(day: date) -> date:
    return _in_year(day, day.year - 1)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


class _History:
    """Her past in order, summed so that any rolling year is told at once."""

    def __init__(self, past: Sequence[Counted]) -> None:
        self.past = past
        self.days = [one[0] for one in past]

    @cached_property
    def spent(self) -> list[int]:
        """Of the first so many."""
        return list(accumulate((one[2] for one in self.past), initial=0))

    def visits(self, rule: TierRule) -> list[int]:
        """Days on which she came, of the first so many."""
        return self._days_she_came if rule.counts_sessions else self._days_she_bought

    @cached_property
    def _days_she_came(self) -> list[int]:
        return self._days(with_sessions=True)

    @cached_property
    def _days_she_bought(self) -> list[int]:
        return self._days(with_sessions=False)

    def _days(self, *, with_sessions: bool) -> list[int]:
        found, counted = [0], None
        for day, _order, _paid, is_visit, is_session in self.past:
            is_first = is_visit and day != counted and (with_sessions or not is_session)
            counted = day if is_first else counted
            found.append(found[-1] + is_first)
        return found

    def value(self, rule: TierRule, day: date, known: int) -> int:
        """The rolling year that ends on this day, of the past known so far."""
        last = bisect_right(self.days, day, 0, known)
        first = bisect_right(self.days, year_before(day), 0, last)
        spent = self.spent[last] - self.spent[first]
        if rule.measure is Measure.SPEND:
            return spent
        visits = self.visits(rule)
        return rule.value(spent, visits[last] - visits[first])

    def reaches(self, rule: TierRule, threshold: int, first: int, last: int) -> int:
        """The first of these after which her rolling year comes to so much, or `last`."""
        known = None
        if rule.measure is not Measure.GROWTH:
            known = self.spent if rule.measure is Measure.SPEND else self.visits(rule)
        number = first
        while number < last:
            gone = bisect_right(self.days, year_before(self.days[number]), 0, number)
            if known is not None:  # none before this one can make up for what is gone
                soonest = bisect_left(known, threshold + known[gone]) - 1
                if soonest > number:
                    number = soonest
                    continue
            if self.value(rule, self.days[number], number + 1) >= threshold:
                return number
            number += 1
        return last


class _Walk:
    """Goes through her past and changes of the rule in the order of time."""

    def __init__(self, past: Sequence[Counted]) -> None:
        self.state: Standing | None = None
        self._rule: TierRule | None = None
        self._history, self._known = _History(past), 0

    def count_until(self, change: Change | None) -> None:
        """All before this change, or all that is left."""
        past = self._history.past
        last = len(past) if change is None else bisect_left(past, (change.day, change.order))
        rule = self._rule
        while rule is not None and (number := self._next(rule, last)) < last:
            self._known = number
            self._count(rule, self._history.days[number])
        self._known = max(self._known, last)

    def _next(self, rule: TierRule, last: int) -> int:
        """The next that can change how she stands: one that lifts her, or one after her
        year."""
        state, days = self.state, self._history.days
        if state is not None and state.until is not None:
            last = bisect_right(days, state.until, self._known, last)
        above = rule.tiers[self._has(rule) + 1 :]
        if not above:
            return last
        return self._history.reaches(rule, above[0].threshold, self._known, last)

    def turn(self, change: Change) -> None:
        """The owner's new rule holds from now on."""
        self.pass_time(change.day)
        self._rule, state = change.rule, self.state
        if change.rule is None:
            self.state = None
            return
        has, reached = self._has(change.rule), self._reached(change.rule, change.day)
        is_gone = has == NO_RANK and state is not None and state.tier is not None
        if reached > has or is_gone:
            self._enter(change.rule, reached, change.day)

    def pass_time(self, day: date) -> None:
        """Years that end before this day are looked at again."""
        rule = self._rule
        while rule and self.state and self.state.until and self.state.until < day:
            end = self.state.until + timedelta(days=rule.grace)
            reached = self._reached(rule, self.state.until)
            if reached >= self._has(rule):
                self._enter(rule, reached, self.state.until + _A_DAY)
            elif day <= end:
                return
            else:
                self._enter(rule, self._reached(rule, end), end + _A_DAY)

    def _count(self, rule: TierRule, day: date) -> None:
        self.pass_time(day)
        self._known += 1
        state, has, reached = self.state, self._has(rule), self._reached(rule, day)
        wins_again = (
            reached == has and state is not None and state.until is not None and (state.until < day)
        )
        if reached > has or wins_again:
            self._enter(rule, reached, day)

    def _has(self, rule: TierRule) -> int:
        return NO_RANK if self.state is None else rule.rank(self.state.tier)

    def _reached(self, rule: TierRule, day: date) -> int:
        return rule.reached(self._history.value(rule, day, self._known))

    def _enter(self, rule: TierRule, rank: int, day: date) -> None:
        if rank == NO_RANK:
            self.state = Standing(None, day, None)
        else:
            self.state = Standing(rule.tiers[rank].key, day, year_after(day))

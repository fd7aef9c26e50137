"""About six moments a year for each of the best guests; none of them is an advert."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from shopfans.domain.birthdays import Birthday, next_birthday
from shopfans.domain.coupon_terms import CouponTerms
from shopfans.domain.errors import AmountTooLarge, CareHasNoStrings, NumberOutOfRange
from shopfans.domain.festivals import Festival, festival_day
from shopfans.domain.money import MOST, Money

FEWEST_DUE = 5
"""Moments below which nothing is said about how well they are kept."""

LONGEST_SILENCE = 365
"""Days."""


class Moment(Enum):
    BIRTHDAY = "birthday"
    JOINED = "joined"
    FIRST_PURCHASE = "first_purchase"
    FESTIVAL = "festival"
    SILENCE = "silence"
    FRIEND = "friend"
    """She brought a friend."""


@dataclass(frozen=True)
class CareGift:
    """What she gets at a moment, with no condition."""

    moment: Moment
    words: str = ""
    cost: Money = Money()
    template: int | None = None
    """A coupon that comes along."""


@dataclass(frozen=True)
class CareRule:
    """The owner's choices for the plan."""

    festivals: tuple[Festival, ...] = (Festival.SPRING, Festival.MID_AUTUMN)
    silence: int = 45
    """Days, or two of her usual gaps if that is longer."""
    patience: int = 7
    """Days after which a moment that nobody thought of is missed."""
    done_line: int = 80
    """Percent; while fewer moments are kept, the plan proposes fewer guests."""
    gifts: tuple[CareGift, ...] = ()

    def gift(self, moment: Moment) -> CareGift:
        return next((gift for gift in self.gifts if gift.moment is moment), CareGift(moment))


class CareFacts(NamedTuple):
    """What the plan knows of a guest."""

    birthday: Birthday | None
    joined: date
    first_purchase: date | None = None
    last_visit: date | None = None
    usual_gap: int | None = None
    """Days."""
    friends: tuple[date, ...] = ()
    """The days on which friends she brought came first."""


class CareMoment(NamedTuple):
    day: date
    moment: Moment
    festival: Festival | None = None

    @property
    def key(self) -> str:
        """What tells it from every other moment of hers."""
        which = self.festival.value if self.festival else self.moment.value
        return f"{which} {self.day.isoformat()}"


def moment_of(key: str) -> Moment:
    """The kind of moment that a key is about."""
    which = key.split(maxsplit=1)[0]
    festivals = {festival.value for festival in Festival}
    return Moment.FESTIVAL if which in festivals else Moment(which)


def check_rule(rule: CareRule) -> None:
    """Returns if one can care by it. Raises NumberOutOfRange or AmountTooLarge."""
    for number, least, most in (
        (rule.silence, 7, LONGEST_SILENCE),
        (rule.patience, 0, 60),
        (rule.done_line, 1, 100),
    ):
        if not least <= number <= most:
            raise NumberOutOfRange(least, most)
    if any(not Money() <= gift.cost <= MOST for gift in rule.gifts):
        raise AmountTooLarge(MOST.fen)


def check_gift(terms: CouponTerms) -> None:
    """Returns if it is a gift and not a bargain. Raises CareHasNoStrings."""
    if terms.minimum > Money():
        raise CareHasNoStrings(terms.minimum.fen)


def moments(rule: CareRule, facts: CareFacts, first: date, last: date) -> list[CareMoment]:
    """Her moments from one day to another, both included, in their order."""
    return sorted(
        (one for one in _all(rule, facts, first, last) if first <= one.day <= last),
        key=lambda one: (one.day, one.key),
    )


def proposed(guests: int, *, due: int, done: int, line: int) -> int:
    """So many guests can be cared for as well as the owner wants, judging by what was kept of what
    was due; never more than there are."""
    if due < FEWEST_DUE or 100 * done >= line * due:
        return guests
    return min(guests, max(1, guests * done * 100 // (due * line)))


def _all(rule: CareRule, facts: CareFacts, first: date, last: date) -> Iterator[CareMoment]:
    if facts.birthday is not None:
        kept = next_birthday(facts.birthday, first)
        while kept <= last and kept < date.max:
            yield CareMoment(kept, Moment.BIRTHDAY)
            kept = next_birthday(facts.birthday, kept + timedelta(days=1))
    for year in range(first.year, last.year + 1):
        if year > facts.joined.year:
            yield CareMoment(anniversary(facts.joined, year), Moment.JOINED)
        bought = facts.first_purchase
        if bought is not None and year > bought.year and bought != facts.joined:
            yield CareMoment(anniversary(bought, year), Moment.FIRST_PURCHASE)
        for festival in rule.festivals:
            kept_on = festival_day(festival, year)
            if kept_on is not None:
                yield CareMoment(kept_on, Moment.FESTIVAL, festival)
    if facts.last_visit is not None:
        silence = max(rule.silence, 2 * (facts.usual_gap or 0))
        yield CareMoment(facts.last_visit + timedelta(days=silence), Moment.SILENCE)
    for day in facts.friends:
        yield CareMoment(day, Moment.FRIEND)


def anniversary(day: date, year: int) -> date:
    """The same day of another year; 29 February is kept on the 28th in common years."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)

"""What an honest week seldom shows: eight patterns in plain values, each a reason to look, never a
verdict.

The bounds are those of the shop's threat model: more than 3 earning sales on one card a day, more
than 10 a week, more than 30 % of what one cashier sells to members. Every sale here has a number,
so that points without a receipt are points on a sale that was a stranger's when it was rung; every
top-up has its payment, so that one without a guest is one after hours.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple

MOST_A_DAY = 3
MOST_A_WEEK = 10
MOST_PERCENT = 30
FEWEST_SALES = 10
"""Of one cashier to members in a week: among less, one regular is a third by chance."""
WRONG_BEFORE = 3
"""Wrong PINs within `GUESSING` before the right one."""
GUESSING = timedelta(minutes=15)
NIGHT_BEGINS, NIGHT_ENDS = 23, 6
"""Hours on the shop's clock."""


class Pattern(Enum):
    CARD_IN_A_DAY = "card_in_a_day"
    CARD_IN_A_WEEK = "card_in_a_week"
    CARD_OF_A_CASHIER = "card_of_a_cashier"
    """One card has much of what one cashier sells to members: perhaps it is her own."""
    GIVEN_TO_A_CARD = "given_to_a_card"
    """Points without a guest: a stranger's sale went to a card when she was gone."""
    BACK_AFTER_CLOSE = "back_after_close"
    ADJUSTED_AT_NIGHT = "adjusted_at_night"
    PIN_GUESSED = "pin_guessed"
    """Wrong, wrong, wrong, right: a colleague's PIN was found."""
    TOPPED_UP_AT_NIGHT = "topped_up_at_night"
    """Stored value was given, or paid out, when nobody was there to pay or to be paid."""


class Earned(NamedTuple):
    """A sale to a member that stands."""

    operation: int
    day: date
    member: int
    staff: int | None


class Act(NamedTuple):
    """Something one person did at a time."""

    operation: int
    at: datetime
    """On the shop's clock."""
    day: date
    """The business day that it counts for."""
    clock_day: date
    """The business day by the clock: before `day`, if that one was closed already."""
    staff: int | None
    member: int | None = None


class Pin(NamedTuple):
    operation: int
    at: datetime
    staff: int
    """Whose PIN was typed."""
    is_right: bool


class Oddity(NamedTuple):
    pattern: Pattern
    operations: tuple[int, ...]
    """The entries behind it, the last first."""
    staff: int | None
    member: int | None
    times: int
    of: int = 0
    """Of how many, where it is a share."""
    day: date | None = None


def cards_in_a_day(sales: Iterable[Earned]) -> Iterator[Oddity]:
    """One card earned more than three times on a day."""
    by_card: dict[tuple[int, date], list[Earned]] = defaultdict(list)
    for sale in sales:
        by_card[sale.member, sale.day].append(sale)
    for (member, day), some in by_card.items():
        if len(some) > MOST_A_DAY:
            yield _of_card(Pattern.CARD_IN_A_DAY, member, some)._replace(day=day)


def cards_in_a_week(sales: Iterable[Earned]) -> Iterator[Oddity]:
    """One card earned more than ten times in these seven days."""
    by_card: dict[int, list[Earned]] = defaultdict(list)
    for sale in sales:
        by_card[sale.member].append(sale)
    for member, some in by_card.items():
        if len(some) > MOST_A_WEEK:
            yield _of_card(Pattern.CARD_IN_A_WEEK, member, some)


def cards_of_cashiers(sales: Sequence[Earned]) -> Iterator[Oddity]:
    """One card has more than 30 % of a cashier's sales to members in these seven days."""
    in_all = Counter(sale.staff for sale in sales)
    by_both: dict[tuple[int | None, int], list[Earned]] = defaultdict(list)
    for sale in sales:
        by_both[sale.staff, sale.member].append(sale)
    for (staff, member), some in by_both.items():
        total = in_all[staff]
        if total >= FEWEST_SALES and len(some) * 100 > total * MOST_PERCENT:
            found = _of_card(Pattern.CARD_OF_A_CASHIER, member, some)
            yield found._replace(staff=staff, of=total)


def given_to_cards(moved: Iterable[Act]) -> Iterator[Oddity]:
    """Sales of strangers that somebody gave to a card afterwards, by who did it and to whom."""
    by_both: dict[tuple[int | None, int | None], list[Act]] = defaultdict(list)
    for one in moved:
        by_both[one.staff, one.member].append(one)
    for (staff, member), some in by_both.items():
        yield Oddity(Pattern.GIVEN_TO_A_CARD, _newest(some), staff, member, len(some))


def back_after_close(undone: Iterable[Act]) -> Iterator[Oddity]:
    """Voids and refunds after the day was closed, or at night, by who did them."""
    return _by_staff(Pattern.BACK_AFTER_CLOSE, filter(is_after_hours, undone))


def adjusted_at_night(adjusted: Iterable[Act]) -> Iterator[Oddity]:
    """Points by hand after the day was closed, or at night."""
    return _by_staff(Pattern.ADJUSTED_AT_NIGHT, filter(is_after_hours, adjusted))


def topped_up_at_night(moved: Iterable[Act]) -> Iterator[Oddity]:
    """Stored value topped up or paid out after the day was closed, or at night."""
    return _by_staff(Pattern.TOPPED_UP_AT_NIGHT, filter(is_after_hours, moved))


def pins_guessed(pins: Iterable[Pin]) -> Iterator[Oddity]:
    """At least three wrong PINs of one person, and then the right one, within a quarter hour."""
    wrong: dict[int, list[Pin]] = defaultdict(list)
    for pin in sorted(pins):
        if not pin.is_right:
            wrong[pin.staff].append(pin)
            continue
        lately = [one for one in wrong.pop(pin.staff, []) if pin.at - one.at <= GUESSING]
        if len(lately) >= WRONG_BEFORE:
            operations = _newest([*lately, pin])
            yield Oddity(Pattern.PIN_GUESSED, operations, pin.staff, None, len(lately))


def is_after_hours(act: Act) -> bool:
    return act.day > act.clock_day or not NIGHT_ENDS <= act.at.hour < NIGHT_BEGINS


def _by_staff(pattern: Pattern, acts: Iterable[Act]) -> Iterator[Oddity]:
    by_staff: dict[int | None, list[Act]] = defaultdict(list)
    for one in acts:
        by_staff[one.staff].append(one)
    for staff, some in by_staff.items():
        yield Oddity(pattern, _newest(some), staff, None, len(some))


def _of_card(pattern: Pattern, member: int, sales: Sequence[Earned]) -> Oddity:
    sellers = {sale.staff for sale in sales}
    staff = sellers.pop() if len(sellers) == 1 else None
    return Oddity(pattern, _newest(sales), staff, member, len(sales))


def _newest(some: Iterable[Earned | Act | Pin]) -> tuple[int, ...]:
    return tuple(sorted((one.operation for one in some), reverse=True))


class OddLine(NamedTuple):
    """An oddity with the names of those it is about."""

    odd: Oddity
    staff: str
    member: str
    """Empty for one who was forgotten, or for none."""

"""A year at the demo shop's counter, day by day and guest by guest."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from shopfans.database.fields import instant_text
from shopfans.domain.birthdays import Birthday, next_birthday
from shopfans.domain.kinds import Reason
from shopfans.domain.periods import time_zone
from shopfans.domain.sales import Tender
from shopfans.domain.terms import Terms
from shopfans.services.demo.menu import Basket
from shopfans.services.demo.people import Person
from shopfans.services.demo.till import Till, coupon_off
from shopfans.services.demo.visits import DAYS, Visits
from shopfans.services.founding import WELCOME_DAYS

OPENS = time(10)
_OPEN_SECONDS = int(11.5 * 3600)
_LAST_SECOND = _OPEN_SECONDS + 3600
"""An hour after closing the last guests in the queue are served."""

_TENDERS = (
    *[Tender.WECHAT.value] * 11, *[Tender.ALIPAY.value] * 5, *[Tender.CASH.value] * 2,
    *[Tender.CARD.value] * 2,
)  # fmt: skip

SIGN_UPS = (DAYS - 40, DAYS - 21, DAYS - 12, DAYS - 6, DAYS - 4)
"""Days on which somebody signs up who never comes."""

_NOBODY = 0
"""A walk-in guest among the members' numbers."""


class _Errand(NamedTuple):
    """A line of Today's list that somebody will deal with."""

    member: int
    reason: Reason
    occasion: str
    note: str


class Year:
    """The days before `until` at a till: members come as planned, and join on their first visit."""

    def __init__(
        self, till: Till, random: Random, terms: Terms, until: date, visits: Visits,
        newcomers: Iterator[Person], baskets: list[Basket], staff: list[int],
    ) -> None:  # fmt: skip
        self._till = till
        self._draw = random.random
        self._terms = terms
        self._first = until - timedelta(days=DAYS)
        self._visits = visits
        self._newcomers = newcomers
        self._baskets = baskets
        self._staff = staff
        self._last_visits = array("i", [-1]) * (1 + max(map(max, filter(len, visits))))
        """Day of the year each member was here last; -1 before she joins."""
        self._enrolled = len(self._last_visits) - 1
        self._coupons: dict[int, int] = {}
        """Who still has the welcome coupon, and its last day of the year."""
        self._errands: dict[int, list[_Errand]] = defaultdict(list)
        self._clock = _clock(terms.zone)
        self._second = 0

    def live(self, number: int) -> None:
        """One day, counted from 0, as it passes at the till."""
        till, draw = self._till, self._draw
        today = self._day(number)
        till.day, till.lapses = today.isoformat(), self._terms.points_lapse(today).isoformat()
        self._second = -1
        for _ in range(SIGN_UPS.count(number)):
            self._sign_up(number)
        for errand in self._errands.pop(number, ()):
            self._deal_with(errand, number)
        guests = [*self._visits[number]]
        guests += [_NOBODY] * (1 + int(len(guests) * draw() / 10))
        for second, member in sorted((_arrival(draw), member) for member in guests):
            self._pass_time(second)
            self._serve(number, member)

    def _serve(self, number: int, member: int) -> None:
        till, draw = self._till, self._draw
        if member and self._last_visits[member] < 0:
            self._welcome(number, member)
        basket = self._baskets[int(draw() * len(self._baskets))]
        tender = _TENDERS[int(draw() * len(_TENDERS))]
        if draw() < 0.003:
            till.mistype(basket, tender, member or None)
            self._pass_time()
        coupon = member in self._coupons and draw() < 0.3 and self._uses_coupon(number, member)
        spend = 0
        if (points := till.points_to_spend(member)) >= 200 and draw() < 0.25:
            spend = min(points // 100 * 100, basket.gross - coupon_off(basket, coupon))
        till.sell(basket, tender, member or None, coupon=coupon, spend=spend)
        if not member:
            return
        self._last_visits[member] = number
        if draw() < 0.02:
            errand = _Errand(member, Reason.SLIPPING, till.day, "打了电话，说这周来")
            self._errands[number + 14 + int(draw() * 30)].append(errand)

    def _welcome(self, number: int, member: int) -> None:
        """She joins, and somebody will think of her coupon and her birthday."""
        draw, today, person = self._draw, self._day(number), next(self._newcomers)
        lapses = today + timedelta(days=WELCOME_DAYS - 1)
        code = self._till.enroll(member, person, lapses.isoformat(), spends=draw() < 0.3)
        self._pass_time()
        self._coupons[member] = number + WELCOME_DAYS - 1
        if draw() < 0.3:
            errand = _Errand(member, Reason.COUPON, code, "微信提醒了")
            self._errands[number + WELCOME_DAYS - 1 - int(draw() * 5)].append(errand)
        if person.birthday and draw() < 0.5:
            kept = next_birthday(person.birthday, today)
            errand = _Errand(member, Reason.BIRTHDAY, kept.isoformat(), "已送祝福")
            self._errands[max(number + 1, (kept - self._first).days - 3)].append(errand)

    def _sign_up(self, number: int) -> None:
        """On the phone, from home: she has a coupon and a birthday soon, and was never here."""
        self._pass_time()
        self._enrolled += 1
        lapses = self._day(number) + timedelta(days=WELCOME_DAYS - 1)
        soon = self._day(DAYS + 2)
        person = next(self._newcomers)._replace(birthday=Birthday(soon.month, soon.day))
        self._till.enroll(self._enrolled, person, lapses.isoformat(), spends=False)

    def _uses_coupon(self, number: int, member: int) -> bool:
        """One in three never thinks of it."""
        return member % 3 > 0 and self._coupons.pop(member) >= number

    def _deal_with(self, errand: _Errand, number: int) -> None:
        """Unless it has settled itself by then."""
        last_visit = self._day(self._last_visits[errand.member]).isoformat()
        is_open = {
            Reason.BIRTHDAY: True,
            Reason.COUPON: self._coupons.get(errand.member, -1) >= number,
            Reason.SLIPPING: last_visit == errand.occasion,
        }
        if is_open[errand.reason]:
            self._pass_time()
            self._till.tick(errand.member, errand.reason, errand.occasion, errand.note)

    def _pass_time(self, until: int = 0) -> None:
        """To this second after opening, or the next one: never back."""
        self._second = min(max(self._second + (not until), until), _LAST_SECOND)
        self._till.at = self._till.day + self._clock[self._second]
        self._till.staff = self._staff[int(self._draw() * len(self._staff))]

    def _day(self, number: int) -> date:
        return self._first + timedelta(days=number)


def _arrival(draw: Callable[[], float]) -> int:
    """The second after opening at which a guest reaches the till: most in the afternoon or after
    dinner."""
    if draw() < 0.6:
        return int(3600 * (1.5 + 3.5 * (draw() + draw())))
    return int(3600 * (7 + 2.25 * (draw() + draw())))


def _clock(zone: str) -> list[str]:
    """What follows the day in the text of an instant, for each second after opening.

    A formatted datetime would take longer than all else about a sale. China's opening hours fall on
    the same day in UTC, and its clocks are never changed.
    """
    opening = datetime.combine(date(2026, 1, 1), OPENS, time_zone(zone))
    return [instant_text(opening + timedelta(seconds=n))[10:] for n in range(_LAST_SECOND + 1)]

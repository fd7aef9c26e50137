"""A year of the demo salon, each day as it passes, from opening to the count of the drawer."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from shopfans.database.shop import Shop
from shopfans.domain.audiences import Everybody
from shopfans.domain.money import Money
from shopfans.services.belonging import rewarding, tiering
from shopfans.services.coupons import celebrating, designing, issuing
from shopfans.services.days import closing
from shopfans.services.days.counting import Found
from shopfans.services.demo.people import Person
from shopfans.services.demo.salon import offers, owner, serving
from shopfans.services.demo.salon.desk import Desk
from shopfans.services.demo.visits import Visits
from shopfans.services.prepaid import instalments

FLOAT = Money(100_000)
"""What stays in the drawer overnight."""

_WITHOUT_CLOSE = 97
"""Every so many days nobody closes; the next day closes it along."""

_NOW_AND_THEN = {
    (30, 12): owner.adjust,
    (40, 33): owner.pass_on,
    (45, 20): owner.pay_out,
    (50, 25): owner.take_card_back,
    (60, 40): owner.end_membership,
}
"""Every so many days, and on which of them."""

_BATCH_EVERY, _BATCH_ON = 150, 120
"""Days on which everybody is given a coupon."""


class Year:
    """The days at one desk: guests come as planned, join on their first visit, and bring friends;
    now and then the owner has something to do."""

    def __init__(
        self, desk: Desk, first: date, visits: Visits, newcomers: Iterator[Person]
    ) -> None:
        self._desk, self._first = desk, first
        self._visits, self._newcomers = visits, newcomers
        self.members: list[int] = []
        """In the order of joining; those that went into another record are none of them."""
        self._of: dict[int, int] = {}
        """Who each of the planned guests is."""
        self._people: dict[int, Person] = {}
        self._complaints: dict[int, list[int]] = defaultdict(list)
        """Sales of which something comes back, by the number of the day."""
        self._doubles: dict[int, list[tuple[int, int]]] = defaultdict(list)
        """Records that turn out to be one person's, by the number of the day."""

    def live(self, number: int) -> None:
        """One day, counted from 0."""
        desk, day = self._desk, self._first + timedelta(days=number)
        desk.open(day)
        self._keep_up()
        for guest in self._visits[number]:
            desk.pass_time()
            self._serve(number, guest)
        for _ in range(int(desk.random.random() * (2 + len(self._visits[number]) / 4))):
            desk.pass_time()
            serving.buy(desk, None)
        self._settle(number)
        if number % _WITHOUT_CLOSE != _WITHOUT_CLOSE - 1:
            self._close(day)

    def forget_one(self, shop: Shop) -> None:
        """The evening after the last day, in the file as it is called from then on: beside it
        stands who was forgotten."""
        shop.now = self._desk.shop.now
        self._desk.shop = shop
        owner.forget(self._desk, self.members)

    def _keep_up(self) -> None:
        shop = self._desk.shop
        rewarding.lapse_points(shop)
        tiering.look_again(shop)
        celebrating.issue_birthdays(shop)
        instalments.add_due(shop)

    def _serve(self, number: int, guest: int) -> None:
        desk = self._desk
        if guest not in self._of:
            person = next(self._newcomers)
            brings = self.members and desk.happens(0.2)
            brought_by = desk.random.choice(self.members) if brings else None
            self._of[guest] = serving.join(desk, person, brought_by)
            self._people[guest] = person
            self.members.append(self._of[guest])
        sale = serving.visit(desk, self._of[guest])
        if sale is not None and desk.happens(0.02):
            self._complaints[number + desk.random.randint(0, 5)].append(sale)
        if desk.happens(0.012):
            self._come_as_new(number, guest)

    def _come_as_new(self, number: int, guest: int) -> None:
        """She signs up a second time, with another phone; weeks later somebody notices."""
        desk = self._desk
        again = next(self._newcomers)._replace(name=self._people[guest].name, birthday=None)
        double = serving.join(desk, again, None)
        serving.visit(desk, double)
        self._doubles[number + desk.random.randint(1, 40)].append((self._of[guest], double))

    def _settle(self, number: int) -> None:
        """What waits for this day, and what the owner does now and then."""
        desk, members = self._desk, self.members
        for sale in self._complaints.pop(number, ()):
            owner.take_back(desk, sale)
        for kept, gone in self._doubles.pop(number, ()):
            owner.merge(desk, kept, gone)
        if members:
            for (every, on), does in _NOW_AND_THEN.items():
                if number % every == on:
                    desk.pass_time()
                    does(desk, members)
        if members and number % _BATCH_EVERY == _BATCH_ON:
            self._give_everybody()

    def _give_everybody(self) -> None:
        desk = self._desk
        names = designing.names(desk.shop)
        template = next(one.id for one in names if one.name == offers.THIRTY.spoken)
        issuing.issue_batch(
            desk.shop, by=desk.owner, template=template, audience=Everybody(),
            request=desk.request(),
        )  # fmt: skip

    def _close(self, day: date) -> None:
        """The drawer is counted; now and then it is short by a coin or two."""
        desk = self._desk
        desk.pass_time()
        state = closing.state(desk.shop)
        opening = FLOAT if state.is_first_count else None
        expected = state.drawer.expected + (opening or Money())
        short = Money(desk.random.choice((100, 300, 500)) if desk.happens(0.1) else 0)
        counted = max(Money(), expected - short)
        found = Found(counted, min(counted, FLOAT), opening=opening)
        closing.close_day(desk.shop, by=desk.owner, day=day, found=found, request=desk.request())

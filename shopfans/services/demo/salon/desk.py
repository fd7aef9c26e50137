"""The demo salon's front desk: the clock, who stands there, what is chosen and how it is paid."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.periods import time_zone
from shopfans.domain.roles import Leave, Right, Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services import settings
from shopfans.services.demo.salon.menu import Named
from shopfans.services.goods import pricing
from shopfans.services.staff import staffing

OPENS, CLOSES = time(10), time(21, 30)
_ALL_AT_ONCE = (*[Tender.WECHAT] * 10, *[Tender.ALIPAY] * 4, *[Tender.CASH] * 4, Tender.CARD)
_A_NOTE = 10_000
"""Fen of the note that cash is paid with."""


class Desk:
    """All chance comes from its `random`, so that the same seed gives the same year."""

    def __init__(self, shop: Shop, random: Random) -> None:
        self.shop, self.random = shop, random
        self.terms = settings.load(shop)
        self.owner, *self.staff = staffing.staff(shop)
        self._goods = pricing.goods(shop)
        random.shuffle(self._goods)
        self._zone = time_zone(self.terms.zone)

    def open(self, day: date) -> None:
        """The morning of this day."""
        self._set(datetime.combine(day, OPENS, self._zone))

    def pass_time(self) -> None:
        """Until somebody is served next; the last of a long evening right after one another."""
        now = self.shop.now()
        evening = datetime.combine(now.astimezone(self._zone), CLOSES, self._zone)
        wait = timedelta(seconds=self.random.randint(300, 4_000))
        self._set(max(now + timedelta(minutes=1), min(now + wait, evening)))

    @property
    def by(self) -> Staff:
        """Whoever is free."""
        return self.random.choice(self.staff)

    def happens(self, chance: float) -> bool:
        return self.random.random() < chance

    def request(self) -> str:
        return f"{self.random.getrandbits(128):032x}"

    def owner_for(self, right: Right, reason: Named, request: str) -> Staff:
        """The owner, saying why."""
        return self.owner.with_leave(Leave(self.owner.id, right, reason.spoken, request))

    def lines(self) -> list[Line]:
        """One thing or two; the favourites come first."""
        count = self.random.choices((1, 2, 3), (62, 30, 8))[0]
        chosen = {int(len(self._goods) * self.random.random() ** 1.6) for _ in range(count)}
        return [
            Line(good.price, 1, good.name, good.id, good.category, good.price)
            for good in (self._goods[at] for at in sorted(chosen))
        ]

    def tenders(self, due: Money) -> dict[Tender, Money]:
        """How so much is paid: mostly in one way, now and then some of it in cash."""
        if not due:
            return {}
        if due.fen > _A_NOTE and self.happens(0.12):
            cash = Money(self.random.randrange(1, due.fen // _A_NOTE + 1) * _A_NOTE)
            rest = due - cash
            return {Tender.CASH: cash, Tender.WECHAT: rest} if rest else {Tender.CASH: cash}
        return {self.random.choice(_ALL_AT_ONCE): due}

    def handed(self, payments: dict[Tender, Money]) -> dict[Tender, Money]:
        """Cash comes in whole notes, and change goes back."""
        cash = payments.get(Tender.CASH)
        if cash is None:
            return payments
        return {**payments, Tender.CASH: Money(-(-cash.fen // _A_NOTE) * _A_NOTE)}

    def someone(self, members: Sequence[int]) -> list[int]:
        """All of them, in an order of chance."""
        return self.random.sample(members, len(members))

    def _set(self, at: datetime) -> None:
        self.shop.now = lambda: at

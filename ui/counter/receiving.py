"""The ways to pay for what is sold ahead: at once, or one part after the other."""

from collections.abc import Mapping
from typing import NamedTuple

from shopfans.domain import tenders
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.sales import Tender
from shopfans.domain.tenders import Taken
from shopfans.services.prepaid.offers import Offer
from ui.counter.tender_keys import TenderKeys
from ui.desk import Desk


class Unfinished(NamedTuple):
    """What is not sold yet beside the basket: what is typed of it, and what of it is paid."""

    parts: Mapping[Tender, Money]
    given: str
    """What was handed over, as far as it is typed."""
    amount: str | None = None
    """Of a top-up, as it was typed; None: it is of what is sold ahead."""
    offer: Offer | None = None
    """None: it was on sale no more when it was laid down."""


class Receiving(TenderKeys):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._guest: int | None = None
        self._due: Money | None = None
        self._paid: dict[Tender, Money] = {}
        self.part_dropped.connect(self._take_back)

    @property
    def paid_parts(self) -> Mapping[Tender, Money]:
        """The parts that are paid."""
        return self._paid

    def has_part_of(self, guest: int) -> bool:
        """Whether she has paid a part."""
        return guest == self._guest and bool(self._paid)

    def begin(self, guest: int) -> None:
        """For this guest: what she has paid already stays, though something else came in
        between."""
        if guest != self._guest:
            self.forget()
        self._guest = guest
        self.clear()
        self.show_due(None)

    def go_on(self, guest: int, parts: Mapping[Tender, Money]) -> None:
        """This guest paid these to another operator."""
        self.begin(guest)
        self._paid = dict(parts)

    def forget(self) -> None:
        """Nothing is paid: all of it is sold, or has gone back."""
        self._paid = {}
        self.clear()
        self.show_due(None)

    def show_due(self, due: Money | None) -> None:
        """What all of it comes to; None while nobody knows."""
        self._due = due
        self.show_left(self._paid, None if due is None else due - self._total())

    def take(self, tender: Tender, due: Money) -> Taken | None:
        """What is paid, once it is all; None after a part of it, or if it is refused."""
        rest, given = due - self._total(), self.given.text().strip()
        try:
            handed = parse_amount(given, self._desk.terms.currency.digits) if given else rest
            taken = tenders.take(self._paid, rest, tender, handed)
        except ShopError as problem:
            self.open_given()
            self.refuse(self._desk.words(problem))
            return None
        if taken.is_all:
            return taken
        self._paid = taken.payments
        self.given.clear()
        self.show_due(due)
        self.open_given()
        return None

    def _total(self) -> Money:
        return Money.total(self._paid.values())

    def _take_back(self, tender: Tender) -> None:
        self._paid.pop(tender, None)
        self.show_due(self._due)

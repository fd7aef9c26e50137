"""What the shop sells ahead at the counter's one key for it, whatever it is."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple, Protocol

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services.receiving import Received
from shopfans.services.sessions import offering, selling
from shopfans.texts.session_cards import card_text


class Sells(Protocol):
    """The command that sells it to a member, for what it costs."""

    def __call__(
        self,
        shop: Shop,
        *,
        by: Staff,
        request: str,
        member: int,
        payments: Mapping[Tender, Money],
        received: Mapping[Tender, Money] | None = None,
    ) -> Received: ...


class Offer(NamedTuple):
    name: str
    price: Money
    words: str
    """What she gets for it, in one line of the language spoken."""
    sell: Sells


def on_offer(shop: Shop) -> list[Offer]:
    """Everything that can be sold today: each kind of thing the cheapest first."""
    return [
        Offer(one.terms.name, one.terms.price, card_text(one.terms),
              partial(selling.sell, kind=one.id))
        for one in offering.on_sale(shop)
    ]  # fmt: skip

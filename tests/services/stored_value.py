"""A shop that takes top-ups, and guests who pay with them, for the tests of stored value."""

from dataclasses import replace
from typing import Any

from shopfans.database.shop import Shop
from shopfans.domain.money import MOST, Money
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.stored_value import Offer, StoredValueRule, Value
from shopfans.services import settings
from shopfans.services.members import finding
from shopfans.services.prepaid import prepaying
from shopfans.services.prepaid.prepaying import TopUp
from shopfans.services.sales import selling

FIFTY = Offer(Money(50_000), Money(5_000))
"""500 gives 50."""
RULE = StoredValueRule(tops_up=True, offers=(FIFTY,))


def allow(shop: Shop, rule: StoredValueRule = RULE, **more: Any) -> None:
    terms = replace(settings.load(shop), stored_value=rule, refund_limit=MOST, **more)
    settings.save(shop, by=SYSTEM, terms=terms, request=f"allow {rule} {more}")


def top_up(
    shop: Shop, by: Staff, member: int, yuan: int, request: str, tender: Tender = Tender.CASH
) -> TopUp:
    return prepaying.top_up(
        shop, by=by, request=request, member=member, payments={tender: Money(yuan * 100)}
    )


def pay(
    shop: Shop, by: Staff, member: int | None, fen: int, request: str, cash: int = 0, **more: Any
) -> selling.Receipt:
    """An amount typed by hand: so many fen of it from stored value, the rest in cash."""
    payments = {Tender.STORED_VALUE: Money(fen), Tender.CASH: Money(cash)}
    return selling.record_sale(
        shop, by=by, request=request, member=member, lines=[Line(Money(fen + cash))],
        payments={tender: amount for tender, amount in payments.items() if amount}, **more,
    )  # fmt: skip


def has(shop: Shop, member: int) -> tuple[int, int]:
    """What she has of principal and bonus, in fen."""
    stored: Value = finding.card(shop, member).stored
    return stored.principal.fen, stored.bonus.fen

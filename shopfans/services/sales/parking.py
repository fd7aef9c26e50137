"""Baskets put aside while the next guest is served: they hold no points and no coupon."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shopfans.database.models import ParkedSale
from shopfans.database.shop import Shop
from shopfans.domain.errors import NothingToSell, ParkedGone
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Line, Tender
from shopfans.domain.topics import Topic
from shopfans.services import stored


class PaidPart(NamedTuple):
    tender: Tender
    amount: Money


@dataclass(frozen=True)
class Parked:
    """What lay on the counter."""

    lines: tuple[Line, ...]
    coupons: tuple[str, ...] = ()
    """Their codes; whether they can still be used is asked when the basket is taken up."""
    spend: Points = Points(0)
    free_pieces: int = 0
    with_tier: bool = True
    paid: tuple[PaidPart, ...] = ()
    """Money that was received for it already."""


class ParkedRow(NamedTuple):
    id: int
    at: datetime
    member: int | None
    member_name: str
    pieces: int
    gross: Money


def park(shop: Shop, *, by: Staff, basket: Parked, member: int | None) -> int:
    """Put a basket aside, safe through a restart; returns its number.

    Raises NothingToSell for an empty one.
    """
    require(by, Right.SELL)
    if not basket.lines:
        raise NothingToSell()
    with shop.changing(Topic.PARKED):
        return int(
            ParkedSale.insert(
                at=shop.now(), staff=by.id, member=member, body=stored.text(basket)
            ).execute()
        )


def parked(shop: Shop) -> list[ParkedRow]:
    """Every basket put aside, the one that waits longest first."""
    with shop.reading():
        rows = shop.rows(
            "SELECT p.id, p.at, p.member_id, m.name, p.body FROM parked_sale p "
            "LEFT JOIN member m ON m.id = p.member_id ORDER BY p.id"
        )
    found = []
    for number, at, member, name, body in rows:
        lines = stored.read(Parked, body).lines
        found.append(
            ParkedRow(
                number, datetime.fromisoformat(at), member, name or "",
                sum(line.quantity for line in lines), Money.total(line.amount for line in lines),
            )
        )  # fmt: skip
    return found


def take_up(shop: Shop, parked_sale: int) -> tuple[Parked, int | None]:
    """The basket and its member; it is put aside no longer. Raises ParkedGone."""
    with shop.changing(Topic.PARKED):
        rows = shop.rows(
            "DELETE FROM parked_sale WHERE id = ? RETURNING body, member_id", parked_sale
        )
        if not rows:
            raise ParkedGone()
        return stored.read(Parked, rows[0][0]), rows[0][1]

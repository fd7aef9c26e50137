"""Member cards: numbered and printed in advance, each bound to a member at its first scan."""

from datetime import datetime
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import Member, PrintedCard
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.errors import CardBound, CardUnknown, NumberOutOfRange
from shopfans.domain.kinds import Act
from shopfans.domain.names import wanted
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.members.records import live_member

MOST_CARDS = 2_000
"""At one time: two hundred sheets."""


class Card(NamedTuple):
    number: int
    """What stands on it for people, counted up."""
    code: str


class CardRow(NamedTuple):
    """A printed card, and whose it became."""

    number: int
    code: str
    printed: datetime
    member: int | None
    """None: nobody's yet."""
    name: str
    bound: datetime | None


def print_cards(shop: Shop, *, by: Staff, count: int, request: str) -> list[Card]:
    """So many new cards; the same request gives the same ones again. Raises NumberOutOfRange."""
    require(by, Right.KEEP_COUPONS)
    if not 1 <= count <= MOST_CARDS:
        raise NumberOutOfRange(1, MOST_CARDS)
    terms = settings.load(shop)
    with shop.changing(Topic.MEMBERS):
        done = begin(shop, Act.PRINT_CARDS, terms=terms, by=by, request=request, asked=count)
        if done.is_new:
            [(last,)] = shop.rows("SELECT COALESCE(MAX(number), 0) FROM printed_card")
            fresh = enumerate(codes.new_codes(codes.Kind.CARD, count), last + 1)
            shop.write_many(
                "INSERT INTO printed_card (code, number, operation_id) VALUES (?, ?, ?)",
                [(code, number, done.id) for number, code in fresh],
            )
        return [
            Card(*row)
            for row in shop.rows(
                "SELECT number, code FROM printed_card WHERE operation_id = ? ORDER BY number",
                done.id,
            )
        ]


def cards(
    shop: Shop, *, free_only: bool = False, before: int | None = None, limit: int = 200
) -> list[CardRow]:
    """The newest number first; the next page begins before the last number of this one."""
    with shop.reading():
        return [
            CardRow(
                number, code, datetime.fromisoformat(printed), member, name or "",
                datetime.fromisoformat(bound) if bound else None,
            )
            for number, code, printed, member, name, bound in shop.rows(
                _CARDS, free_only, before, before, limit
            )
        ]  # fmt: skip


def counts(shop: Shop) -> tuple[int, int]:
    """How many cards were printed, and how many of them are somebody's."""
    with shop.reading():
        [(printed, bound)] = shop.rows("SELECT COUNT(*), COUNT(member_id) FROM printed_card")
        return printed, bound


def card_holder(shop: Shop, code: str) -> int | None:
    """Whose card it is, or None while it is nobody's. Raises CardUnknown."""
    with shop.reading():
        return _holder(wanted(code))


def bind_card(shop: Shop, *, by: Staff, code: str, member: int, request: str) -> None:
    """Make it this member's for good.

    Raises CardUnknown, CardBound, UnknownMember or MemberErased.
    """
    require(by, Right.ENROLL)
    terms, code = settings.load(shop), wanted(code)
    with shop.changing(Topic.MEMBERS):
        asked = (code, member)
        done = begin(shop, Act.BIND_CARD, terms=terms, by=by, request=request, asked=asked)
        if not done.is_new:
            return
        live_member(member)
        written = OPEN_SHOP.execute_sql(
            "UPDATE printed_card SET member_id = ?, bound_id = ? "
            "WHERE code = ? AND member_id IS NULL",
            (member, done.id, code),
        ).rowcount
        if written != 1:
            holder = _holder(code)
            raise CardBound(holder or 0, Member.get_by_id(holder).name)


def _holder(code: str) -> int | None:
    card = PrintedCard.get_or_none(PrintedCard.code == code)
    if card is None:
        raise CardUnknown()
    member: int | None = card.member_id
    return member


_CARDS = """
    SELECT p.number, p.code, o.at, p.member_id, m.name, b.at
    FROM printed_card p JOIN operation o ON o.id = p.operation_id
    LEFT JOIN member m ON m.id = p.member_id LEFT JOIN operation b ON b.id = p.bound_id
    WHERE (? = 0 OR p.member_id IS NULL) AND (? IS NULL OR p.number < ?)
    ORDER BY p.number DESC LIMIT ?"""

"""Finding a member while the guest waits, and what the counter shows of her."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from shopfans.database import ledger_lots, referrals
from shopfans.database.models import Member, PrintedCard
from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.birthdays import Birthday
from shopfans.domain.contacts import local_number, phone_or_none
from shopfans.domain.errors import UnknownCode
from shopfans.domain.kinds import Unit
from shopfans.domain.money import Money
from shopfans.domain.names import wanted
from shopfans.domain.points import Points
from shopfans.domain.referral import Thanks
from shopfans.domain.sales import Buyer
from shopfans.domain.stored_value import Value
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.belonging import tier_standings
from shopfans.services.coupons import couponing
from shopfans.services.coupons.couponing import CouponHeld
from shopfans.services.members import matches
from shopfans.services.members.matches import chosen
from shopfans.services.members.records import birthday_in, heir, live_member
from shopfans.services.memberships import held as memberships
from shopfans.services.prepaid import drawing
from shopfans.services.sessions import held
from shopfans.services.sessions.held import CardHeld

_BY_CODE = """id = (
    SELECT COALESCE(g.into_id, m.id) FROM member m LEFT JOIN merged_member g ON g.member_id = m.id
    WHERE m.code = ?)"""

_ORDERS = ("name", "joined", "visits", "spent", "last_visit")


class MemberRow(NamedTuple):
    id: int
    name: str
    phone: str
    """As people in the shop's country would write it; empty if she gave none."""
    joined: date
    visits: int
    spent: Money
    last_visit: date | None
    tier: str = ""
    """Its name."""


class Lapsing(NamedTuple):
    """Points that lapse together."""

    left: Points
    lapses: date
    """Their last day of use."""


class MemberCard(NamedTuple):
    """All that the counter shows of the guest it serves."""

    id: int
    code: str
    name: str
    phone: str
    birthday: Birthday | None
    joined: date
    visits: int
    spent: Money
    last_visit: date | None
    usual_gap: int | None
    points: Points
    next_lapse: Lapsing | None
    coupons: tuple[CouponHeld, ...]
    note: str
    tags: tuple[str, ...]
    """What she says of herself, from the owner's list."""
    buyer: Buyer
    """As the rules of a sale see her today."""
    stored: Value
    """What she has paid in, and what the shop added."""
    cards: tuple[CardHeld, ...] = ()
    """Session cards with something left."""
    thanks: Thanks | None = None
    """What her first paid visit brings to her and to who brought her; None once it has, and for who
    came by herself."""


def find(shop: Shop, text: str, *, tag: int | None = None) -> list[MemberRow]:
    """The 50 closest matches for any piece of a name, pinyin, initials or phone number, in the
    order of `matches.closest`, or whose code it is; of those who chose the tag, if one is named."""
    terms = settings.load(shop)
    sought = wanted(local_number(text.strip(), terms.region))
    if not sought:
        return []
    with shop.reading():
        if codes.kind_of(sought) is codes.Kind.MEMBER:
            hers = shop.rows(
                f"SELECT id FROM member WHERE {_BY_CODE} AND erased = 0 {chosen(tag)}",
                sought,
            )
            return rows(shop, terms, [hit for (hit,) in hers])
        return rows(shop, terms, matches.closest(shop, sought, tag))


def matching(shop: Shop, text: str) -> tuple[str, tuple[str, ...]]:
    """The condition on `member`, and its values, that holds for everybody `find` could show."""
    sought = wanted(local_number(text.strip(), settings.load(shop).region))
    if not sought:
        return "FALSE", ()
    if codes.kind_of(sought) is codes.Kind.MEMBER:
        return _BY_CODE, (sought,)
    query, values = matches.matching(sought)
    return f"id IN ({query})", values


def members_in_order(
    shop: Shop, order: str, *, descending: bool, tag: int | None = None
) -> list[int]:
    """Every member's key by name, joined, visits, spent or last_visit; who never came is last.

    Among equals the newest member stands first. With a tag, only those who chose it.
    """
    if order not in _ORDERS:
        raise ValueError(order)
    way = "DESC" if descending else "ASC NULLS LAST"  # descending, they are last already
    with shop.reading():
        query = (
            f"SELECT id FROM member WHERE erased = 0 {chosen(tag)} ORDER BY {order} {way}, id DESC"
        )
        # in one piece: between two rows other threads have their turn, of 100,000 as often
        [(keys,)] = shop.rows(f"SELECT json_group_array(id) FROM ({query})")
        ids: list[int] = json.loads(keys)
        return ids


def member_rows(shop: Shop, ids: Sequence[int]) -> list[MemberRow]:
    """The members with these keys, in the order of the keys."""
    terms = settings.load(shop)
    with shop.reading():
        return rows(shop, terms, ids)


def by_code(shop: Shop, code: str) -> int:
    """The member whose code, or whose card, was scanned. Raises UnknownCode or MemberErased."""
    sought = wanted(code)
    with shop.reading():
        member = Member.get_or_none(Member.code == sought)
        if member is None and codes.kind_of(sought) is codes.Kind.CARD:
            member = Member.get_or_none(
                Member.id
                == PrintedCard.select(PrintedCard.member).where(PrintedCard.code == sought)
            )
        if member is None:
            raise UnknownCode(code)
        return int(live_member(heir(member.id)).id)


def by_phone(shop: Shop, phones: Sequence[str]) -> int | None:
    """The member who has one of these numbers, however they are written; None if nobody has."""
    region = settings.load(shop).region
    numbers = [number for number in (phone_or_none(one, region) for one in phones) if number]
    with shop.reading():
        found = Member.select(Member.id).where(Member.phone.in_(numbers)).scalar()
        return None if found is None else int(found)


def card(shop: Shop, member_id: int) -> MemberCard:
    """The member as the counter shows her. Raises UnknownMember or MemberErased."""
    terms = settings.load(shop)
    with shop.reading():
        member, today = live_member(member_id), settings.today(shop)
        lots = [
            lot
            for lot in ledger_lots.left(member_id, Unit.POINTS)
            if lot.lapses is None or lot.lapses >= today
        ]
        lapsing = [Lapsing(Points(lot.left), lot.lapses) for lot in lots if lot.lapses]
        birthday = birthday_in(member)
        return MemberCard(
            id=member.id,
            code=member.code,
            name=member.name,
            phone=local_number(member.phone or "", terms.region),
            birthday=birthday,
            joined=member.joined,
            visits=member.visits,
            spent=member.spent,
            last_visit=member.last_visit,
            usual_gap=member.usual_gap,
            points=Points(ledger_lots.balance(member_id, Unit.POINTS)),
            next_lapse=next((one for one in lapsing if one.left > 0), None),
            coupons=tuple(couponing.in_hand(member_id, today)),
            note=member.note,
            tags=_tags(shop, member_id),
            buyer=Buyer(
                Points(sum(lot.left for lot in lots)),
                birthday,
                ledger_lots.balance(member_id, Unit.POINT_PARTS) if terms.earning.carries else 0,
                ledger_lots.spendable(member_id, Unit.STAMPS, today) if terms.stamps else 0,
                tier_standings.tier_on(terms, member_id, _standing(shop, member_id), today),
                memberships.plan_on(member_id, today),
            ),
            stored=drawing.balance(member_id),
            cards=tuple(one for one in held.of_member(member_id, today) if one.left),
            thanks=referrals.expected(terms.referral, member_id, today),
        )


def _standing(shop: Shop, member: int) -> tuple[Any, ...]:
    """Her row: tier, since, until."""
    rows = shop.rows("SELECT tier, since, until FROM tier_standing WHERE member_id = ?", member)
    return rows[0] if rows else (None, None, None)


def rows(shop: Shop, terms: Terms, ids: Sequence[int]) -> list[MemberRow]:
    """The members with these ids, in the order of the ids; inside a block."""
    names = {tier.key: tier.name for tier in (terms.tiers.tiers if terms.tiers else ())}
    found = {
        number: MemberRow(
            number,
            name,
            local_number(phone or "", terms.region),
            date.fromisoformat(joined),
            visits,
            Money(spent),
            date.fromisoformat(last_visit) if last_visit else None,
            names.get(tier, ""),
        )
        for number, name, phone, joined, visits, spent, last_visit, tier in shop.rows(
            "SELECT id, name, phone, joined, visits, spent, last_visit, t.tier FROM member "
            "LEFT JOIN tier_standing t ON t.member_id = id "
            f"WHERE id IN ({', '.join(map(str, ids))})"
        )
    }
    return [found[one] for one in ids if one in found]


def _tags(shop: Shop, member: int) -> tuple[str, ...]:
    rows = shop.rows(
        "SELECT t.name FROM member_tag m JOIN tag t ON t.id = m.tag_id "
        "WHERE m.member_id = ? AND t.active = 1 ORDER BY t.id",
        member,
    )
    return tuple(name for (name,) in rows)

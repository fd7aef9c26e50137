"""Which session cards the shop sells."""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import SessionKind, SessionKindPart
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain import session_cards
from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import CardOffSale
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.session_cards import CardPart, CardTerms
from shopfans.domain.topics import Topic
from shopfans.services import settings


class KindRow(NamedTuple):
    id: int
    terms: CardTerms
    active: bool
    """False: none is sold any more; those in hand are honoured."""
    sold: int
    """Cards, voided ones left out."""


def kinds(shop: Shop) -> list[KindRow]:
    """All of them, those on sale first, the newest first of each."""
    with shop.reading():
        sold = dict(shop.rows(_SOLD))
        return [
            KindRow(number, terms, active, sold.get(number, 0))
            for number, (terms, active) in _read(shop.rows(f"{_KINDS} {_ORDER}")).items()
        ]


def on_sale(shop: Shop) -> list[KindRow]:
    """Those that can be sold today, the cheapest first."""
    today = settings.today(shop)
    can = [one for one in kinds(shop) if one.active and not _is_over(one.terms, today)]
    return sorted(can, key=lambda one: (one.terms.price, one.id))


def sellable(kind: int, day: date) -> CardTerms:
    """What a card of the kind is that is sold on this day, inside a block. Raises CardOffSale."""
    rows = OPEN_SHOP.execute_sql(f"{_KINDS} WHERE k.id = ? ORDER BY p.position", (kind,))
    found = _read(rows.fetchall())
    if kind not in found:
        raise CardOffSale()
    terms, active = found[kind]
    if not active or _is_over(terms, day):
        raise CardOffSale()
    return terms


def add_kind(shop: Shop, *, by: Staff, terms: CardTerms, request: str) -> int:
    """One more card on sale; returns its number.

    Raises NameMissing, NameTooLong or what session_cards.check_terms raises.
    """
    require(by, Right.KEEP_GOODS)
    terms = _checked(terms)
    with shop.changing(Topic.CARDS):
        if _begin(shop, by, request, terms).is_new:
            number = int(SessionKind.insert(**_columns(terms)).execute())
            _write_parts(number, terms)
            return number
        return int(shop.rows("SELECT MAX(id) FROM session_kind")[0][0])


def change_kind(shop: Shop, *, by: Staff, kind: int, terms: CardTerms, request: str) -> None:
    """What is sold from now on; cards that were sold stay as they are. Raises what add_kind
    raises."""
    require(by, Right.KEEP_GOODS)
    terms = _checked(terms)
    with shop.changing(Topic.CARDS):
        if _begin(shop, by, request, (kind, terms)).is_new:
            SessionKind.update(**_columns(terms)).where(SessionKind.id == kind).execute()
            SessionKindPart.delete().where(SessionKindPart.kind == kind).execute()
            _write_parts(kind, terms)


def offer_again(shop: Shop, *, by: Staff, kind: int, active: bool, request: str) -> None:
    """On sale, or not any more."""
    require(by, Right.KEEP_GOODS)
    with shop.changing(Topic.CARDS):
        if _begin(shop, by, request, (kind, active)).is_new:
            SessionKind.update(active=active).where(SessionKind.id == kind).execute()


def _checked(terms: CardTerms) -> CardTerms:
    parts = tuple(part._replace(name=tidy_name(part.name)) for part in terms.parts)
    terms = terms._replace(name=tidy_name(terms.name), parts=parts)
    session_cards.check_terms(terms)
    return terms


def _begin(shop: Shop, by: Staff, request: str, asked: object) -> Done:
    terms = settings.load(shop)
    return begin(shop, Act.KEEP_CARDS, terms=terms, by=by, request=request, asked=asked)


def _columns(terms: CardTerms) -> dict[str, Any]:
    return {
        "name": terms.name, "price": terms.price, "lasts": terms.lasts, "until": terms.until,
        "shared": terms.is_shared,
    }  # fmt: skip


def _write_parts(kind: int, terms: CardTerms) -> None:
    for position, part in enumerate(terms.parts):
        SessionKindPart.insert(kind=kind, position=position, **part._asdict()).execute()


def _is_over(terms: CardTerms, day: date) -> bool:
    return terms.until is not None and terms.until < day


def _read(rows: list[tuple[Any, ...]]) -> dict[int, tuple[CardTerms, bool]]:
    """Each kind with its parts, in the order of the rows."""
    parts: dict[int, list[CardPart]] = defaultdict(list)
    heads: dict[int, tuple[Any, ...]] = {}
    for number, *head, part, sessions, list_price, good, category in rows:
        heads[number] = tuple(head)
        parts[number].append(CardPart(part, sessions, Money(list_price), good, category))
    return {
        number: (
            CardTerms(
                name, Money(price), tuple(parts[number]), lasts,
                date.fromisoformat(until) if until else None, bool(shared),
            ),
            bool(active),
        )
        for number, (name, price, lasts, until, shared, active) in heads.items()
    }  # fmt: skip


_KINDS = """
    SELECT k.id, k.name, k.price, k.lasts, k.until, k.shared, k.active, p.name, p.sessions,
           p.list_price, p.good_id, p.category
    FROM session_kind k JOIN session_kind_part p ON p.kind_id = k.id"""
_ORDER = "ORDER BY k.active DESC, k.id DESC, p.position"
_SOLD = """
    SELECT c.kind_id, COUNT(*) FROM session_card c
    WHERE NOT EXISTS (SELECT 1 FROM prepayment v WHERE v.reverses_id = c.prepayment_id)
    GROUP BY c.kind_id"""

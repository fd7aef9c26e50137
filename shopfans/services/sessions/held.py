"""The session cards a member has, and how each service of them stands."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from shopfans.database import ledger_lots
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.ledger_lots import Lot
from shopfans.database.shop import Shop
from shopfans.domain.kinds import Prepaid, Unit
from shopfans.domain.money import Money
from shopfans.domain.session_cards import PartLeft
from shopfans.services import settings


class PartHeld(NamedTuple):
    id: int
    name: str
    stands: PartLeft
    used: int
    """What was taken back, given back or lapsed is none of them."""
    granted: int
    """The line that granted its sessions."""
    lots: Mapping[int, int]
    """Where what is left stands in the ledger."""

    @property
    def is_whole(self) -> bool:
        """Whether all of it is where it was granted."""
        return self.lots == {self.granted: self.stands.sessions}


class CardHeld(NamedTuple):
    id: int
    prepayment: int
    member: int
    name: str
    is_shared: bool
    sold: date
    lapses: date | None
    paid: Money
    parts: tuple[PartHeld, ...]
    is_past: bool
    """Its last day is past; what is left lapses."""
    is_brought: bool
    """She had it in the program before: nobody knows the day on which it was paid."""

    @property
    def left(self) -> int:
        """Sessions that can be used."""
        return 0 if self.is_past else sum(part.stands.left for part in self.parts)

    @property
    def worth(self) -> Money:
        """What they are worth together."""
        return Money() if self.is_past else Money.total(part.stands.worth for part in self.parts)


class UseRow(NamedTuple):
    """One use of a card."""

    id: int
    part: int
    day: date
    at: datetime
    card: str
    name: str
    """Of the service."""
    sessions: int
    staff: str
    """Who served her."""
    note: str
    is_undone: bool


def cards(shop: Shop, member: int) -> list[CardHeld]:
    """All that were sold to her or passed on to her and not voided: those that can be used first,
    the soonest to lapse first."""
    with shop.reading():
        return of_member(member, settings.today(shop))


def usable(shop: Shop, member: int) -> list[CardHeld]:
    """Those with something left."""
    return [card for card in cards(shop, member) if card.left]


def uses(shop: Shop, member: int) -> list[UseRow]:
    """Every use of her cards, the newest first."""
    with shop.reading():
        return [_use(row) for row in shop.rows(f"{_USES} WHERE c.member_id = ? {_NEWEST}", member)]


def of_member(member: int, day: date) -> list[CardHeld]:
    """The same as cards, inside a block."""
    found = _cards(_rows(f"{_CARDS} WHERE c.member_id = ? {_STANDS}", member), day)
    return sorted(found, key=lambda card: (not card.left, card.lapses or date.max, card.id))


def one(card: int, day: date) -> CardHeld | None:
    """A card that was not voided, inside a block."""
    found = _cards(_rows(f"{_CARDS} WHERE c.id = ? {_STANDS}", card), day)
    return found[0] if found else None


def of_prepayment(prepayment: int, day: date) -> CardHeld | None:
    """A card by the money that came for it, voided or not; inside a block."""
    found = _cards(_rows(f"{_CARDS} WHERE c.prepayment_id = ?", prepayment), day)
    return found[0] if found else None


def with_part(part: int, day: date) -> tuple[CardHeld, PartHeld] | None:
    """A service and its card, inside a block."""
    for (card,) in _rows("SELECT card_id FROM session_part WHERE id = ?", part):
        found = one(card, day)
        if found is not None:
            return found, next(each for each in found.parts if each.id == part)
    return None


def use(number: int) -> UseRow:
    """One use, inside a block."""
    return _use(_rows(f"{_USES} WHERE u.id = ?", number)[0])


def _cards(rows: list[tuple[Any, ...]], day: date) -> list[CardHeld]:
    parts = _parts({row[0]: row[2] for row in rows})
    made = []
    for number, prepayment, member, name, shared, sold, lapses, paid, money in rows:
        last = date.fromisoformat(lapses) if lapses else None
        made.append(
            CardHeld(
                number, prepayment, member, name, bool(shared), date.fromisoformat(sold), last,
                Money(paid), tuple(parts[number]), last is not None and last < day,
                Prepaid(money) is Prepaid.OPENING_CARD,
            )
        )  # fmt: skip
    return made


def _parts(holders: Mapping[int, int]) -> dict[int, list[PartHeld]]:
    """Of each card; `holders` says whose it is."""
    lots = {member: _lots(member) for member in set(holders.values())}
    made: dict[int, list[PartHeld]] = defaultdict(list)
    numbers = ", ".join(map(str, holders))
    for number, card, name, sessions, value, list_price, lot, used in _rows(
        f"{_PARTS} WHERE p.card_id IN ({numbers}) ORDER BY p.id"
    ):
        hers = lots[holders[card]].get(lot, [])
        left = PartLeft(sessions, sum(each.left for each in hers), Money(value), Money(list_price))
        where = {each.id: each.left for each in hers}
        made[card].append(PartHeld(number, name, left, used, lot, where))
    return made


def _lots(member: int) -> dict[int, list[Lot]]:
    """What is left of her sessions, by the line that granted them."""
    found: dict[int, list[Lot]] = defaultdict(list)
    hers = ledger_lots.left(member, Unit.SESSIONS)
    if hers:
        origins = ledger_lots.origins(member, Unit.SESSIONS)
        for lot in hers:
            found[origins[lot.id]].append(lot)
    return found


def _use(row: tuple[Any, ...]) -> UseRow:
    number, part, day, at, *names, sessions, staff, note, undone = row
    card, service = names
    return UseRow(
        number, part, date.fromisoformat(day), datetime.fromisoformat(at), card, service, sessions,
        staff or "", note, undone is not None,
    )  # fmt: skip


def _rows(sql: str, *values: object) -> list[tuple[Any, ...]]:
    return list(OPEN_SHOP.execute_sql(sql, values).fetchall())


_CARDS = """
    SELECT c.id, c.prepayment_id, c.member_id, c.name, c.shared, p.day, c.lapses, p.paid, p.kind
    FROM session_card c JOIN prepayment p ON p.id = c.prepayment_id"""
_STANDS = "AND NOT EXISTS (SELECT 1 FROM prepayment v WHERE v.reverses_id = p.id)"
_PARTS = """
    SELECT p.id, p.card_id, p.name, p.sessions, p.value, p.list_price, p.lot_id, (
        SELECT COALESCE(SUM(u.sessions), 0) FROM session_use u
        WHERE u.part_id = p.id AND u.undone_id IS NULL)
    FROM session_part p"""
_USES = """
    SELECT u.id, u.part_id, u.day, o.at, c.name, p.name, u.sessions, t.name, u.note, u.undone_id
    FROM session_card c CROSS JOIN session_part p ON p.card_id = c.id
    CROSS JOIN session_use u ON u.part_id = p.id CROSS JOIN operation o ON o.id = u.operation_id
    LEFT JOIN staff t ON t.id = u.staff_id"""
_NEWEST = "ORDER BY u.id DESC"

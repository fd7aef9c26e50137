"""Who may be reached today, and who has heard enough: the fatigue guard."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain import fatigue
from shopfans.domain.errors import NobodyToReach, ShopError
from shopfans.domain.fatigue import Contacts
from shopfans.domain.kinds import Purpose
from shopfans.domain.terms import Terms
from shopfans.domain.touches import ASKED_FOR, REACHING, TouchKind
from shopfans.services import settings


class Guarded(NamedTuple):
    """Who of some members may get a broadcast, and who is left out for which reason."""

    members: tuple[int, ...]
    left_out: dict[int, ShopError]


def hindrances(
    shop: Shop, members: Sequence[int], *, is_advert: bool, in_writing: bool = True
) -> dict[int, ShopError]:
    """Of these members those who may not be reached today, each with the reason."""
    terms = settings.load(shop)
    with shop.reading():
        on = settings.today(shop)
        found = contacts(shop, members, on)
    problems = {
        member: fatigue.hindrance(
            terms.fatigue, found[member], on, is_advert=is_advert, in_writing=in_writing
        )
        for member in members
        if member in found
    }
    return {member: problem for member, problem in problems.items() if problem is not None}


def broadcast(shop: Shop, members: Sequence[int]) -> Guarded:
    """Who of them would get it; raises ShopWroteEnough if all of them together are too many this
    month, NobodyToReach if none is left."""
    terms = settings.load(shop)
    with shop.reading():
        left_out = hindrances(shop, members, is_advert=True)
        reached = tuple(member for member in members if member not in left_out)
        if not reached:
            raise NobodyToReach()
        check_in_all(shop, terms, settings.today(shop), more=len(reached))
    return Guarded(reached, left_out)


def check_in_all(shop: Shop, terms: Terms, on: date, *, more: int) -> None:
    """Returns if the shop may reach so many more this month, inside a block. Raises
    ShopWroteEnough."""
    if terms.fatigue.in_all is None:
        return
    first = on.replace(day=1).isoformat()
    [(count,)] = shop.rows(_IN_ALL, first, first)
    fatigue.check_in_all(terms.fatigue, this_month=count, more=more)


def contacts(shop: Shop, members: Iterable[int], on: date) -> dict[int, Contacts]:
    """What has happened with each of these members up to a day; inside a block."""
    ids = ", ".join(str(int(member)) for member in members)
    rows = shop.rows(f"{_CONTACTS} ({ids})", on.replace(day=1).isoformat(), on.isoformat())
    return {
        member: Contacts(
            consents=bool(consents),
            wants_silence=asked == TouchKind.DO_NOT_CONTACT.value,
            this_month=this_month,
            last=date.fromisoformat(last) if last else None,
        )
        for member, consents, asked, this_month, last in rows
    }


def listed(kinds: Iterable[Enum]) -> str:
    """The kinds as SQL has them in brackets."""
    return ", ".join(sorted(f"'{kind.value}'" for kind in kinds))


WISH = (
    "(SELECT w.kind FROM touch w WHERE w.member_id = m.id "
    f"AND w.kind IN ({listed(ASKED_FOR)}) ORDER BY w.id DESC LIMIT 1)"
)
"""The last word of the member `m` on being contacted at all."""

_REACHED = (
    "FROM touch t JOIN operation o ON o.id = t.operation_id "
    f"WHERE t.kind IN ({listed(REACHING)}) AND t.member_id = m.id AND o.day"
)

_CONTACTS = f"""
    SELECT m.id,
        (SELECT c.given FROM consent c WHERE c.member_id = m.id
         AND c.purpose = '{Purpose.MESSAGES.value}' ORDER BY c.id DESC LIMIT 1),
        {WISH},
        (SELECT COUNT(DISTINCT o.day) {_REACHED} BETWEEN ?1 AND ?2),
        (SELECT MAX(o.day) {_REACHED} <= ?2)
    FROM member m WHERE m.id IN"""

_IN_ALL = f"""
    SELECT COUNT(*) FROM (
        SELECT DISTINCT t.member_id, o.day FROM operation o CROSS JOIN touch t
        ON t.operation_id = o.id
        WHERE o.day >= ? AND o.id >= (SELECT MIN(id) FROM operation WHERE day >= ?)
        AND o.act = 'touch' AND t.kind IN ({listed(REACHING)}))"""

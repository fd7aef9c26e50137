"""What to know of a member before one speaks to her: for a few lines of a list at a time."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.fatigue import Contacts, hindrance
from shopfans.domain.kinds import STORED_VALUE, Reason, Unit
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.domain.touches import ADVERTS
from shopfans.services.reminders import guarding
from shopfans.services.reminders.guarding import listed
from shopfans.services.reminders.visiting import STANDS

LATELY = 20
"""Sales among which a favourite is looked for."""

OFTEN = 3
"""Of them, for a favourite."""


class Portrait(NamedTuple):
    favourite: str
    """A good she often takes; empty if there is none."""
    usual: str
    """What she takes most, be it once; empty if she never took a good of the list."""
    worth: Money
    """What she paid in the last 365 days."""
    stored: Money
    """What is left of what she paid in, and of what the shop added: a reason more to come."""
    sessions: int
    """What is left on her session cards, another one."""
    contacts: Contacts
    is_best: bool
    """One of the guests of the care plan: what is written to her is looked over first."""

    def hindrance(self, terms: Terms, reason: Reason, on: date) -> ShopError | None:
        """What the fatigue guard has against writing to her, or None."""
        return hindrance(terms.fatigue, self.contacts, on, is_advert=reason in ADVERTS)


def portraits(shop: Shop, members: Sequence[int], on: date) -> dict[int, Portrait]:
    """Of each of these members; who does not exist is left out."""
    ids = ", ".join(str(int(member)) for member in set(members))
    with shop.reading():
        taken = {member: _taken(said) for member, said in shop.rows(_TAKEN.format(ids=ids), LATELY)}
        year = on - timedelta(days=365)
        worth = dict(shop.rows(_WORTH.format(ids=ids), year.isoformat(), on.isoformat()))
        stored = dict(shop.rows(_STORED.format(ids=ids)))
        sessions = dict(shop.rows(_SESSIONS.format(ids=ids)))
        best = {member for (member,) in shop.rows(_BEST.format(ids=ids))}
        contacts = guarding.contacts(shop, list(taken), on)
    return {
        member: Portrait(
            usual if times >= OFTEN else "",
            usual,
            Money(worth.get(member, 0)),
            Money(stored.get(member, 0)),
            sessions.get(member, 0),
            contacts[member],
            member in best,
        )
        for member, (times, usual) in taken.items()
    }


def _taken(said: str | None) -> tuple[int, str]:
    """How often she took what she takes most, and what that is."""
    if said is None:
        return 0, ""
    times, _space, name = said.partition(" ")
    return int(times), name


_TAKEN = f"""
    SELECT m.id, (
        SELECT COUNT(*) || ' ' || l.name FROM sale_line l
        WHERE l.good_id IS NOT NULL AND l.quantity > 0 AND l.sale_id IN (
            SELECT s.id FROM sale s WHERE s.member_id = m.id AND {STANDS}
            ORDER BY s.day DESC, s.id DESC LIMIT ?1)
        GROUP BY l.good_id ORDER BY COUNT(*) DESC, MAX(l.sale_id) DESC LIMIT 1)
    FROM member m WHERE m.id IN ({{ids}})"""

_WORTH = """
    SELECT member_id, SUM(paid) FROM sale
    WHERE member_id IN ({ids}) AND day > ? AND day <= ? GROUP BY member_id"""

_STORED = f"""
    SELECT member_id, SUM(change) FROM ledger_entry
    WHERE member_id IN ({{ids}}) AND unit IN ({listed(STORED_VALUE)}) GROUP BY member_id"""

_SESSIONS = f"""
    SELECT member_id, SUM(change) FROM ledger_entry
    WHERE member_id IN ({{ids}}) AND unit = '{Unit.SESSIONS.value}' GROUP BY member_id"""

_BEST = "SELECT member_id FROM care_guest WHERE member_id IN ({ids})"

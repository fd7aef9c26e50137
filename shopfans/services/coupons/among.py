"""Who has a tier today, or keeps her birthday in a month: inside a block."""

from calendar import monthrange
from datetime import date

from shopfans.database.shop import Shop
from shopfans.domain.audiences import Among
from shopfans.domain.birthdays import Birthday, next_birthday
from shopfans.services import settings
from shopfans.services.belonging import tier_standings
from shopfans.services.members.records import birthday_of


def members(shop: Shop, audience: Among) -> list[int]:
    """Their numbers; who asked to be forgotten is not among them."""
    terms, today = settings.load(shop), settings.today(shop)
    found = []
    for member, *facts in shop.rows(_FACTS):
        born, standing = birthday_of(*facts[:5]), facts[5:]
        if audience.month is not None and not _is_kept_in(audience.month, born):
            continue
        if audience.tier is not None:
            has = tier_standings.tier_on(terms, member, standing, today)
            if has is None or has.key != audience.tier:
                continue
        found.append(member)
    return found


def _is_kept_in(month: date, born: Birthday | None) -> bool:
    """Whether a day of this month of the sun is her birthday, of the moon too."""
    if born is None:
        return False
    if not born.lunar and (born.month, born.day) != (2, 29):
        return born.month == month.month
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return next_birthday(born, month) <= last


_FACTS = """
    SELECT m.id, m.birth_month, m.birth_day, m.birth_year, m.birth_lunar, m.birth_leap,
           t.tier, t.since, t.until
    FROM member m LEFT JOIN tier_standing t ON t.member_id = m.id
    WHERE m.erased = 0 ORDER BY m.id"""

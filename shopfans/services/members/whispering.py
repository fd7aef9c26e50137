"""What whoever serves her should know right now, and nothing else."""

from datetime import date, timedelta
from typing import NamedTuple

from shopfans.database.operations import is_known
from shopfans.database.shop import Shop
from shopfans.domain.birthdays import next_birthday
from shopfans.domain.kinds import Entry, Unit
from shopfans.domain.points import Points
from shopfans.services import settings
from shopfans.services.members.finding import Lapsing, MemberCard
from shopfans.services.reminders.visiting import STANDS

LONG_AWAY = 14
"""Days; a visit any later is no news."""

LATELY = 20
"""Sales among which a favourite is looked for."""

OFTEN = 3
"""Of them, for a favourite."""


class Closed(NamedTuple):
    """What she could have used today by the clock: the day is closed, and it lasted no longer."""

    day: date
    points: Points
    coupons: int


class Whisper(NamedTuple):
    """Each part is empty unless it matters now."""

    away: int | None = None
    """Days since she was last here."""
    favourite: str = ""
    birthday: date | None = None
    """The day it is kept, within the days Today looks ahead."""
    coupon_lapses: date | None = None
    points: Lapsing | None = None
    """Those about to lapse."""
    lunar: bool = False
    """Her birthday is one of the lunar calendar."""
    closed: Closed | None = None


def whisper(shop: Shop, card: MemberCard) -> Whisper:
    """What matters about this guest today; on a date that is not known only what has none."""
    terms = settings.load(shop)
    with shop.reading():
        today = settings.today(shop)
        favourites = shop.rows(_FAVOURITE, card.id, LATELY, OFTEN)
        if not is_known(shop):
            return Whisper(favourite=favourites[0][0] if favourites else "")
        closed = _closed(shop, card.id, settings.clock_day(shop), today)
    ahead = today + timedelta(days=terms.days_ahead)
    away = (today - card.last_visit).days if card.last_visit else None
    kept = next_birthday(card.birthday, today) if card.birthday else None
    lapses = min((coupon.lapses for coupon in card.coupons), default=None)
    points = card.next_lapse
    return Whisper(
        away if away is not None and away >= LONG_AWAY else None,
        favourites[0][0] if favourites else "",
        kept if kept and kept <= ahead else None,
        lapses if lapses and lapses <= ahead else None,
        points if points and points.lapses <= ahead else None,
        lunar=card.birthday is not None and card.birthday.lunar,
        closed=closed,
    )


def _closed(shop: Shop, member: int, clock_day: date, today: date) -> Closed | None:
    if clock_day == today:
        return None
    last = today - timedelta(days=1)
    days = (clock_day.isoformat(), last.isoformat())
    [(points,)] = shop.rows(_PAST_POINTS, member, *days)
    [(coupons,)] = shop.rows(_PAST_COUPONS, member, *days)
    return Closed(last, Points(points), coupons) if points > 0 or coupons else None


_PAST_POINTS = f"""
    SELECT COALESCE(SUM(e.change), 0) FROM ledger_entry g
    JOIN ledger_entry e ON e.member_id = g.member_id AND e.unit = g.unit AND e.lot = g.id
    WHERE g.member_id = ? AND g.unit = '{Unit.POINTS.value}' AND g.lapses BETWEEN ? AND ?
    AND e.kind <> '{Entry.EXPIRE.value}'"""

_PAST_COUPONS = """
    SELECT COUNT(*) FROM coupon WHERE member_id = ? AND lapses BETWEEN ? AND ?
    AND used_by_id IS NULL AND withdrawn_id IS NULL"""

_FAVOURITE = f"""
    SELECT l.name FROM sale_line l
    WHERE l.good_id IS NOT NULL AND l.quantity > 0 AND l.sale_id IN (
        SELECT s.id FROM sale s WHERE s.member_id = ? AND {STANDS}
        ORDER BY s.day DESC, s.id DESC LIMIT ?)
    GROUP BY l.good_id HAVING COUNT(*) >= ? ORDER BY COUNT(*) DESC, MAX(l.sale_id) DESC LIMIT 1"""

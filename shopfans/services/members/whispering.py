"""What whoever serves her should know right now, and nothing else."""

from datetime import date, timedelta
from typing import NamedTuple

from shopfans.database.operations import is_known
from shopfans.database.shop import Shop
from shopfans.domain.birthdays import next_birthday
from shopfans.services import settings
from shopfans.services.members.finding import Lapsing, MemberCard

LONG_AWAY = 14
"""Days; a visit any later is no news."""

LATELY = 20
"""Sales among which a favourite is looked for."""

OFTEN = 3
"""Of them, for a favourite."""


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


def whisper(shop: Shop, card: MemberCard) -> Whisper:
    """What matters about this guest today; on a date that is not known only what has none."""
    terms = settings.load(shop)
    with shop.reading():
        today = settings.today(shop)
        favourites = shop.rows(_FAVOURITE, card.id, LATELY, OFTEN)
        if not is_known(shop):
            return Whisper(favourite=favourites[0][0] if favourites else "")
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
    )


_FAVOURITE = """
    SELECT l.name FROM sale_line l
    WHERE l.good_id IS NOT NULL AND l.quantity > 0 AND l.sale_id IN (
        SELECT id FROM sale WHERE member_id = ? AND reverses_id IS NULL
        ORDER BY day DESC, id DESC LIMIT ?)
    GROUP BY l.good_id HAVING COUNT(*) >= ? ORDER BY COUNT(*) DESC, MAX(l.sale_id) DESC LIMIT 1"""

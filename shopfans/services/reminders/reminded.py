"""Who was listed, reminded and came: what reminding brings, against those who were held back."""

from datetime import date, timedelta
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain import effect
from shopfans.domain.effect import HELD_BACK_SQL, Effect, Group
from shopfans.domain.touches import REACHING
from shopfans.services import settings
from shopfans.services.reminders.guarding import listed
from shopfans.services.reminders.standings import REASONS
from shopfans.services.reminders.visiting import visit_days

WITHIN = 14
"""Days in which a visit counts, from the day she came onto the list: for both groups alike."""

SPOKEN_TO_WITHIN = 7
"""Days from then in which a touch makes her one who was reminded. Who came before anybody got
round to her is in neither group, so that reminding is rather thought too little of."""

OVER = 180
"""Days that are looked back."""


class Outcome(NamedTuple):
    reminded: Group
    held_back: Group
    expected: int | None
    """So many of those reminded would have come without a word; None if nobody was held back."""
    effect: Effect | None
    """None: too few to tell."""


def note_listed(shop: Shop) -> int:
    """Remember who is due or slipping today, those held back too; says how many are new."""
    with shop.changing():
        today = settings.today(shop).isoformat()
        before = shop.rows("SELECT COUNT(*) FROM listed")[0][0]
        for standing, reason in REASONS.items():
            shop.rows(_NOTE, reason.value, today, standing.value, today)
        return int(shop.rows("SELECT COUNT(*) FROM listed")[0][0] - before)


def outcome(shop: Shop, on: date | None = None) -> Outcome:
    """What became of those listed in the last half year whose 14 days are over."""
    with shop.reading():
        on = on or settings.today(shop)
        first, last = on - timedelta(days=OVER), on - timedelta(days=WITHIN + 1)
        groups = {0: Group(0, 0), 1: Group(0, 0)}
        for is_held, members, came in shop.rows(_OUTCOME, first.isoformat(), last.isoformat()):
            groups[is_held] = Group(members, came)
    reminded, held = groups[0], groups[1]
    return Outcome(reminded, held, effect.expected(reminded, held), effect.effect(reminded, held))


_NOTE = """
    INSERT OR IGNORE INTO listed (member_id, reason, occasion, day)
    SELECT m.id, ?, m.last_visit, ? FROM forecast f JOIN member m ON m.id = f.member_id
    WHERE f.standing = ? AND m.last_visit < f.day AND m.erased = 0 AND f.day = ?"""

_CAME = visit_days(
    f"s.member_id = m.id AND s.day >= m.day AND s.day <= date(m.day, '+{WITHIN} days')"
)

_OUTCOME = f"""
    WITH told AS (
        SELECT l.member_id AS id, l.day,
            EXISTS (SELECT 1 FROM touch t JOIN operation o ON o.id = t.operation_id
                WHERE t.member_id = l.member_id AND t.reason = l.reason
                AND t.occasion = l.occasion AND t.kind IN ({listed(REACHING)})
                AND o.day <= date(l.day, '+{SPOKEN_TO_WITHIN} days')) AS reached
        FROM listed l WHERE l.day BETWEEN ? AND ?)
    SELECT {HELD_BACK_SQL}, COUNT(*), SUM(EXISTS ({_CAME}))
    FROM told m WHERE m.reached <> {HELD_BACK_SQL} GROUP BY 1"""

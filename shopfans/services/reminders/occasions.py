"""The lines of Today's list that a calendar makes: birthdays, lapses, anniversaries, newcomers."""

from collections.abc import Sequence
from datetime import date, timedelta

from shopfans.database.shop import Shop
from shopfans.domain.birthdays import kept_on
from shopfans.domain.care_plan import anniversary
from shopfans.domain.kinds import Reason
from shopfans.domain.periods import shifted
from shopfans.services.memberships.held import stands
from shopfans.services.reminders import caring
from shopfans.services.reminders.lines import (
    COUNTED,
    Found,
    Line,
    by_days,
    dealt_with,
    first_open,
    open_lines,
)

NEWCOMER_FROM, NEWCOMER_TO = 3, 60
"""Days after joining between which somebody who never bought is spoken to."""

STILL_COMES = 180
"""Days since the last visit within which an anniversary is worth a word."""

ANNIVERSARIES = 30

FEW_POINTS, ENOUGH_POINTS = 20, 50
"""Points got at once, and together, about whose lapse one speaks."""

_GUESTS = "SELECT member_id FROM care_guest"
_NOT_IN_PLAN = f"m.id NOT IN ({_GUESTS})"
"""Who is in the care plan is thought of there."""


def found(shop: Shop, on: date, ahead: date, most: int | None) -> dict[Reason, Found]:
    """All of them for a day; inside a block."""
    return {
        Reason.BIRTHDAY: _birthdays(shop, on, ahead, most),
        Reason.COUPON: _coupons(shop, on, ahead, most),
        Reason.POINTS: _points(shop, on, ahead, most),
        Reason.SESSIONS: _sessions(shop, on, ahead, most),
        Reason.CARE: _care(shop, on, most),
        Reason.JOINED: _joined(shop, on, ahead, most),
        Reason.NEWCOMER: _newcomers(shop, on, most),
        Reason.MEMBERSHIP: _memberships(shop, on, ahead, most),
    }


def _birthdays(shop: Shop, on: date, ahead: date, most: int | None) -> Found:
    return by_days(_days(on, ahead), most, lambda days, rest: _birthdays_on(shop, on, days, rest))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def _birthdays_on(shop: Shop, on: date, days: Sequence[date], most: int | None) -> Found:
    kept = [
        (born.month, born.day, born.lunar, born.leap, day.isoformat())
        for day in days
        for born in kept_on(day)
    ]
    return open_lines(
        shop, Reason.BIRTHDAY, on, most,
        first="WITH k (month, born, lunar, leap, day) AS "
        f"(VALUES {','.join(['(?, ?, ?, ?, ?)'] * len(kept))})",
        source="k JOIN member m ON m.birth_month = k.month AND m.birth_day = k.born "
        "AND m.birth_lunar = k.lunar AND m.birth_leap = k.leap",
        where=f"m.joined <= ? AND {_NOT_IN_PLAN}",
        occasion="k.day",
        day="k.day",
        order="k.day, m.spent DESC, m.id",
        values=(*(part for row in kept for part in row), on.isoformat()),
    )  # fmt: skip


def _coupons(shop: Shop, on: date, ahead: date, most: int | None) -> Found:
    return open_lines(
        shop, Reason.COUPON, on, most,
        source="coupon c JOIN member m ON m.id = c.member_id "
        "JOIN coupon_template ct ON ct.id = c.template_id "
        "LEFT JOIN sale s ON s.id = c.used_by_id",
        where="c.lapses BETWEEN ? AND ? AND c.issued <= ? AND (c.used_by_id IS NULL OR s.day > ?) "
        "AND c.withdrawn_id IS NULL AND m.erased = 0",
        occasion="c.code",
        day="c.lapses",
        coupon="ct.name",
        order="c.lapses, m.spent DESC, m.id",
        values=tuple(day.isoformat() for day in (on, ahead, on, on)),
    )  # fmt: skip


def _points(shop: Shop, on: date, ahead: date, most: int | None) -> Found:
    """What is left of larger lots, as one line a member.

    If only the first are to be listed, no more than needed are reckoned out; then those who may
    have spent theirs are counted too.
    """
    if most is None:
        return _points_of(shop, on, ahead, most, at_once=-1)
    few = most + most // 2  # of five who get points one has spent them
    everybody = _LAPSING.format(at_once=COUNTED)
    [(total,)] = shop.rows(f"{everybody} SELECT COUNT(*) FROM c", on.isoformat(), ahead.isoformat())
    found = _points_of(shop, on, ahead, most, at_once=few)
    if found.open_ones < most and total > few:
        found = _points_of(shop, on, ahead, most, at_once=4 * most)
    return found if found.open_ones < most else Found(total, found.lines)


def _points_of(shop: Shop, on: date, ahead: date, most: int | None, *, at_once: int) -> Found:
    """Of so many members whose lots lapse first."""
    return open_lines(
        shop, Reason.POINTS, on, most,
        first=_LAPSING.format(at_once=at_once),
        source="p JOIN member m ON m.id = p.member",
        where=f"m.erased = 0 AND p.points >= {ENOUGH_POINTS}",
        occasion="p.lapses",
        day="p.lapses",
        points="p.points",
        order="p.lapses, p.points DESC, m.id",
        values=(on.isoformat(), ahead.isoformat()),
        counts=False,
    )  # fmt: skip


def _sessions(shop: Shop, on: date, ahead: date, most: int | None) -> Found:
    """What is left of session cards, as one line for a member and a last day."""
    return open_lines(
        shop, Reason.SESSIONS, on, most,
        first=_LEFT_OF_CARDS,
        source="p JOIN member m ON m.id = p.member",
        where="m.erased = 0",
        occasion="p.lapses",
        day="p.lapses",
        coupon="(SELECT c.name FROM session_card c WHERE c.member_id = m.id "
        "AND c.lapses = p.lapses ORDER BY c.id LIMIT 1)",
        points="p.sessions",
        order="p.lapses, p.sessions DESC, m.id",
        values=(on.isoformat(), ahead.isoformat()),
    )  # fmt: skip


def _joined(shop: Shop, on: date, ahead: date, most: int | None) -> Found:
    return by_days(_days(on, ahead), most, lambda days, rest: _joined_on(shop, on, days, rest))


def _joined_on(shop: Shop, on: date, days: Sequence[date], most: int | None) -> Found:
    kept = [("", "")] + [
        (anniversary(day, year).isoformat(), day.isoformat())
        for day in days
        for year in range(max(1, day.year - ANNIVERSARIES), day.year)
    ]
    return open_lines(
        shop, Reason.JOINED, on, most,
        first=f"WITH k (joined, day) AS (VALUES {','.join(['(?, ?)'] * len(kept))})",
        source="k CROSS JOIN member m INDEXED BY member_joined ON m.joined = k.joined",
        where=f"+m.erased = 0 AND m.visits > 1 AND +m.last_visit >= ? AND {_NOT_IN_PLAN}",
        occasion="k.day",
        day="k.day",
        order="k.day, m.spent DESC, m.id",
        values=(
            *(part for row in kept for part in row),
            shifted(on, -STILL_COMES).isoformat(),
        ),
    )  # fmt: skip


def _newcomers(shop: Shop, on: date, most: int | None) -> Found:
    """Who signed up and never came, nor paid for anything ahead; the newest first, for she still
    remembers. Whose card was a gift has come once she used it."""
    return open_lines(
        shop, Reason.NEWCOMER, on, most,
        source="member m",
        where="m.joined BETWEEN ? AND ? AND m.visits = 0 AND m.erased = 0 "
        f"AND NOT EXISTS ({_PAID_AHEAD})",
        occasion="m.joined",
        day="m.joined",
        order="m.joined DESC, m.id",
        values=tuple(
            shifted(on, -days).isoformat() for days in (NEWCOMER_TO, NEWCOMER_FROM)
        ),
    )  # fmt: skip


def _memberships(shop: Shop, on: date, ahead: date, most: int | None) -> Found:
    """What was paid for ends soon, and nothing goes on from it."""
    return open_lines(
        shop, Reason.MEMBERSHIP, on, most,
        source="membership h JOIN member m ON m.id = h.member_id "
        "LEFT JOIN membership_end x ON x.membership_id = h.id",
        where="h.ends BETWEEN ? AND ? AND h.starts <= ? AND x.last IS NULL AND m.erased = 0 "
        f"AND {stands('h')} AND NOT EXISTS (SELECT 1 FROM membership n "
        "LEFT JOIN membership_end y ON y.membership_id = n.id WHERE n.member_id = h.member_id "
        f"AND n.ends > h.ends AND y.last IS NULL AND {stands('n')})",
        occasion="h.ends",
        day="h.ends",
        coupon="json_extract(h.plan, '$.name')",
        order="h.ends, m.spent DESC, m.id",
        values=tuple(day.isoformat() for day in (on, ahead, on)),
    )  # fmt: skip


def _care(shop: Shop, on: date, most: int | None) -> Found:
    """The moments of the care plan; those kept today stay, marked."""
    settled = dealt_with(shop, Reason.CARE, on, of=_GUESTS)
    lines = []
    for one in caring.around(shop, on):
        guest, key = one.guest, one.moment.key
        day, done = settled.get((guest.member, key), ("", None))
        if (day and done is None) or (done is not None and day < on.isoformat()):
            continue
        last = guest.facts.last_visit
        lines.append(
            Line(
                guest.member, guest.name, guest.e164, None, last.isoformat() if last else None,
                guest.facts.usual_gap, guest.spent.fen, 0, key, one.moment.day.isoformat(),
                one.gift or None, 0, done,
            )
        )  # fmt: skip
    return Found(len(lines), first_open(lines, most))


_PAID_AHEAD = """
    SELECT 1 FROM prepayment p WHERE p.member_id = m.id AND p.paid > 0 AND p.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM prepayment v WHERE v.reverses_id = p.id)"""

_LAPSING = f"""
    WITH l (lot, member, lapses, points) AS MATERIALIZED (
        SELECT id, member_id, lapses, change FROM ledger_entry
        WHERE lapses BETWEEN ?1 AND ?2 AND unit = 'points' AND change >= {FEW_POINTS}
    ), c (member, lapses) AS MATERIALIZED (
        SELECT member, MIN(lapses) FROM l
        GROUP BY member HAVING SUM(points) >= {ENOUGH_POINTS}
        ORDER BY MIN(lapses) LIMIT {{at_once}}
    ), p (member, lapses, points) AS MATERIALIZED (
        SELECT c.member, c.lapses, SUM(l.points + COALESCE((
            SELECT SUM(e.change) FROM ledger_entry e WHERE e.lot = l.lot AND e.id <> e.lot), 0))
        FROM c JOIN l ON l.member = c.member GROUP BY c.member, c.lapses)"""
"""For each member the first day on which points of hers lapse, and what is left of them."""

_LEFT_OF_CARDS = """
    WITH p (member, lapses, sessions) AS MATERIALIZED (
        SELECT g.member_id, g.lapses, SUM(e.change) FROM ledger_entry g
        CROSS JOIN ledger_entry e ON e.member_id = g.member_id AND e.unit = 'sessions'
            AND e.lot = g.id
        WHERE g.lapses BETWEEN ? AND ? AND g.unit = 'sessions'
        GROUP BY g.member_id, g.lapses HAVING SUM(e.change) > 0)"""

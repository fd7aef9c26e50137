"""How members stand in the owner's tiers, read from the books: inside a block."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.shop import Shop
from shopfans.domain import rolling_year, tiers
from shopfans.domain.kinds import Act
from shopfans.domain.rolling_year import Change, Counted, Standing
from shopfans.domain.terms import Terms
from shopfans.domain.tiers import Ahead, Measure, Tier, TierRule
from shopfans.services import settings

Progress = Callable[[int, int], None]
"""Called with (done, total); it may raise Stopped."""

_AT_ONCE = 1_000
"""Members between two reports of progress."""


def changes() -> list[Change]:
    """Every rule the owner ever set, oldest first.

    One that a wrong clock put after a later one counts from that one's day.
    """
    found: list[Change] = []
    for day, operation, body in reversed(OPEN_SHOP.execute_sql(_CHANGES).fetchall()):
        said = date.fromisoformat(day)
        rule = settings.from_text(body).tiers
        found.insert(0, Change(min(said, found[0].day) if found else said, operation, rule))
    return found


def counted_of(member: int) -> list[Counted]:
    """Her sales less what came back of them and the sessions she used, oldest first."""
    return [
        Counted._make((date.fromisoformat(day), operation, paid, stands == 1, is_session == 1))
        for day, operation, paid, stands, is_session in OPEN_SHOP.execute_sql(
            f"{_HERS} ORDER BY 1, 2", (member, "")
        )
        if paid or stands
    ]


def kept(member: int) -> Standing | None:
    """How she stands by her own row."""
    row = OPEN_SHOP.execute_sql(
        "SELECT tier, since, until FROM tier_standing WHERE member_id = ?", (member,)
    ).fetchone()
    return None if row is None else read(*row)


def read(tier: int | None, since: str, until: str | None) -> Standing:
    """A row as the rules have it."""
    return Standing(
        tier, date.fromisoformat(since), None if until is None else date.fromisoformat(until)
    )


def tier_on(terms: Terms, member: int, row: Sequence[str | int | None], day: date) -> Tier | None:
    """The tier that holds today, by her row (tier, since, until) where it cannot have changed."""
    tier, _since, until = row
    if terms.tiers is None or tier is None:
        return None
    if str(until) >= day.isoformat():
        return terms.tiers.tier(int(tier))
    now = rolling_year.standing(counted_of(member), changes(), day)
    return terms.tiers.tier(now.tier) if now else None


def ahead_of(rule: TierRule, member: int, tier: int | None, day: date) -> Ahead | None:
    """What she is short of the next tier."""
    return tiers.ahead(rule, tier, year_of(rule, member, day))


def year_of(rule: TierRule, member: int, day: date) -> int:
    """What her rolling year that ends on this day comes to."""
    after = rolling_year.year_before(day).isoformat()
    values = (member, after, day.isoformat(), rule.counts_sessions)
    return rule.value(*OPEN_SHOP.execute_sql(_YEAR, values).fetchone())


def is_newest(member: int, day: date) -> bool:
    """Whether nothing of hers and no rule is later than this day."""
    row = OPEN_SHOP.execute_sql(_LATER, (member, day.isoformat())).fetchone()
    return not row[0]


def everybody(
    shop: Shop, every_change: Sequence[Change], progress: Progress = lambda done, total: None
) -> Iterator[tuple[int, list[Counted]]]:
    """What counts of each member who could have reached any tier. Raises what progress raises."""
    [(total,)] = shop.rows("SELECT COALESCE(MAX(id), 0) FROM member")
    condition = " OR ".join(_could_reach(one.rule) for one in every_change if one.rule) or "0"
    back = {sale: (paid, bool(completes)) for sale, paid, completes in shop.stream(_REFUNDED)}
    days = _Days()
    of_each = groupby(shop.stream(_ALL.format(condition)), key=itemgetter(0))
    for number, (member, rows) in enumerate(of_each):
        if number % _AT_ONCE == 0:
            progress(member, total)
        past = [
            # a row whole, from a tuple: of a million rows half the time is here
            Counted._make((days[said], operation, paid, True, sale is None))
            if sale not in back
            else Counted(days[said], operation, paid + back[sale][0], not back[sale][1])
            for _, said, operation, sale, paid in rows
        ]
        yield member, [one for one in past if one[2] or one[3]]
    progress(total, total)


class _Days(dict[str, date]):
    """Each day read once: a year has few."""

    def __missing__(self, said: str) -> date:
        self[said] = date.fromisoformat(said)
        return self[said]


def _could_reach(rule: TierRule) -> str:
    """The condition on a member's own figures without which she never had the lowest tier."""
    least = rule.tiers[0].threshold
    match rule.measure:
        case Measure.SPEND:
            return f"spent >= {least}"
        case Measure.VISITS:
            return f"visits >= {least}"
        case Measure.GROWTH:
            return f"spent / {rule.growth_each.fen} + visits * {rule.growth_visit} >= {least}"


_CHANGES = f"""
    SELECT o.day, o.id, t.body FROM terms t JOIN operation o ON o.id = t.operation_id
    WHERE o.act = '{Act.SET_TIERS.value}' ORDER BY o.id"""

_HERS = """
    SELECT s.day, s.operation_id,
           s.paid + COALESCE((SELECT SUM(paid) FROM sale v WHERE v.reverses_id = s.id), 0) AS paid,
           NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1)
           AS stands, 0 AS is_session
    FROM sale s WHERE s.member_id = ?1 AND s.day > ?2 AND s.reverses_id IS NULL
    UNION ALL
    SELECT u.day, u.operation_id, 0, 1, 1
    FROM session_use u WHERE u.member_id = ?1 AND u.day > ?2 AND u.undone_id IS NULL"""

_YEAR = f"""
    SELECT COALESCE(SUM(paid), 0),
           COUNT(DISTINCT CASE WHEN stands AND is_session <= ?4 THEN day END)
    FROM ({_HERS}) WHERE day <= ?3"""

_LATER = f"""
    SELECT EXISTS (SELECT 1 FROM sale WHERE member_id = ?1 AND day > ?2)
        OR EXISTS (SELECT 1 FROM session_use WHERE member_id = ?1 AND day > ?2)
        OR EXISTS (SELECT 1 FROM terms t JOIN operation o ON o.id = t.operation_id
                   WHERE o.act = '{Act.SET_TIERS.value}' AND o.day > ?2)"""

_REFUNDED = """
    SELECT reverses_id, SUM(paid), MAX(completes) FROM sale
    WHERE reverses_id IS NOT NULL GROUP BY reverses_id"""

_ALL = """
    SELECT s.member_id, s.day, s.operation_id, s.id, s.paid
    FROM member m JOIN sale s ON s.member_id = m.id
    WHERE m.erased = 0 AND ({0}) AND s.reverses_id IS NULL
    UNION ALL
    SELECT u.member_id, u.day, u.operation_id, NULL, 0
    FROM member m JOIN session_use u ON u.member_id = m.id
    WHERE m.erased = 0 AND ({0}) AND u.undone_id IS NULL
    ORDER BY 1, 2, 3"""

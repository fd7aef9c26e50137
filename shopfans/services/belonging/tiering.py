"""Tiers: kept up to date with each visit, looked at again as years end, changed by the owner."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import Done, begin, is_known, new_request
from shopfans.database.shop import Shop
from shopfans.domain import rolling_year
from shopfans.domain import terms as rules
from shopfans.domain.kinds import Act
from shopfans.domain.roles import SYSTEM, Right, Staff, require
from shopfans.domain.rolling_year import Standing
from shopfans.domain.terms import Terms
from shopfans.domain.tiers import Ahead, Tier, TierRule
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.belonging import tier_standings
from shopfans.services.belonging.tier_standings import Progress
from shopfans.services.coupons import celebrating


class Place(NamedTuple):
    """Where a member stands, as screens show it."""

    tier: Tier | None = None
    until: date | None = None
    """The last day of her present year; past it she is in the days of grace."""
    ahead: Ahead | None = None


def place(shop: Shop, member: int) -> Place:
    """Where she stands today."""
    terms = settings.load(shop)
    rule = terms.tiers
    if rule is None:
        return Place()
    with shop.reading():
        today = settings.today(shop)
        now = tier_standings.kept(member)
        if now is not None and now.until is not None and now.until < today:
            now = rolling_year.standing(
                tier_standings.counted_of(member), tier_standings.changes(), today
            )
        key = now.tier if now else None
        return Place(
            rule.tier(key),
            now.until if now else None,
            tier_standings.ahead_of(rule, member, key, today),
        )


def note(done: Done, terms: Terms, member: int, *, is_undone: bool = False) -> None:
    """Bring her up to date as part of a command: she rises at once, with the gift of her new tier.

    `is_undone`: a sale or a session was. What that takes from under her tier takes the tier, and
    its gift if that is not used yet.
    """
    rule = terms.tiers
    if rule is None or (not is_undone and _stays(done, rule, member)):
        return
    before, now = bring_up_to_date(done, terms, member)
    if now == before:
        return
    had, has = (rule.rank(one.tier) if one else -1 for one in (before, now))
    if has > had and now is not None:
        _give_gift(done, rule, member, now)
    elif has < had and is_undone and before is not None:
        _take_gift_back(done, member, before)


def _stays(done: Done, rule: TierRule, member: int) -> bool:
    """Whether this visit leaves her as she stands, as most do: it need not cost her whole past."""
    year = tier_standings.year_of(rule, member, done.day)
    before = tier_standings.kept(member)
    return rolling_year.stays(before, rule, year, done.day) and tier_standings.is_newest(
        member, done.day
    )


def bring_up_to_date(
    done: Done, terms: Terms, member: int
) -> tuple[Standing | None, Standing | None]:
    """How she stood and how she stands now; no gift comes or goes."""
    if terms.tiers is None:
        return None, None
    erased, *row = OPEN_SHOP.execute_sql(_STOOD, (member,)).fetchone()
    if erased:
        return None, None
    before = tier_standings.read(*row) if row[1] else None
    now = rolling_year.standing(
        tier_standings.counted_of(member), tier_standings.changes(), done.day
    )
    if now != before:
        _write(member, now)
    return before, now


def look_again(shop: Shop) -> int:
    """Look again at those whose year has ended; returns how many have another tier or year now.

    On a day that is not known nobody falls: who waits is looked at once it is.
    """
    terms, today = settings.load(shop), settings.today(shop)
    if terms.tiers is None:
        return 0
    with shop.reading():
        if not is_known(shop) or not _moved(shop, today):
            return 0
    with shop.changing(Topic.MEMBERS):
        moved = _moved(shop, today)
        begin(shop, Act.TIERS, terms=terms, by=SYSTEM, request=new_request(), asked=today)
        for member, now in moved:
            _write(member, now)
        return len(moved)


def count_sessions(shop: Shop) -> None:
    """Where the rule is one of before, which took days of sales alone for visits, renew it.

    As if the owner had: who reaches more rises today, and nobody falls before her year ends.
    Until then all stand by the rule that there was, so that the books are true at any time. Not
    on a day that is not known.
    """
    with shop.reading():
        if not _is_of_before(settings.load(shop)) or not is_known(shop):
            return
    with shop.changing(Topic.TERMS, Topic.MEMBERS):
        terms = settings.load(shop)
        if terms.tiers is None or not _is_of_before(terms):
            return  # another till was first
        rule = replace(terms.tiers, counts_sessions=True)
        done = begin(shop, Act.SET_TIERS, terms=terms, by=SYSTEM, request=new_request(), asked=rule)
        settings.write(done, replace(terms, tiers=rule))
        note_everybody(shop, done.day)


def save_rule(
    shop: Shop,
    *,
    by: Staff,
    rule: TierRule | None,
    request: str,
    progress: Progress = lambda done, total: None,
) -> None:
    """The rule from now on, and every member brought up to date by it, or nothing of both.

    Who reaches more rises today; who reaches less keeps hers until its year ends; a tier that is no
    longer among them is gone at once. None: no tiers. Raises what tiers.check_rule or progress
    raises.
    """
    require(by, Right.SET_TERMS)
    terms = replace(settings.load(shop), tiers=rule)
    rules.check(terms)
    with shop.changing(Topic.TERMS, Topic.MEMBERS):
        done = begin(shop, Act.SET_TIERS, terms=terms, by=by, request=request, asked=rule)
        if done.is_new:
            settings.write(done, terms)
            note_everybody(shop, done.day, progress)


def note_everybody(shop: Shop, day: date, progress: Progress = lambda done, total: None) -> None:
    """Work out all standings from the books, inside a command."""
    changes = tier_standings.changes()
    shop.rows("DELETE FROM tier_standing")
    if not changes or changes[-1].rule is None:
        return
    rows = []
    for member, past in tier_standings.everybody(shop, changes, progress):
        now = rolling_year.standing(past, changes, day)
        if now is not None:
            rows.append((member, *_columns(now)))
    shop.write_many(_INSERT, rows)


def _is_of_before(terms: Terms) -> bool:
    rule = terms.tiers
    return rule is not None and rule.weighs_visits and not rule.counts_sessions


def _moved(shop: Shop, today: date) -> list[tuple[int, Standing | None]]:
    """Those whose year has ended and who stand otherwise now."""
    changes = tier_standings.changes()
    found = []
    for member, *row in shop.rows(_ENDED, today.isoformat()):
        now = rolling_year.standing(tier_standings.counted_of(member), changes, today)
        if now != tier_standings.read(*row):
            found.append((member, now))
    return found


def _write(member: int, now: Standing | None) -> None:
    if now is None:
        OPEN_SHOP.execute_sql("DELETE FROM tier_standing WHERE member_id = ?", (member,))
    else:
        OPEN_SHOP.execute_sql(f"{_INSERT} {_INSTEAD}", (member, *_columns(now)))


def _columns(now: Standing) -> tuple[int | None, str, str | None]:
    return now.tier, now.since.isoformat(), now.until.isoformat() if now.until else None


def _give_gift(done: Done, rule: TierRule, member: int, now: Standing) -> None:
    """Once in a calendar year for each tier."""
    tier = rule.tier(now.tier)
    if tier is None or tier.gift is None:
        return
    occasion = _occasion(now)
    had = OPEN_SHOP.execute_sql(
        "SELECT 1 FROM coupon WHERE member_id = ? AND occasion = ?", (member, occasion)
    ).fetchone()
    if had is None:
        celebrating.give(done, tier.gift, [(member, occasion)])


def _take_gift_back(done: Done, member: int, before: Standing) -> None:
    OPEN_SHOP.execute_sql(
        "UPDATE coupon SET withdrawn_id = ?, occasion = NULL WHERE member_id = ? AND occasion = ? "
        "AND used_by_id IS NULL AND withdrawn_id IS NULL",
        (done.id, member, _occasion(before)),
    )


def _occasion(reached: Standing) -> str:
    return f"tier {reached.tier} {reached.since.year}"


_STOOD = """
    SELECT m.erased, t.tier, t.since, t.until
    FROM member m LEFT JOIN tier_standing t ON t.member_id = m.id WHERE m.id = ?"""
_INSERT = "INSERT INTO tier_standing (member_id, tier, since, until) VALUES (?, ?, ?, ?)"
_INSTEAD = (
    "ON CONFLICT (member_id) DO UPDATE SET tier = excluded.tier, since = excluded.since, "
    "until = excluded.until"
)
_ENDED = "SELECT member_id, tier, since, until FROM tier_standing WHERE until < ?"

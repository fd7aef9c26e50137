"""Who is near a tier, and whom a change of the rule would move: nothing is written."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain import rolling_year, tiers
from shopfans.domain.rolling_year import Change, Counted
from shopfans.domain.tiers import Ahead, TierRule, Way
from shopfans.services import settings
from shopfans.services.belonging import tier_standings
from shopfans.services.belonging.tier_standings import Progress

_LAST = 1 << 62
"""After all else of its day."""


class Near(NamedTuple):
    """Who is short of the next tier by little."""

    member: int
    name: str
    ahead: Ahead


def nearly_there(
    shop: Shop, *, most: int = 100, progress: Progress = lambda done, total: None
) -> list[Near]:
    """Those who are near the next tier, the nearest first. Raises what progress raises."""
    rule = settings.load(shop).tiers
    if rule is None:
        return []
    lowest = rule.tiers[0]
    least = min(lowest.threshold - 1, lowest.threshold * (tiers.NEAR - 1) // tiers.NEAR)
    easier = replace(rule, tiers=(lowest._replace(threshold=least), *rule.tiers[1:]))
    found: list[tuple[int, Ahead]] = []
    with shop.reading():
        today = settings.today(shop)
        held = dict(shop.rows("SELECT member_id, tier FROM tier_standing"))
        every = tier_standings.everybody(shop, [Change(today, _LAST, easier)], progress)
        for member, past in every:
            value = rolling_year.year_value(rule, past, today)
            short = tiers.ahead(rule, held.get(member), value)
            if short is not None and tiers.is_near(rule, short):
                found.append((member, short))
        found.sort(key=lambda one: (one[1].missing, one[0]))
        ids = ", ".join(str(member) for member, _short in found[:most])
        names = dict(shop.rows(f"SELECT id, name FROM member WHERE id IN ({ids})"))
    return [Near(member, names[member], short) for member, short in found[:most]]


class Moved(NamedTuple):
    """Tiers by their keys; None: no tier."""

    member: int
    name: str
    way: Way
    had: int | None
    has: int | None
    """As of today; of who falls later, what she would have then."""


class Moves(NamedTuple):
    """Whom a change of the rule moves."""

    ways: Counter[Way]
    """Members by how they are moved."""
    before: Counter[int]
    """Members by the key of their tier."""
    after: Counter[int]
    who: list[Moved]
    """By name, as many as can be read: NAMED of each way."""


NAMED = 500


def preview(
    shop: Shop, rule: TierRule | None, progress: Progress = lambda done, total: None
) -> Moves:
    """Whom this rule would move today. Raises what progress raises."""
    with shop.reading():
        today = settings.today(shop)
        changes = tier_standings.changes()
        new = [*changes, Change(max([today, *(one.day for one in changes)]), _LAST, rule)]
        return _moves(shop, changes, new, today, progress)


def _moves(
    shop: Shop, old: list[Change], new: list[Change], today: date, progress: Progress
) -> Moves:
    rule, was = new[-1].rule, old[-1].rule if old else None
    before: Counter[int] = Counter()
    after: Counter[int] = Counter()
    ways: Counter[Way] = Counter()
    who: list[Moved] = []
    for member, past in tier_standings.everybody(shop, new, progress):
        then, now = (rolling_year.standing(past, some, today) for some in (old, new))
        had, has = then.tier if then else None, now.tier if now else None
        before.update(() if had is None else (had,))
        after.update(() if has is None else (has,))
        way, has = _way(rule, was, past, (had, has), today)
        if way is not None:
            ways[way] += 1
            if ways[way] <= NAMED:
                who.append(Moved(member, "", way, had, has))
    return Moves(ways, before, after, _named(shop, who))


def _way(
    rule: TierRule | None, was: TierRule | None, past: list[Counted],
    tiers: tuple[int | None, int | None], day: date,
) -> tuple[Way | None, int | None]:  # fmt: skip
    """Between the tiers she had and has: how she is moved, and what she ends with."""
    had, has = tiers
    if had != has:
        steps = (rule.rank(has) if rule else -1) - (was.rank(had) if was else -1)
        return (Way.RISES if steps > 0 else Way.FALLS if steps < 0 else None), has
    if rule is None or was is None or had is None:
        return None, has
    has = _would_have(rule, was, past, had, day)
    return (None if has == had else Way.FALLS_LATER), has


def _would_have(
    rule: TierRule, was: TierRule, past: list[Counted], key: int, day: date
) -> int | None:
    """What she would reach today, if it is by the new rule that she does not reach what she has;
    else that."""
    reached = rule.reached(rolling_year.year_value(rule, past, day))
    by_old = was.reached(rolling_year.year_value(was, past, day)) >= was.rank(key)
    if not by_old or reached >= rule.rank(key):
        return key
    return rule.tiers[reached].key if reached >= 0 else None


def _named(shop: Shop, who: list[Moved]) -> list[Moved]:
    ids = ", ".join(str(one.member) for one in who)
    names = dict(shop.rows(f"SELECT id, name FROM member WHERE id IN ({ids})"))
    order = {way: number for number, way in enumerate(Way)}
    return sorted(
        (one._replace(name=names[one.member]) for one in who),
        key=lambda one: (order[one.way], one.name, one.member),
    )

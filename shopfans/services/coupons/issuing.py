"""Coupons issued to many at once: who would get one and what it can cost, then all or nothing."""

import json
from collections.abc import Sequence
from itertools import islice, repeat
from typing import Any, NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import IssueBatch
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain import codes, coupon_terms
from shopfans.domain.audiences import (
    Among,
    Audience,
    Everybody,
    FoundBy,
    JoinedBetween,
    TheseMembers,
    VotedFor,
)
from shopfans.domain.coupon_terms import MOST_COUPONS, CouponKind, CouponTerms
from shopfans.domain.errors import (
    CouponsGone,
    CouponsStopped,
    NobodyToGive,
    NumberOutOfRange,
)
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.books.auditing import Progress
from shopfans.services.coupons import among, couponing
from shopfans.services.members import finding

PRINTED = ""
"""The audience of a batch that was printed for whoever brings it."""

_EACH = 500
"""Coupons between two reports of progress."""


class Plan(NamedTuple):
    """What an issue would do."""

    members: int
    """Who would get one."""
    had_enough: int
    """Left out: they have as many as one member may."""
    forgotten: int
    """Left out: they asked to be forgotten."""
    left: int | None
    """So many can still be issued; None: any number."""
    most: Money | None
    """What all of them take off at most; None: no bound can be named."""

    @property
    def fits(self) -> bool:
        return self.members > 0 and (self.left is None or self.members <= self.left)


def plan(shop: Shop, template: int, audience: Audience) -> Plan:
    """What issuing these coupons now would do; nothing is written."""
    with shop.reading():
        terms = couponing.terms_of(template)
        chosen = _chosen(shop, template, terms, audience)
        return Plan(
            len(chosen.members),
            chosen.had_enough,
            chosen.forgotten,
            left_of(template, terms),
            cost(shop, terms, len(chosen.members)),
        )


def issue_batch(
    shop: Shop,
    *,
    by: Staff,
    template: int,
    audience: Audience,
    request: str,
    progress: Progress = lambda done, total: None,
) -> int:
    """One coupon for each of them, or none at all; returns the batch.

    Raises CouponsStopped, CouponLapsed, CouponsGone, NobodyToGive or what `progress` raises.
    """
    require(by, Right.KEEP_COUPONS)
    with shop.changing(Topic.COUPONS):
        done = _begin(shop, by, request, (template, audience))
        if done.is_new:
            terms = issuable(template)
            members = _chosen(shop, template, terms, audience).members
            _check_room(template, terms, len(members))
            _store(shop, done, template, terms, members, progress)
            _note(done, template, kind_of(audience))
        return _batch_of(done)


def print_batch(
    shop: Shop,
    *,
    by: Staff,
    template: int,
    count: int,
    request: str,
    progress: Progress = lambda done, total: None,
) -> int:
    """So many coupons of nobody, for paper: whoever brings one may use it; returns the batch.

    Raises NumberOutOfRange or what issue_batch raises.
    """
    require(by, Right.KEEP_COUPONS)
    if not 1 <= count <= MOST_COUPONS:
        raise NumberOutOfRange(1, MOST_COUPONS)
    with shop.changing(Topic.COUPONS):
        done = _begin(shop, by, request, (template, count))
        if done.is_new:
            terms = issuable(template)
            _check_room(template, terms, count)
            _store(shop, done, template, terms, [None] * count, progress)
            _note(done, template, PRINTED)
        return _batch_of(done)


def issuable(template: int) -> CouponTerms:
    """The terms of a template that is still issued, inside a block. Raises CouponsStopped."""
    (is_active,) = OPEN_SHOP.execute_sql(
        "SELECT active FROM coupon_template WHERE id = ?", (template,)
    ).fetchone()
    if not is_active:
        raise CouponsStopped()
    return couponing.terms_of(template)


def left_of(template: int, terms: CouponTerms) -> int | None:
    """How many can still be issued, inside a block; what was taken back counts no more."""
    if terms.in_all is None:
        return None
    (issued,) = OPEN_SHOP.execute_sql(
        "SELECT COUNT(*) FROM coupon WHERE template_id = ? AND withdrawn_id IS NULL", (template,)
    ).fetchone()
    return max(0, terms.in_all - int(issued))


def has_enough(template: int, terms: CouponTerms, members: Sequence[int]) -> set[int]:
    """Which of these members had as many as one member may, inside a block."""
    if terms.per_member is None:
        return set()
    rows = OPEN_SHOP.execute_sql(
        "SELECT member_id FROM coupon WHERE template_id = ? AND withdrawn_id IS NULL "
        "AND member_id IN (SELECT value FROM json_each(?)) GROUP BY member_id HAVING COUNT(*) >= ?",
        (template, json.dumps(members), terms.per_member),
    )
    return {member for (member,) in rows}


def cost(shop: Shop, terms: CouponTerms, count: int) -> Money | None:
    """What so many coupons take off at most; None for a percentage without a cap."""
    match terms.kind:
        case CouponKind.AMOUNT_OFF:
            return terms.off * count
        case CouponKind.PERCENT_OFF:
            return None if terms.cap is None else terms.cap * count
        case CouponKind.FREE_ITEM:
            with shop.reading():
                rows = shop.rows("SELECT id, category, price FROM good WHERE active = 1")
            dearest = max((fen for good, kind, fen in rows if terms.is_for(good, kind)), default=0)
            return Money(dearest) * count


def kind_of(audience: Audience) -> str:
    """What a batch keeps of its audience: no words of a search, for they may be somebody's name,
    and a batch is never changed."""
    match audience:
        case TheseMembers():
            return "these"
        case FoundBy():
            return "found"
        case JoinedBetween(first, last):
            return f"joined {first.isoformat()} {last.isoformat()}"
        case Everybody() | Among(None, None):
            return "everybody"
        case Among(tier, month):
            return f"among {tier or '-'} {month.isoformat() if month else '-'}"
        case VotedFor(candidate):
            return f"voted {candidate}"


class _Chosen(NamedTuple):
    members: list[int]
    had_enough: int
    forgotten: int


def _chosen(shop: Shop, template: int, terms: CouponTerms, audience: Audience) -> _Chosen:
    where, values = _wanted(shop, audience)
    rows = shop.rows(f"SELECT id, erased FROM member WHERE {where} ORDER BY id", *values)
    here = [member for member, erased in rows if not erased]
    enough = has_enough(template, terms, here)
    members = [member for member in here if member not in enough]
    return _Chosen(members, len(here) - len(members), len(rows) - len(here))


def _wanted(shop: Shop, audience: Audience) -> tuple[str, tuple[Any, ...]]:
    match audience:
        case TheseMembers(members):
            return _AMONG_THESE, (json.dumps(members),)
        case Among():
            return _AMONG_THESE, (json.dumps(among.members(shop, audience)),)
        case FoundBy(text):
            return finding.matching(shop, text)
        case JoinedBetween(first, last):
            return "joined BETWEEN ? AND ?", (first.isoformat(), last.isoformat())
        case VotedFor(candidate):
            return "id IN (SELECT member_id FROM vote WHERE candidate_id = ?)", (candidate,)
        case Everybody():
            return "TRUE", ()


def _begin(shop: Shop, by: Staff, request: str, asked: object) -> Done:
    terms = settings.load(shop)
    return begin(shop, Act.ISSUE, terms=terms, by=by, request=request, asked=asked)


def _check_room(template: int, terms: CouponTerms, count: int) -> None:
    if not count:
        raise NobodyToGive()
    left = left_of(template, terms)
    if left is not None and left < count:
        raise CouponsGone(left)


def _store(
    shop: Shop,
    done: Done,
    template: int,
    terms: CouponTerms,
    holders: Sequence[int | None],
    progress: Progress,
) -> None:
    days = (done.day, *coupon_terms.validity(terms, done.day))
    same = (template, done.id, *(day.isoformat() for day in days))
    fresh = codes.new_codes(codes.Kind.COUPON, len(holders))
    for start in range(0, len(holders), _EACH):
        progress(start, len(holders))
        some = holders[start : start + _EACH]
        rows = zip(islice(fresh, len(some)), some, *map(repeat, same), strict=False)
        shop.write_many(_COUPON, rows)


def _note(done: Done, template: int, audience: str) -> None:
    IssueBatch.insert(operation=done.id, template=template, audience=audience).execute()


def _batch_of(done: Done) -> int:
    return int(IssueBatch.select(IssueBatch.id).where(IssueBatch.operation == done.id).scalar())


_AMONG_THESE = "id IN (SELECT value FROM json_each(?))"

_COUPON = (
    "INSERT INTO coupon (code, member_id, template_id, operation_id, issued, starts, lapses) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)

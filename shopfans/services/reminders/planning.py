"""The care plan: whom the owner chose for it, who cares for each of them, and by what rule."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from shopfans.database.models import CareGuest
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain import care_plan
from shopfans.domain.birthdays import Birthday
from shopfans.domain.care_plan import CareFacts, CareRule
from shopfans.domain.contacts import local_number
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.coupons import issuing
from shopfans.services.members.records import live_member
from shopfans.services.reminders.visiting import STANDS


class Guest(NamedTuple):
    """One of the best members, and who cares for her."""

    member: int
    name: str
    e164: str | None
    staff: int | None
    """None: whoever is there."""
    carer: str
    since: date
    spent: Money
    facts: CareFacts


class Candidate(NamedTuple):
    member: int
    name: str
    phone: str
    spent: Money
    visits: int
    is_guest: bool


def candidates(shop: Shop, count: int = 100) -> list[Candidate]:
    """Those who brought most, to choose the guests of the plan from; chosen ones stand among
    them."""
    region = settings.load(shop).region
    with shop.reading():
        rows = shop.rows(_CANDIDATES, count)
    return [
        Candidate(
            member, name, local_number(phone or "", region), Money(spent), visits, bool(guest)
        )
        for member, name, phone, spent, visits, guest in rows
    ]


def choose(shop: Shop, *, by: Staff, carers: Mapping[int, int | None], request: str) -> None:
    """From now on the plan is for these members, each with whoever cares for her.

    Raises UnknownMember or MemberErased.
    """
    require(by, Right.SET_TERMS)
    terms = settings.load(shop)
    with shop.changing(Topic.REMINDERS):
        asked = sorted(carers.items())
        done = begin(shop, Act.KEEP_CARE, terms=terms, by=by, request=request, asked=asked)
        if not done.is_new:
            return
        CareGuest.delete().where(CareGuest.member.not_in(list(carers))).execute()
        for member, staff in carers.items():
            live_member(member)
            CareGuest.insert(
                member=member, staff=staff, since=done.day, operation=done.id
            ).on_conflict(conflict_target=[CareGuest.member], update={"staff": staff}).execute()


def guests(shop: Shop) -> list[Guest]:
    """The members of the plan, who brought most first."""
    with shop.reading():
        rows = shop.rows(_GUESTS)
        friends = _friends(shop)
    return [
        Guest(
            member, name, phone, staff, carer or "",
            date.fromisoformat(since), Money(spent),
            CareFacts(
                Birthday(month, day, None, bool(lunar), bool(leap)) if month else None,
                date.fromisoformat(joined),
                date.fromisoformat(first) if first else None,
                date.fromisoformat(last) if last else None,
                gap,
                friends.get(member, ()),
            ),
        )
        for member, name, phone, staff, carer, since, spent, month, day, lunar, leap, joined,
            first, last, gap in rows
    ]  # fmt: skip


def save_rule(shop: Shop, *, by: Staff, rule: CareRule, request: str) -> None:
    """The owner's choices for the plan; a gift with a condition is none.

    Raises NumberOutOfRange, AmountTooLarge, CareHasNoStrings or CouponsStopped.
    """
    require(by, Right.SET_TERMS)
    with shop.reading():
        for gift in rule.gifts:
            if gift.template is not None:
                care_plan.check_gift(issuing.issuable(gift.template))
    settings.save(shop, by=by, terms=replace(settings.load(shop), care=rule), request=request)


def _friends(shop: Shop) -> dict[int, tuple[date, ...]]:
    """For each guest the days on which friends she brought first paid for something."""
    found: dict[int, tuple[date, ...]] = {}
    for member, day in shop.rows(_FRIENDS):
        found[member] = (*found.get(member, ()), date.fromisoformat(day))
    return found


_CANDIDATES = """
    SELECT m.id, m.name, m.phone, m.spent, m.visits, g.member_id IS NOT NULL
    FROM member m LEFT JOIN care_guest g ON g.member_id = m.id
    WHERE m.erased = 0 AND (m.spent > 0 OR g.member_id IS NOT NULL)
    ORDER BY m.spent DESC, m.id LIMIT ?"""

_GUESTS = f"""
    SELECT m.id, m.name, m.phone, g.staff_id, staff.name, g.since, m.spent,
        m.birth_month, m.birth_day, m.birth_lunar, m.birth_leap, m.joined,
        (SELECT MIN(s.day) FROM sale s WHERE s.member_id = m.id AND {STANDS}),
        m.last_visit, m.usual_gap
    FROM care_guest g CROSS JOIN member m ON m.id = g.member_id
    LEFT JOIN staff ON staff.id = g.staff_id
    WHERE m.erased = 0 ORDER BY m.spent DESC, m.id"""
"""CROSS JOIN: from the few guests to their records; SQLite would rather walk all members, who are
in no order it needs."""

_FRIENDS = f"""
    SELECT c.member_id, MIN(s.day) AS came
    FROM care_guest c JOIN referral r ON r.brought_by_id = c.member_id OR r.brought_by_id IN (
        SELECT member_id FROM merged_member WHERE into_id = c.member_id)
    JOIN sale s ON s.member_id = COALESCE(
        (SELECT into_id FROM merged_member WHERE member_id = r.member_id), r.member_id)
    WHERE s.member_id <> c.member_id AND s.paid > 0 AND {STANDS}
    GROUP BY c.member_id, s.member_id ORDER BY came"""

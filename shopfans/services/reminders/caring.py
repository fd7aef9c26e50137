"""The moments of the care plan: which are due, what was done at them, how well they are kept."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from shopfans.database.models import CareDone, CareGuest
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain import care_plan
from shopfans.domain.care_plan import CareMoment, CareRule
from shopfans.domain.contacts import on_one_line
from shopfans.domain.errors import AskedForSilence, NotAGuestOfThePlan
from shopfans.domain.kinds import Act, Reason
from shopfans.domain.money import Money
from shopfans.domain.periods import shifted
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.domain.touches import TouchKind
from shopfans.services import settings
from shopfans.services.coupons import couponing, issuing
from shopfans.services.members.records import live_member
from shopfans.services.reminders import guarding, planning, touching
from shopfans.services.reminders.planning import Guest

JUDGED_OVER = 90
"""Days by which it is judged how many moments are kept."""

LONGEST_GIFT = 60


class State(Enum):
    PLANNED = "planned"
    DUE = "due"
    DONE = "done"
    MISSED = "missed"


class CareLine(NamedTuple):
    """One moment of one guest."""

    guest: Guest
    moment: CareMoment
    state: State
    gift: str
    cost: Money
    by: str
    """Who did it; empty until it is done."""


class DoneRate(NamedTuple):
    name: str
    """Of whoever cares; empty: nobody in particular."""
    due: int
    done: int


class CareSummary(NamedTuple):
    """How the plan is kept, over the last 90 days."""

    guests: int
    due: int
    done: int
    cost: Money
    staff: list[DoneRate]
    proposed: int
    """So many guests could be cared for as well as the owner wants."""


def moments(shop: Shop, first: date, last: date) -> list[CareLine]:
    """Every moment from one day to another with its state, in the order of days."""
    terms = settings.load(shop)
    with shop.reading():
        today, everybody, kept = settings.today(shop), planning.guests(shop), _kept(shop)
    lines = [
        _line(terms.care, guest, moment, kept.get((guest.member, moment.key)), today)
        for guest in everybody
        for moment in care_plan.moments(terms.care, guest.facts, max(first, guest.since), last)
    ]
    return sorted(lines, key=lambda line: (line.moment.day, -line.guest.spent.fen))


def around(shop: Shop, on: date) -> list[CareLine]:
    """The moments to think of on a day, a little ahead and a little after, kept ones too."""
    terms = settings.load(shop)
    first = shifted(on, -terms.care.patience)
    return moments(shop, first, shifted(on, terms.days_ahead))


def keep(
    shop: Shop,
    *,
    by: Staff,
    member: int,
    moment: str,
    gift: str = "",
    cost: Money = Money(),
    template: int | None = None,
    note: str = "",
    request: str,
) -> None:
    """Somebody was kind to her at this moment; a coupon that comes along is issued now.

    Raises NotAGuestOfThePlan, AskedForSilence, CareHasNoStrings, CouponsStopped or CouponLapsed.
    """
    require(by, Right.REMIND)
    terms, gift = settings.load(shop), on_one_line(gift)[:LONGEST_GIFT]
    note = on_one_line(note)[: touching.LONGEST_NOTE]
    with shop.changing(Topic.REMINDERS, Topic.COUPONS):
        asked = (member, moment, gift, cost, template, note)
        done = begin(shop, Act.TOUCH, terms=terms, by=by, request=request, asked=asked)
        if not done.is_new:
            return
        live_member(member)
        if not CareGuest.select().where(CareGuest.member == member).exists():
            raise NotAGuestOfThePlan()
        if guarding.contacts(shop, [member], done.day)[member].wants_silence:
            raise AskedForSilence()
        if template is not None:
            care_plan.check_gift(issuing.issuable(template))
            couponing.issue(done, template, member)
        touch = touching.write(done, member, TouchKind.DONE, Reason.CARE, moment, note)
        CareDone.insert(touch=touch, gift=gift, cost=cost, template=template).execute()


def keep_as_planned(
    shop: Shop, *, by: Staff, member: int, moment: str, note: str = "", request: str
) -> None:
    """The same with the gift the owner planned for this kind of moment. Raises as keep does."""
    require(by, Right.REMIND)
    gift = settings.load(shop).care.gift(care_plan.moment_of(moment))
    keep(
        shop, by=by, member=member, moment=moment, gift=gift.words, cost=gift.cost,
        template=gift.template, note=note, request=request,
    )  # fmt: skip


def summary(shop: Shop) -> CareSummary:
    """How the plan is kept, and how many guests it should be for."""
    terms = settings.load(shop)
    with shop.reading():
        today = settings.today(shop)
        first = today - timedelta(days=JUDGED_OVER)
        lines = moments(shop, first, today)
        [(cost,)] = shop.rows(_COST, first.isoformat())
    judged = [line for line in lines if line.state in {State.DONE, State.MISSED}]
    names = sorted({line.guest.carer for line in judged})
    rates = [_rate(name, [line for line in judged if line.guest.carer == name]) for name in names]
    whole, count = _rate("", judged), len(planning.guests(shop))
    return CareSummary(
        count, whole.due, whole.done, Money(cost), rates,
        care_plan.proposed(
            count, due=whole.due, done=whole.done, line=terms.care.done_line
        ),
    )  # fmt: skip


class _Kept(NamedTuple):
    gift: str
    cost: int
    by: str


def _kept(shop: Shop) -> dict[tuple[int, str], _Kept]:
    return {
        (member, key): _Kept(gift, cost, by or "")
        for member, key, gift, cost, by in shop.rows(_KEPT, Reason.CARE.value)
    }


def _line(
    rule: CareRule, guest: Guest, moment: CareMoment, kept: _Kept | None, today: date
) -> CareLine:
    if kept is not None:
        return CareLine(guest, moment, State.DONE, kept.gift, Money(kept.cost), kept.by)
    late = (today - moment.day).days
    state = State.PLANNED if late < 0 else State.DUE
    if late > rule.patience:
        state = State.MISSED
    planned = rule.gift(moment.moment)
    return CareLine(guest, moment, state, planned.words, planned.cost, "")


def _rate(name: str, lines: Sequence[CareLine]) -> DoneRate:
    return DoneRate(name, len(lines), sum(line.state is State.DONE for line in lines))


_KEPT = """
    SELECT t.member_id, t.occasion, COALESCE(d.gift, ''), COALESCE(d.cost, 0), staff.name
    FROM care_guest g CROSS JOIN touch t ON t.member_id = g.member_id
    LEFT JOIN care_done d ON d.touch_id = t.id
    JOIN operation o ON o.id = t.operation_id LEFT JOIN staff ON staff.id = o.staff_id
    WHERE t.reason = ? AND t.kind IN ('done', 'called', 'messaged', 'sms', 'will_come')
    ORDER BY t.id"""

_COST = """
    SELECT COALESCE(SUM(d.cost), 0) FROM care_done d JOIN touch t ON t.id = d.touch_id
    JOIN operation o ON o.id = t.operation_id WHERE o.day >= ?"""

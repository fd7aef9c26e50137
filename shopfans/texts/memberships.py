"""Paid membership in words: what a plan gives, until when she has it, what it saved her, and
whether it is worth it."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from shopfans.domain import earning_rule
from shopfans.domain.memberships import REMINDED, Plan, Run
from shopfans.domain.money import Currency, Money
from shopfans.domain.worth import Worth
from shopfans.texts import _, ngettext
from shopfans.texts.earning import times_text
from shopfans.texts.formats import count_text, day_text, list_text, money_text
from shopfans.texts.tiers import off_text


class Held(Protocol):
    @property
    def plan(self) -> Plan: ...
    @property
    def run(self) -> Run: ...
    @property
    def returned(self) -> Money | None: ...


def term_text(plan: Plan) -> str:
    """How long it lasts: 12 months."""
    return ngettext("{n} month", "{n} months", plan.months).format(n=count_text(plan.months))


def benefit_text(plan: Plan, names: Mapping[int, str]) -> str:
    """All that it gives; `names` are those of the coupon templates."""
    parts = [off_text(plan.percent)] if plan.percent else []
    if plan.times != earning_rule.WHOLE:
        parts.append(_("points ×{times}").format(times=times_text(plan.times)))
    for words, template, count in (
        (_("{coupons} at the start"), plan.first, plan.firsts),
        (_("{coupons} each month"), plan.monthly, plan.monthlies),
        (_("{coupons} each month"), plan.item, 1),
        (_("{coupons} at her birthday"), plan.birthday, 1),
    ):
        if template is not None:
            name = names.get(template, "")
            coupons = name if count == 1 else f"{count_text(count)} × {name}"
            parts.append(words.format(coupons=coupons))
    return " · ".join(parts)


def offered_text(plan: Plan, run: Run, names: Mapping[int, str], *, renews: bool) -> str:
    """How long it would hold, and all that it gives."""
    words = _("{term}, until {day}")
    if renews:
        words = _("{term}: goes on until {day}")
    held = words.format(term=term_text(plan), day=day_text(run.ends))
    return f"{held} · {benefit_text(plan, names)}"


def run_text(run: Run) -> str:
    return _("{first} to {last}").format(first=day_text(run.starts), last=day_text(run.ends))


def held_text(plan: Plan, until: date, saved: Money, currency: Currency) -> str:
    """Gold until 2027-03-09 · saved 212.00 so far, plus points."""
    words = _("{plan} until {day}").format(plan=plan.name, day=day_text(until))
    if not saved:
        return words
    told = _("saved {amount} so far")
    if _has_more_points(plan):
        told = _("saved {amount} so far, plus points")
    return f"{words} · " + told.format(amount=money_text(saved, currency))


def _has_more_points(plan: Plan) -> bool:
    return plan.times > earning_rule.WHOLE


def ending_text(plan: Plan, until: date, today: date) -> str:
    """How soon it ends, once that is near; empty before."""
    days = (until - today).days
    if days > REMINDED:
        return ""
    if days == 0:
        return _("{plan} ends today: renew it?").format(plan=plan.name)
    words = ngettext(
        "{plan} ends in {n} day: renew it?", "{plan} ends in {n} days: renew it?", days
    )
    return words.format(plan=plan.name, n=days)


def state_text(held: Held, today: date) -> str:
    """Where one of hers stands."""
    if held.returned is not None:
        return _("given back")
    if held.run.starts > today:
        return _("begins {day}").format(day=day_text(held.run.starts))
    return _("running") if held.run.ends >= today else _("over")


def worth_text(worth: Worth, currency: Currency) -> str:
    """What it would have saved her in the last twelve months, and how that comes about."""
    if not worth.visits:
        return _("She bought nothing in the last twelve months: nobody can tell yet.")
    parts = [
        words.format(amount=money_text(amount, currency))
        for words, amount in (
            (_("{amount} off"), worth.off),
            (_("{amount} by coupons"), worth.coupons),
        )
        if amount
    ]
    saved = money_text(worth.saved, currency)
    told = _("In the last twelve months it would have saved her {amount}").format(amount=saved)
    if len(parts) > 1:
        told = _("{told} ({parts})").format(told=told, parts=list_text(parts))
    if worth.points:
        points = money_text(worth.points, currency)
        told = _("{told}, plus points worth {amount}").format(told=told, amount=points)
    return told


def so_far_text(plan: Plan, saved: Money, currency: Currency) -> str:
    """What the one she has saved her, before she renews it."""
    told = _("So far it saved her {amount}")
    if _has_more_points(plan):
        told = _("So far it saved her {amount}, plus points")
    return told.format(amount=money_text(saved, currency))


def verdict_text(worth: Worth, cost: Money, currency: Currency) -> str:
    """Beside what twelve months of it cost; empty where nobody can tell."""
    if not worth.visits:
        return ""
    more = worth.saved - cost
    amount = money_text(Money(abs(more.fen)), currency)
    if more >= Money():
        return _("Worth it: {amount} more than it costs").format(amount=amount)
    return _("Not yet: {amount} less than it costs").format(amount=amount)

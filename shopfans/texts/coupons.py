"""Coupons in one line, as people in shops say it: what one gives, and why one was chosen."""

from collections.abc import Callable, Iterator

from shopfans.domain.combining import Proposal, Why
from shopfans.domain.coupon_terms import WHOLE, CouponKind, CouponTerms, Span
from shopfans.domain.money import Currency
from shopfans.domain.sales import Standing
from shopfans.domain.terms import Terms
from shopfans.domain.tier_choice import Choice
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text, list_text, money_text
from shopfans.texts.messages import message
from shopfans.texts.weekdays import weekdays_text

MOST_NAMED = 3
"""Goods or days that are named one by one."""


class Rate:
    """A percentage off that each language says its own way.

    In a message {rate:off} is what is taken off in percent (12), {rate:paid} what is left to pay in
    tenths (8.8), as Chinese has it.
    """

    def __init__(self, percent: int) -> None:
        self._percent = percent

    def __format__(self, way: str) -> str:
        if way == "paid":
            return _decimal(WHOLE - self._percent, 1000)
        return _decimal(self._percent, 100)


def terms_text(terms: CouponTerms, currency: Currency, name_of_good: Callable[[int], str]) -> str:
    """What a coupon gives, from how much on, for what and when: 5.00 off · only cakes."""
    parts = [
        gift_text(terms, currency, name_of_good),
        *_bounds(terms, currency, name_of_good),
        *_days(terms),
        *_limits(terms),
    ]
    return " · ".join(parts)


def gift_text(terms: CouponTerms, currency: Currency, name_of_good: Callable[[int], str]) -> str:
    """What it gives, without when and of what it takes."""
    match terms.kind:
        case CouponKind.AMOUNT_OFF:
            off, minimum = money_text(terms.off, currency), money_text(terms.minimum, currency)
            if terms.minimum:
                return _("{off} off from {minimum}").format(off=off, minimum=minimum)
            return _("{off} off").format(off=off)
        case CouponKind.PERCENT_OFF:
            rate = Rate(terms.percent)
            if terms.cap is not None:
                return _("{rate:off}% off, {cap} at most").format(
                    rate=rate, cap=money_text(terms.cap, currency)
                )
            return _("{rate:off}% off").format(rate=rate)
        case CouponKind.FREE_ITEM:
            return _("one free: {goods}").format(goods=_goods(terms, name_of_good))


def why_text(proposal: Proposal, terms: Terms) -> str:
    """Why these coupons: saves 12.00, 3.50 more than the next best."""
    if not proposal.taken:
        return _why_none(proposal, terms)
    count = len(proposal.taken)
    return {
        Why.ONLY_ONE: _("Saves {amount}; no other coupon fits."),
        Why.TOGETHER: ngettext(
            "Saves {amount} with {count} coupon.",
            "Saves {amount} with {count} coupons together.",
            count,
        ),
        Why.MORE: _("Saves {amount}, {more} more than the next best."),
        Why.FEWER: _("Saves {amount}, with fewer coupons than the next best."),
        Why.SOONER: _("Saves {amount} and lapses sooner than the next best."),
        Why.AS_GOOD: _("Saves {amount}; the next best saves as much."),
    }[proposal.why].format(
        amount=money_text(proposal.off, terms.currency),
        more=money_text(proposal.off - proposal.next_off, terms.currency),
        count=count,
    )


def choice_text(choice: Choice, standing: Standing, terms: Terms) -> str:
    """Why with her standing discount or without: Silver with coupons saves 12.00, without 9."""
    amounts = {
        "tier": standing.name,
        "saved": money_text(choice.saved, terms.currency),
        "other": money_text(choice.other, terms.currency),
    }
    if not choice.with_tier:
        return _("Saves {saved} without the {tier} discount; with it only {other}.").format(
            **amounts
        )
    if choice.proposal.taken:
        return _("Saves {saved} beside the {tier} discount; without it only {other}.").format(
            **amounts
        )
    return _("The {tier} discount alone saves {saved}; coupons without it only {other}.").format(
        **amounts
    )


def _why_none(proposal: Proposal, terms: Terms) -> str:
    if proposal.why is Why.NONE_IN_HAND:
        return _("No coupon in hand.")
    if proposal.refusal is None:
        return _("No coupon fits.")
    return _("No coupon fits. {reason}").format(reason=message(proposal.refusal, terms))


def _bounds(
    terms: CouponTerms, currency: Currency, name_of_good: Callable[[int], str]
) -> Iterator[str]:
    if terms.minimum and terms.kind is not CouponKind.AMOUNT_OFF:
        yield _("from {minimum}").format(minimum=money_text(terms.minimum, currency))
    if (terms.goods or terms.categories) and terms.kind is not CouponKind.FREE_ITEM:
        yield _("only {goods}").format(goods=_goods(terms, name_of_good))


def _days(terms: CouponTerms) -> Iterator[str]:
    if terms.weekdays:
        yield weekdays_text(terms.weekdays)
    if terms.blackout:
        yield _("not on {days}").format(days=_named([_span(span) for span in terms.blackout]))
    if terms.waits:
        yield ngettext(
            "from {count} day after issue", "from {count} days after issue", terms.waits
        ).format(count=count_text(terms.waits))
    if terms.days:
        yield ngettext("valid {count} day", "valid {count} days", terms.days).format(
            count=count_text(terms.days)
        )
    if terms.first:
        yield _("not before {day}").format(day=day_text(terms.first))
    if terms.last:
        yield _("until {day}").format(day=day_text(terms.last))


def _limits(terms: CouponTerms) -> Iterator[str]:
    if terms.per_member:
        yield _("{count} per member").format(count=count_text(terms.per_member))
    if terms.in_all:
        yield _("{count} in all").format(count=count_text(terms.in_all))
    if not terms.with_points:
        yield _("not with points")
    if not terms.with_tier:
        yield _("not with a tier discount")
    if terms.with_coupons:
        yield _("also with other coupons")


def _goods(terms: CouponTerms, name_of_good: Callable[[int], str]) -> str:
    return _named([*terms.categories, *map(name_of_good, terms.goods)])


def _span(span: Span) -> str:
    if span.first == span.last:
        return day_text(span.first)
    return _("{first} to {last}").format(first=day_text(span.first), last=day_text(span.last))


def _named(words: list[str]) -> str:
    """The first few by name, of the others how many."""
    if len(words) <= MOST_NAMED:
        return list_text(words)
    more = len(words) - MOST_NAMED
    return ngettext("{some} and {count} more", "{some} and {count} more", more).format(
        some=list_text(words[:MOST_NAMED]), count=more
    )


def _decimal(amount: int, one: int) -> str:
    """As many decimals as it takes: 8.8, 12, 12.5."""
    whole, rest = divmod(amount, one)
    decimals = f"{rest:0{len(str(one)) - 1}}".rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)

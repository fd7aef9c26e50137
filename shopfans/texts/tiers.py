"""Tiers in words: what is missing to the next, and what each gives."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Protocol

from shopfans.domain import earning_rule
from shopfans.domain.money import Currency, Money
from shopfans.domain.tiers import Ahead, Measure, Tier, TierRule, Way, is_near
from shopfans.texts import _, ngettext
from shopfans.texts.coupons import Rate
from shopfans.texts.earning import times_text
from shopfans.texts.formats import count_text, day_text, money_text


class Moves(Protocol):
    @property
    def ways(self) -> Counter[Way]: ...
    @property
    def before(self) -> Counter[int]: ...
    @property
    def after(self) -> Counter[int]: ...


class Place(Protocol):
    @property
    def tier(self) -> Tier | None: ...
    @property
    def until(self) -> date | None: ...
    @property
    def ahead(self) -> Ahead | None: ...


def amount_text(rule: TierRule, value: int, currency: Currency) -> str:
    """So much by the rule's measure: 1,000.00, 10 visits, 500 growth value."""
    match rule.measure:
        case Measure.SPEND:
            return money_text(Money(value), currency)
        case Measure.VISITS:
            return ngettext("{n} visit", "{n} visits", value).format(n=count_text(value))
        case Measure.GROWTH:
            return _("{n} growth value").format(n=count_text(value))


def ahead_text(rule: TierRule, ahead: Ahead, currency: Currency) -> str:
    """50.00 short of Silver."""
    return _("{amount} short of {tier}").format(
        amount=amount_text(rule, ahead.missing, currency), tier=ahead.tier.name
    )


def off_text(percent: int) -> str:
    """5% off, 9.5 折."""
    return _("{rate:off}% off").format(rate=Rate(percent))


def place_text(place: Place, rule: TierRule, currency: Currency) -> str:
    """Until when she has hers and what the next one wants: Silver until 2027-03-01 · 50.00 short
    of Gold.

    Empty if there is nothing to say; what is near is left to near_text.
    """
    parts = []
    if place.tier is not None and place.until is not None:
        parts.append(
            _("{tier} until {day}").format(tier=place.tier.name, day=day_text(place.until))
        )
    if place.ahead is not None and not is_near(rule, place.ahead):
        parts.append(ahead_text(rule, place.ahead, currency))
    return "  ·  ".join(parts)


def near_text(place: Place, rule: TierRule, currency: Currency) -> str:
    """What she is short of the next tier, if that is a tenth of it or less, or one visit."""
    if place.ahead is None or not is_near(rule, place.ahead):
        return ""
    return ahead_text(rule, place.ahead, currency)


def standing_text(place: Place, rule: TierRule, currency: Currency) -> str:
    """For herself, her tier and what is missing to the next: Silver · 50.00 short of Gold.

    Empty if there is nothing to say.
    """
    parts = [place.tier.name] if place.tier is not None else []
    if place.ahead is not None:
        parts.append(ahead_text(rule, place.ahead, currency))
    return " · ".join(parts)


def moves_text(moves: Moves) -> str:
    """12 rise, 3 fall; nobody loses a tier before its year ends."""
    rise, fall, later = (moves.ways[way] for way in (Way.RISES, Way.FALLS, Way.FALLS_LATER))
    parts = []
    if rise:
        words = ngettext("{n} member rises", "{n} members rise", rise)
        parts.append(words.format(n=count_text(rise)))
    if fall:
        words = ngettext(
            "{n} member falls at once: her tier is no longer there",
            "{n} members fall at once: their tier is no longer there",
            fall,
        )
        parts.append(words.format(n=count_text(fall)))
    if later:
        words = ngettext(
            "{n} member keeps hers until its year ends and would fall then",
            "{n} members keep theirs until the year ends and would fall then",
            later,
        )
        parts.append(words.format(n=count_text(later)))
    return " · ".join(parts) or _("This moves nobody today.")


def way_text(way: Way) -> str:
    match way:
        case Way.RISES:
            return _("Rises")
        case Way.FALLS:
            return _("Falls at once")
        case Way.FALLS_LATER:
            return _("Falls when its year ends")


def counts_text(moves: Moves, names: Mapping[int, str]) -> str:
    """Silver 84 → 96 · Gold 12, with the names of the tiers by their keys."""
    parts = []
    for key, name in names.items():
        before, after = moves.before[key], moves.after[key]
        counts = count_text(after)
        if before != after:
            counts = f"{count_text(before)} → {counts}"
        parts.append(f"{name} {counts}")
    return "   ".join(parts)


def benefit_text(tier: Tier) -> str:
    """5% off, points x1.5; empty if it gives neither."""
    parts = []
    if tier.percent:
        parts.append(off_text(tier.percent))
    if tier.times != earning_rule.WHOLE:
        parts.append(_("points ×{times}").format(times=times_text(tier.times)))
    return " · ".join(parts)

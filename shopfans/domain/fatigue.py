"""How often a member may be spoken or written to before it is too much."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from shopfans.domain.errors import (
    AskedForSilence,
    NoConsentToMessages,
    NumberOutOfRange,
    QuietUntil,
    ShopError,
    ShopWroteEnough,
    WrittenEnough,
)

MOST_A_MONTH = 31
MOST_IN_ALL = 1_000_000
LONGEST_QUIET = 90
"""Days."""


@dataclass(frozen=True)
class FatigueRule:
    """The owner's limits for reminders and adverts; greetings and care count, but pass."""

    per_member: int = 2
    """A calendar month."""
    in_all: int | None = None
    """A calendar month, all members together."""
    quiet_days: int = 7
    """After she was reached."""


class Contacts(NamedTuple):
    """What has happened with a member so far."""

    consents: bool
    """To messages."""
    wants_silence: bool
    this_month: int
    """Days on which she was reached."""
    last: date | None
    """When she was last reached."""


def check_rule(rule: FatigueRule) -> None:
    """Returns if the limits make sense. Raises NumberOutOfRange."""
    for number, least, most in (
        (rule.per_member, 0, MOST_A_MONTH),
        (rule.quiet_days, 0, LONGEST_QUIET),
        (0 if rule.in_all is None else rule.in_all, 0, MOST_IN_ALL),
    ):
        if not least <= number <= most:
            raise NumberOutOfRange(least, most)


def hindrance(
    rule: FatigueRule, contacts: Contacts, on: date, *, is_advert: bool, in_writing: bool = True
) -> ShopError | None:
    """Why she may not be reached on this day, or None.

    Her own word always holds; the limits hold for what wants something of her.
    """
    if contacts.wants_silence:
        return AskedForSilence()
    if in_writing and not contacts.consents:
        return NoConsentToMessages()
    if not is_advert:
        return None
    if contacts.this_month >= rule.per_member:
        return WrittenEnough(rule.per_member)
    if contacts.last is not None and (on - contacts.last).days < rule.quiet_days:
        return QuietUntil(contacts.last + timedelta(days=rule.quiet_days))
    return None


def check_in_all(rule: FatigueRule, *, this_month: int, more: int) -> None:
    """Returns if so many more may be reached this month. Raises ShopWroteEnough."""
    if rule.in_all is not None and this_month + more > rule.in_all:
        raise ShopWroteEnough(most=rule.in_all, left=max(0, rule.in_all - this_month))

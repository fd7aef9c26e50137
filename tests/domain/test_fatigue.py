"""How often is too often: the owner's limits, and her own word before them."""

from datetime import date

import pytest

from shopfans.domain import fatigue
from shopfans.domain.errors import (
    AskedForSilence,
    NoConsentToMessages,
    NumberOutOfRange,
    QuietUntil,
    ShopWroteEnough,
    WrittenEnough,
)
from shopfans.domain.fatigue import Contacts, FatigueRule, hindrance

ON = date(2026, 3, 10)
RULE = FatigueRule(per_member=2, quiet_days=7)
FRESH = Contacts(consents=True, wants_silence=False, this_month=0, last=None)


@pytest.mark.parametrize(
    ("contacts", "problem"),
    [
        (FRESH, None),
        (FRESH._replace(this_month=1, last=date(2026, 3, 3)), None),
        (FRESH._replace(this_month=1, last=date(2026, 3, 4)), QuietUntil(date(2026, 3, 11))),
        (FRESH._replace(this_month=0, last=date(2026, 2, 28)), None),
        (FRESH._replace(this_month=2, last=date(2026, 3, 2)), WrittenEnough(2)),
        (FRESH._replace(consents=False), NoConsentToMessages()),
        (FRESH._replace(wants_silence=True, consents=False), AskedForSilence()),
    ],
)
def test_an_advert_passes_only_who_was_not_reached_lately(
    contacts: Contacts, problem: object
) -> None:
    found = hindrance(RULE, contacts, ON, is_advert=True)
    assert vars(found) == vars(problem) if found else problem is None
    assert type(found) is type(problem)


def test_a_greeting_passes_the_limits_but_never_her_own_word() -> None:
    often = FRESH._replace(this_month=9, last=ON)
    assert hindrance(RULE, often, ON, is_advert=False) is None
    silent = often._replace(wants_silence=True)
    assert isinstance(hindrance(RULE, silent, ON, is_advert=False), AskedForSilence)
    unasked = often._replace(consents=False)
    assert isinstance(hindrance(RULE, unasked, ON, is_advert=False), NoConsentToMessages)


def test_who_agreed_to_no_messages_may_still_be_called() -> None:
    unasked = FRESH._replace(consents=False)
    assert hindrance(RULE, unasked, ON, is_advert=True, in_writing=False) is None


def test_nobody_is_reached_under_a_limit_of_none() -> None:
    rule = FatigueRule(per_member=0)
    assert isinstance(hindrance(rule, FRESH, ON, is_advert=True), WrittenEnough)


def test_all_together_are_counted_before_the_first_is_written_to() -> None:
    rule = FatigueRule(in_all=10)
    fatigue.check_in_all(rule, this_month=7, more=3)
    fatigue.check_in_all(FatigueRule(), this_month=10**6, more=10**6)
    with pytest.raises(ShopWroteEnough) as refused:
        fatigue.check_in_all(rule, this_month=8, more=3)
    assert (refused.value.most, refused.value.left) == (10, 2)


@pytest.mark.parametrize(
    "rule",
    [FatigueRule(per_member=-1), FatigueRule(in_all=-1), FatigueRule(quiet_days=91)],
)
def test_a_limit_that_makes_no_sense_is_refused(rule: FatigueRule) -> None:
    with pytest.raises(NumberOutOfRange):
        fatigue.check_rule(rule)

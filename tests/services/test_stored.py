"""Frozen values as text: what is written is read, and what an older release wrote still is."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.earning_rule import EarningRule
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.spending import SpendingRule
from shopfans.domain.terms import Terms
from shopfans.domain.tiers import Measure, Tier, TierRule
from shopfans.services import stored
from tests.domain.test_earning import RULES as EARNING
from tests.domain.test_spending import RULES as SPENDING

OF_THE_FIRST_RELEASE = (
    '{"shop_name": "甜甜 \\"二\\"店", "currency_code": "EUR", "zone": "Europe/Berlin", '
    '"region": "DE", "day_ends_at": 2, "earning": {"points": 3, "each": {"fen": 250}}, '
    '"point_value": {"fen": 7}, "points_last": 90, "welcome_template": null, "days_ahead": 14}'
)


class Kind(Enum):
    OFF = "off"
    FREE = "free"


class Span(NamedTuple):
    first: date
    last: date | None


@dataclass(frozen=True)
class Template:
    name: str
    kind: Kind = Kind.OFF
    floor: Money | None = None
    goods: tuple[int, ...] = ()
    closed: tuple[Span, ...] = ()
    alone: bool = False
    cost: Points = Points(0)
    rule: SpendingRule | None = None


MONEY = st.integers(-(10**12), 10**12).map(Money)
TEMPLATES = st.builds(
    Template,
    st.text(),
    st.sampled_from(Kind),
    st.none() | MONEY,
    st.lists(st.integers()).map(tuple),
    st.lists(st.builds(Span, st.dates(), st.none() | st.dates())).map(tuple),
    st.booleans(),
    st.integers().map(Points),
    st.none() | SPENDING,
)
TERMS = st.builds(
    Terms,
    st.text(min_size=1),
    earning=EARNING,
    point_value=MONEY,
    spending=SPENDING,
    welcome_template=st.none() | st.integers(1, 99),
)


@given(TEMPLATES | TERMS | EARNING | SPENDING)
def test_what_is_written_is_read(value: Template | Terms | EarningRule | SpendingRule) -> None:
    assert stored.read(type(value), stored.text(value)) == value


@given(TERMS)
def test_one_value_has_one_text(terms: Terms) -> None:
    assert stored.text(stored.read(Terms, stored.text(terms))) == stored.text(terms)


def test_terms_of_the_first_release_are_read_and_the_rest_is_as_new() -> None:
    assert stored.read(Terms, OF_THE_FIRST_RELEASE) == Terms(
        shop_name='甜甜 "二"店',
        currency_code="EUR",
        zone="Europe/Berlin",
        region="DE",
        day_ends_at=2,
        earning=EarningRule(3, Money(250)),
        point_value=Money(7),
        points_last=90,
        welcome_template=None,
        days_ahead=14,
    )


def test_what_a_later_release_wrote_besides_is_left_out() -> None:
    body = '{"name": "Tea", "closed": [{"first": "2026-03-08", "last": null, "why": "x"}], "x": 1}'
    assert stored.read(Template, body) == Template("Tea", closed=(Span(date(2026, 3, 8), None),))


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (lambda one: replace(one, kind=Kind.FREE), '"free"'),
        (lambda one: replace(one, name="甜<b>"), '"甜<b>"'),
        (lambda one: replace(one, closed=(Span(date(2026, 3, 8), None),)), '"2026-03-08"'),
    ],
)
def test_the_text_is_one_a_person_can_read(
    change: Callable[[Template], Template], written: str
) -> None:
    assert written in stored.text(change(Template("Tea")))


def test_what_an_older_text_does_not_say_can_mean_something_else_than_what_is_set_now() -> None:
    rule = TierRule((Tier(1, "Silver", 3),), Measure.VISITS)
    assert stored.read(TierRule, stored.text(rule)) == rule
    older = json.loads(stored.text(rule))
    del older["counts_sessions"]
    assert stored.read(TierRule, json.dumps(older)) == replace(rule, counts_sessions=False)

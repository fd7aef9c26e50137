"""The points of a sale: rates, multipliers, rounding, and what is carried to the next visit."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.birthdays import Birthday
from shopfans.domain.earning import PARTS, Earning, Piece, earn
from shopfans.domain.earning_rule import (
    MOST_PERCENT,
    MOST_POINTS,
    BirthdaySpan,
    CategoryRate,
    Counts,
    EarningRule,
    Multiplier,
    Rounding,
    check_rule,
    parse_times,
)
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    BadMultiplier,
    DaysReversed,
    NameTooLong,
    NumberOutOfRange,
    ShopError,
)
from shopfans.domain.money import MOST, Money

TUESDAY = date(2026, 3, 10)
WEDNESDAY = date(2026, 3, 11)
DOUBLE = Multiplier("", 200, (1,))


def piece(fen: int, category: str = "", *, earns: bool = True) -> Piece:
    return Piece(Money(fen), Money(), Money(), category, earns=earns)


def points(rule: EarningRule, *pieces: Piece, day: date = WEDNESDAY) -> int:
    return earn(rule, pieces, day=day, birthday=None).points


def test_a_point_for_each_full_unit() -> None:
    assert points(EarningRule(), piece(3299)) == 32
    assert points(EarningRule(3, Money(1000)), piece(3299)) == 9


def test_each_category_has_its_rate_and_one_of_nothing_earns_nothing() -> None:
    rule = EarningRule(by_category=(CategoryRate("tea", 2), CategoryRate("gifts", 0)))
    earning = earn(
        rule, [piece(2000), piece(1200, "tea"), piece(9900, "gifts")], day=TUESDAY, birthday=None
    )
    assert earning.per_line == (20, 24, 0)
    assert [(part.amount.fen, part.rate) for part in earning.parts] == [(2000, 1), (1200, 2)]


def test_a_line_that_does_not_earn_is_left_out() -> None:
    assert points(EarningRule(), piece(1000), piece(5000, earns=False)) == 10


def test_a_multiplier_holds_on_its_weekdays_and_between_its_days() -> None:
    rule = EarningRule(multipliers=(replace_days(first=TUESDAY, last=TUESDAY + timedelta(7)),))
    for day, expected in (
        (TUESDAY, 64),
        (WEDNESDAY, 32),
        (TUESDAY + timedelta(7), 64),
        (TUESDAY - timedelta(7), 32),
        (TUESDAY + timedelta(14), 32),
    ):
        assert points(rule, piece(3200), day=day) == expected


def replace_days(*, first: date, last: date) -> Multiplier:
    return DOUBLE._replace(first=first, last=last)


def test_the_largest_multiplier_holds_alone() -> None:
    rule = EarningRule(multipliers=(DOUBLE, Multiplier("Tea week", 300)), birthday_percent=250)
    earning = earn(rule, [piece(100)], day=TUESDAY, birthday=Birthday(3, 10))
    assert (earning.points, earning.percent, earning.is_birthday) == (3, 300, False)
    assert earning.multiplier is not None
    assert earning.multiplier.name == "Tea week"
    doubled = replace(rule, multipliers=(DOUBLE,))
    earning = earn(doubled, [piece(1000)], day=TUESDAY, birthday=Birthday(3, 10))
    assert (earning.points, earning.is_birthday) == (25, True)


def test_a_birthday_without_a_multiplier_changes_nothing() -> None:
    half = EarningRule(multipliers=(Multiplier("", 50),))
    earning = earn(half, [piece(1000)], day=TUESDAY, birthday=Birthday(3, 10))
    assert (earning.points, earning.is_birthday) == (5, False)


@pytest.mark.parametrize(
    ("span", "born", "day", "holds"),
    [
        (BirthdaySpan.DAY, Birthday(3, 10), date(2026, 3, 10), True),
        (BirthdaySpan.DAY, Birthday(3, 10), date(2026, 3, 11), False),
        (BirthdaySpan.DAY, Birthday(2, 29), date(2026, 2, 28), True),
        (BirthdaySpan.DAY, Birthday(2, 29), date(2028, 2, 28), False),
        (BirthdaySpan.DAY, Birthday(2, 29), date(2028, 2, 29), True),
        (BirthdaySpan.WEEK, Birthday(3, 10), date(2026, 3, 7), True),
        (BirthdaySpan.WEEK, Birthday(3, 10), date(2026, 3, 13), True),
        (BirthdaySpan.WEEK, Birthday(3, 10), date(2026, 3, 6), False),
        (BirthdaySpan.WEEK, Birthday(3, 10), date(2026, 3, 14), False),
        (BirthdaySpan.WEEK, Birthday(1, 1), date(2025, 12, 30), True),
        (BirthdaySpan.WEEK, Birthday(12, 31), date(2026, 1, 3), True),
        (BirthdaySpan.MONTH, Birthday(3, 10), date(2026, 3, 31), True),
        (BirthdaySpan.MONTH, Birthday(3, 10), date(2026, 4, 1), False),
        (BirthdaySpan.MONTH, Birthday(2, 29), date(2026, 2, 1), True),
    ],
)
def test_her_birthday_counts_more_while_it_is_kept(
    span: BirthdaySpan, born: Birthday, day: date, holds: bool
) -> None:
    rule = EarningRule(birthday_percent=200, birthday_span=span)
    earning = earn(rule, [piece(1000)], day=day, birthday=born)
    assert (earning.points, earning.is_birthday) == ((20, True) if holds else (10, False))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [(Counts.RECEIVED, 20), (Counts.WITH_POINTS, 25), (Counts.FULL_PRICE, 32)],
)
def test_the_owner_says_which_money_counts(counts: Counts, expected: int) -> None:
    line = Piece(Money(2000), Money(500), Money(700), "", earns=True)
    assert points(EarningRule(counts=counts), line) == expected


def test_a_sale_below_the_minimum_earns_nothing_and_keeps_what_was_carried() -> None:
    rule = EarningRule(minimum=Money(2000), carries=True)
    below = earn(rule, [piece(1999)], day=TUESDAY, birthday=None, carried=400)
    assert (below.points, below.carried, below.minimum) == (0, 400, Money(2000))
    assert earn(rule, [piece(2000)], day=TUESDAY, birthday=None).points == 20


@pytest.mark.parametrize(
    ("fen", "down", "nearest", "up"),
    [(100, 1, 1, 1), (149, 1, 1, 2), (150, 1, 2, 2), (101, 1, 1, 2), (1, 0, 0, 1), (0, 0, 0, 0)],
)
def test_rounding_goes_the_owners_way(fen: int, down: int, nearest: int, up: int) -> None:
    for rounding, expected in (
        (Rounding.DOWN, down),
        (Rounding.NEAREST, nearest),
        (Rounding.UP, up),
    ):
        assert points(EarningRule(rounding=rounding), piece(fen)) == expected


def test_what_makes_no_whole_point_comes_with_the_next_visit() -> None:
    rule = EarningRule(carries=True)
    first = earn(rule, [piece(150)], day=TUESDAY, birthday=None)
    assert (first.points, first.carried) == (1, 500)
    second = earn(rule, [piece(150)], day=TUESDAY, birthday=None, carried=first.carried)
    assert (second.points, second.carried, second.brought) == (2, 0, 500)


def test_what_a_refund_took_back_is_made_good_first() -> None:
    rule = EarningRule(carries=True)
    small = earn(rule, [piece(100)], day=TUESDAY, birthday=None, carried=-1_500)
    assert (small.points, small.carried) == (0, -500)
    assert (
        earn(rule, [piece(100)], day=TUESDAY, birthday=None, carried=small.carried).carried == 500
    )


def test_nothing_is_carried_unless_the_owner_wants_it() -> None:
    earning = earn(EarningRule(), [piece(150)], day=TUESDAY, birthday=None, carried=900)
    assert (earning.points, earning.carried, earning.brought) == (1, 0, 0)


CATEGORIES = st.sampled_from(["", "tea", "cakes", "gifts"])
FEN = st.integers(0, 200_000).map(Money)
PIECES = st.lists(
    st.builds(Piece, FEN, FEN, FEN, CATEGORIES, earns=st.booleans()), min_size=1, max_size=6
)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
BIRTHDAYS = st.none() | DAYS.map(lambda day: Birthday(day.month, day.day))
MULTIPLIERS = st.builds(
    Multiplier,
    st.text(max_size=5),
    st.integers(0, MOST_PERCENT),
    st.lists(st.integers(0, 6), max_size=3).map(tuple),
    st.none() | DAYS,
    st.none() | DAYS,
)
RULES = st.builds(
    EarningRule,
    points=st.integers(0, 20),
    each=st.integers(1, 5_000).map(Money),
    by_category=st.lists(st.builds(CategoryRate, CATEGORIES, st.integers(0, 20)), max_size=3).map(
        tuple
    ),
    multipliers=st.lists(MULTIPLIERS, max_size=3).map(tuple),
    birthday_percent=st.integers(100, MOST_PERCENT),
    birthday_span=st.sampled_from(BirthdaySpan),
    minimum=st.integers(0, 10_000).map(Money),
    rounding=st.sampled_from(Rounding),
    counts=st.sampled_from(Counts),
    carries=st.booleans(),
)
CARRIED = st.integers(-50_000, PARTS - 1)


@given(RULES, PIECES, DAYS, BIRTHDAYS, CARRIED)
def test_points_are_never_below_zero_and_add_up_over_the_lines(
    rule: EarningRule, pieces: list[Piece], day: date, birthday: Birthday | None, carried: int
) -> None:
    earning = earn(rule, pieces, day=day, birthday=birthday, carried=carried)
    assert all(line >= 0 for line in earning.per_line)
    assert sum(earning.per_line) == earning.points
    assert len(earning.per_line) == len(pieces)
    assert earning.carried < PARTS


@given(RULES, PIECES, DAYS, BIRTHDAYS)
def test_a_category_of_nothing_and_a_line_that_does_not_earn_get_no_point(
    rule: EarningRule, pieces: list[Piece], day: date, birthday: Birthday | None
) -> None:
    earning = earn(rule, pieces, day=day, birthday=birthday)
    for one, got in zip(pieces, earning.per_line, strict=True):
        if not one.earns or rule.rate(one.category) == 0:
            assert got == 0


def exact(rule: EarningRule, pieces: list[Piece], earning: Earning) -> Fraction:
    """What the money brings before anything is rounded."""
    return sum(
        (
            Fraction(one.received.fen * rule.rate(one.category) * earning.percent, 100)
            / rule.each.fen
            for one in pieces
            if one.earns
        ),
        Fraction(),
    )


@given(RULES, PIECES, DAYS)
def test_rounding_is_off_by_less_than_a_point(
    rule: EarningRule, pieces: list[Piece], day: date
) -> None:
    rule = replace(rule, counts=Counts.RECEIVED, carries=False, minimum=Money())
    earning = earn(rule, pieces, day=day, birthday=None)
    off = earning.points - exact(rule, pieces, earning)
    match rule.rounding:
        case Rounding.DOWN:
            assert -1 < off <= 0
        case Rounding.NEAREST:
            assert -Fraction(1, 2) < off <= Fraction(1, 2)
        case Rounding.UP:
            assert 0 <= off < 1


@given(
    st.lists(st.integers(0, 100_000), min_size=1, max_size=12),
    st.integers(0, 20),
    st.sampled_from([1, 10, 100, 500, 1_000]),
)
def test_many_small_sales_earn_what_one_large_one_would(
    amounts: list[int], rate: int, each: int
) -> None:
    """Where a fen is a whole number of thousandths, not even a part of a point is lost."""
    rule = EarningRule(rate, Money(each), carries=True)
    total, carried = 0, 0
    for fen in amounts:
        earning = earn(rule, [piece(fen)], day=WEDNESDAY, birthday=None, carried=carried)
        total, carried = total + earning.points, earning.carried
    assert (total, carried) == divmod(sum(amounts) * rate * PARTS // each, PARTS)


@given(RULES, st.lists(PIECES, min_size=1, max_size=8), DAYS)
def test_what_is_carried_loses_less_than_a_thousandth_a_visit(
    rule: EarningRule, visits: list[list[Piece]], day: date
) -> None:
    rule = replace(rule, counts=Counts.RECEIVED, carries=True, minimum=Money())
    got, carried, due = Fraction(), 0, Fraction()
    for pieces in visits:
        earning = earn(rule, pieces, day=day, birthday=None, carried=carried)
        got, carried = got + earning.points, earning.carried
        due += exact(rule, pieces, earning)
    lost = due - got - Fraction(carried, PARTS)
    assert 0 <= lost < Fraction(len(visits), PARTS)


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("2", 200),
        ("1.5", 150),
        (" ×2 ", 200),
        ("x1.25", 125),
        ("２倍", 200),
        ("0", 0),
        ("10", 1000),
    ],
)
def test_a_multiplier_as_people_type_it(text: str, percent: int) -> None:
    assert parse_times(text, least=0) == percent


@given(st.text() | st.text("0123456789.x×倍 "))
def test_any_text_is_a_multiplier_or_a_refusal(text: str) -> None:
    try:
        percent = parse_times(text, least=0)
    except BadMultiplier:
        return
    assert 0 <= percent <= MOST_PERCENT


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"each": Money()}, AmountNotPositive),
        ({"each": MOST + Money(1)}, AmountTooLarge),
        ({"minimum": Money(-1)}, AmountNotPositive),
        ({"minimum": MOST + Money(1)}, AmountTooLarge),
        ({"points": MOST_POINTS + 1}, NumberOutOfRange),
        ({"by_category": (CategoryRate("tea", -1),)}, NumberOutOfRange),
        ({"by_category": (CategoryRate("tea", MOST_POINTS + 1),)}, NumberOutOfRange),
        ({"birthday_percent": MOST_PERCENT + 1}, BadMultiplier),
        ({"birthday_percent": 99}, BadMultiplier),
        ({"multipliers": (Multiplier("", -1),)}, BadMultiplier),
        ({"multipliers": (Multiplier("", 200, (7,)),)}, NumberOutOfRange),
        ({"multipliers": (Multiplier("x" * 31, 200),)}, NameTooLong),
        ({"multipliers": (Multiplier("", 200, (), WEDNESDAY, TUESDAY),)}, DaysReversed),
    ],
)
def test_a_rule_nobody_could_earn_by_is_refused(
    change: dict[str, Any], refusal: type[ShopError]
) -> None:
    with pytest.raises(refusal):
        check_rule(replace(EarningRule(), **change))


@given(RULES)
def test_a_rule_within_its_bounds_is_taken(rule: EarningRule) -> None:
    forwards = tuple(one._replace(first=None) for one in rule.multipliers)
    check_rule(replace(rule, multipliers=forwards))


def test_her_tier_counts_alone_if_it_is_the_largest_of_the_day() -> None:
    tuesdays = EarningRule(multipliers=(Multiplier("Tuesday", 200),), birthday_percent=300)
    piece = Piece(Money(1000), Money(), Money(), "", earns=True)
    for percent, points, name in ((150, 20, "Tuesday"), (250, 25, "Silver")):
        silver = Multiplier("Silver", percent)
        told = earn(tuesdays, [piece], day=date(2026, 3, 10), birthday=None, standing=silver)
        assert told.points == points
        assert told.multiplier is not None
        assert told.multiplier.name == name
    born = earn(tuesdays, [piece], day=date(2026, 3, 10), birthday=Birthday(3, 10), standing=silver)
    assert (born.points, born.is_birthday) == (30, True)


def test_a_tier_without_a_multiplier_leaves_the_day_as_it_is() -> None:
    half = EarningRule(multipliers=(Multiplier("sale", 50),))
    piece = Piece(Money(1000), Money(), Money(), "", earns=True)
    told = earn(half, [piece], day=date(2026, 3, 10), birthday=None, standing=Multiplier("S", 100))
    assert told.points == 5

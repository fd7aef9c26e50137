"""When a backup is due, which stay, and what its name tells."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.backups import LONGEST, Stamp, Why, due, kept, stamp_of

NOW = datetime(2026, 3, 10, 14, 10, 3, tzinfo=UTC)
SHANGHAI = timezone(timedelta(hours=8))


def days_ago(days: float, why: Why = Why.DAY_CLOSE) -> Stamp:
    return Stamp(NOW - timedelta(days=days), why)


stamps = st.builds(
    Stamp,
    st.integers(0, 1000 * 24).map(lambda hours: NOW - timedelta(hours=hours)),
    st.sampled_from(Why),
    st.integers(1, 3),
    st.booleans(),
)


@given(stamps, st.sampled_from(["our", "a-b", "甜甜 1", "our-20260310T141003Z-hand"]))
def test_the_name_tells_what_went_into_it(stamp: Stamp, stem: str) -> None:
    assert stamp_of(stamp.file_name(stem), stem) == stamp


@pytest.mark.parametrize(
    "name",
    [
        "our.shop",
        "our-20260310T141003Z-hand.shop.tested",
        "our-20260310T141003Z-hand.shop.part",
        "our-20261310T141003Z-hand.shop",
        "our-20260310T141003Z-whim.shop",
        "our-20260310T141003Z-hand.txt",
        "their-20260310T141003Z-hand.shop",
    ],
)
def test_other_files_are_no_backups(name: str) -> None:
    stamp = stamp_of(name, "our")
    assert stamp is None or name.endswith(".txt")


@pytest.mark.parametrize(
    ("made", "closed", "why"),
    [
        ([], None, Why.START),
        ([], 0, Why.DAY_CLOSE),
        ([0.5], None, None),
        ([1], None, Why.START),
        ([0.5], 0.6, None),
        ([0.5], 0.4, Why.DAY_CLOSE),
        ([0.5, 3], 0.5, None),
        ([-400, 0.5], None, None),
        ([-400, 2], None, Why.START),
        ([-400, 2], 1, Why.DAY_CLOSE),
    ],
)  # fmt: skip
def test_when_a_backup_is_due(made: list[float], closed: float | None, why: Why | None) -> None:
    moments = [NOW - timedelta(days=days) for days in made]
    closing = None if closed is None else NOW - timedelta(days=closed, microseconds=-5)
    assert due(moments, now=NOW, closed=closing) is why


def test_after_a_year_of_closes_seven_days_four_weeks_and_twelve_months_stay() -> None:
    made = [days_ago(days) for days in range(400)]
    stay = sorted(kept(made, SHANGHAI), reverse=True)
    assert stay[:7] == made[:7]
    weeks = {one.at.astimezone(SHANGHAI).strftime("%G-%V") for one in stay}
    months = {one.at.astimezone(SHANGHAI).strftime("%Y-%m") for one in stay}
    assert len(months) == 12
    assert len(weeks) >= 4
    assert len(stay) <= 7 + 4 + 12


def test_what_was_made_before_an_import_stays_beside_the_close_of_that_day() -> None:
    noon = days_ago(10.2, Why.IMPORT)
    made = [days_ago(days) for days in range(60)] + [noon, days_ago(40.2, Why.IMPORT)]
    stay = kept(made, SHANGHAI)
    assert noon in stay
    assert made[-1] not in stay


def test_no_number_of_imports_fills_the_disk() -> None:
    imports = [days_ago(number / 100, Why.IMPORT) for number in range(100)]
    assert len(kept(imports, SHANGHAI)) <= 12


@given(st.lists(stamps, max_size=60, unique=True))
def test_the_newest_always_stays_and_nothing_older_than_a_year(made: list[Stamp]) -> None:
    stay = kept(made, SHANGHAI)
    assert stay <= set(made)
    if made:
        newest = max(one.at for one in made)
        assert newest in {one.at for one in stay}
        assert all(newest - one.at <= LONGEST for one in stay)


@given(st.lists(stamps, max_size=40, unique=True))
def test_throwing_away_twice_throws_away_nothing_more(made: list[Stamp]) -> None:
    stay = kept(made, SHANGHAI)
    assert kept(stay, SHANGHAI) == stay

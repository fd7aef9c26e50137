"""Days in old member lists: what one cell leaves open, the column decides."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.errors import BadDay
from shopfans.domain.sheet_days import Habit, Order, WrittenDay, habit_of, read_day

CN, TW = habit_of([], region="CN"), habit_of([], region="TW")
MARCH = WrittenDay(2024, 3, 8)


@pytest.mark.parametrize(
    "text",
    [
        "2024-3-8", "2024-03-08", "2024/03/08", "2024.3.8", "20240308", "2024年3月8日", "8/3/2024",
        "08.03.2024", "民國113年3月8日", "民国113/3/8", "中華民國113年03月08日", "45359",
        "45359.75",
        "2024-03-08 10:05:00", "2024-03-08T00:00:00", "2024/3/8 9:05", "２０２４－３－８",
        " 2024 年 3 月 8 號 ",
    ],
)  # fmt: skip
def test_one_day_in_many_shapes(text: str) -> None:
    assert read_day(text, CN) == MARCH


@pytest.mark.parametrize("text", ["113/3/8", "113.03.08", "1130308", "113-3-8"])
def test_short_years_are_of_the_republic_where_they_are_counted_so(text: str) -> None:
    assert read_day(text, TW) == MARCH
    assert read_day(text, habit_of(["民國99年1月1日"], region="CN")) == MARCH
    with pytest.raises(BadDay):
        read_day(text, CN)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [("3月8日", 3, 8), ("03-08", 3, 8), ("3/8", 3, 8), ("25/12", 12, 25), ("2.29", 2, 29)],
)
def test_a_day_may_have_no_year(text: str, month: int, day: int) -> None:
    assert read_day(text, CN) == WrittenDay(None, month, day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2024-13-01",
        "2023-02-29",
        "31/31/2024",
        "2月30日",
        "2024年3月",
        "-5",
        "1e5",
        "7",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    for habit in (CN, TW):
        with pytest.raises(BadDay):
            read_day(text, habit)


@pytest.mark.parametrize(
    ("column", "region", "habit", "read"),
    [
        (["8/3/2024", "13/3/2024"], "US", (Order.DAY_FIRST, True), MARCH),
        (["8/3/2024", "3/13/2024"], "CN", (Order.MONTH_FIRST, True), WrittenDay(2024, 8, 3)),
        (["8/3/2024"], "CN", (Order.DAY_FIRST, False), MARCH),
        (["8/3/2024"], "US", (Order.MONTH_FIRST, False), WrittenDay(2024, 8, 3)),
        (["8/3/2024", "13/3/2024", "3/13/2024"], "CN", (Order.DAY_FIRST, False), MARCH),
    ],
)
def test_the_column_decides_what_comes_first(
    column: list[str], region: str, habit: tuple[Order, bool], read: WrittenDay
) -> None:
    found = habit_of(column, region=region)
    assert (found.order, found.is_sure, found.example) == (*habit, "8/3/2024")
    assert read_day("8/3/2024", found) == read


def test_a_cell_that_can_be_read_one_way_only_is_read_that_way() -> None:
    month_first = Habit(Order.MONTH_FIRST, True, "", False, False)
    assert read_day("25/12/2024", month_first) == read_day("12/25/2024", CN)


def test_no_example_where_nothing_can_be_read_two_ways() -> None:
    assert habit_of(["2024-3-8", "3/3/2024", "13/3/2024"], region="CN").example == ""


@given(st.dates(date(1930, 1, 1), date(2100, 12, 31)))
def test_any_day_comes_back_from_any_clear_shape(day: date) -> None:
    whole = WrittenDay(day.year, day.month, day.day)
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    shapes = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        str(serial),
    ]
    shapes += [
        f"{day.year}/{day.month}/{day.day}",
        f"民國{day.year - 1911}年{day.month}月{day.day}日",
    ]
    assert {read_day(text, CN) for text in shapes} == {whole}

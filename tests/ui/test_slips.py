"""The slips of the day's end as pixels: whole, within the paper, and sent to the printer."""

from datetime import UTC, date, datetime

import pytest

from shopfans.domain.day_close import CategorySum, ClosePaper, Count, DayFigures, ShiftPaper
from shopfans.domain.drawer import Drawer
from shopfans.domain.money import CURRENCIES, Money
from shopfans.domain.points import Points
from shopfans.domain.sales import Tender
from tests.ui.papers import is_within_its_paper, printed, strip_of
from ui.printing import targets, thermal
from ui.printing.strip import DOTS_ACROSS

LONG = "手工芋圆仙草大杯和一个没有人会读完的长名字" * 3
AT = datetime(2026, 3, 10, 14, 30, tzinfo=UTC)
COUNT = Count(
    AT, "小李", LONG, Drawer(Money(10**9), Money(-123)), Money(10**9), Money(10**9),
    ((100_000, 9_999), (10, 1)), LONG,
)  # fmt: skip
FIGURES = DayFigures(
    12_345, 3, 1, Money(10**9), Money(10**9 - 1), Points(99_999), Points(12), 7, 3, 1,
    tuple((tender, Money(-(10**9))) for tender in Tender),
    (CategorySum(LONG, 999_999, Money(10**9)), CategorySum("", 1, Money(1))),
)  # fmt: skip
MOP = CURRENCIES["MOP"]
SLIPS: dict[str, ClosePaper | ShiftPaper] = {
    "close": ClosePaper(
        LONG[:30], MOP, "Asia/Macau", date(2026, 3, 10), AT, LONG[:40], FIGURES, COUNT,
        (COUNT, COUNT), "0123456789abcdef" * 4, is_copy=True,
    ),
    "nobody counted": ClosePaper(
        "甜甜", MOP, "Asia/Macau", date(2026, 3, 10), AT, "", FIGURES, None, (), ""
    ),
    "hand-over": ShiftPaper("甜甜", MOP, "Asia/Macau", COUNT),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("paper_mm", DOTS_ACROSS)
@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_nothing_is_painted_outside_the_paper(name: str, paper_mm: int, language: str) -> None:
    assert is_within_its_paper(strip_of(SLIPS[name], paper_mm, language))


@pytest.mark.parametrize("name", SLIPS)
def test_a_thermal_printer_gets_it_dot_for_dot(name: str) -> None:
    strip = strip_of(SLIPS[name], 58)
    image = targets.bitmap(strip)
    out = printed(thermal.commands(image, kicks_drawer=False))
    assert out.is_cut
    assert not out.drawer_opened
    assert out.picture.size[0] == DOTS_ACROSS[58]

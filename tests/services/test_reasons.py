"""Why she is on the list, in one sentence."""

from datetime import date
from typing import NamedTuple

import pytest

from shopfans.domain.kinds import Reason
from shopfans.texts.reasons import why

THURSDAY = date(2026, 3, 12)


class Line(NamedTuple):
    reason: Reason
    day: date = THURSDAY
    last_visit: date | None = None
    usual_gap: int | None = None
    coupon: str | None = None
    lunar: bool = False


@pytest.mark.parametrize(
    ("line", "on", "words"),
    [
        (Line(Reason.BIRTHDAY), date(2026, 3, 12), "Birthday today"),
        (Line(Reason.BIRTHDAY, lunar=True), date(2026, 3, 12), "Birthday today (lunar)"),
        (Line(Reason.BIRTHDAY), date(2026, 3, 11), "Birthday tomorrow"),
        (Line(Reason.BIRTHDAY), date(2026, 3, 7), "Birthday on Thursday 03-12"),
        (
            Line(Reason.COUPON, coupon="入会礼"),
            date(2026, 3, 10),
            "入会礼 lapses on Thursday 03-12",
        ),
        (
            Line(Reason.SLIPPING, last_visit=date(2026, 2, 6), usual_gap=23),
            date(2026, 3, 12),
            "Comes every 23 days, last came 34 days ago",
        ),
    ],
)
def test_the_sentence_says_when_and_why(line: Line, on: date, words: str) -> None:
    assert why(line, on) == words

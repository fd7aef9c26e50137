"""Why she is on the list, in one sentence."""

from datetime import date
from typing import NamedTuple

import pytest

from shopfans.domain.kinds import Reason
from shopfans.services.reminders.foresaw import Foresaw
from shopfans.texts.reasons import why

THURSDAY = date(2026, 3, 12)


class Line(NamedTuple):
    reason: Reason
    day: date = THURSDAY
    last_visit: date | None = None
    coupon: str | None = None
    lunar: bool = False
    occasion: str = ""
    points: int = 0
    foresaw: Foresaw | None = None


MASKS = Foresaw(0.4, 23, 4, 0.1, "masks", THURSDAY, is_used_up=True)


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
            Line(Reason.SLIPPING, last_visit=date(2026, 2, 6), foresaw=Foresaw(0.1, 23, 4, 0.7)),
            date(2026, 3, 12),
            "Comes every 23 days, give or take 4; last 34 days ago",
        ),
        (
            Line(Reason.DUE, last_visit=date(2026, 3, 11), foresaw=MASKS),
            date(2026, 3, 12),
            "masks: used up today. Comes every 23 days, give or take 4; last 1 day ago",
        ),
        (Line(Reason.POINTS, points=1200), THURSDAY, "1,200 points lapse today"),
        (Line(Reason.JOINED), THURSDAY, "The day she joined comes round today"),
        (
            Line(Reason.CARE, occasion="mid_autumn 2026-03-12", coupon="mooncake"),
            date(2026, 3, 11),
            "Mid-Autumn Festival tomorrow; a gift: mooncake",
        ),
        (Line(Reason.CARE, occasion="silence 2026-03-12"), THURSDAY, "A long silence today"),
        (
            Line(Reason.NEWCOMER),
            date(2026, 3, 22),
            "Joined 10 days ago and has not bought anything yet",
        ),
    ],
)
def test_the_sentence_says_when_and_why(line: Line, on: date, words: str) -> None:
    assert why(line, on) == words


def test_what_she_likes_stands_behind_her_rhythm() -> None:
    line = Line(Reason.DUE, last_visit=date(2026, 2, 13), foresaw=Foresaw(0.4, 23, 4, 0.1))
    assert why(line, THURSDAY, "mango pudding") == (
        "Comes every 23 days, give or take 4; last 27 days ago; likes mango pudding"
    )
    assert why(Line(Reason.BIRTHDAY), THURSDAY, "mango pudding") == "Birthday today"


def test_what_she_has_left_is_a_reason_more() -> None:
    line = Line(Reason.DUE, last_visit=date(2026, 2, 13), foresaw=Foresaw(0.4, 23, 4, 0.1))
    assert why(line, THURSDAY, stored="¥120.00").endswith(
        "last 27 days ago; ¥120.00 of stored value left"
    )
    assert why(line, THURSDAY, sessions=3).endswith("last 27 days ago; 3 sessions left")
    assert why(Line(Reason.BIRTHDAY), THURSDAY, stored="¥120.00", sessions=3) == "Birthday today"

"""What is written to a member as long as the owner has no words of her own."""

from dataclasses import replace
from datetime import date

import pytest

from shopfans import texts
from shopfans.domain.festivals import Festival
from shopfans.domain.kinds import Reason
from shopfans.domain.message_texts import MessageText
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.services.reminders.reminding import Reminder
from shopfans.texts.message_texts import example, message

TODAY = date(2026, 3, 10)
TERMS = Terms(shop_name="甜甜")


def line(reason: Reason, occasion: str = "") -> Reminder:
    return Reminder(
        reason, occasion, 1, "Mei", "", "", date(2026, 3, 15), date(2026, 2, 10), 23, Money(), None,
        False, 0, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("occasion", "begins"),
    [
        ("birthday 2026", "Happy birthday, Mei!"),
        ("joined 2026", "Hello Mei, you joined us on a 03-15."),
        (f"{Festival.MID_AUTUMN.value} 2026", "Happy Mid-Autumn Festival, Mei!"),
        ("friend 2026-03-01", "Hello Mei, thank you for bringing a friend to 甜甜!"),
        ("silence 2026-03-01", "Hello Mei, we just thought of you."),
    ],
)
def test_what_is_written_at_a_moment_of_care_fits_it(occasion: str, begins: str) -> None:
    assert message(TERMS, line(Reason.CARE, occasion), "", TODAY).startswith(begins)


def test_the_owners_words_of_care_go_before_those_of_the_festival() -> None:
    own = replace(TERMS, texts=(MessageText(Reason.CARE, "en", "Be well, {name}."),))
    festival = line(Reason.CARE, f"{Festival.SPRING.value} 2026")
    assert message(own, festival, "", TODAY) == "Be well, Mei."
    assert message(own, line(Reason.CARE, "birthday 2026"), "", TODAY).startswith("Happy birthday")


def test_who_has_no_favourite_is_not_told_of_her_favourite_favourite() -> None:
    assert "your usual is waiting" in message(TERMS, line(Reason.DUE), "", TODAY)
    with texts.speaking("zh_CN"):
        assert "您喜欢的那一款在甜甜等着您" in message(TERMS, line(Reason.DUE), "", TODAY)


def test_the_example_holds_something_in_every_place() -> None:
    words = "{name} {shop} {favourite} {points} {coupon} {day} {gap} {silent}"
    told = example(TERMS, words, TODAY, good="Milk tea", coupon="Welcome")
    assert told == "Amy 甜甜 Milk tea 120 Welcome 03-17 23 34"

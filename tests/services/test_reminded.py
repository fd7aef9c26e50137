"""What reminding brings, against those who were held back."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.effect import HELD_BACK_SQL, Group, effect, expected, is_held_back
from shopfans.domain.kinds import Reason
from shopfans.domain.roles import Staff
from shopfans.domain.touches import TouchKind
from shopfans.services import settings
from shopfans.services.reminders import forecasting, reminded, reminding, touching
from shopfans.services.reminders.reminded import Outcome
from shopfans.texts.effects import effect_text
from tests.conftest import Clock, join
from tests.services.test_selling import sell


def test_a_tenth_is_held_back_and_the_books_agree_which(shop: Shop) -> None:
    held = [member for member in range(1, 10_001) if is_held_back(member)]
    assert 900 < len(held) < 1_100
    with shop.reading():
        found = shop.rows(
            "WITH RECURSIVE m (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM m WHERE id < 10000) "
            f"SELECT id FROM m WHERE {HELD_BACK_SQL}"
        )
    assert [member for (member,) in found] == held


def test_too_few_are_too_few_to_tell() -> None:
    assert effect(Group(34, 12), Group(4, 1)) is None
    assert effect(Group(340, 120), Group(38, 8)) is None, "the range goes from less to more"
    assert expected(Group(34, 12), Group(10, 2)) == 7
    assert expected(Group(34, 12), Group(0, 0)) is None


def test_what_reminding_brought_ends_as_chinese_sentences_do() -> None:
    with texts.speaking("zh_CN"):
        told = effect_text(Outcome(Group(34, 12), Group(10, 2), 7, None))
    assert told == (
        "提醒了 34 位，14 天内来了 12 位；同样多没提醒的，来了 7 位。"
        "人数还太少，看不出提醒有没有用。"
    )


def test_the_range_is_that_of_the_textbook() -> None:
    told = effect(Group(400, 160), Group(400, 80))
    assert told is not None
    assert told.more == pytest.approx(1.0)
    assert told.least == pytest.approx(0.590, abs=2e-3)
    assert told.most == pytest.approx(1.516, abs=2e-3)


@given(st.integers(1, 500), st.integers(1, 500), st.data())
def test_the_range_holds_the_estimate(many: int, few: int, data: st.DataObject) -> None:
    reminded_ones = Group(many, data.draw(st.integers(0, many)))
    held = Group(few, data.draw(st.integers(0, few)))
    told = effect(reminded_ones, held)
    assert told is None or -1 <= told.least <= told.more <= told.most


def test_who_was_listed_reminded_and_came_is_summed(
    shop: Shop, cashier: Staff, clock: Clock
) -> None:
    members = [join(shop, cashier, f"m{n}", f"139000011{n:02}") for n in range(30)]
    for member in members:
        sell(shop, cashier, 20, f"first {member}", member=member)
    clock.pass_days(30)
    forecasting.keep_up(shop)
    assert reminded.note_listed(shop) == 30
    assert reminded.note_listed(shop) == 0
    due = [one for one in reminding.today_list(shop).reminders if one.reason is Reason.DUE]
    assert len(due) == sum(not is_held_back(member) for member in members)
    for one in due[:10]:
        touching.touch(
            shop, by=cashier, member=one.member, kind=TouchKind.CALLED, reason=one.reason,
            occasion=one.occasion, request=f"call {one.member}",
        )  # fmt: skip
    clock.pass_days(3)
    held = [member for member in members if is_held_back(member)]
    for member in (*(one.member for one in due[:4]), held[0], due[20].member):
        sell(shop, cashier, 20, f"again {member}", member=member)
    assert reminded.outcome(shop).reminded == Group(0, 0), "their 14 days are not over"
    clock.pass_days(12)
    found = reminded.outcome(shop)
    assert found.reminded == Group(10, 4)
    assert found.held_back == Group(len(held), 1)
    assert effect_text(found).startswith("Of 10 reminded, 4 came within 14 days; of as many like")
    assert effect_text(found).endswith("Too few to tell yet whether reminding brings more.")
    later = settings.today(shop) + timedelta(days=300)
    assert reminded.outcome(shop, later).reminded == Group(0, 0)

"""The care plan, the owner's words and limits, paper and files: the pages beside Today's list."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.care_plan import CareRule, Moment
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.fatigue import FatigueRule
from shopfans.domain.festivals import Festival
from shopfans.domain.kinds import Reason
from shopfans.domain.message_texts import chosen
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sections import Section
from shopfans.services import settings
from shopfans.services.coupons import designing
from shopfans.services.reminders import planning, touching
from tests.conftest import OWNER_PIN, Clock
from tests.services.test_selling import sell
from tests.ui.approving import allow
from tests.ui.showing import shown
from tests.ui.test_today_place import agree, settle
from ui.desk import Desk
from ui.today import sending
from ui.today.place import CARE, LIST, WORDS, Today


@pytest.fixture
def today(qtbot: QtBot, desk: Desk, cashier: Staff, mei: int) -> Today:
    sell(desk.shop, cashier, 20, "s", member=mei)
    place = shown(qtbot, Today(desk))
    settle(qtbot, place)
    return place


def test_a_guest_is_taken_into_the_plan_and_out_by_a_key(
    qtbot: QtBot, today: Today, shop: Shop, mei: int
) -> None:
    today.pages_choice.button(CARE).click()
    care = today.care
    assert care.people.rowCount() == 1
    assert not care.hand_on.isEnabled(), "nobody cares for her yet"
    qtbot.keyClick(care.people_view, Qt.Key.Key_F6)
    assert planning.guests(shop) == []
    qtbot.keyClick(care.people_view, Qt.Key.Key_F9)
    assert [guest.member for guest in planning.guests(shop)] == [mei]
    assert care.people.index(0, 0).data() == "♥"
    assert care.plan.index(0, 2).data() == "Her birthday"
    assert care.summary.text() == "1 guest in the plan."
    assert care.hand_on.isEnabled()
    qtbot.keyClick(care.people_view, Qt.Key.Key_F6)
    assert planning.guests(shop)[0].carer == "老板"
    assert care.people.index(0, 3).data() == "老板"
    qtbot.keyClick(care.people_view, Qt.Key.Key_F9)
    assert planning.guests(shop) == []


def test_how_one_cares_is_opened_kept_and_left_by_keys(
    qtbot: QtBot, today: Today, shop: Shop
) -> None:
    today.pages_choice.button(CARE).click()
    qtbot.keyClick(today.care.people_view, Qt.Key.Key_F7)
    rule = today.care_rule
    assert rule.isVisible()
    rule.silence.edit.setText("50")
    qtbot.keyClick(rule.silence.edit, Qt.Key.Key_Escape)
    assert today.care.isVisible()
    assert settings.load(shop).care.silence != 50
    qtbot.keyClick(today.care.people_view, Qt.Key.Key_F7)
    rule.silence.edit.setText("50")
    qtbot.keyClick(rule.silence.edit, Qt.Key.Key_F9)
    assert today.care.isVisible()
    assert settings.load(shop).care.silence == 50


def test_the_owner_says_how_she_cares(qtbot: QtBot, today: Today, shop: Shop) -> None:
    today.pages_choice.button(CARE).click()
    today.care.rule.click()
    page = today.care_rule
    assert page.isVisible()
    assert page.festivals[Festival.SPRING].isChecked()
    page.festivals[Festival.SPRING].click()
    page.festivals[Festival.DRAGON_BOAT].click()
    page.words[Moment.BIRTHDAY].edit.setText("cake")
    page.costs[Moment.BIRTHDAY].edit.setText("12")
    page.line.edit.setText("0")
    page.save.click()
    assert page.line.error.isVisible()
    page.line.edit.setText("70")
    page.save.click()
    assert not page.isVisible()
    rule = settings.load(shop).care
    assert rule.festivals == (Festival.DRAGON_BOAT, Festival.MID_AUTUMN)
    assert (rule.done_line, rule.gift(Moment.BIRTHDAY).cost) == (70, Money(1200))


def test_a_coupon_with_a_condition_is_refused_with_a_smile(
    qtbot: QtBot, today: Today, shop: Shop, owner: Staff
) -> None:
    bargain = CouponTerms(CouponKind.AMOUNT_OFF, Money(500), minimum=Money(3000))
    designing.add_template(shop, by=owner, name="bargain", terms=bargain, request="b")
    today.pages_choice.button(CARE).click()
    today.care.rule.click()
    box = today.care_rule.coupons[Moment.BIRTHDAY]
    box.setCurrentIndex(box.findText("bargain"))
    today.care_rule.save.click()
    assert "no strings" in today.care_rule.problem.text()
    assert "🙂" in today.care_rule.problem.text()
    assert settings.load(shop).care == CareRule()


def test_her_own_words_are_kept_and_an_unknown_place_refused(
    qtbot: QtBot, today: Today, shop: Shop
) -> None:
    today.pages_choice.button(WORDS).click()
    words = today.words
    words.reasons.button(Reason.BIRTHDAY).click()
    assert words.text.toPlainText().startswith("Happy birthday, {name}!")
    words.text.setPlainText("Dear {nmae}")
    words.save_text.click()
    assert words.error.text().startswith("“nmae” is not known here.")
    assert settings.load(shop).texts == ()
    words.text.setPlainText("Dear {name}, cake!")
    assert words.example.text() == "Dear Amy, cake!"
    words.save_text.click()
    assert not words.error.isVisible()
    assert chosen(settings.load(shop).texts, Reason.BIRTHDAY, "en") == "Dear {name}, cake!"
    today.pages_choice.button(LIST).click()
    settle(qtbot, today)
    assert today.list_page.working.text.toPlainText() == "Dear 王小美, cake!"
    today.pages_choice.button(WORDS).click()
    words.take_back.click()
    assert settings.load(shop).texts == ()
    words.language.button("zh_CN").click()
    assert words.text.toPlainText().startswith("{name}")


def test_the_limits_show_their_effect_before_they_are_saved(
    qtbot: QtBot, today: Today, shop: Shop
) -> None:
    today.pages_choice.button(WORDS).click()
    words = today.words
    assert words.effect.text().startswith("This would have put 1 line on today's list")
    words.ahead.edit.setText("2")
    assert words.effect.text().startswith("This would have put 0 lines on today's list")
    words.per_member.edit.setText("x")
    assert words.effect.text() == ""
    words.save.click()
    assert words.per_member.error.isVisible()
    words.per_member.edit.setText("3")
    words.in_all.edit.setText("100")
    words.save.click()
    terms = settings.load(shop)
    assert (terms.days_ahead, terms.fatigue) == (2, FatigueRule(3, 100, 7))
    assert words.saved.isVisible()


def test_the_cashier_has_no_pages_of_the_owner(
    qtbot: QtBot, desk: Desk, cashier: Staff, mei: int
) -> None:
    place = shown(qtbot, Today(replace(desk, by=cashier)))
    settle(qtbot, place)
    assert not place.pages_choice.button(WORDS).isVisible()
    place.pages_choice.button(CARE).click()
    assert not place.care.people_view.isVisible()
    assert not place.care.rule.isVisible()


def test_a_section_goes_to_an_sms_provider_and_counts(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff, mei: int, tmp_path: Path
) -> None:
    path = tmp_path / "sms.xlsx"
    today.list_page.taking_out.send_to(path)
    assert today.list_page.working.hint.text() == "None of them may be written to now."
    agree(shop, cashier, mei)
    today.refresh()
    today.list_page.taking_out.send_to(path)
    rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert rows[1][:2] == ("13812345678", "王小美")
    assert today.list_page.around.words.text().startswith("1 messages are in")
    assert len(touching.history(shop, mei)) == 1


def test_a_cashier_takes_the_numbers_out_by_the_owners_leave(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, mei: int, tmp_path: Path
) -> None:
    agree(shop, cashier, mei)
    desk.by = cashier
    place = shown(qtbot, Today(desk))
    settle(qtbot, place)
    path = tmp_path / "sms.xlsx"
    place.list_page.taking_out.send_to(path)
    assert not path.exists()
    allow(qtbot, place.list_page.taking_out.approval, OWNER_PIN, "for the campaign")
    assert path.exists()


def test_the_list_is_laid_out_for_paper(today: Today, desk: Desk, shop: Shop, clock: Clock) -> None:
    html = sending.sheet_of(desk, "<b>Today</b>", today.list_page.rows())
    assert "&lt;b&gt;" in html
    assert "王小美" in html
    assert "13812345678" in html
    assert sending.lay_out(html).pageCount() == 1


def test_who_works_by_keys_never_needs_the_mouse(
    qtbot: QtBot, today: Today, shop: Shop, mei: int
) -> None:
    today.list_page.sections.button(Section.BIRTHDAYS).setFocus()
    qtbot.keyClick(today.list_page.sections.button(Section.BIRTHDAYS), Qt.Key.Key_Space)
    qtbot.keyClick(today.list_page, Qt.Key.Key_F3)
    assert [one.reason for one in touching.history(shop, mei)] == [Reason.BIRTHDAY]

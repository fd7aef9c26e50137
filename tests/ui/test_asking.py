"""What guests are asked: the owner's tags and words, and the same questions at the counter."""

import pytest
from pytestqt.qtbot import QtBot

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.services import settings
from shopfans.services.belonging import referring
from shopfans.services.joining import consenting
from shopfans.services.members import finding, tagging
from tests.conftest import join
from ui.counter.new_member import NewMember
from ui.counter.place import Counter
from ui.desk import Desk
from ui.members.profile import Profile
from ui.settings.place import ASKED, Settings


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Settings:
    place = Settings(desk)
    place.retranslate()
    qtbot.addWidget(place)
    place.resize(1180, 800)
    place.show()
    place.turn_to(ASKED)
    return place


@pytest.fixture
def form(qtbot: QtBot, desk: Desk, shop: Shop) -> NewMember:
    tagging.add_tag(shop, by=desk.by, name="less sugar", request="t1")
    tagging.add_tag(shop, by=desk.by, name="cats & <b>co", request="t2")
    form = NewMember(desk)
    form.retranslate()
    qtbot.addWidget(form)
    form.show()
    form.begin("13711112222")
    return form


def test_the_owner_keeps_the_list(place: Settings, shop: Shop) -> None:
    tags = place.tags
    assert tags.listing.empty.isVisible()
    for name in ("less sugar", "cat person"):
        tags.tag.edit.setText(name)
        tags.add.click()
    tags.tag.edit.setText("Less Sugar")
    tags.add.click()
    assert tags.tag.error.text() == "“less sugar” is on the list already."
    tags.view.selectRow(1)
    tags.tag.clear()
    tags.rename.click()
    assert "Type below what cat person is called" in tags.tag.error.text()
    tags.tag.edit.setText("cats")
    tags.rename.click()
    assert [tag.name for tag in tagging.tags(shop)] == ["less sugar", "cats"]
    tags.view.selectRow(0)
    tags.retire.click()
    assert tags.told.text() == "less sugar is off the list."
    assert [tag.name for tag in tagging.tags(shop)] == ["cats"]


def test_who_signs_up_may_be_a_member_at_once(place: Settings, shop: Shop) -> None:
    assert not place.tags.by_itself.isChecked()
    place.tags.by_itself.click()
    assert settings.load(shop).accepts_sign_ups
    place.tags.by_itself.click()
    assert not settings.load(shop).accepts_sign_ups


def test_the_owner_writes_the_words_in_each_language(place: Settings, shop: Shop, mei: int) -> None:
    consent = place.consent
    assert (
        consent.keeping.toPlainText() == consenting.words(shop)["en"].keeping
    )  # as is spoken here
    consent.languages.button("en").click()
    consent.keeping.setPlainText("May {shop} keep it?")
    consent.languages.button("zh_TW").click()
    consent.messages.setPlainText("")
    consent.languages.button("zh_CN").click()
    consent.save.click()
    assert consent.problem.text() == "Please write what she agrees to."
    assert consent.languages.value() == "zh_TW"
    consent.messages.setPlainText("可以嗎？")
    consent.save.click()
    assert consent.saved.isVisible()
    words = consenting.words(shop)
    assert (words["en"].keeping, words["zh_TW"].messages) == ("May {shop} keep it?", "可以嗎？")
    assert [version.number for version in consenting.versions(shop)] == [4, 3, 2, 1]


def test_an_old_version_can_be_read_and_the_words_that_came_with_the_program(
    place: Settings, shop: Shop
) -> None:
    consent = place.consent
    consent.languages.button("en").click()
    consent.keeping.setPlainText("mine")
    consent.save.click()
    consent.view.clicked.emit(consent.versions.index(3, 0))
    consent.view.selectRow(3)
    consent.view.clicked.emit(consent.versions.index(3, 0))
    assert consent.keeping.toPlainText() == consenting.words(shop, 1)["en"].keeping
    consent.default.click()
    assert consent.keeping.toPlainText() == consenting.defaults(shop)["en"].keeping
    consent.save.click()
    assert consenting.words(shop) == consenting.defaults(shop)


def test_the_counter_asks_the_same_and_reads_the_same_words(
    form: NewMember, shop: Shop, mei: int
) -> None:
    said = consenting.present(shop, "en")[1]
    assert [form.words.text(), *form.more.text().splitlines()] == said.keeping.splitlines()
    form.name.edit.setText("Ana")
    form.birthday.edit.setText("农历八月三十")
    form.tags.buttons()[0].click()
    form.friend.edit.setText(referring.friend_code(shop, member=mei))
    form.save.click()
    assert form.consent_wrong.isVisible()
    form.consent.setChecked(True)
    joined: list[int] = []
    form.joined.connect(joined.append)
    form.save.click()
    card = finding.card(shop, joined[0])
    assert (card.birthday, card.tags) == (Birthday(8, 30, lunar=True), ("less sugar",))
    with shop.reading():
        assert shop.rows("SELECT member_id, brought_by_id FROM referral") == [(joined[0], mei)]
    assert form.tags.values() == frozenset()
    assert form.friend.text() == ""


def test_the_counter_signs_up_no_child(form: NewMember, shop: Shop) -> None:
    form.name.edit.setText("Ana")
    form.birthday.edit.setText("2015-03-01")
    form.consent.setChecked(True)
    form.save.click()
    assert form.birthday.error.text() == "Who is younger than 14 cannot join by herself."
    assert finding.find(shop, "ana") == []


def test_the_words_are_read_in_the_language_spoken(form: NewMember) -> None:
    texts.speak("zh_CN")
    form.retranslate()
    assert form.words.text().startswith("我已满 14 岁，同意“甜甜”")


def test_her_tags_are_chips_that_are_kept_at_once(
    qtbot: QtBot, desk: Desk, form: NewMember, shop: Shop, mei: int
) -> None:
    profile = Profile(desk)
    profile.retranslate()
    qtbot.addWidget(profile)
    profile.show()
    profile.show_member(mei)
    assert [chip.text() for chip in profile.tags.buttons()] == ["less sugar", "cats && <b>co"]
    profile.tags.buttons()[1].click()
    assert finding.card(shop, mei).tags == ("cats & <b>co",)
    profile.show_member(join(shop, desk.by, "Zoe", "13711112229"))
    assert profile.tags.values() == frozenset()
    profile.show_member(mei)
    profile.tags.buttons()[1].click()
    assert finding.card(shop, mei).tags == ()


def test_her_tags_stand_on_her_card(qtbot: QtBot, desk: Desk, shop: Shop, mei: int) -> None:
    counter = Counter(desk)
    qtbot.addWidget(counter)
    tag = tagging.add_tag(shop, by=desk.by, name="less <i>sugar", request="t1")
    tagging.set_tags(shop, by=desk.by, member=mei, tags=[tag], request="t2")
    counter.guests.serve(mei)
    assert counter.member.tags.whole() == "less <i>sugar"

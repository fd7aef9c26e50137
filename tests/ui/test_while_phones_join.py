"""While guests join by phone: the operator's own screen neither waits for it nor moves."""

from collections.abc import Iterator
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.domain.topics import Topic
from shopfans.domain.touches import TouchKind
from shopfans.services.belonging import referring
from shopfans.services.members import carding, noting, tagging
from tests.conftest import join
from tests.services.test_selling import sell
from tests.ui.other_threads import all_is_heard, elsewhere, read, tell
from tests.ui.showing import shown
from tests.ui.test_today_place import agree
from ui.background import Progress
from ui.counter.place import Counter
from ui.coupons.place import BALLOTS, CARDS, FRIENDS, SESSIONS, Coupons
from ui.desk import Desk
from ui.latest import Latest
from ui.members.place import Members
from ui.today.place import CARE, RESTS, WORDS, Today

__all__ = ["read"]

MANY = 30


@pytest.fixture
def many(shop: Shop, cashier: Staff) -> list[int]:
    """More members than the list has room for, from 客人10 on."""
    return [
        join(shop, cashier, f"客人{number}", f"139000000{number}")
        for number in range(10, 10 + MANY)
    ]


@pytest.fixture
def members(qtbot: QtBot, desk: Desk, mei: int, many: list[int]) -> Iterator[Members]:
    place = shown(qtbot, Members(desk))
    yield place
    place.end()


@pytest.fixture
def counter(qtbot: QtBot, desk: Desk) -> Iterator[Counter]:
    place = shown(qtbot, Counter(desk))
    yield place
    place.end()


@pytest.fixture
def today(qtbot: QtBot, desk: Desk, mei: int) -> Iterator[Today]:
    place = shown(qtbot, Today(desk))
    qtbot.waitUntil(lambda: not place.is_busy)
    yield place
    place.end()


def names(members: Members) -> list[str]:
    return [members.model.index(line, 0).data() for line in range(members.model.rowCount())]


def test_who_joins_stands_on_the_list_and_the_window_reads_nothing(
    qtbot: QtBot, members: Members, shop: Shop, cashier: Staff, read: list[str]
) -> None:
    elsewhere(partial(join, shop, cashier, "Ana", "13711110000"))
    qtbot.waitUntil(lambda: members.count.text() == f"{MANY + 2} members")
    assert names(members)[0] == "Ana"
    assert read == []


def test_a_page_that_nobody_looks_at_reads_nothing_until_it_is_seen(
    qtbot: QtBot, members: Members, desk: Desk, shop: Shop, cashier: Staff, read: list[str]
) -> None:
    members.hide()
    with qtbot.waitSignal(desk.changes.happened):
        elsewhere(partial(join, shop, cashier, "Ana", "13711110000"))
    all_is_heard()
    assert read == []
    assert members.model.rowCount() == MANY + 1
    members.show()
    assert members.model.rowCount() == MANY + 2


def test_who_is_looked_at_stays_chosen_and_in_her_place(
    qtbot: QtBot, members: Members, shop: Shop, cashier: Staff
) -> None:
    members.view.horizontalHeader().sectionClicked.emit(0)
    members.view.selectRow(5)
    members.view.scroll_to_top(10, 7)
    top, chosen = names(members)[10], members.profile.name.whole()
    moved: list[QObject] = []
    members.view.selectionModel().currentRowChanged.connect(moved.append)
    elsewhere(partial(join, shop, cashier, "Aaron", "13711110000"))
    qtbot.waitUntil(lambda: members.model.rowCount() == MANY + 2)
    at, hidden = members.view.top()
    assert (names(members)[at], hidden) == (top, 7)
    assert members.profile.name.whole() == chosen == members.view.chosen().name
    assert names(members)[0] == "Aaron"
    assert moved == []


def test_what_is_asked_about_her_stays_open(
    qtbot: QtBot, members: Members, shop: Shop, cashier: Staff
) -> None:
    members.profile.forget.click()
    elsewhere(partial(join, shop, cashier, "Ana", "13711110000"))
    qtbot.waitUntil(lambda: members.model.rowCount() == MANY + 2)
    assert members.profile.forgetting.isVisible()


def test_what_changes_of_her_elsewhere_is_shown(
    qtbot: QtBot, members: Members, shop: Shop, owner: Staff, many: list[int]
) -> None:
    assert members.profile.tags.isHidden()
    tag = tagging.add_tag(shop, by=owner, name="cat", request="t")
    assert members.profile.tags.values() == frozenset()
    last = many[-1]
    elsewhere(lambda: tagging.set_tags(shop, by=owner, member=last, tags=[tag], request="s"))
    qtbot.waitUntil(lambda: members.profile.tags.values() == {tag})


def test_an_old_answer_never_stands_over_a_newer_one(
    qtbot: QtBot, members: Members, desk: Desk, shop: Shop, cashier: Staff
) -> None:
    with qtbot.waitSignal(desk.changes.happened):
        elsewhere(partial(join, shop, cashier, "Ana", "13711110000"))
    members.finder.setText("wxm")  # while everybody is being read behind the window
    all_is_heard()
    assert names(members) == ["王小美"]


def test_todays_list_is_read_behind_the_window_and_what_is_written_stays(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff, read: list[str]
) -> None:
    page = today.list_page
    page.working.note.edit.setText("called twice")
    page.working.text.setPlainText("Dear Mei")
    elsewhere(partial(join, shop, cashier, "Ana", "13711110000", "03-12"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert page.progress.text() == "0 of 2 done"
    assert not any("touch" in asked for asked in read)
    assert page.model.index(0, 1).data() == "Ana"
    assert page.view.chosen().line.name == page.working.name.whole() == "王小美"
    assert page.working.note.text() == "called twice"
    assert page.working.text.toPlainText() == "Dear Mei"


def many_with_an_earlier_birthday(qtbot: QtBot, today: Today, shop: Shop, by: Staff) -> None:
    """They come above whom the list began with, and take her out of sight."""
    for number in range(MANY):
        elsewhere(partial(join, shop, by, f"客人{number}", f"1390000{number:04}", "03-11"))
    qtbot.waitUntil(lambda: today.list_page.model.rowCount() == MANY + 1)
    qtbot.waitUntil(lambda: not today.is_busy)


def test_who_has_not_begun_begins_with_whom_is_seen_first(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff
) -> None:
    assert today.list_page.working.name.whole() == "王小美"
    many_with_an_earlier_birthday(qtbot, today, shop, cashier)
    assert today.list_page.working.name.whole() == "客人0"
    assert today.list_page.view.currentIndex().row() == 0


@pytest.mark.parametrize("begin", ["note", "copy", "click"])
def test_whom_one_has_begun_with_stays_at_hand(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff, begin: str
) -> None:
    page = today.list_page
    match begin:
        case "note":
            qtbot.keyClicks(page.working.note.edit, "calls back")
        case "copy":
            agree(shop, cashier, page.lines()[0].member)
            page.refresh()
            qtbot.waitUntil(lambda: not today.is_busy)
            qtbot.keyClick(page.working.note.edit, Qt.Key.Key_F2)
        case "click":
            middle = page.view.visualRect(page.view.currentIndex()).center()
            qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    many_with_an_earlier_birthday(qtbot, today, shop, cashier)
    assert page.working.name.whole() == "王小美"
    assert page.view.sees_chosen()


def test_what_one_looks_at_on_todays_list_stays_where_it_is(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff
) -> None:
    for number in range(10, 10 + MANY):
        join(shop, cashier, f"客人{number}", f"139000000{number}", "03-13")
    today = shown(qtbot, Today(desk))
    qtbot.waitUntil(lambda: not today.is_busy)
    page = today.list_page
    page.view.scroll_to_top(10, 7)
    top = page.model.index(10, 1).data()
    elsewhere(partial(join, shop, cashier, "Ana", "13711110000", "03-12"))
    qtbot.waitUntil(lambda: page.model.rowCount() == MANY + 1)
    at, hidden = page.view.top()
    assert (page.model.index(at, 1).data(), hidden) == (top, 7)
    today.end()


def test_an_older_list_never_stands_over_what_was_just_done(
    qtbot: QtBot, today: Today, desk: Desk, shop: Shop, cashier: Staff
) -> None:
    with qtbot.waitSignal(desk.changes.happened):
        elsewhere(partial(join, shop, cashier, "Ana", "13711110000", "03-12"))
    today.list_page.touch(TouchKind.DONE)  # while the list is being read behind the window
    all_is_heard()
    assert today.list_page.progress.text() == "1 of 2 done"


@pytest.mark.parametrize("page", [WORDS, RESTS])
def test_a_page_of_the_owners_words_and_rests_reads_nothing_for_a_guest(
    qtbot: QtBot, today: Today, desk: Desk, shop: Shop, cashier: Staff, read: list[str], page: str
) -> None:
    today.turn_to(page)
    read.clear()
    with qtbot.waitSignal(desk.changes.happened):
        elsewhere(partial(join, shop, cashier, "Ana", "13711110000"))
    all_is_heard()
    assert read == []
    elsewhere(lambda: tell(shop, Topic.TERMS))
    qtbot.waitUntil(lambda: read != [])


@pytest.mark.parametrize("section", [SESSIONS, BALLOTS])
def test_a_page_of_the_coupons_reads_nothing_for_a_guest(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, read: list[str], section: str
) -> None:
    coupons = shown(qtbot, Coupons(desk))
    coupons.show_section(section)
    all_is_heard()
    read.clear()
    with qtbot.waitSignal(desk.changes.happened):
        elsewhere(partial(join, shop, cashier, "Ana", "13711110000"))
    all_is_heard()
    assert read == []
    elsewhere(lambda: tell(shop, Topic.CARDS, Topic.BALLOTS))
    qtbot.waitUntil(lambda: read != [])


def test_the_care_plan_is_read_behind_the_window_when_a_guest_buys(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff, mei: int, read: list[str]
) -> None:
    today.turn_to(CARE)
    assert today.care.people.rowCount() == 0
    all_is_heard()
    read.clear()
    elsewhere(partial(sell, shop, cashier, 20, "s", member=mei))
    qtbot.waitUntil(lambda: today.care.people.rowCount() == 1)
    assert read == []


def test_who_brings_friends_is_read_behind_the_window(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, mei: int, read: list[str]
) -> None:
    ana = join(shop, cashier, "Ana", "13711110000")
    coupons = shown(qtbot, Coupons(desk))
    coupons.show_section(FRIENDS)
    all_is_heard()
    read.clear()

    def bring() -> None:
        with shop.changing(Topic.MEMBERS):
            referring.write(ana, mei)

    elsewhere(bring)
    qtbot.waitUntil(lambda: coupons.friends.list.model.rowCount() == 1)
    assert read == []
    coupons.end()


def test_the_printed_cards_that_were_turned_to_stay_while_a_guest_joins(
    qtbot: QtBot, desk: Desk, shop: Shop, owner: Staff, cashier: Staff
) -> None:
    carding.print_cards(shop, by=owner, count=250, request="c")
    coupons = shown(qtbot, Coupons(desk))
    coupons.show_section(CARDS)
    coupons.cards.more.click()
    coupons.cards.view.selectRow(230)
    chosen = coupons.cards.view.chosen()
    with qtbot.waitSignal(desk.changes.happened):
        elsewhere(partial(join, shop, cashier, "Ana", "13711110000"))
    assert coupons.cards.model.rowCount() == 250
    assert coupons.cards.view.chosen() == chosen


def test_the_counter_reads_nothing_and_the_guest_keeps_her_basket(
    qtbot: QtBot, counter: Counter, desk: Desk, shop: Shop, cashier: Staff, mei: int,
    read: list[str],
) -> None:  # fmt: skip
    counter.guests.serve(mei)
    counter.till.add_amount("12")
    counter.checkout.show()
    lines = list(counter.till.basket.lines)
    read.clear()
    with qtbot.waitSignal(desk.changes.happened):
        elsewhere(partial(join, shop, cashier, "Ana", "13711110000"))
    all_is_heard()
    assert read == []
    assert counter.member.name.whole() == "王小美"
    assert counter.till.basket.lines == lines


def test_what_changes_of_the_guest_elsewhere_is_shown_at_the_counter(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    counter.guests.serve(mei)
    elsewhere(
        lambda: noting.set_note(shop, by=cashier, member=mei, note="likes mango", request="n")
    )
    qtbot.waitUntil(lambda: "likes mango" in counter.till.basket.guest.note)  # type: ignore[union-attr]  # she stays


class Asked:
    """Of a question that is being worked out until `answered`."""

    def __init__(self) -> None:
        self.latest = Latest(parent := QObject())
        self.answers: list[object] = []
        self.latest.found.connect(self.answers.append)
        self._parent, self._go_on = parent, Event()
        self.latest.ask_again(self._first)

    def answered(self) -> None:
        self._go_on.set()

    def _first(self, _progress: Progress) -> str:
        self._go_on.wait()
        return "first"


def test_a_question_asked_without_end_is_answered_now_and_then(qtbot: QtBot) -> None:
    asked = Asked()
    asked.latest.ask_again(lambda progress: "given up")
    asked.latest.ask_again(lambda progress: "last")
    asked.answered()
    qtbot.waitUntil(lambda: asked.answers == ["first", "last"])


def test_another_question_is_not_answered_by_the_one_before(qtbot: QtBot) -> None:
    asked = Asked()
    asked.latest.ask_again(lambda progress: "again")
    asked.latest.ask(lambda progress: "another")
    asked.answered()
    qtbot.waitUntil(lambda: asked.answers == ["another"])

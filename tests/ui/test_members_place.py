"""Members: found, looked at, and forgotten when they ask for it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act, Reason
from shopfans.domain.roles import Staff
from shopfans.domain.touches import TouchKind
from shopfans.services.members import tagging
from shopfans.services.reminders import touching
from shopfans.services.sales import listing, refunding
from shopfans.services.staff import tracing
from shopfans.texts import receipts
from tests.conftest import OWNER_PIN, Clock, join
from tests.services.test_selling import sell
from tests.ui.approving import allow
from tests.ui.showing import shown
from ui.desk import Desk
from ui.members.history import TOUCHES
from ui.members.place import Members
from ui.members.statement import Statement
from ui.printing import targets
from ui.printing.delivery import strip_of
from ui.table import ListView


@pytest.fixture
def amy(shop: Shop, cashier: Staff) -> int:
    return join(shop, cashier, "Amy", "13900001111")


@pytest.fixture
def members(qtbot: QtBot, desk: Desk, mei: int, amy: int) -> Members:
    return shown(qtbot, Members(desk))


def column(view: ListView, number: int) -> list[str]:
    model = view.model()
    return [model.index(line, number).data() for line in range(model.rowCount())]


def test_whoever_came_last_stands_first(
    qtbot: QtBot, members: Members, shop: Shop, cashier: Staff, mei: int, amy: int
) -> None:
    sell(shop, cashier, 32, "s1", member=mei)
    assert column(members.view, 0) == ["王小美", "Amy"]
    assert column(members.view, 4) == ["32.00", "0.00"]
    assert members.count.text() == "2 members"


def test_she_is_found_while_one_types(qtbot: QtBot, members: Members) -> None:
    qtbot.keyClicks(members.finder, "wxm")
    assert column(members.view, 0) == ["王小美"]
    assert members.profile.name.whole() == "王小美"
    qtbot.keyClick(members.finder, Qt.Key.Key_Escape)
    assert members.model.rowCount() == 2


def test_nobody_found_says_what_to_try(qtbot: QtBot, members: Members) -> None:
    qtbot.keyClicks(members.finder, "zzz")
    assert members.listing.empty.isVisible()
    assert members.listing.empty.title.text() == "Nobody found"
    assert members.profile.nobody.isVisible()


def test_a_shop_without_members_says_how_to_begin(qtbot: QtBot, desk: Desk) -> None:
    place = shown(qtbot, Members(desk))
    assert place.listing.empty.title.text() == "No members yet"
    assert "at the counter" in place.listing.empty.words.text()


def test_a_heading_sorts_and_sorts_the_other_way_round(
    members: Members, shop: Shop, cashier: Staff, amy: int
) -> None:
    sell(shop, cashier, 50, "s1", member=amy)
    header = members.view.horizontalHeader()
    header.sectionClicked.emit(4)
    assert column(members.view, 0) == ["Amy", "王小美"]
    header.sectionClicked.emit(4)
    assert column(members.view, 0) == ["王小美", "Amy"]
    assert members.model.headerData(4, Qt.Orientation.Horizontal) == "↑ Spent"


def test_arrows_walk_through_the_list_and_enter_brings_her_to_the_counter(
    qtbot: QtBot, members: Members, mei: int
) -> None:
    qtbot.keyClick(members.finder, Qt.Key.Key_Down)
    assert members.profile.name.whole() == "王小美"
    with qtbot.waitSignal(members.member_wanted) as wanted:
        qtbot.keyClick(members.finder, Qt.Key.Key_Return)
    assert wanted.args == [mei]


def test_her_number_is_shown_masked(members: Members) -> None:
    assert column(members.view, 1) == ["139****1111", "138****5678"]
    assert members.profile.contact.whole().startswith("139****1111")


def test_a_void_stands_beside_the_sale_it_undoes(
    members: Members, shop: Shop, cashier: Staff, amy: int
) -> None:
    sale = sell(shop, cashier, 50, "s1", member=amy).sale
    refunding.void_sale(shop, by=cashier, sale=sale, request="v1")
    history = members.profile.history
    assert column(history.view, 2) == [f"Void of {sale}", "Voided"]
    assert column(history.view, 3) == ["−50.00", "50.00"]
    struck = history.sales.index(1, 3).data(Qt.ItemDataRole.FontRole)
    assert struck.strikeOut()


def test_the_points_open_every_line_behind_them(
    qtbot: QtBot, members: Members, shop: Shop, cashier: Staff, amy: int
) -> None:
    sell(shop, cashier, 50, "s1", member=amy)
    sale = sell(shop, cashier, 20, "s2", member=amy).sale
    refunding.void_sale(shop, by=cashier, sale=sale, request="v1")
    members.profile.points.click()
    assert members.statement.isVisible()
    assert column(members.statement.view, 1) == ["Reversed", "Earned", "Earned"]
    assert column(members.statement.view, 3) == ["−20", "+20", "+50"]
    assert column(members.statement.view, 4) == ["50", "70", "50"]
    assert members.statement.balance.text() == "50"
    assert members.statement.sum.text() == "Sum of 3 lines"
    qtbot.keyClick(members.statement.view, Qt.Key.Key_Escape)
    assert not members.statement.isVisible()
    assert members.finder.hasFocus()


@pytest.mark.parametrize(("width", "shown"), [(440, 4), (620, 5), (900, 7)])
def test_a_narrow_statement_keeps_what_matters_most(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, mei: int, width: int, shown: int
) -> None:
    sell(shop, cashier, 50, "s1", member=mei)
    statement = Statement()
    qtbot.addWidget(statement)
    statement.show_member(desk, mei)
    statement.resize(width, 500)
    statement.show()
    view = statement.view
    assert sum(not view.isColumnHidden(number) for number in range(7)) == shown
    assert not view.horizontalScrollBar().isVisible()
    assert not any(view.isColumnHidden(number) for number in (0, 1, 3, 4))


def test_the_chosen_one_stays_chosen_when_somebody_buys(
    qtbot: QtBot, members: Members, shop: Shop, cashier: Staff, mei: int, amy: int
) -> None:
    assert members.profile.name.whole() == "Amy"
    sell(shop, cashier, 32, "s1", member=mei)
    assert column(members.view, 0)[0] == "王小美"
    assert members.profile.name.whole() == "Amy"


def test_she_is_forgotten_only_after_a_second_yes(
    qtbot: QtBot, members: Members, shop: Shop, cashier: Staff, amy: int
) -> None:
    sell(shop, cashier, 50, "s1", member=amy)
    members.profile.forget.click()
    assert column(members.view, 0) == ["Amy", "王小美"]
    members.profile.forgetting.keep.click()
    assert not members.profile.forgetting.isVisible()
    members.profile.forget.click()
    members.profile.forgetting.go_on.click()
    assert column(members.view, 0) == ["王小美"]
    assert members.told.text() == "Amy was forgotten."
    assert listing.day_total(shop, members.desk.today).sales == 1


def test_a_cashier_forgets_her_by_the_owners_leave(
    qtbot: QtBot, desk: Desk, shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    desk.by = cashier
    place = shown(qtbot, Members(desk))
    place.profile.forget.click()
    form = place.profile.forgetting
    form.go_on.click()
    assert place.profile.card is not None
    assert form.approval.reason.edit.placeholderText() == "kept, without her name"
    allow(qtbot, form.approval, OWNER_PIN, "she asked for it")
    assert "was forgotten" in place.told.text()
    line = tracing.page(shop, by=owner, limit=1)[0]
    assert (line.act, line.allowed_by, line.reason) == (Act.ERASE, "老板", "she asked for it")


def test_markup_in_a_name_stays_text(
    qtbot: QtBot, members: Members, shop: Shop, cashier: Staff, clock: Clock
) -> None:
    clock.pass_days(1)
    sell(shop, cashier, 9, "s1", member=join(shop, cashier, "<b>Bo</b>", "13900002222"))
    assert column(members.view, 0)[0] == "<b>Bo</b>"
    members.view.selectRow(0)
    assert members.profile.name.whole() == "<b>Bo</b>"
    assert members.profile.name.textFormat() is Qt.TextFormat.PlainText


def test_who_was_forgotten_takes_a_confirmation_along(
    qtbot: QtBot, members: Members, desk: Desk, shop: Shop, tmp_path: Path
) -> None:
    assert members.slip.isHidden()
    qtbot.keyClicks(members.finder, "Amy")
    members.profile.forget.click()
    members.profile.forgetting.go_on.click()
    assert not members.slip.isHidden()
    with qtbot.waitSignal(desk.spool.held):  # no printer is chosen on this computer
        members.slip.print_key.click()
    (waiting,) = desk.spool.waiting
    said = " ".join(str(row) for row in receipts.rows(waiting.paper))
    assert "You are forgotten" in said
    assert "Amy" not in said
    picture = targets.picture(strip_of(waiting.paper, paper_mm=58, language="en"), 1)
    assert picture.height() > 300
    members.slip.save_as(tmp_path / "hers.pdf")  # where there is no printer
    assert (tmp_path / "hers.pdf").read_bytes().startswith(b"%PDF")
    assert members.slip.told.text() == "Saved: hers.pdf"
    members.slip.save_as(shop.path)
    assert members.slip.problem.text()
    assert not members.slip.told.text()


def test_what_was_done_about_her_stands_in_her_profile(
    qtbot: QtBot, members: Members, shop: Shop, cashier: Staff, clock: Clock, mei: int
) -> None:
    touching.touch(
        shop, by=cashier, member=mei, kind=TouchKind.CALLED, reason=Reason.BIRTHDAY,
        occasion="2026-03-15", note="likes mango", request="t",
    )  # fmt: skip
    clock.pass_days(2)
    sell(shop, cashier, 20, "s", member=mei)
    qtbot.keyClicks(members.finder, "wxm")
    history = members.profile.history
    history.page.button(TOUCHES).click()
    assert column(history.touches_view, 1) == ["Called · Birthday · likes mango"]
    assert column(history.touches_view, 2) == ["03-12"]


def test_who_asked_for_silence_may_change_her_mind(
    qtbot: QtBot, members: Members, shop: Shop, cashier: Staff, mei: int
) -> None:
    qtbot.keyClicks(members.finder, "wxm")
    assert members.profile.again.isHidden()
    touching.touch(shop, by=cashier, member=mei, kind=TouchKind.DO_NOT_CONTACT, request="no")
    assert not members.profile.again.isHidden()
    members.profile.again.click()
    assert not touching.wants_silence(shop, mei)
    assert members.profile.again.isHidden()


def test_a_tag_narrows_the_list_and_the_search(
    qtbot: QtBot, members: Members, shop: Shop, owner: Staff, cashier: Staff, amy: int
) -> None:
    assert members.by_tag.isHidden()
    cat, sugar = (
        tagging.add_tag(shop, by=owner, name=name, request=name) for name in ("cat", "less sugar")
    )
    tagging.set_tags(shop, by=cashier, member=amy, tags=[cat], request="s")
    members.refresh()
    members.by_tag.button(cat).click()
    assert column(members.view, 0) == ["Amy"]
    assert members.count.text() == "1 member"
    qtbot.keyClicks(members.finder, "wxm")
    assert members.model.rowCount() == 0
    members.finder.clear()
    members.by_tag.button(sugar).click()
    assert members.listing.empty.title.text() == "Nobody has chosen this yet"
    tagging.retire_tag(shop, by=owner, tag=sugar, request="r")
    members.refresh()
    assert members.by_tag.value() is None
    assert members.model.rowCount() == 2

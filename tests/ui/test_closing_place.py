"""The day's end by keys: counted, handed over, closed, and its slip printed."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.day_close import ClosePaper, ShiftPaper
from shopfans.domain.money import Money
from shopfans.domain.roles import Role, Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services.days import closing, counting
from shopfans.services.days.counting import Found
from shopfans.services.sales import selling
from shopfans.services.staff import staffing
from tests.conftest import CASHIER_PIN, OWNER_PIN, Clock
from tests.services.test_selling import sell
from tests.ui.printers import closed_port
from tests.ui.showing import shown
from ui.closing.place import CLOSED, Closing
from ui.desk import Desk
from ui.main_window import SMALLEST
from ui.preferences import Preferences, Printer, PrinterKind

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
A_FIELD = 44
"""Pixels of height, nothing squeezed."""


@pytest.fixture
def evening(qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff) -> Closing:
    """The first evening: 230 yuan taken in cash."""
    sell(shop, cashier, 230, "s1")
    desk.by = cashier
    return shown(qtbot, Closing(desk))


def type_pieces(qtbot: QtBot, *numbers: str) -> None:
    """From the largest on, each ended with Enter."""
    for number in numbers:
        field = QApplication.focusWidget()
        assert field is not None
        qtbot.keyClicks(field, number)
        qtbot.keyClick(field, Key.Key_Return)


def test_enter_and_the_arrows_walk_through_the_pieces(qtbot: QtBot, evening: Closing) -> None:
    count = evening.counting.count
    fields = list(count.fields.values())
    assert fields[0].hasFocus()
    type_pieces(qtbot, "2", "", "1")
    assert fields[3].hasFocus()
    qtbot.keyClick(fields[3], Key.Key_Up)
    assert fields[2].hasFocus()
    assert fields[2].selectedText() == "1"
    qtbot.keyClick(fields[2], Key.Key_Down)
    type_pieces(qtbot, "1")
    assert count.total.text() == "230.00"
    assert evening.counting.drawer.difference.text() == "The drawer is right"
    type_pieces(qtbot, "", "", "", "")
    assert evening.counting.drawer.opening.edit.hasFocus()
    type_pieces(qtbot, "", "")
    assert evening.counting.drawer.close_key.hasFocus()


def test_the_day_is_closed_by_keys_alone(qtbot: QtBot, evening: Closing, shop: Shop) -> None:
    type_pieces(qtbot, "4", "", "1", "1", "", "", "", "", "200", "150")
    qtbot.keyClick(evening.counting.drawer.close_key, Key.Key_Return)
    [closed] = closing.closes(shop)
    assert (closed.counted, closed.over, closed.stays) == (Money(43000), Money(), Money(15000))
    assert evening.notice.words.text() == "2026-03-10 is closed."
    assert evening.over.title.text() == "2026-03-10 is closed."
    assert "counts for 2026-03-11" in evening.over.words.text()
    assert evening.slip.print_key.hasFocus()


@pytest.mark.parametrize(
    ("notes", "words", "tone"),
    [("2", "¥30.00 short", "bad"), ("3", "¥70.00 over", "warn")],
)
def test_over_and_short_stand_there_in_words_and_colour(
    qtbot: QtBot, evening: Closing, notes: str, words: str, tone: str
) -> None:
    drawer = evening.counting.drawer
    drawer.opening.edit.setText("0")
    type_pieces(qtbot, notes)
    assert drawer.difference.text() == words
    assert drawer.difference.property("tone") == tone
    assert drawer.reason.isVisible()


def test_a_large_difference_asks_why_beside_its_field(
    qtbot: QtBot, evening: Closing, shop: Shop
) -> None:
    drawer = evening.counting.drawer
    drawer.opening.edit.setText("0")
    type_pieces(qtbot, "2")
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    assert drawer.reason.error.text() == "The drawer differs by ¥30.00: say why."
    assert drawer.reason.edit.hasFocus()
    assert closing.closes(shop) == []
    qtbot.keyClicks(drawer.reason.edit, "mislaid")
    qtbot.keyClick(drawer.reason.edit, Key.Key_Return, CTRL)
    assert [row.over for row in closing.closes(shop)] == [Money(-3000)]


def test_a_float_above_the_count_is_refused_beside_its_field(
    qtbot: QtBot, evening: Closing, shop: Shop
) -> None:
    type_pieces(qtbot, "2")
    drawer = evening.counting.drawer
    drawer.stays.edit.setText("201")
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    assert drawer.stays.error.text() == "Only ¥200.00 was counted: no more can stay in the drawer."
    assert closing.closes(shop) == []


def test_what_is_no_number_is_marked_and_closes_nothing(
    qtbot: QtBot, evening: Closing, shop: Shop
) -> None:
    type_pieces(qtbot, "2x")
    assert evening.counting.count.problem.text() == "1 field is no whole number."
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    assert evening.counting.drawer.problem.text() == "This is not a whole number."
    assert closing.closes(shop) == []


def test_without_a_count_the_key_says_so(qtbot: QtBot, evening: Closing, shop: Shop) -> None:
    assert evening.counting.drawer.close_key.text().startswith("Close uncounted")
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    assert [row.counted for row in closing.closes(shop)] == [None]


def test_the_drawer_goes_to_a_colleague(qtbot: QtBot, evening: Closing, shop: Shop) -> None:
    printed: list[object] = []
    evening.desk.spool.print_paper = lambda paper, **_more: printed.append(paper)  # type: ignore[method-assign]  # to see what would go to the printer
    Preferences().printer = Printer(PrinterKind.NETWORK, f"127.0.0.1:{closed_port()}")
    type_pieces(qtbot, "2", "", "1", "1")
    qtbot.keyClick(evening, Key.Key_H, CTRL)
    handing = evening.counting.handing
    assert handing.isVisible()
    assert not evening.counting.drawer.close_key.isVisible()
    assert [one.text() for one in handing.names.buttons()] == ["老板"]
    stays = evening.counting.drawer.stays.edit
    assert stays.text() == "230.00"
    stays.clear()
    qtbot.keyClicks(stays, "200")
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    assert closing.state(shop).shifts == ()
    assert handing.pin.edit.hasFocus()
    qtbot.keyClicks(handing.pin.edit, OWNER_PIN)
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    [shift] = closing.state(shop).shifts
    assert (shift.to, shift.counted, shift.stays) == ("老板", Money(23000), Money(20000))
    assert evening.notice.words.text().startswith("The drawer is with 老板 now.")
    [paper] = printed
    assert isinstance(paper, ShiftPaper)
    assert evening.counting.count.total.text() == "0.00"
    assert closing.closes(shop) == []


def test_what_was_refused_goes_with_the_next_piece_that_is_counted(
    qtbot: QtBot, evening: Closing
) -> None:
    drawer, count = evening.counting.drawer, evening.counting.count
    type_pieces(qtbot, "1")
    drawer.stays.edit.clear()
    qtbot.keyClicks(drawer.stays.edit, "200")
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    assert drawer.stays.error.isVisible()
    first = next(iter(count.fields.values()))
    first.selectAll()
    qtbot.keyClicks(first, "2")
    assert not drawer.stays.error.isVisible()


def test_a_drawer_that_nobody_counted_is_counted_before_it_goes_over(
    qtbot: QtBot, evening: Closing, shop: Shop
) -> None:
    qtbot.keyClick(evening, Key.Key_H, CTRL)
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    drawer, count = evening.counting.drawer, evening.counting.count
    assert drawer.problem.text().startswith("Count the drawer first")
    assert next(iter(count.fields.values())).hasFocus()
    assert closing.state(shop).shifts == ()


def test_digits_struck_at_the_names_are_her_pin(
    qtbot: QtBot, evening: Closing, shop: Shop, owner: Staff
) -> None:
    staffing.add_staff(
        shop, by=owner, name="小陈", role=Role.CASHIER, pin="8642", request="one more"
    )
    evening.counting.ask_who()
    handing = evening.counting.handing
    assert handing.names.buttons()[0].hasFocus()
    for digit in OWNER_PIN:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClicks(focus, digit)
    assert handing.pin.text() == OWNER_PIN


def test_nobody_takes_the_drawer_over_with_another_pin(
    qtbot: QtBot, evening: Closing, shop: Shop
) -> None:
    type_pieces(qtbot, "2", "", "1", "1")
    qtbot.keyClick(evening, Key.Key_H, CTRL)
    handing = evening.counting.handing
    qtbot.keyClicks(handing.pin.edit, CASHIER_PIN)
    qtbot.keyClick(handing.pin.edit, Key.Key_Return)
    assert handing.pin.error.text() == "The PIN is wrong."
    assert handing.pin.text() == ""
    assert closing.state(shop).shifts == ()
    assert evening.counting.count.total.text() == "230.00"


def test_the_slip_of_an_older_hand_over_is_printed_again(
    qtbot: QtBot, evening: Closing, shop: Shop, owner: Staff, cashier: Staff, clock: Clock
) -> None:
    printed: list[ShiftPaper] = []
    evening.desk.spool.print_paper = lambda paper, **_more: printed.append(paper)  # type: ignore[method-assign]  # to see what would go to the printer
    Preferences().printer = Printer(PrinterKind.NETWORK, f"127.0.0.1:{closed_port()}")
    counting.hand_over(
        shop, by=cashier, to=owner.id or 0, pin=OWNER_PIN, request="h",
        found=Found(Money(23_000), Money(23_000), opening=Money()),
    )  # fmt: skip
    day = closing.state(shop).day
    closing.close_day(shop, by=cashier, day=day, found=None, request="c")
    clock.pass_days(1)
    evening.turn_to(CLOSED)
    which = evening.slip.which
    assert [which.itemText(line) for line in range(which.count())] == [
        "Day close", "Hand-over 10:00  小李 → 老板",
    ]  # fmt: skip
    which.setCurrentIndex(1)
    qtbot.keyClick(evening, Key.Key_P, CTRL)
    [paper] = printed
    assert (paper.count.to, paper.is_copy) == ("老板", True)


def test_esc_leaves_the_hand_over_alone(qtbot: QtBot, evening: Closing, shop: Shop) -> None:
    type_pieces(qtbot, "2")
    qtbot.keyClick(evening, Key.Key_H, CTRL)
    qtbot.keyClick(evening, Key.Key_Escape)
    assert not evening.counting.handing.isVisible()
    assert closing.state(shop).shifts == ()
    assert evening.counting.count.total.text() == "200.00"


def test_who_takes_the_drawer_over_gets_all_that_is_in_it(
    qtbot: QtBot, evening: Closing, shop: Shop, cashier: Staff, clock: Clock
) -> None:
    found = Found(Money(23_000), Money(10_000), opening=Money())
    closing.close_day(shop, by=cashier, day=closing.state(shop).day, found=found, request="c")
    clock.pass_days(1)
    sell(shop, cashier, 30, "s2")
    evening.refresh()
    evening.arrive()
    drawer = evening.counting.drawer
    type_pieces(qtbot, "1", "", "1", "1")
    assert (drawer.stays.text(), drawer.taken_out.text()) == ("100.00", "Taken out: ¥30.00")
    qtbot.keyClick(evening, Key.Key_H, CTRL)
    assert drawer.stays.title.text() == "Stays in the drawer"
    assert (drawer.stays.text(), drawer.taken_out.text()) == ("130.00", "Taken out: ¥0.00")
    qtbot.keyClick(evening, Key.Key_Escape)
    assert drawer.stays.text() == "100.00"
    qtbot.keyClick(evening, Key.Key_H, CTRL)
    qtbot.keyClicks(evening.counting.handing.pin.edit, OWNER_PIN)
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    [shift] = closing.state(shop).shifts
    assert shift.stays == Money(13_000)


def test_the_first_slip_is_no_copy_and_the_next_are(
    qtbot: QtBot, evening: Closing, shop: Shop
) -> None:
    printed: list[ClosePaper] = []
    evening.desk.spool.print_paper = lambda paper, **_more: printed.append(paper)  # type: ignore[method-assign]  # to see what would go to the printer
    Preferences().printer = Printer(PrinterKind.NETWORK, f"127.0.0.1:{closed_port()}")
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    qtbot.keyClick(evening, Key.Key_P, CTRL)
    assert [paper.is_copy for paper in printed] == [False, True]
    assert {paper.digest for paper in printed} == {printed[0].digest}


def test_without_a_printer_it_is_said_where_to_choose_one(qtbot: QtBot, evening: Closing) -> None:
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    qtbot.keyClick(evening, Key.Key_P, CTRL)
    assert "Settings" in evening.slip.problem.text()


def test_the_slip_is_kept_as_a_file(qtbot: QtBot, evening: Closing, tmp_path: Path) -> None:
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    evening.slip.save_as(tmp_path / "slip.pdf")
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    evening.slip.save_as(tmp_path / "nowhere" / "slip.pdf")
    assert evening.slip.problem.isVisible()


def test_the_slip_beside_the_count_follows_it(qtbot: QtBot, evening: Closing) -> None:
    before = evening.slip.preview.paper.height()
    type_pieces(qtbot, "2")
    qtbot.waitUntil(lambda: evening.slip.preview.paper.height() > before)
    assert not evening.slip.print_key.isVisible()


def test_a_sale_meanwhile_keeps_what_is_typed(
    qtbot: QtBot, evening: Closing, shop: Shop, cashier: Staff
) -> None:
    type_pieces(qtbot, "2")
    sell(shop, cashier, 12, "s9")
    assert evening.counting.count.total.text() == "200.00"
    assert evening.counting.drawer.lines[1][1].text() == "242.00"


def test_the_closed_days_are_listed_with_their_slips(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, clock: Clock
) -> None:
    for number in range(3):
        sell(shop, cashier, 10 * (number + 1), f"s{number}")
        found = None if number == 1 else Found(closing.state(shop).drawer.expected, Money())
        closing.close_day(
            shop, by=cashier, day=closing.state(shop).day, found=found, request=f"c{number}"
        )
        clock.pass_days(1)
    place = shown(qtbot, Closing(desk))
    qtbot.keyClick(place, Key.Key_F3)
    view = place.closed.view
    told = [[view.model().index(row, column).data() for column in (0, 3, 6)] for row in range(3)]
    assert told == [
        ["2026-03-12", "30.00", "0.00"], ["2026-03-11", "20.00", "not counted"],
        ["2026-03-10", "10.00", "0.00"],
    ]  # fmt: skip
    qtbot.keyClick(view, Key.Key_Down)
    chosen = view.chosen()
    assert chosen.day == date(2026, 3, 11)
    for order, days in ((3, [12, 11, 10]), (3, [10, 11, 12]), (6, [12, 10, 11])):
        view.horizontalHeader().sectionClicked.emit(order)
        assert [view.model().index(row, 0).data()[-2:] for row in range(3)] == list(map(str, days))
        assert view.chosen().day == date(2026, 3, 11)
    qtbot.keyClick(place, Key.Key_F2)
    assert place.counting.isVisible()


def test_a_shop_that_never_closed_a_day_is_told_what_to_do(qtbot: QtBot, evening: Closing) -> None:
    evening.turn_to(CLOSED)
    assert evening.closed.listing.empty.title.text() == "No day is closed yet"


def test_a_forgotten_day_is_named_and_closed_first(
    qtbot: QtBot, evening: Closing, shop: Shop, cashier: Staff, clock: Clock
) -> None:
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    for number in range(2):
        clock.pass_days(1)
        sell(shop, cashier, 10, f"late {number}")
    clock.pass_days(1)
    evening.refresh()
    assert evening.missed.text() == (
        "Nobody closed this day. 2026-03-11 is closed along, without a count."
    )
    assert evening.day.text() == "Thursday  2026-03-12"
    texts.speak("zh_CN")
    evening.refresh()
    assert evening.missed.text().startswith("这一天没有人日结。2026-03-11 ")
    texts.speak("en")
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    assert [row.day.day for row in closing.closes(shop)] == [12, 11, 10]


def test_a_date_in_doubt_is_not_closed(
    qtbot: QtBot, evening: Closing, shop: Shop, clock: Clock
) -> None:
    clock.pass_days(400)
    evening.refresh()
    qtbot.keyClick(evening, Key.Key_Return, CTRL)
    assert evening.counting.drawer.problem.text().startswith("This computer says 2027-04-14.")
    assert closing.closes(shop) == []


def test_tab_leads_from_the_names_to_the_pin(
    qtbot: QtBot, evening: Closing, shop: Shop, owner: Staff
) -> None:
    staffing.add_staff(shop, by=owner, name="小陈", role=Role.CASHIER, pin="2468", request="h")
    evening.counting.ask_who()
    names = evening.counting.handing.names.buttons()
    assert len(names) == 2
    qtbot.keyClick(names[0], Key.Key_Right)
    qtbot.keyClick(names[1], Key.Key_Tab)
    assert evening.counting.handing.pin.edit.hasFocus()


def test_who_comes_back_to_a_count_types_the_first_field_anew(
    qtbot: QtBot, evening: Closing
) -> None:
    type_pieces(qtbot, "3", "2")
    evening.arrive()
    type_pieces(qtbot, "2")
    assert evening.counting.count.total.text() == "300.00"


def test_asked_in_the_smallest_window_nothing_is_squeezed(
    qtbot: QtBot, evening: Closing, shop: Shop, cashier: Staff
) -> None:
    selling.record_sale(
        shop, by=cashier, request="by phone", lines=[Line(Money(2_000))],
        payments={Tender.WECHAT: Money(2_000)},
    )  # fmt: skip
    evening.refresh()
    type_pieces(qtbot, "1")
    evening.counting.ask_who()
    assert evening.counting.drawer.reason.isVisible()
    qtbot.waitUntil(lambda: evening.minimumSizeHint().height() <= SMALLEST.height())
    evening.resize(SMALLEST)
    for field in evening.counting.drawer.stops():
        field.setFocus()
        qtbot.waitUntil(partial(is_whole, field, least=A_FIELD))


def test_the_piece_one_counts_stays_in_view(qtbot: QtBot, evening: Closing) -> None:
    evening.resize(SMALLEST.width(), 480)
    for field in evening.counting.count.fields.values():
        qtbot.waitUntil(partial(is_whole, field))
        qtbot.keyClick(field, Key.Key_Return)


def is_whole(field: QLineEdit, *, least: int = 0) -> bool:
    """Nothing around it hides a part of it."""
    seen = field.visibleRegion().boundingRect()
    return field.hasFocus() and seen == field.rect() and seen.height() >= least

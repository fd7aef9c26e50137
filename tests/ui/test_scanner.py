"""A scan is told from a hand by its speed, wherever the focus is."""

import unicodedata
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from shopfans.domain import scans
from tests.examples import examples
from tests.ui.striking import SHIFT, Event, Key, send, strike, strike_at
from ui.scanner import Scanner

CODE = "7618582315915088"
WEB = "https://u.wechat.com/EAbc?d=1"
ENDINGS = ["\r", "\n", "\t", "\r\n"]
W = TypeVar("W", bound=QWidget)
printable = st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0xFFFF)


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    return shown(qtbot, QLineEdit())


def shown(qtbot: QtBot, widget: W, focus: QWidget | None = None) -> W:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    (focus or widget).setFocus()
    return widget


# What is a scan


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("every", [0, 1, 8, 35, 50])
def test_a_scan_is_heard_and_leaves_nothing_in_the_field(
    qapp: QApplication, heard: list[str], field: QLineEdit, every: int, ending: str
) -> None:
    field.setText("mei")
    strike(qapp, field, CODE + ending, every=every)
    assert heard == [CODE]
    assert field.text() == "mei"


@pytest.mark.parametrize(
    "text", ["96385074", "6901028075831", "cake-8.5/B", WEB, "会员码一二三四五", "A1B2C3"]
)
def test_a_scan_may_hold_any_characters(
    qapp: QApplication, heard: list[str], field: QLineEdit, text: str
) -> None:
    strike(qapp, field, text + "\r", every=12)
    assert heard == [text]
    assert field.text() == ""


@examples(30, keeps_fixtures=True)
@example(text="000\xa00000", gaps=[8] * 81, ending="\r")
@given(
    text=st.text(printable, min_size=8, max_size=80),
    gaps=st.lists(st.integers(0, 50), min_size=81, max_size=81),
    ending=st.sampled_from(ENDINGS),
)
def test_any_text_at_any_pace_of_a_scanner_is_heard_once(
    qapp: QApplication, field: QLineEdit, text: str, gaps: list[int], ending: str
) -> None:
    heard: list[str] = []
    scanner = Scanner(qapp)
    scanner.scanned.connect(heard.append)
    strike_at(qapp, field, [(key, 10 + sum(gaps[:n])) for n, key in enumerate(text)])
    strike(qapp, field, ending, every=1, start=10 + sum(gaps[: len(text)]))
    scanner.stop()
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(text) > scans.LONGEST:
        assert [len(code) for code in heard] == [scans.LONGEST + 1]
    else:
        assert heard == ([plain[: scans.LONGEST + 1]] if plain else [])
    assert field.text() == ""


def test_four_thousand_characters_are_one_text_that_is_too_long(
    qapp: QApplication, heard: list[str], field: QLineEdit
) -> None:
    strike(qapp, field, "70" * 2000 + "\r", every=5)
    [code] = heard
    assert code.startswith("7070")
    assert isinstance(scans.read(code), scans.Refused)
    assert len(code) == scans.LONGEST + 1
    assert field.text() == ""


def test_many_lines_are_one_scan(qapp: QApplication, heard: list[str], field: QLineEdit) -> None:
    strike(qapp, field, "CAKE-85/B\r\nN:王\r\nTEL:13812345678\r\nCAKE-END\r\n", every=5)
    assert heard == ["CAKE-85/B"]
    assert field.text() == ""


def test_two_scans_are_two(qapp: QApplication, heard: list[str], field: QLineEdit) -> None:
    strike(qapp, field, CODE + "\r", every=5)
    strike(qapp, field, "6901028075831\r", every=5, start=500)
    assert heard == [CODE, "6901028075831"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_scans_that_a_device_kept_and_sends_in_one_go_are_each_heard(
    qapp: QApplication, heard: list[str], field: QLineEdit, ending: str
) -> None:
    kept = [CODE, "6901028075831", "6901028075831", CODE]
    strike(qapp, field, "".join(code + ending for code in kept), every=5)
    assert heard == kept
    assert field.text() == ""


def test_shift_around_a_capital_is_part_of_the_scan(
    qapp: QApplication, heard: list[str], field: QLineEdit
) -> None:
    for at, letter in enumerate("ABCDEFGH"):
        send(qapp, field, [Event.KeyPress], "", 10 * at + 10, code=Key.Key_Shift)
        send(qapp, field, [Event.KeyPress, Event.KeyRelease], letter, 10 * at + 14, modifiers=SHIFT)
        send(qapp, field, [Event.KeyRelease], "", 10 * at + 17, code=Key.Key_Shift)
    strike(qapp, field, "\r", every=1, start=95)
    assert heard == ["ABCDEFGH"]
    assert field.text() == ""


def test_control_keys_may_separate_and_end_a_scan(
    qapp: QApplication, heard: list[str], field: QLineEdit
) -> None:
    strike(qapp, field, "0106901028075831", every=5)
    control = Qt.KeyboardModifier.ControlModifier
    for key, code, at in (("\x1d", Key.Key_BracketRight, 90), ("\n", Key.Key_J, 95)):
        send(qapp, field, [Event.KeyPress], "", at, code=Key.Key_Control)
        send(
            qapp, field, [Event.ShortcutOverride, Event.KeyPress], key, at, code=code,
            modifiers=control,
        )  # fmt: skip
    assert [code[:16] for code in heard] == ["0106901028075831"]
    assert field.text() == ""


def test_a_digit_sent_twice_is_no_key_held_down(
    qapp: QApplication, heard: list[str], field: QLineEdit
) -> None:
    strike(qapp, field, "7700", every=5)
    send(qapp, field, [Event.KeyPress, Event.KeyRelease], "0", 25, repeats=True)
    strike(qapp, field, "123456\r", every=5, start=30)
    assert heard == ["77000123456"]


def test_a_device_without_ending_is_heard_after_a_pause(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner, field: QLineEdit
) -> None:
    for code in (CODE, "6901028075831", "134567890123456789"):
        with qtbot.waitSignal(scanner.scanned) as heard:
            strike(qapp, field, code, every=8)
        assert heard.args == [code]
    assert field.text() == ""


def test_without_ending_nothing_is_taken_that_no_check_digit_speaks_for(
    qtbot: QtBot, qapp: QApplication, heard: list[str], field: QLineEdit
) -> None:
    strike(qapp, field, "Zhongshan Road 8", every=3)
    qtbot.waitUntil(lambda: field.text() == "Zhongshan Road 8")
    assert heard == []


# The input method


def commit(app: QApplication, field: QWidget, text: str, *, preedit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(text)
    app.sendEvent(field, event)


def test_full_width_digits_are_heard_half_width(
    qapp: QApplication, heard: list[str], field: QLineEdit
) -> None:
    for digit in CODE:
        commit(qapp, field, chr(ord(digit) + 0xFEE0))
    send(qapp, field, [Event.KeyPress], "\r", 0)
    assert heard == [CODE]
    assert field.text() == ""


def test_full_width_digits_of_a_hand_stay(
    qtbot: QtBot, qapp: QApplication, heard: list[str], field: QLineEdit
) -> None:
    commit(qapp, field, "１")
    commit(qapp, field, "２")
    qtbot.waitUntil(lambda: field.text() == "１２")
    assert heard == []


def test_a_scan_leaves_no_composition(
    qapp: QApplication, heard: list[str], field: QLineEdit
) -> None:
    strike(qapp, field, "69010280", every=5)
    commit(qapp, field, "", preedit="a")
    strike(qapp, field, "758\r", every=5, start=50)
    assert heard == ["69010280a758"]
    assert field.displayText() == ""


def test_chinese_is_composed_at_once_and_in_its_order(
    qapp: QApplication, heard: list[str], field: QLineEdit
) -> None:
    strike(qapp, field, "8", every=1)
    commit(qapp, field, "", preedit="hao")
    commit(qapp, field, "号")
    assert field.text() == "8号"
    assert heard == []


# Wherever the focus is


def line() -> tuple[QWidget, Callable[[], object]]:
    edit = QLineEdit("mei mei")
    edit.setSelection(4, 3)
    edit.setModified(True)
    edit.insert("li")
    edit.setSelection(0, 3)
    edit.setModified(False)
    seen = [edit.text, edit.selectedText, edit.cursorPosition, edit.isModified]
    return edit, lambda: ([see() for see in seen], edit.isUndoAvailable(), edit.isRedoAvailable())


def text() -> tuple[QWidget, Callable[[], object]]:
    edit = QPlainTextEdit("a note\nand more")
    edit.selectAll()
    page = edit.document()
    return edit, lambda: (
        edit.toPlainText(),
        edit.textCursor().selectedText(),
        page.isModified(),
        page.availableUndoSteps(),
    )


def choice() -> tuple[QWidget, Callable[[], object]]:
    box = QComboBox()
    box.addItems(["Anna", "7-Up", "6 buns", "https"])
    return box, box.currentText


def editable_choice() -> tuple[QWidget, Callable[[], object]]:
    box = QComboBox(editable=True)
    box.addItems(["Anna", "7-Up"])
    return box, lambda: (box.currentText(), box.count())


def number() -> tuple[QWidget, Callable[[], object]]:
    box = QSpinBox(value=5, maximum=10**9)
    return box, lambda: (box.value(), box.text())


def day() -> tuple[QWidget, Callable[[], object]]:
    edit = QDateEdit()
    return edit, lambda: (edit.date(), edit.text(), edit.currentSection())


def table() -> tuple[QWidget, Callable[[], object]]:
    view = QListView()
    view.setModel(QStringListModel(["Anna", "7-Up", "6 buns", "https"], view))
    view.setCurrentIndex(view.model().index(0, 0))
    return view, lambda: view.currentIndex().row()


def tick() -> tuple[QWidget, Callable[[], object]]:
    box = QCheckBox("&7")
    return box, box.isChecked


@pytest.mark.parametrize(
    "build", [line, text, choice, editable_choice, number, day, table, tick]
)  # fmt: skip
@pytest.mark.parametrize("scan", [CODE + "\r", "A 1 2 3 4 5 B\t", WEB + "\n"])
def test_whatever_has_the_focus_is_left_as_it_was(
    qtbot: QtBot,
    qapp: QApplication,
    heard: list[str],
    build: Callable[[], tuple[QWidget, Callable[[], object]]],
    scan: str,
) -> None:
    widget, state = build()
    window = QDialog()
    pressed: list[bool] = []
    pay = QPushButton("Pay", window, default=True)
    pay.clicked.connect(pressed.append)
    down = QVBoxLayout(window)
    for part in (widget, pay):
        down.addWidget(part)
    shown(qtbot, window, widget)
    before = (state(), qapp.focusWidget())
    strike(qapp, window, scan, every=8)
    assert heard == [scan[:-1]]
    assert (state(), qapp.focusWidget()) == before
    assert pressed == []
    assert window.isVisible()


def test_a_button_that_has_the_focus_is_not_pressed(
    qtbot: QtBot, qapp: QApplication, heard: list[str]
) -> None:
    button = shown(qtbot, QPushButton("Void"))
    with qtbot.assertNotEmitted(button.pressed):
        strike(qapp, button, "1 2 3 4 5 6\r", every=8)
    assert heard == ["1 2 3 4 5 6"]


def test_a_scan_is_heard_while_a_dialog_is_open_that_a_hand_opened_with_space(
    qtbot: QtBot, qapp: QApplication, heard: list[str]
) -> None:
    button, dialog = QPushButton("Open"), QDialog()
    qtbot.addWidget(dialog)
    button.clicked.connect(dialog.exec)
    shown(qtbot, button)

    def scan() -> None:
        strike(qapp, dialog, CODE + "\r", every=5, start=1000)
        dialog.reject()

    QTimer.singleShot(200, scan)
    strike(qapp, button, " ", every=1)
    qtbot.waitUntil(lambda: heard == [CODE])


# What is a hand


def test_a_hand_is_not_a_scan(qapp: QApplication, heard: list[str], field: QLineEdit) -> None:
    strike(qapp, field, "13812345678\r", every=90)
    assert heard == []
    assert field.text() == "13812345678"


def test_keys_that_queued_behind_a_stall_are_not_a_scan(
    qapp: QApplication, heard: list[str], field: QLineEdit
) -> None:
    # They arrive all at once, but were struck slowly.
    strike(qapp, field, "20261122\r", every=120)
    assert heard == []
    assert field.text() == "20261122"


@pytest.mark.parametrize("keys", ["123456", "1234567890", "mei", " "])
def test_a_quick_hand_loses_nothing(
    qtbot: QtBot, qapp: QApplication, heard: list[str], field: QLineEdit, keys: str
) -> None:
    strike(qapp, field, keys, every=30)
    qtbot.waitUntil(lambda: field.text() == keys)
    assert heard == []


@pytest.mark.parametrize(("keys", "every"), [("12345", 20), ("246813", 45), ("7", 1), ("", 1)])
def test_enter_right_after_quick_typing_is_typing(
    qtbot: QtBot, qapp: QApplication, heard: list[str], field: QLineEdit, keys: str, every: int
) -> None:
    with qtbot.waitSignal(field.returnPressed):
        strike(qapp, field, keys + "\r", every=every)
    assert heard == []
    assert field.text() == keys


def test_enter_after_a_pause_is_a_hand(
    qtbot: QtBot, qapp: QApplication, heard: list[str], field: QLineEdit
) -> None:
    with qtbot.waitSignal(field.returnPressed):
        strike(qapp, field, "Zhongshan", every=3)
        strike(qapp, field, "\r", every=1, start=400)
    assert heard == []
    assert field.text() == "Zhongshan"


@pytest.mark.parametrize("is_noticed", [True, False])
def test_a_key_held_down_repeats(
    qapp: QApplication, heard: list[str], field: QLineEdit, is_noticed: bool
) -> None:
    # Under X11 Qt does not always notice.
    send(qapp, field, [Event.ShortcutOverride, Event.KeyPress], "0", 10)
    for at in range(510, 1010, 33):
        for kind in (Event.KeyRelease, Event.ShortcutOverride, Event.KeyPress):
            send(qapp, field, [kind], "0", at, repeats=is_noticed)
    send(qapp, field, [Event.KeyRelease], "0", 1015)
    strike(qapp, field, "\r", every=1, start=1030)
    assert heard == []
    assert field.text() == "0" * 17


def test_a_stroke_of_a_hand_waits_no_longer_than_its_click(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner
) -> None:
    window = QWidget()
    first, second, down = QLineEdit(), QLineEdit(), QVBoxLayout(window)
    down.addWidget(first)
    down.addWidget(second)
    shown(qtbot, window, first)
    strike(qapp, window, "5", every=1)
    handle = window.windowHandle()
    assert handle is not None
    qtbot.mouseClick(handle, Qt.MouseButton.LeftButton, pos=second.geometry().center())
    qtbot.waitUntil(second.hasFocus)
    assert (first.text(), second.text()) == ("5", "")


def test_a_button_is_pressed_and_let_go_by_a_hand(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner
) -> None:
    button = shown(qtbot, QPushButton("Void"))
    with qtbot.waitSignal(button.clicked):
        strike(qapp, button, " ", every=1)
    assert not button.isDown()


def test_a_hand_right_after_a_scan_is_kept(
    qtbot: QtBot, qapp: QApplication, heard: list[str], field: QLineEdit
) -> None:
    strike(qapp, field, CODE + "\r\n", every=5)
    strike(qapp, field, "5", every=1, start=120)
    qtbot.waitUntil(lambda: field.text() == "5")
    assert heard == [CODE]


hand = st.text("0123456789aZ.,-/: 会１\b←⇱\r", min_size=1, max_size=4)
rolls = st.lists(st.tuples(hand, st.integers(0, 50), st.integers(61, 900)), max_size=12)


@examples(30, keeps_fixtures=True)
@given(rolls)
def test_whatever_a_hand_does_arrives_as_it_was_struck(
    qapp: QApplication, field: QLineEdit, rolls: list[tuple[str, int, int]]
) -> None:
    """Even if it all arrives at once; rolls of up to four keys, then a pause."""
    strokes, at = [], 10
    for keys, every, pause in rolls:
        strokes += [(key, at + place * every) for place, key in enumerate(keys)]
        at = strokes[-1][1] + pause
    field.clear()
    strike_at(qapp, field, strokes)
    expected = (field.text(), field.cursorPosition())
    field.clear()
    heard: list[str] = []
    scanner = Scanner(qapp)
    scanner.scanned.connect(heard.append)
    strike_at(qapp, field, strokes)
    send(qapp, field, [QEvent.Type.ShortcutOverride], "", at, code=Key.Key_F12)
    scanner.stop()
    assert (field.text(), field.cursorPosition()) == expected
    assert heard == []

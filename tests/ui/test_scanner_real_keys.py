"""The same with keys of the screen's own keyboard, shortcuts and default buttons included."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QProcess
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from ui.scanner import Scanner

CODE = "7618582315915088"

AT_ONCE = "0"
"""Milliseconds between the keys of a scan: a busy computer holds up the keyboard of a test as well,
and keys that come one by one would then come at the pace of a hand."""


class Till(QDialog):
    """A field, a default button and shortcuts; it remembers what happened to them."""

    def __init__(self) -> None:
        super().__init__()
        self.happened: list[str] = []
        self.field, pay = QLineEdit(), QPushButton("Pay", default=True)
        down = QVBoxLayout(self)
        down.addWidget(self.field)
        down.addWidget(pay)
        pay.clicked.connect(lambda: self.happened.append(f"paid {self.field.text()}"))
        for key in ("F9", "7", "A"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(
                lambda key=key: self.happened.append(f"{key} {self.field.text()}")
            )


class Seen(QObject):
    """What a field showed, and when it was painted and typed into, in this order."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self.happened: list[str] = []
        field.textEdited.connect(lambda: self.happened.append("typed"))
        field.installEventFilter(self)

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self.happened.append(f"shown {event.preeditString()}")
        elif event.type() == QEvent.Type.Paint:
            self.happened.append("painted")
        return False


@pytest.fixture
def till(qtbot: QtBot, qapp: QApplication) -> Iterator[Till]:
    if shutil.which("xdotool") is None or QGuiApplication.platformName() != "xcb":
        pytest.skip("no keyboard to strike: needs xdotool and an X screen")
    till = Till()
    qtbot.addWidget(till)
    till.show()
    till.activateWindow()
    qtbot.waitUntil(till.isActiveWindow)
    till.field.setFocus()
    scanner = Scanner(qapp)
    scanner.scanned.connect(lambda code: till.happened.append(f"scanned {code}"))
    yield till
    scanner.stop()


def strike(qtbot: QtBot, *words: str) -> None:
    keyboard = QProcess()
    with qtbot.waitSignal(keyboard.finished):
        keyboard.start("xdotool", words)
    assert keyboard.exitCode() == 0


@pytest.mark.parametrize("ending", ["Return", "KP_Enter", "Tab", "ctrl+j"])
def test_a_scan_types_nothing_and_presses_nothing(qtbot: QtBot, till: Till, ending: str) -> None:
    till.field.setText("mei")
    till.field.selectAll()
    strike(qtbot, "key", "--delay", AT_ONCE, *CODE, ending)
    qtbot.waitUntil(lambda: bool(till.happened))
    assert till.happened == [f"scanned {CODE}"]
    assert (till.field.text(), till.field.selectedText()) == ("mei", "mei")
    assert till.field.hasFocus()
    assert not till.field.isUndoAvailable()


def test_a_scan_amid_typing_leaves_every_step_of_it(qtbot: QtBot, till: Till) -> None:
    strike(qtbot, "key", "--delay", "90", *"mei")
    qtbot.waitUntil(lambda: till.field.text() == "mei")
    strike(qtbot, "key", "--delay", AT_ONCE, *CODE, "Return")
    qtbot.waitUntil(lambda: bool(till.happened))
    assert till.happened == [f"scanned {CODE}"]
    assert (till.field.text(), till.field.isRedoAvailable()) == ("mei", False)
    till.field.undo()
    assert till.field.text() == ""


def test_a_stroke_is_painted_before_a_hand_is_certain(qtbot: QtBot, till: Till) -> None:
    till.field.setText("mei")
    seen = Seen(till.field)
    strike(qtbot, "key", "x")
    qtbot.waitUntil(lambda: till.field.text() == "meix")
    first = seen.happened.index("shown x")
    assert "painted" in seen.happened[first : seen.happened.index("typed")]


def test_a_web_address_is_scanned_with_all_its_capitals(qtbot: QtBot, till: Till) -> None:
    strike(qtbot, "type", "--delay", AT_ONCE, "HTTPS://u.wechat.com/EA?d=7\n")
    qtbot.waitUntil(lambda: bool(till.happened))
    assert till.happened == ["scanned HTTPS://u.wechat.com/EA?d=7"]
    assert till.field.text() == ""


def test_a_scan_behind_a_stalled_window_is_a_scan(qtbot: QtBot, till: Till) -> None:
    subprocess.run(["xdotool", "type", "--delay", AT_ONCE, CODE + "\n"], check=True)
    qtbot.waitUntil(lambda: bool(till.happened))
    assert till.happened == [f"scanned {CODE}"]
    assert till.field.text() == ""


def test_a_slow_hand_types_and_presses(qtbot: QtBot, till: Till) -> None:
    strike(qtbot, "key", "--delay", "90", *"13812345678", "Return")
    qtbot.waitUntil(lambda: bool(till.happened))
    assert till.happened == ["paid 13812345678"]


def test_a_slow_hand_behind_a_stalled_window_is_a_hand(qtbot: QtBot, till: Till) -> None:
    subprocess.run(["xdotool", "key", "--delay", "90", *"20261122", "Return"], check=True)
    qtbot.waitUntil(lambda: bool(till.happened))
    assert till.happened == ["paid 20261122"]


def test_a_shortcut_right_after_a_digit_finds_it_in_the_field(qtbot: QtBot, till: Till) -> None:
    strike(qtbot, "key", "--delay", "20", "3", "2", "F9")
    qtbot.waitUntil(lambda: bool(till.happened))
    assert till.happened == ["F9 32"]


def test_paste_is_typing(qtbot: QtBot, till: Till) -> None:
    QGuiApplication.clipboard().setText(CODE)
    strike(qtbot, "key", "--delay", "20", "ctrl+v", "Return")
    qtbot.waitUntil(lambda: bool(till.happened))
    assert till.happened == [f"paid {CODE}"]


def test_a_key_held_down_repeats(qtbot: QtBot, till: Till) -> None:
    strike(qtbot, "keydown", "5")
    qtbot.waitUntil(lambda: len(till.field.text()) > 8)
    strike(qtbot, "keyup", "5", "key", "Return")
    qtbot.waitUntil(lambda: bool(till.happened))
    assert till.happened == [f"paid {till.field.text()}"]
    assert set(till.field.text()) == {"5"}

"""A scan that an input method composes is told from a hand by its pace, and nothing of it stays."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.striking import strike
from tests.ui.test_scanner import CODE, shown
from ui.scanner import Scanner


class Method(QObject):
    """Composes as Chinese input methods do: letters gather, a digit or a sign makes words of them,
    return leaves them as they are. Whether it begins anew when asked is up to it."""

    def __init__(self, app: QApplication, field: QLineEdit, *, obeys: bool = True) -> None:
        super().__init__(field)
        self._app, self._field, self._obeys = app, field, obeys
        self._letters = ""
        self.now = 1_000_000
        field.installEventFilter(self)

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent) and self._obeys:
            is_empty = not event.preeditString() and not event.commitString()
            self._letters = "" if is_empty else self._letters
        return False

    def clock(self) -> int:
        return self.now * 1_000_000

    def strike(self, keys: str, *, every: int, is_stalled: bool = False) -> None:
        """One key after another; behind a stall they all arrive at one time."""
        for key in keys:
            if not is_stalled:
                self.now += every
                for _turn in range(3):
                    self._app.processEvents()
            self._compose(key)

    def _compose(self, key: str) -> None:
        if key.isalpha() and key.isascii():
            self._letters += key.lower()
            self._send("'".join(self._letters[n : n + 2] for n in range(0, len(self._letters), 2)))
        elif not self._letters:
            strike(self._app, self._field, key, every=1, start=self.now)
        elif key == "\r":
            self._commit(self._letters)
        else:
            self._commit("好" + ("" if key.isdigit() or key == " " else key))

    def _commit(self, text: str) -> None:
        self._letters = ""
        self._send("", text)

    def _send(self, preedit: str, commit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        self._app.sendEvent(self._field, event)


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    field = shown(qtbot, QLineEdit("mei"))
    field.setCursorPosition(1)
    return field


@pytest.fixture(params=[True, False], ids=["obeys", "goes on"])
def method(qapp: QApplication, field: QLineEdit, request: pytest.FixtureRequest) -> Method:
    return Method(qapp, field, obeys=request.param)


@pytest.fixture
def heard(qapp: QApplication, method: Method) -> Iterator[list[str]]:
    scanner, codes = Scanner(qapp, now=method.clock), list[str]()
    scanner.scanned.connect(codes.append)
    yield codes
    scanner.stop()


@pytest.mark.parametrize("every", [1, 8, 35])
def test_letters_that_begin_a_scan_are_caught(
    qtbot: QtBot, heard: list[str], method: Method, field: QLineEdit, every: int
) -> None:
    blank = field.grab().toImage()
    method.strike("ABCDEFGHIJKLM\r", every=every)
    assert [code.upper() for code in heard] == ["ABCDEFGHIJKLM"]
    assert (field.text(), field.cursorPosition(), field.isUndoAvailable()) == ("mei", 1, False)
    qtbot.waitUntil(lambda: field.grab().toImage() == blank)


def test_a_web_address_leaves_nothing_behind(
    heard: list[str], method: Method, field: QLineEdit
) -> None:
    method.strike("https://u.wechat.com/EAbc?d=1\r", every=8)
    assert len(heard) == 1
    assert (field.text(), field.isUndoAvailable()) == ("mei", False)


def test_what_became_words_is_one_scan_that_nobody_can_read(
    heard: list[str], method: Method, field: QLineEdit
) -> None:
    method.strike("A1B2C3D4E5F6\r", every=8)
    assert len(heard) == 1
    assert (field.text(), field.isUndoAvailable()) == ("mei", False)


def test_what_was_selected_still_is(heard: list[str], method: Method, field: QLineEdit) -> None:
    field.selectAll()
    method.strike("ABCDEFGHIJKLM\r", every=8)
    assert len(heard) == 1
    assert (field.text(), field.selectedText(), field.isUndoAvailable()) == ("mei", "mei", False)


def test_digits_after_a_scan_of_letters_are_a_scan(
    heard: list[str], method: Method, field: QLineEdit
) -> None:
    method.strike("ABCDEFGHIJKLM\r", every=8)
    method.now += 700
    method.strike(CODE + "\r", every=8)
    assert heard[1:] == [CODE]
    assert field.text() == "mei"


def test_a_hand_composes(qtbot: QtBot, heard: list[str], method: Method, field: QLineEdit) -> None:
    method.strike("nihao ", every=90)
    qtbot.waitUntil(lambda: field.text() == "m好ei")
    method.strike("hello\r", every=90)
    qtbot.waitUntil(lambda: field.text() == "m好helloei")
    assert heard == []


def test_a_hand_sees_at_once_what_it_composes(
    heard: list[str], method: Method, field: QLineEdit
) -> None:
    blank = field.grab().toImage()
    method.strike("n", every=90)
    assert field.grab().toImage() != blank


def test_a_quick_roll_of_a_hand_composes(
    qtbot: QtBot, heard: list[str], method: Method, field: QLineEdit
) -> None:
    method.strike("zhen ", every=45)
    qtbot.waitUntil(lambda: field.text() == "m好ei")
    assert heard == []


def test_what_a_hand_composed_behind_a_stall_is_kept(
    qtbot: QtBot, heard: list[str], method: Method, field: QLineEdit
) -> None:
    method.now += 2000
    method.strike("nihaoshijiezaijian ", every=0, is_stalled=True)
    qtbot.waitUntil(lambda: field.text() == "m好ei")
    assert heard == []

"""A hand sees its stroke at once; of a scan nothing was ever there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt
from PySide6.QtGui import (
    QImage,
    QInputMethodEvent,
    QIntValidator,
    QKeySequence,
    QRegularExpressionValidator,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QStyle,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from tests.conftest import join
from tests.ui.striking import Event, Key, send, strike
from tests.ui.test_scanner import CODE, ENDINGS, shown
from ui.counter.find_box import FindBox
from ui.desk import Desk
from ui.scanner import Scanner

BULLET = QStyle.StyleHint.SH_LineEdit_PasswordCharacter
State = Callable[[], object]


def with_history(edit: QLineEdit) -> QLineEdit:
    """Steps to undo and to do again, the cursor amid the text."""
    for word in ("12", "34", "56"):
        edit.end(False)
        edit.insert(word)
        edit.setCursorPosition(0)
    edit.undo()
    edit.setCursorPosition(1)
    edit.setModified(False)
    assert edit.isUndoAvailable()
    assert edit.isRedoAvailable()
    return edit


def line_state(edit: QLineEdit) -> object:
    undo, redo = edit.isUndoAvailable(), edit.isRedoAvailable()
    return edit.text(), edit.displayText(), edit.cursorPosition(), edit.isModified(), undo, redo


def line() -> tuple[QWidget, QWidget, State]:
    edit = with_history(QLineEdit())
    return edit, edit, lambda: line_state(edit)


def empty_line() -> tuple[QWidget, QWidget, State]:
    edit = QLineEdit(placeholderText="name")
    return edit, edit, lambda: line_state(edit)


def checked_line() -> tuple[QWidget, QWidget, State]:
    edit = with_history(QLineEdit())
    edit.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,9}"), edit))
    return edit, edit, lambda: line_state(edit)


def pin() -> tuple[QWidget, QWidget, State]:
    edit = QLineEdit("24", echoMode=QLineEdit.EchoMode.Password)
    return edit, edit, lambda: line_state(edit)


def line_with_completer() -> tuple[QWidget, QWidget, State]:
    edit = with_history(QLineEdit())
    popup = listed(edit, "1723", "7-Up")
    return edit, edit, lambda: (line_state(edit), popup.isVisible())


def listed(edit: QLineEdit, *words: str) -> QAbstractItemView:
    completer = QCompleter(words, edit)
    edit.setCompleter(completer)
    popup = completer.popup()
    assert popup is not None
    return popup


def number() -> tuple[QWidget, QWidget, State]:
    box = QSpinBox(value=5, maximum=10**9)
    inner = box.findChild(QLineEdit)
    assert inner is not None
    inner.deselect()
    return box, inner, lambda: (box.value(), line_state(inner))


def editable_choice() -> tuple[QWidget, QWidget, State]:
    box = QComboBox(editable=True)
    box.addItems(["Anna", "6 buns"])
    box.setCurrentText("")
    inner = box.lineEdit()
    assert inner is not None
    return box, inner, lambda: (box.currentText(), box.count(), line_state(inner))


def note() -> tuple[QWidget, QWidget, State]:
    edit = QPlainTextEdit()
    for word in ("a note", "\nand more"):
        edit.insertPlainText(word)
    edit.undo()
    page = edit.document()
    return (
        edit, edit, lambda: (
            edit.toPlainText(), edit.textCursor().position(), page.isModified(),
            page.availableUndoSteps(), page.availableRedoSteps(),
        ),
    )  # fmt: skip


def rich_note() -> tuple[QWidget, QWidget, State]:
    edit = QTextEdit("a note")
    page = edit.document()
    return (
        edit, edit, lambda: (
            edit.toHtml(), edit.textCursor().position(), page.availableUndoSteps(),
            page.availableRedoSteps(),
        ),
    )  # fmt: skip


FIELDS = [
    line, empty_line, checked_line, pin, line_with_completer, number, editable_choice, note,
    rich_note,
]  # fmt: skip


class Composed(QObject):
    """Remembers what a field shows as being composed."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.text = ""
        field.installEventFilter(self)

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self.text = event.preeditString()
        return False


def looks(field: QWidget) -> QImage:
    return field.grab().toImage()


@pytest.mark.parametrize("build", FIELDS)
def test_a_stroke_is_painted_at_once_and_in_the_text_a_moment_later(
    qtbot: QtBot,
    qapp: QApplication,
    scanner: Scanner,
    build: Callable[[], tuple[QWidget, QWidget, State]],
) -> None:
    widget, inner, state = build()
    qapp.setCursorFlashTime(0)
    shown(qtbot, widget)
    if isinstance(inner, QLineEdit):
        inner.deselect()
    before, blank = state(), looks(widget)
    strike(qapp, widget, "7", every=1)
    early = looks(widget)
    assert early != blank

    qtbot.waitUntil(lambda: state() != before and looks(widget) == early)


@pytest.mark.parametrize("every", [1, 8, 35, 50])
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("build", FIELDS)
def test_a_field_that_showed_the_first_key_of_a_scan_is_exactly_as_it_was(
    qtbot: QtBot,
    qapp: QApplication,
    heard: list[str],
    build: Callable[[], tuple[QWidget, QWidget, State]],
    ending: str,
    every: int,
) -> None:
    widget, inner, state = build()
    qapp.setCursorFlashTime(0)
    window, down = QWidget(), QVBoxLayout()
    window.setLayout(down)
    for part in (widget, QLineEdit()):
        down.addWidget(part)
    shown(qtbot, window, widget)
    signals: list[str] = []
    if isinstance(inner, QLineEdit):
        inner.deselect()
        for name in ("textChanged", "textEdited", "selectionChanged", "editingFinished"):
            getattr(inner, name).connect(lambda *_, name=name: signals.append(name))
    else:
        assert isinstance(inner, QPlainTextEdit | QTextEdit)
        inner.textChanged.connect(lambda: signals.append("textChanged"))
    before = state(), looks(widget)
    strike(qapp, widget, CODE[0], every=1)
    assert looks(widget) != before[1]
    strike(qapp, widget, CODE[1:] + ending, every=every, start=10 + every)
    assert heard == [CODE]
    assert (state(), looks(widget)) == before
    assert qapp.focusWidget() in (widget, inner)
    assert signals == []


def test_a_quick_roll_is_seen_as_it_grows_and_no_longer_once_it_is_beyond_a_hand(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner
) -> None:
    field, seen = shown(qtbot, QLineEdit("a")), []
    composed = Composed(field)
    for place, key in enumerate("12345"):
        strike(qapp, field, key, every=1, start=10 + 20 * place)
        seen.append(composed.text)
    assert seen == ["1", "12", "123", "", ""]
    qtbot.waitUntil(lambda: field.text() == "a12345")


def test_a_pin_is_never_seen(qtbot: QtBot, qapp: QApplication, scanner: Scanner) -> None:
    field = shown(qtbot, QLineEdit(echoMode=QLineEdit.EchoMode.Password))
    composed = Composed(field)
    strike(qapp, field, "2", every=1)
    assert composed.text == chr(field.style().styleHint(BULLET, None, field))


@pytest.mark.parametrize(
    "field",
    [
        lambda: QLineEdit("mei", readOnly=True),
        lambda: QLineEdit("mei", maxLength=3),
        lambda: QLineEdit("12", inputMask="99-99"),
        lambda: QPlainTextEdit("mei", readOnly=True),
    ],
)
def test_what_a_field_does_not_take_is_not_shown_either(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner, field: Callable[[], QWidget]
) -> None:
    widget = shown(qtbot, field())
    blank = looks(widget)
    strike(qapp, widget, "7", every=1)
    assert looks(widget) == blank


def test_what_a_validator_refuses_is_not_shown(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner
) -> None:
    field = QLineEdit("5")
    field.setValidator(QIntValidator(0, 10**6, field))
    shown(qtbot, field)
    composed = Composed(field)
    strike(qapp, field, "x", every=1)
    assert composed.text == ""


def test_a_selection_stays_until_a_hand_is_certain(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner
) -> None:
    field = shown(qtbot, QLineEdit("mei"))
    field.selectAll()
    strike(qapp, field, "7", every=1)
    assert field.selectedText() == "mei"
    qtbot.waitUntil(lambda: field.text() == "7")


def test_keys_for_a_menu_are_not_shown_in_the_field_behind_it(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner
) -> None:
    field = shown(qtbot, QLineEdit())
    menu = QMenu(field)
    menu.addAction("7-Up")
    menu.popup(field.mapToGlobal(field.rect().bottomLeft()))
    qtbot.waitUntil(lambda: qapp.activePopupWidget() is menu)
    composed = Composed(field)
    strike(qapp, menu, "x", every=1)
    assert composed.text == ""
    menu.close()


def test_typing_goes_on_in_view_below_the_list_of_a_completer(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner
) -> None:
    field = QLineEdit()
    popup = listed(field, "7-Up", "77")
    shown(qtbot, field)
    strike(qapp, field, "7", every=1)
    qtbot.waitUntil(popup.isVisible)
    composed = Composed(field)
    strike(qapp, popup, "7", every=1, start=300)
    assert composed.text == "7"
    qtbot.waitUntil(lambda: field.text() == "77")


def test_the_name_of_a_file_is_typed_below_the_list_of_files(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner, tmp_path: Path
) -> None:
    """Qt makes that list itself: nothing of Python's holds it, nor the field above it."""
    (tmp_path / "goods.xlsx").touch()
    dialog = QFileDialog(None, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: isinstance(qapp.focusWidget(), QLineEdit))
    for place, key in enumerate("goods", 1):
        strike(qapp, dialog, key, every=1, start=300 * place)
        qtbot.waitUntil(lambda: qapp.activePopupWidget() is not None)
    qtbot.waitUntil(lambda: dialog.selectedFiles() == [str(tmp_path / "goods")])


def test_a_shortcut_finds_what_was_struck_before_it(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner
) -> None:
    field = shown(qtbot, QLineEdit())
    seen: list[str] = []
    pay = QShortcut(QKeySequence("F9"), field)
    pay.activated.connect(lambda: seen.append(field.text()))
    strike(qapp, field, "7", every=1)
    send(qapp, field, [Event.ShortcutOverride, Event.KeyPress], "", 20, code=Key.Key_F9)
    assert (field.text(), seen) == ("7", ["7"])


# What hangs on a field


@pytest.fixture
def finder(qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff) -> FindBox:
    for number, name in enumerate(("王小美", "王小明", "李七")):
        join(shop, cashier, name, f"1381234567{number}")
    ground = QWidget()
    ground.resize(600, 500)
    box = FindBox(desk, ground)
    box.setParent(ground)
    box.setGeometry(10, 10, 500, 40)
    shown(qtbot, ground, box)
    return box


def matches(box: FindBox) -> object:
    rows = [row.name for n in range(box.hits.rowCount()) if (row := box.hits.row(n))]
    return box.text(), box.drop.isVisible(), rows, box.drop.list.currentIndex().row()


def test_matches_are_there_with_the_stroke(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner, finder: FindBox
) -> None:
    strike(qapp, finder, "l", every=1)
    assert matches(finder) == ("", True, ["李七"], 0)
    qtbot.waitUntil(lambda: matches(finder) == ("l", True, ["李七"], 0))


def test_the_matches_are_after_a_scan_as_they_were_before_it(
    qtbot: QtBot, qapp: QApplication, heard: list[str], finder: FindBox
) -> None:
    finder.insert("wx")
    finder.textEdited.emit("wx")
    qtbot.keyClick(finder, Qt.Key.Key_Down)
    before = matches(finder)
    strike(qapp, finder, CODE[0], every=1)
    assert matches(finder) != before
    strike(qapp, finder, CODE[1:] + "\r", every=8, start=18)
    assert heard == [CODE]
    assert matches(finder) == before


def test_an_empty_box_has_no_matches_after_a_scan(
    qapp: QApplication, heard: list[str], finder: FindBox
) -> None:
    before = matches(finder)
    strike(qapp, finder, CODE + "\r", every=8)
    assert matches(finder) == before


def test_what_an_input_method_composes_is_searched_for(qapp: QApplication, finder: FindBox) -> None:
    before = matches(finder)
    qapp.sendEvent(finder, QInputMethodEvent("w'x", []))
    assert matches(finder) == ("", True, ["王小明", "王小美"], 0)
    qapp.sendEvent(finder, QInputMethodEvent())
    assert matches(finder) == before
    qapp.sendEvent(finder, QInputMethodEvent("l'q", []))
    chosen = QInputMethodEvent()
    chosen.setCommitString("李七")
    qapp.sendEvent(finder, chosen)
    assert matches(finder) == ("李七", True, ["李七"], 0)

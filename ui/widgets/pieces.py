"""Labels, panels and buttons in the shop's look; guests' words are always plain text."""

from collections.abc import Callable, Iterable
from html import escape
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

_BESIDE_WORDS = 60
"""Pixels of a button's edges and its icon."""

_Box = TypeVar("_Box", bound=QBoxLayout)
_Button = TypeVar("_Button", bound=QPushButton)


def label(kind: str = "", text: str = "", *, wraps: bool = False) -> QLabel:
    """A label of one kind of the style sheet; it never takes text for markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # Qt would show <b> as bold by itself
    made.setObjectName(kind)
    made.setWordWrap(wraps)
    return made


class Elided(QLabel):
    """A label that gives way: a long name ends in … instead of widening the window."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self.setObjectName(kind)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""

    def setText(self, text: str) -> None:
        self._whole = text
        self.setToolTip(f"<span>{escape(text)}</span>")  # else a name could pass for markup
        self._fit()

    def whole(self) -> str:
        return self._whole

    def resizeEvent(self, _event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        super().setText(self.fontMetrics().elidedText(self._whole, mode, max(20, self.width())))


class ElidedButton(QPushButton):
    """A button whose words give way, and whose key stays to be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words, self._key = "", ""

    def say(self, words: str, key: str = "") -> None:
        self._words, self._key = words, f"   {key}" if key else ""
        self._fit()

    def whole(self) -> str:
        return self._words + self._key

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        measure = self.fontMetrics()
        room = self.width() - _BESIDE_WORDS - measure.horizontalAdvance(self._key)
        fitting = measure.elidedText(self._words, Qt.TextElideMode.ElideRight, max(20, room))
        self.setText(fitting + self._key)


def panel(kind: str = "panel", *, edge: int = 18, gap: int = 10) -> tuple[QFrame, QVBoxLayout]:
    """A rounded surface and the column of things on it."""
    frame = QFrame()
    frame.setObjectName(kind)
    column = QVBoxLayout(frame)
    column.setContentsMargins(edge, edge - 2, edge, edge - 2)
    column.setSpacing(gap)
    return frame, column


def row(*things: QWidget | QLayout | int | None, gap: int = 10) -> QHBoxLayout:
    """Things beside each other; None is a spring, a number so many pixels."""
    return _filled(QHBoxLayout(), things, gap)


def column(*things: QWidget | QLayout | int | None, gap: int = 10) -> QVBoxLayout:
    """Things below each other; None is a spring, a number so many pixels."""
    return _filled(QVBoxLayout(), things, gap)


def _filled(box: _Box, things: tuple[object, ...], gap: int) -> _Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(gap)
    for thing in things:
        match thing:
            case QWidget():
                box.addWidget(thing)
            case QLayout():
                box.addLayout(thing)
            case int():
                box.addSpacing(thing)
            case None:
                box.addStretch(1)
    return box


def rule() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def button(kind: str, pressed: Callable[[], object], *, takes_focus: bool = False) -> QPushButton:
    """A button of one kind; by default the focus stays in the field where the next scan goes."""
    return _dressed(QPushButton(), kind, pressed, takes_focus=takes_focus)


def elided_button(
    kind: str, pressed: Callable[[], object], *, takes_focus: bool = False
) -> ElidedButton:
    """The same for words that may be long."""
    return _dressed(ElidedButton(), kind, pressed, takes_focus=takes_focus)


def _dressed(
    made: _Button, kind: str, pressed: Callable[[], object], *, takes_focus: bool
) -> _Button:
    made.setObjectName(kind)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if not takes_focus:
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setIconSize(QSize(20, 20))
    made.clicked.connect(pressed)
    return made


def tighten(buttons: Iterable[QPushButton], *, is_tight: bool) -> None:
    """Less room beside their words, or as much as the look likes."""
    for one in buttons:
        if bool(one.property("tight")) != is_tight:
            set_tone(one, "tight", is_tight)


def set_tone(widget: QWidget, name: str, value: object) -> None:
    """Change a property the style sheet looks at, and dress the widget anew."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)

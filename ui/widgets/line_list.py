"""Lines that the owner adds and removes, each with the same fields; the first names the columns."""

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopfans.texts import _
from ui import theme
from ui.widgets.pieces import button, label, row
from ui.widgets.scrolled import Scrolled


class Line(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.remove, self._above = button("quiet", lambda: None), label("small", " ")

    def titles(self) -> tuple[QWidget, ...]:
        """What says what stands in the columns."""
        return (self._above,)

    def retranslate(self) -> None:
        self.remove.setIcon(theme.icon("trash", theme.look().accent))
        self.remove.setToolTip(_("Remove"))
        self.remove.setAccessibleName(_("Remove"))


_Line = TypeVar("_Line", bound=Line)


class LineList(QFrame, Generic[_Line]):
    """What cannot be is said under the lines; `empty` stands where there is none."""

    changed = Signal()

    def __init__(self, *, most: int) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._most = most
        self.heading, self.words = label("heading"), label("small", wraps=True)
        self.problem, self.empty = label("error", wraps=True), label("muted", wraps=True)
        self.problem.hide()
        self.lines: list[_Line] = []
        self.add = button("quiet", self._add, takes_focus=True)
        self._down, self.scrolled = QVBoxLayout(), Scrolled()
        self._build()

    def retranslate(self) -> None:
        self.add.setText(_("Add"))
        self.add.setIcon(theme.icon("plus", theme.look().accent))
        for line in self.lines:
            line.retranslate()

    def new_line(self) -> _Line:
        """What the key `Add` brings, already among the others."""
        raise NotImplementedError

    def show_lines(self) -> None:
        """After any came or went."""
        for number, line in enumerate(self.lines):
            for title in line.titles():
                title.setVisible(number == 0)
        self.empty.setVisible(not self.lines)
        self.add.setEnabled(len(self.lines) < self._most)

    def put(self, line: _Line) -> _Line:
        """One more at the end."""
        line.retranslate()
        line.changed.connect(self.changed)
        line.remove.clicked.connect(self._remove)
        self._down.insertWidget(len(self.lines), line)
        self.lines.append(line)
        return line

    def clear(self) -> None:
        for line in list(self.lines):
            self._drop(line)

    def _add(self) -> None:
        line = self.new_line()
        self.show_lines()
        line.setFocus()
        self.changed.emit()

    def _remove(self) -> None:
        sender = self.sender().parent()
        self._drop(next(line for line in self.lines if line is sender))
        self.show_lines()
        self.add.setFocus()
        self.changed.emit()

    def _drop(self, line: _Line) -> None:
        self.problem.hide()
        self.lines.remove(line)
        line.hide()
        line.deleteLater()

    def _build(self) -> None:
        lines = QWidget()
        self._down.setContentsMargins(0, 0, 6, 0)
        self._down.setSpacing(6)
        self._down.addWidget(self.empty)
        self._down.addStretch(1)
        lines.setLayout(self._down)
        self.scrolled.setWidget(lines)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 8, 12, 12)
        inside.setSpacing(4)
        head = row(self.heading, gap=12)
        head.addWidget(self.words, 1)
        head.addWidget(self.add)
        inside.addLayout(head)
        inside.addWidget(self.scrolled, 1)
        inside.addWidget(self.problem)

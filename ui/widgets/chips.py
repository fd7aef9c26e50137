"""Many short choices of which one holds, in as many lines as there is room for."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QWidget

from ui.widgets.pieces import button

_GAP = 8
_WIDEST = 220


class Chips(QScrollArea):
    """Wraps its choices like words; beyond so many lines they scroll."""

    chosen = Signal(object)
    """The value a person chose just now."""

    def __init__(self, *, most_lines: int = 2, takes_focus: bool = True) -> None:
        super().__init__()
        self._most_lines, self._takes_focus = most_lines, takes_focus
        self._values: list[Any] = []
        self._shelf, self._group = QWidget(), QButtonGroup(self)
        self.setWidget(self._shelf)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_choices(self, choices: Sequence[tuple[Any, str]], value: object) -> None:
        """A chip for each value and its words; this value holds, or the first if it is gone."""
        values = [one for one, _words in choices]
        while len(self._group.buttons()) > len(values):
            gone = self._group.buttons()[-1]
            self._group.removeButton(gone)
            gone.hide()
            gone.deleteLater()
        for number in range(len(self._group.buttons()), len(values)):
            self._group.addButton(self._made(), number)
        self._values = values
        for made, (_value, words) in zip(self.buttons(), choices, strict=True):
            metrics = made.fontMetrics()
            made.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST - 40))
            made.setToolTip("" if made.text() == words else words.replace("<", "&lt;"))
        if values:
            at = values.index(value) if value in values else 0
            self.buttons()[at].setChecked(True)
        self._lay_out()

    def buttons(self) -> list[QPushButton]:
        return [made for made in self._group.buttons() if isinstance(made, QPushButton)]

    def button(self, value: object) -> QPushButton:
        return self.buttons()[self._values.index(value)]

    def value(self) -> Any:
        """The value that holds, None if there is no choice."""
        at = self._group.checkedId()
        return self._values[at] if 0 <= at < len(self._values) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _made(self) -> QPushButton:
        made = button("segment", self._tell, takes_focus=self._takes_focus)
        made.setParent(self._shelf)
        self._put_in_tab_order(made)
        made.setCheckable(True)
        made.setMaximumWidth(_WIDEST)
        made.show()
        return made

    def _put_in_tab_order(self, made: QPushButton) -> None:
        """Where it is seen; Tab would come to it last, after everything that was made before."""
        before: QWidget = self.buttons()[-1] if self.buttons() else self
        policy = before.focusPolicy()
        before.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else Qt puts nothing behind it
        QWidget.setTabOrder(before, made)
        before.setFocusPolicy(policy)

    def _lay_out(self) -> None:
        across, down, lines, tall = 0, 0, 1, 0
        room = max(self.width() - 14, 1)
        for made in self.buttons():
            size = made.sizeHint()
            tall = max(tall, size.height())
            width = min(size.width(), _WIDEST, room)
            if across and across + width > room:
                across, down, lines = 0, down + tall + _GAP, lines + 1
            made.setGeometry(across, down, width, tall)
            across += width + _GAP
        self._shelf.resize(room, down + tall)
        shown = min(lines, self._most_lines)
        self.setFixedHeight(shown * tall + (shown - 1) * _GAP)

    def _tell(self) -> None:
        self.chosen.emit(self.value())

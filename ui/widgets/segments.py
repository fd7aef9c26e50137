"""A few choices beside each other, of which one holds."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.widgets.flow import Flow
from ui.widgets.pieces import button, row


class Segments(QWidget):
    """Each choice stands for a value; the arrows move from one to the next."""

    chosen = Signal(object)
    """The value a person chose just now."""

    def __init__(self, values: Sequence[Any], *, wraps: bool = False) -> None:
        """`wraps`: where there is no room for all of them in one line, they stand in more."""
        super().__init__()
        self._values = list(values)
        self._group = QButtonGroup(self)
        for number in range(len(self._values)):
            made = button("segment", self._tell, takes_focus=True)
            made.setCheckable(True)
            self._group.addButton(made, number)
        self.setLayout(Flow(*self.buttons()) if wraps else row(*self.buttons(), None, gap=8))
        self.choose(self._values[0])

    def buttons(self) -> list[QPushButton]:
        return [self.button(value) for value in self._values]

    def button(self, value: object) -> QPushButton:
        made = self._group.button(self._values.index(value))
        assert isinstance(made, QPushButton)
        return made

    def name(self, *texts: str) -> None:
        """Words for the choices, in their order."""
        for made, text in zip(self.buttons(), texts, strict=True):
            made.setText(text)

    def value(self) -> Any:
        """The value that holds."""
        return self._values[self._group.checkedId()]

    def choose(self, value: object) -> None:
        """Let it hold; nobody is told."""
        self.button(value).setChecked(True)

    def _tell(self) -> None:
        self.chosen.emit(self.value())

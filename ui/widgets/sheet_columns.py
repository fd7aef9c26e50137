"""A list from a spreadsheet: what each column is, to be chosen, with the first rows below it."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from shopfans.services.bringing.columns import Columns, Sheet
from shopfans.texts import _
from ui.widgets.pieces import Elided, column, label

_Field = TypeVar("_Field", bound=Enum)

_SHOWN = 8
"""Rows."""
_WIDE = 168


class SheetColumns(QWidget, Generic[_Field]):
    """Each column is one of these fields, or is not brought in."""

    def __init__(self, fields: Iterable[_Field], words: Callable[[_Field], str]) -> None:
        super().__init__()
        self._fields, self._words = tuple(fields), words
        self.lead = label("muted", wraps=True)
        self.choices: list[QComboBox] = []
        self._gave_way: dict[_Field, QComboBox] = {}
        """What each column was before another was said to be it."""
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        inside = column(self.lead, gap=10)
        inside.addWidget(self._scroll, 1)
        self.setLayout(inside)

    def show_sheet(self, sheet: Sheet[_Field]) -> None:
        self.choices, self._gave_way = [], {}
        table = QWidget()
        grid = QGridLayout(table)
        grid.setSpacing(8)
        grid.setRowStretch(_SHOWN + 2, 1)
        grid.setColumnStretch(sheet.width, 1)
        for place in range(sheet.width):
            self._add_column(grid, sheet, place)
        self._scroll.setWidget(table)
        if self.choices:
            self.setFocusProxy(self.choices[0])
        self.retranslate()

    def columns(self) -> Columns[_Field]:
        return tuple(choice.currentData() for choice in self.choices)

    def retranslate(self) -> None:
        self.lead.setText(
            _("Above each column stands what it is. Choose another if it is not right.")
        )
        for choice in self.choices:
            for at in range(choice.count()):
                choice.setItemText(at, self._column_text(choice.itemData(at)))

    def _add_column(self, grid: QGridLayout, sheet: Sheet[_Field], place: int) -> None:
        choice = QComboBox()
        for field in (None, *self._fields):
            choice.addItem(self._column_text(field), field)
        choice.setCurrentIndex(choice.findData(sheet.columns[place]))
        choice.setFixedWidth(_WIDE)
        choice.setAccessibleName(_cell(sheet.headings, place))
        choice.activated.connect(self._say)
        self.choices.append(choice)
        grid.addWidget(choice, 0, place)
        heading = _elided("small", _cell(sheet.headings, place))
        grid.addWidget(heading, 1, place)
        for at, row in enumerate(sheet.rows[:_SHOWN], 2):
            grid.addWidget(_elided("", _cell(row.cells, place)), at, place)

    def _say(self) -> None:
        """No two columns are the same thing: the one that was chosen last is.

        The other is it again as soon as that one is something else: arrow keys pass by.
        """
        chosen = self.sender()
        assert isinstance(chosen, QComboBox)
        field = chosen.currentData()
        for choice in self.choices:
            if choice is not chosen and field is not None and choice.currentData() is field:
                choice.setCurrentIndex(0)
                self._gave_way[field] = choice
        for lost, choice in self._gave_way.items():
            if lost not in self.columns() and choice.currentData() is None:
                choice.setCurrentIndex(choice.findData(lost))

    def _column_text(self, field: _Field | None) -> str:
        return _("not brought in") if field is None else self._words(field)


def _elided(kind: str, text: str) -> Elided:
    made = Elided(kind)
    made.setFixedWidth(_WIDE)
    made.setMinimumHeight(26)
    made.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    made.setText(text)
    return made


def _cell(cells: tuple[str, ...], place: int) -> str:
    return cells[place] if place < len(cells) else ""

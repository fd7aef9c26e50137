"""One table model for every list: columns are data, rows are read when they are painted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.cell import TONE, Cell

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

CHUNK = 64
"""Rows read at once: more than a screen holds."""
_WIDEST = 1.6
"""Times its width that a column spreads at most: figures far apart are hard to compare."""
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

ROW = Qt.ItemDataRole.UserRole
"""The role that hands out the row itself."""


@dataclass(frozen=True)
class Column(Generic[Row]):
    title: str
    text: Callable[[Row], str]
    is_number: bool = False
    order: str = ""
    """What the rows are sorted by when the heading is clicked; empty: not sortable."""
    ink: Callable[[Row], str | None] | None = None
    """A colour for the text, if the row asks for one."""
    stretches: bool = False
    tone: Callable[[Row], str | None] | None = None
    """A badge instead of plain text, if the row asks for one: good, warn, bad or plain."""
    struck: Callable[[Row], bool] | None = None
    """Text struck through, for what no longer counts."""


class ListModel(QAbstractTableModel, Generic[Row]):
    """A list of which only the keys are held; rows are fetched in chunks as they come into view."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._keys: Sequence[Any] = ()
        self._load: Callable[[Sequence[Any]], Sequence[Row]] = lambda keys: ()
        self._rows: dict[int, Row] = {}
        self._mark = ("", "")

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows that are at hand already."""
        self.show_keys(range(len(rows)), lambda keys: [rows[key] for key in keys])

    def show_keys(
        self,
        keys: Sequence[Any],
        load: Callable[[Sequence[Any]], Sequence[Row]],
        known: Mapping[int, Row] | None = None,
    ) -> None:
        """Show one row for each key; `load` gives the rows of some keys, in their order. Rows that
        are known already, each by its place, are not read again."""
        self.beginResetModel()
        self._keys, self._load, self._rows = keys, load, dict(known or {})
        self.endResetModel()

    def renew_keys(self, keys: Sequence[Any], known: Mapping[int, Row]) -> None:
        """The same list as it is now: whoever is chosen stays chosen. Rows that are known already,
        each by its place, are not read again."""
        self.layoutAboutToBeChanged.emit()
        before, held = self._keys, self.persistentIndexList()
        self._keys, self._rows = keys, dict(known)
        moved = {row: self._place_of(before[row]) for row in {index.row() for index in held}}
        self.changePersistentIndexList(
            held, [self.index(moved[index.row()], index.column()) for index in held]
        )
        self.layoutChanged.emit()

    def _place_of(self, key: object) -> int:
        """Where it stands; -1, which is no row, if it is gone."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def retitle(self, columns: Sequence[Column[Row]]) -> None:
        """The same columns in another language."""
        self.columns = list(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self._keys:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._keys) - 1, len(self.columns) - 1)
            )

    def mark_order(self, order: str, *, descending: bool) -> None:
        """Show by an arrow in its heading what the rows are sorted by; empty: none."""
        self._mark = (order, "↓" if descending else "↑")
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def row(self, number: int) -> Row | None:
        """The row at this place of the list, or None past its end."""
        if number not in self._rows and 0 <= number < len(self._keys):
            start = number - number % CHUNK
            keys = self._keys[start : start + CHUNK]
            self._rows.update(enumerate(self._load(keys), start))
        return self._rows.get(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's)
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's)
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            row = self.row(index.row())
            return None if row is None else self.columns[index.column()].text(row)
        if role == _ALIGNMENT:
            return _NUMBER if self.columns[index.column()].is_number else _TEXT
        asked = _MORE.get(role)
        if asked is None:  # Qt asks for much that no list has
            return None
        row = self.row(index.row())
        return None if row is None else asked(self.columns[index.column()], row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == _DISPLAY:
            return self._heading(self.columns[section])
        if role == _ALIGNMENT:
            return _NUMBER if self.columns[section].is_number else _TEXT
        return None

    def _heading(self, column: Column[Row]) -> str:
        order, arrow = self._mark
        if not order or column.order != order:
            return column.title
        return f"{arrow} {column.title}" if column.is_number else f"{column.title} {arrow}"


def _brush(column: Column[Any], row: Any) -> QBrush | None:
    colour = column.ink(row) if column.ink is not None else None
    return None if colour is None else QBrush(QColor(colour))


def _font(column: Column[Any], row: Any) -> QFont | None:
    if column.struck is None or not column.struck(row):
        return None
    font = QFont()
    font.setStrikeOut(True)
    return font


def _whole(column: Column[Any], row: Any) -> str | None:
    """The words of a column that takes the room there is, which may be too little for them."""
    return f"<span>{escape(column.text(row))}</span>" if column.stretches else None


_MORE: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.ToolTipRole: _whole,
    Qt.ItemDataRole.ForegroundRole: _brush,
    Qt.ItemDataRole.FontRole: _font,
    TONE: lambda column, row: column.tone(row) if column.tone is not None else None,
    ROW: lambda column, row: row,
}


class ListView(QTableView):
    """How every list looks and moves: whole rows, no grid, arrows and Enter."""

    def __init__(self, model: ListModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widths: tuple[int, ...] = ()
        self._spreads = False
        self._shown_from: Mapping[int, int] = {}
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(44)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        cell = Cell(self)
        for number, column in enumerate(model.columns):
            # Qt's own asks Python for half as much, and a list has a hundred of them
            if column.tone is not None or column.ink is not None:
                self.setItemDelegateForColumn(number, cell)
            if column.stretches:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def set_widths(
        self, *widths: int, spreads: bool = False, shown_from: Mapping[int, int] | None = None
    ) -> None:
        """Pixels for each column; what stretches takes the rest, or the columns spread with it.

        `shown_from` says from which width of the list on a column is shown at all.
        """
        self._widths, self._spreads, self._shown_from = widths, spreads, shown_from or {}
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is chosen and was seen stays seen when others take of the room."""
        super().resizeEvent(event)
        self._fit()
        if self.visualRect(self.currentIndex()).bottom() < event.oldSize().height():
            self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        room = self.viewport().width()
        for number, least in self._shown_from.items():
            self.setColumnHidden(number, room < least)
        shown = [number for number in range(len(self._widths)) if not self.isColumnHidden(number)]
        times = room / max(1, sum(self._widths[number] for number in shown))
        for number in shown if self._spreads else ():
            self.setColumnWidth(number, round(self._widths[number] * max(1, min(_WIDEST, times))))

    def sees_chosen(self) -> bool:
        """Whether the row that is chosen is among those that are seen."""
        return self.viewport().rect().contains(self.visualRect(self.currentIndex()).center())

    def top(self) -> tuple[int, int]:
        """The first row that is seen, and how many pixels of it are not; (0, 0) at the list's
        beginning."""
        row = self.rowAt(0)
        if row < 0:
            return 0, 0
        return row, self.verticalScrollBar().value() - self.verticalHeader().sectionPosition(row)

    def scroll_to_top(self, row: int, hidden: int) -> None:
        """Show this row first, but for so many pixels of it."""
        self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(row) + hidden)

    def chosen(self) -> Any:
        """The row that is selected, or None."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

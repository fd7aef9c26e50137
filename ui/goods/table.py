"""The list of goods in which the owner writes: Enter opens a cell, Tab goes on to the next."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyleOptionViewItem,
    QWidget,
)

from shopfans.domain.sheet_rows import GoodField
from shopfans.domain.terms import Terms
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.texts import _, formats
from shopfans.texts.sheet_rows import good_field_label
from ui import theme
from ui.cell import Cell
from ui.table import ROW, Column, ListModel, ListView

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = Qt.ItemDataRole.DisplayRole
PRICE = "price"
WRITTEN = ("name", "category", PRICE, "barcode", "lasts")
_SWITCHED = ("earns", "active")

WIDTHS = {"name": 240, "category": 132, "price": 112, "barcode": 152, "earns": 110, "lasts": 128,
          "sold": 84, "active": 100}  # fmt: skip
FIELDS = tuple(WIDTHS)


def heading(field: str) -> str:
    """What a field of a good is called."""
    follows = {"sold": _("Sold"), "active": _("On sale")}
    return follows.get(field) or good_field_label(GoodField(field))


def text_of(field: str, good: GoodOnSale, terms: Terms) -> str:
    """What a cell says, and what the owner finds in it to change."""
    match field:
        case "price":
            return formats.number_text(good.price, terms.currency)
        case "lasts":
            return "" if good.lasts is None else str(good.lasts)
        case "sold":
            return formats.count_text(good.sold)
        case "earns":
            return _("yes") if good.earns else _("no")
        case "active":
            return _("on sale") if good.active else _("off sale")
        case _:
            return str(getattr(good, field))


def columns(terms: Terms) -> list[Column[GoodOnSale]]:
    def text(field: str) -> Callable[[GoodOnSale], str]:
        return lambda good: text_of(field, good, terms)

    def ink(good: GoodOnSale) -> str | None:
        return None if good.active else theme.look().muted

    return [
        Column(
            heading(field),
            text(field),
            is_number=field in {"price", "lasts", "sold"},
            order="" if field == "active" else field,
            ink=ink,
            stretches=field == "name",
            tone=_TONES.get(field),
        )
        for field in FIELDS
    ]


_TONES: dict[str, Callable[[GoodOnSale], str | None]] = {
    "active": lambda good: "good" if good.active else "warn",
    "earns": lambda good: None if good.earns else "warn",
}


class GoodsModel(ListModel[GoodOnSale]):
    """Hands what was typed to whoever writes it down; a refused text stays in its cell."""

    written = Signal(object, str, str)
    """A good, the field and what was typed."""

    def __init__(self, terms: Terms) -> None:
        super().__init__(columns(terms))
        self.written_fields: tuple[str, ...] = ()
        self._refused: tuple[int, str, str] | None = None

    def refuse(self, good: GoodOnSale, field: str, typed: str) -> None:
        """Its cell offers what was typed once more, to be corrected, until it is closed."""
        self._refused = (good.id, field, typed)

    def forgive(self) -> None:
        self._refused = None

    def read_again(self) -> None:
        """The same goods, in the same order, as they are now."""
        self._rows.clear()
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if FIELDS[index.column()] in self.written_fields:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == Qt.ItemDataRole.EditRole:
            return self._to_change(index)
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        good, field = self.row(index.row()), FIELDS[index.column()]
        if role != Qt.ItemDataRole.EditRole or good is None:
            return False
        if str(value) != super().data(index):
            self.written.emit(good, field, str(value))
        return True

    def _to_change(self, index: Index) -> Any:
        good, field = self.row(index.row()), FIELDS[index.column()]
        if good is not None and self._refused is not None:
            refused, at, typed = self._refused
            if (refused, at) == (good.id, field):
                return typed
        return super().data(index)


class GoodsView(ListView):
    switched = Signal(object, str)
    """A good and the field that shall be the other way round: earns or active."""

    def __init__(self, model: GoodsModel) -> None:
        super().__init__(model)
        cell = _GoodCell(self)
        for number in range(len(FIELDS)):
            self.setItemDelegateForColumn(number, cell)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._goods, self._stays = model, False
        self.doubleClicked.connect(self._switch)

    def stay(self) -> None:
        """What was typed last was refused: its cell opens again."""
        self._stays = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_open = self.state() == QAbstractItemView.State.EditingState
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
        if event.key() in keys and not is_open and self.currentIndex().isValid():
            self.open_cell()
        else:
            super().keyPressEvent(event)

    def open_cell(self) -> None:
        """Write in the current cell, or switch it."""
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self._switch(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        stays, self._stays = self._stays, False
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if stays else hint)
        if stays:
            self.open_cell()
        else:
            self._goods.forgive()

    def _switch(self, index: Index) -> None:
        field = FIELDS[index.column()]
        if field in _SWITCHED and self._goods.written_fields == WRITTEN:
            self.switched.emit(index.data(ROW), field)

    def set_fields_shown(self) -> None:
        """The columns' widths; what matters least gives way on a small screen."""
        sold, lasts = FIELDS.index("sold"), FIELDS.index("lasts")
        self.set_widths(*WIDTHS.values(), shown_from={sold: 900, lasts: 760})


class _GoodCell(Cell):
    """Also shows which cell the keys are for."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = self.parent()
        if isinstance(view, GoodsView) and view.hasFocus() and index == view.currentIndex():
            painter.save()
            painter.setPen(QPen(QColor(theme.look().accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
            painter.restore()

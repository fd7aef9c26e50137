"""Widgets that stand beside each other like words: in as many lines as there is room for."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """One line where all of them fit; none is ever narrower than its words."""

    def __init__(self, *widgets: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def minimumSize(self) -> QSize:
        """The widest of them; how high they stand depends on the room."""
        sizes = [item.sizeHint() for item in self._seen()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._seen()]
        across = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(across, self.minimumSize().height())

    def setGeometry(self, room: QRect) -> None:
        super().setGeometry(room)
        for item, place in zip(self._seen(), self._places(room.width())[0], strict=True):
            item.setGeometry(QRect(room.topLeft() + place, item.sizeHint()))

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> tuple[list[QPoint], int]:
        """Where each begins, and how high all of them stand."""
        places: list[QPoint] = []
        across = down = tall = 0
        for item in self._seen():
            size = item.sizeHint()
            if across and across + size.width() > width:
                across, down, tall = 0, down + tall + self._gap, 0
            places.append(QPoint(across, down))
            across += size.width() + self._gap
            tall = max(tall, size.height())
        return places, down + tall

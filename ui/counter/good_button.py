"""A good to touch: its name, its price, and the key that brings it."""

from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from shopfans.services.goods.pricing import GoodOnSale
from ui import theme

_EDGE = 12
_TALL = 64
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GoodButton(QPushButton):
    """Painted in one go, without labels inside: many are shown anew at every key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("good")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._price = self._key = ""
        self._shown: GoodOnSale | None = None

    def show_good(self, good: GoodOnSale, price: str, key: str) -> "GoodButton":
        """This good from now on; returns the button."""
        if (good, price, key) != (self._shown, self._price, self._key):
            self._shown, self._price, self._key = good, price, key
            self.setProperty("good", good)
            self.setAccessibleName(good.name)
            self.setAccessibleDescription(f"{price} {key}".strip())
            self.setToolTip(f"<span>{escape(good.name)}</span>")  # else it could pass for markup
            self.update()
        return self

    def sizeHint(self) -> QSize:
        return QSize(124, _TALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        inside = self.rect().adjusted(_EDGE, 9, -_EDGE, -9)
        upper = QRect(inside.left(), inside.top(), inside.width(), inside.height() // 2)
        lower = QRect(upper.left(), upper.bottom() + 1, upper.width(), upper.height())
        look, font = theme.look(), QFont(self.font())
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.setPen(QColor(look.text))
        name = self._shown.name if self._shown else ""
        mode = Qt.TextElideMode.ElideRight
        painter.drawText(upper, _LEFT, painter.fontMetrics().elidedText(name, mode, upper.width()))
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(look.muted))
        painter.drawText(lower, _LEFT, self._price)
        if self._key:
            font.setPixelSize(11)
            painter.setFont(font)
            painter.drawText(lower, _RIGHT, self._key)
        painter.end()

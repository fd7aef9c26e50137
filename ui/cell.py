"""How a cell of a list is painted: in its own ink even when selected, or as a badge."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme

Index = QModelIndex | QPersistentModelIndex

TONE = Qt.ItemDataRole.UserRole + 1
"""The role that asks for a badge: good, warn, bad or plain."""

_MARGIN = 11
"""Where the style sheet's padding lets a cell's text begin."""
_HEIGHT = 22


class Cell(QStyledItemDelegate):
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        if ink is not None:
            palette = QPalette(option.palette)
            palette.setBrush(QPalette.ColorRole.HighlightedText, ink)
            option.palette = palette

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tone = index.data(TONE)
        if tone is None:
            super().paint(painter, option, index)
            return
        badge = QStyleOptionViewItem(option)
        self.initStyleOption(badge, index)
        text, badge.text = badge.text, ""
        style = badge.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, badge, painter, badge.widget)
        is_chosen = bool(badge.state & QStyle.StateFlag.State_Selected)
        _paint_badge(painter, QRectF(option.rect), text, _colours(tone, is_chosen=is_chosen))


def _paint_badge(painter: QPainter, cell: QRectF, text: str, colours: tuple[str, str]) -> None:
    font = QFont(painter.font())
    font.setPixelSize(12)
    room = cell.width() - 2 * _MARGIN
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - 20)
    width = min(room, metrics.horizontalAdvance(shown) + 20)
    shape = QRectF(cell.left() + _MARGIN, cell.center().y() - _HEIGHT / 2, width, _HEIGHT)
    ground, ink = colours
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(shape, _HEIGHT / 2, _HEIGHT / 2)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(shape, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


def _colours(tone: str, *, is_chosen: bool) -> tuple[str, str]:
    """Ground and ink; on a selected row a badge stands out by the colour of the surface."""
    look = theme.look()
    ground, ink = {
        "good": (look.good_soft, look.good),
        "warn": (look.warn_soft, look.warn),
        "bad": (look.bad_soft, look.bad),
    }.get(tone, (look.accent_soft, look.accent))
    return (look.surface if is_chosen else ground), ink

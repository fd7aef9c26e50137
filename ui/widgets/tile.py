"""One figure with its name, on a surface of its own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from ui import theme
from ui.widgets.pieces import label, row

_ICON = 18


class Tile(QPushButton):
    """One figure with its name; the one that can be pressed opens what is behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tile")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.icon_place, self.title = label(), label("muted")
        self.figure, self.more = label("figure"), label("small")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 8, 8, 8)
        inside.setSpacing(2)
        inside.addLayout(row(self.icon_place, self.title, None, gap=6))
        inside.addWidget(self.figure)
        inside.addWidget(self.more)
        for part in (self.icon_place, self.title, self.figure, self.more):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def name(self, title: str, icon: str) -> None:
        self.title.setText(title)
        self.setAccessibleName(title)
        self.icon_place.setPixmap(theme.icon(icon, theme.look().accent).pixmap(_ICON, _ICON))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A tile too narrow for both keeps the name and leaves the picture."""
        super().resizeEvent(event)
        needs = self.title.sizeHint().width() + _ICON + 28
        self.icon_place.setVisible(needs <= self.width())

    def show_figure(self, figure: str, more: str = "") -> None:
        self.figure.setText(figure)
        self.more.setText(more)

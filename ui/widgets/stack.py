"""Pages of which one is seen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Stack(QStackedWidget):
    """Needs the room of the page that is seen; the largest of the others would push the window."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        seen = self.currentWidget()
        return seen.minimumSizeHint() if seen else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Qt would ask all of the pages how high their wrapped words stand."""
        return False

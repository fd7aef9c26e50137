"""What stands in place of everybody's list: a page of the member chosen, or one of more room."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.stack import Stack


class Pages(Stack):
    """The list is the first of them, her profile stands beside it."""

    left = Signal()
    """Everybody is listed again."""

    def __init__(self, profile: QWidget) -> None:
        super().__init__()
        self._profile = profile
        self._is_beside = False

    def show_beside(self, page: QWidget) -> None:
        """Her profile stays; it goes when another member is chosen."""
        self._is_beside = True
        self.setCurrentWidget(page)
        page.setFocus()

    def show_wide(self, page: QWidget) -> None:
        """With the width of both columns."""
        self._is_beside = False
        self._profile.hide()
        self.setCurrentWidget(page)

    def leave(self) -> None:
        self._is_beside = False
        self._profile.show()
        self.setCurrentIndex(0)
        self.left.emit()

    def leave_beside(self) -> None:
        """Another member is chosen."""
        if self._is_beside:
            self.leave()

"""After some minutes without a key or a click the window locks: whoever comes by is a stranger."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_HEARD = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
        QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.InputMethod,
    }
)  # fmt: skip

_MINUTE = 60_000
"""Milliseconds."""


class IdleLock(QObject):
    idle = Signal()
    """Nobody touched anything for so long."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.idle)

    def wait(self, minutes: int) -> None:
        """Count from now; 0: never."""
        self.stop()
        if minutes:
            self._app.installEventFilter(self)
            self.timer.start(minutes * _MINUTE)

    def stop(self) -> None:
        self.timer.stop()
        self._app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _HEARD:
            self.timer.start()
        return False

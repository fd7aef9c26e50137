"""The button that lets a webcam read a code; where that cannot be, it says why."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.errors import ShopError
from shopfans.texts import _
from ui import theme
from ui.camera import Camera
from ui.desk import Desk
from ui.widgets.pieces import button, label, row


class CameraKey(QWidget):
    scanned = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._problem: ShopError | None = None
        self.camera = Camera(self)
        self.key, self.told = button("", self._toggle), label("small", wraps=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addLayout(row(self.key, None))
        inside.addWidget(self.told)
        self.camera.scanned.connect(self.scanned)
        self.camera.turned.connect(self.retranslate)
        self.camera.refused.connect(self._refuse)

    def retranslate(self) -> None:
        self.key.setText(_("Camera"))
        self.key.setIcon(theme.icon("camera"))
        words = _("Hold the code before the camera…") if self.camera.is_on else ""
        if self._problem is not None:
            words = self._desk.words(self._problem)
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is looked at once the page is left."""
        self.camera.turn_off()
        super().hideEvent(event)

    def _toggle(self) -> None:
        self._problem = None
        if self.camera.is_on:
            self.camera.turn_off()
        else:
            self.camera.turn_on()

    def _refuse(self, problem: ShopError) -> None:
        self._problem = problem
        self.retranslate()

"""The two codes large, for the phone of the guest who stands here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.roles import Right
from shopfans.texts import _
from ui.counter.codes import Codes
from ui.desk import Desk
from ui.widgets.pieces import button, label, panel, row


class SignUp(QWidget):
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.heading, self.how = label("heading"), label("muted", wraps=True)
        self.codes = Codes(desk, is_large=True)
        self.address = label("small")
        self.off = label("muted", wraps=True)
        self.turn_on = button("primary", self._turn_on)
        self.leave = button("", self.left.emit)
        self._build()
        desk.door.changed.connect(self.show_door)

    def begin(self) -> None:
        """The door is looked at now, not in a few seconds: a guest waits."""
        self._desk.door.look()
        self.show_door()

    def show_door(self) -> None:
        """On or off, and where."""
        door = self._desk.door
        self.codes.setVisible(door.is_on)
        self.codes.show_door()
        self.address.setText(door.url.rsplit("/", 1)[0])
        self.address.setVisible(bool(door.url))
        self.off.setHidden(door.is_on)
        self.turn_on.setHidden(door.is_on or not self._desk.by.may(Right.SET_TERMS))

    def retranslate(self) -> None:
        self.heading.setText(_("Scan to become a member"))
        self.how.setText(_("You see her here as soon as she has sent the form."))
        self.off.setText(
            _("Sign-up by phone is off. The owner turns it on: Settings, Sign-up by phone.")
        )
        self.turn_on.setText(_("Turn it on"))
        self.leave.setText(_("Close  Esc"))
        self.codes.retranslate()

    def _turn_on(self) -> None:
        door = self._desk.door
        door.choose(door.choices._replace(is_on=True))

    def _build(self) -> None:
        box, inside = panel(edge=22, gap=10)
        inside.addWidget(self.heading)
        inside.addWidget(self.how)
        inside.addWidget(self.codes, 1)
        inside.addLayout(row(None, self.address, None))
        inside.addWidget(self.off)
        inside.addLayout(row(self.turn_on, None))
        inside.addStretch(0)
        inside.addLayout(row(self.leave, None))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(box)

"""Who takes the drawer over: asked in place, answered with the arrows and her PIN."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.roles import Staff
from shopfans.services.staff import staffing
from shopfans.texts import _
from ui.desk import Desk
from ui.widgets.chips import Chips
from ui.widgets.pieces import button, label, row, set_tone, tighten
from ui.widgets.pin_field import pin_field


class Handing(QFrame):
    asking = Signal(bool)

    def __init__(self, desk: Desk, hand_over: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("notice")
        set_tone(self, "tone", "plain")
        self._desk = desk
        self.words, self.names = label("strong", wraps=True), Chips()
        self.pin = pin_field()
        self.go_on = button("primary", hand_over, takes_focus=True)
        self.keep = button("", self.forget, takes_focus=True)
        self.go_on.setAutoDefault(True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(14, 10, 14, 12)
        inside.setSpacing(8)
        for part in (self.words, self.names, self.pin):
            inside.addWidget(part)
        tighten((self.keep, self.go_on), is_tight=True)
        inside.addLayout(row(None, self.keep, self.go_on))
        self.names.chosen.connect(self.pin.clear)
        self.pin.edit.returnPressed.connect(hand_over)
        self.hide()

    def colleagues(self) -> list[Staff]:
        """Everybody who can take it over."""
        people = staffing.staff(self._desk.shop)
        return [one for one in people if one.id is not None and one.id != self._desk.by.id]

    def ask(self) -> None:
        """To whom? The focus is on the first name, or on her PIN if there is but one."""
        choices = [(one.id, one.name.replace("&", "&&")) for one in self.colleagues()]
        self.names.show_choices(choices, self.names.value())
        self.pin.clear()
        self.show()
        self.asking.emit(True)
        (self.pin if len(choices) == 1 else self.names.buttons()[0]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits are of her PIN, also while a name has the focus."""
        if event.text().isdigit():
            self.pin.setFocus()
            self.pin.edit.insert(event.text())
        else:
            super().keyPressEvent(event)

    def chosen(self) -> int:
        return int(self.names.value())

    def forget(self) -> None:
        self.pin.clear()
        self.hide()
        self.asking.emit(False)

    def retranslate(self) -> None:
        self.words.setText(_("Who takes the drawer over?"))
        self.pin.name(_("Her PIN"))
        self.go_on.setText(_("Hand over  Ctrl+Enter"))
        self.keep.setText(_("Not now  Esc"))

"""One line for a note on the guest, opened over her card."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.services.members import noting
from shopfans.services.members.finding import MemberCard
from shopfans.texts import _
from ui.desk import Desk
from ui.widgets.field import Field, beside
from ui.widgets.focus import hide_alone
from ui.widgets.pieces import button, row


class NoteLine(QFrame):
    written = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._member, self._request = 0, ""
        self.words, self.save = Field(), button("primary", self._save)
        self.words.edit.setMaxLength(noting.LONGEST)
        self.words.edit.returnPressed.connect(self._save)
        across = row(gap=8)
        across.addWidget(self.words, 1)
        across.addLayout(beside(self.save))
        self.setLayout(across)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def retranslate(self) -> None:
        self.words.name(_("Note for whoever serves her next"), _("less sugar, sits by the window"))
        self.save.setText(_("Save  Enter"))

    def write(self, guest: MemberCard) -> None:
        self._member, self._request = guest.id, new_request()
        self.words.edit.setText(guest.note)
        self.words.forgive()
        self.show()
        self.words.setFocus()

    def _save(self) -> None:
        try:
            noting.set_note(
                self._desk.shop,
                by=self._desk.by,
                member=self._member,
                note=self.words.text(),
                request=self._request,
            )
        except ShopError as problem:
            self.words.refuse(self._desk.words(problem))
            return
        self.words.clear()
        hide_alone(self)
        self.written.emit()

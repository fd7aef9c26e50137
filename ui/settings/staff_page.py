"""The staff, and beside them in the same room: who may do what, and the recovery sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.topics import Topic
from shopfans.services.staff import recovering
from shopfans.texts import _
from ui import theme
from ui.desk import Desk
from ui.recovery_sheet import RecoverySheet
from ui.settings.rights import RightsTable
from ui.settings.staff import StaffTable
from ui.widgets.pieces import button, label, row
from ui.widgets.stack import Stack


class StaffPage(Stack):
    topics = frozenset({Topic.STAFF})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.staff, self.rights = StaffTable(desk), RightsTable(desk)
        self.recovery = RecoveryPanel(desk)
        for page in (self.staff, self.rights, self.recovery):
            self.addWidget(page)
        self.staff.rights_wanted.connect(self.show_rights)
        self.staff.sheet_wanted.connect(self.show_recovery)
        self.rights.closed.connect(self.show_staff)
        self.recovery.closed.connect(self.show_staff)

    def refresh(self) -> None:
        self.staff.refresh()

    def retranslate(self) -> None:
        for page in (self.staff, self.rights, self.recovery):
            page.retranslate()

    def show_staff(self) -> None:
        self.setCurrentWidget(self.staff)
        self.staff.setFocus()

    def show_rights(self) -> None:
        self.setCurrentWidget(self.rights)
        self.rights.back.setFocus()

    def show_recovery(self) -> None:
        self.recovery.open_it()
        self.setCurrentWidget(self.recovery)
        self.recovery.back.setFocus()


class RecoveryPanel(QFrame):
    """A code is made when the owner presses the key, not before: the old sheet is worthless
    then."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.words = label("heading"), label("muted", wraps=True)
        self.back = button("quiet", self.closed.emit, takes_focus=True)
        self.make = button("primary", self._make, takes_focus=True)
        self.sheet = RecoverySheet(desk.shop, desk.by)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 16)
        inside.setSpacing(12)
        inside.addLayout(row(self.heading, None, self.back))
        inside.addWidget(self.words)
        inside.addLayout(row(self.make, None))
        inside.addWidget(self.sheet)
        inside.addStretch(1)
        self.sheet.hide()

    def open_it(self) -> None:
        self.sheet.hide()
        for part in (self.words, self.make):
            part.show()
        self.retranslate()

    def retranslate(self) -> None:
        has_one = recovering.has_sheet(self._desk.shop)
        self.heading.setText(_("Recovery sheet"))
        self.words.setText(
            _("There is a sheet. A new one makes it worthless.")
            if has_one
            else _("There is no sheet: without one, a forgotten PIN of the owner is lost for good.")
        )
        self.back.setText(_("Back"))
        self.back.setIcon(theme.icon("arrow-left", theme.look().accent))
        self.make.setText(_("Make a new sheet"))
        self.sheet.retranslate()

    def _make(self) -> None:
        self.sheet.make()
        for part in (self.words, self.make):  # the sheet speaks for itself
            part.hide()
        self.sheet.show()

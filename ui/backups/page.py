"""The owner's backups: the list, the second place, and the way back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopfans.domain.roles import Staff
from shopfans.domain.topics import Topic
from shopfans.services.backups import examining, second_place
from shopfans.services.backups.examining import Candidate
from ui.approval import Approval
from ui.backups import sheet
from ui.backups.list import BackupList
from ui.backups.place_form import PlaceForm
from ui.backups.restore_form import RestoreForm
from ui.desk import Desk
from ui.tokens import GAP
from ui.widgets.pieces import column
from ui.widgets.stack import Stack

_LEFT = 400


class BackupsPage(QWidget):
    topics = frozenset({Topic.BACKUPS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.list, self.second = BackupList(desk), PlaceForm(desk)
        self.restoring = RestoreForm(
            desk.shop.path, here=lambda: examining.holds(desk.shop), approval=Approval(desk)
        )
        self.sides = Stack()
        self._build()

    def refresh(self) -> None:
        self.list.refresh()
        self.second.refresh()

    def retranslate(self) -> None:
        for part in (self.list, self.second, self.restoring):
            part.retranslate()

    def hideEvent(self, event: QHideEvent) -> None:
        """No secret stays behind in a field."""
        super().hideEvent(event)
        self.second.clear()
        if self.restoring.approval is not None:
            self.restoring.approval.forget()
        self.restoring.passphrase.clear()

    def _open_restore(self, file: Path) -> None:
        self.sides.setCurrentWidget(self.restoring)
        self.restoring.show_file(file)

    def _close_restore(self) -> None:
        self.sides.setCurrentWidget(self.list)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self, candidate: Candidate, by: Staff) -> None:
        self._desk.backups.restore_wanted.emit(candidate, by)

    def _print(self) -> None:
        place = second_place.read(self._desk.shop.path)
        if place is not None:
            sheet.ask_and_print(self, self._desk.terms.shop_name, place)

    def _build(self) -> None:
        self.second.setFixedWidth(_LEFT)
        self.sides.addWidget(self.list)
        self.sides.addWidget(self.restoring)
        self.list.restore_wanted.connect(self._open_restore)
        self.second.sheet_wanted.connect(self._print)
        self.restoring.closed.connect(self._close_restore)
        self.restoring.confirmed.connect(self._restore)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP)
        across.addLayout(column(self.second))
        across.addWidget(self.sides, 1)

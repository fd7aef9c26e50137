"""One member, or some, picked by name or number."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shopfans.domain.contacts import masked
from shopfans.domain.names import wanted
from shopfans.services.members import finding
from shopfans.services.members.finding import MemberRow
from shopfans.texts import _
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.keys import on_own_key
from ui.widgets.pieces import label


class MemberPicker(QWidget):
    """What is typed finds; Enter picks. With nothing typed the list shows who was picked, and Enter
    or Delete on one puts her back."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._picked: list[MemberRow] = []
        self.finder, self.hint = QLineEdit(), label("small")
        self.model: ListModel[MemberRow] = ListModel(self._columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self._build()

    def ids(self) -> list[int]:
        return [one.id for one in self._picked]

    def clear(self) -> None:
        self._picked = []
        self.finder.clear()
        self._show()

    def retranslate(self) -> None:
        self.finder.setPlaceholderText(_("Name, pinyin initials, phone number or code"))
        self.finder.setAccessibleName(_("Find a member"))
        self.model.retitle(self._columns())
        self._show()

    def _show(self) -> None:
        is_finding = bool(wanted(self.finder.text()))
        rows = finding.find(self._desk.shop, self.finder.text()) if is_finding else self._picked
        if is_finding:
            self.hint.setText(_("Enter picks the first; click picks any."))
            self.listing.empty.say("magnifying-glass", _("Nobody found"))
        else:
            self.hint.setText(_("Delete puts one back.") if rows else "")
            self.listing.empty.say(
                "user-plus", _("Nobody picked yet"), _("Type a name or number above.")
            )
        self.model.show_rows(rows)
        self.view.setCurrentIndex(self.model.index(0, 0))

    def _turn(self) -> None:
        """Pick the one on the list, or put her back."""
        one: MemberRow | None = self.view.chosen()
        if one is None:
            return
        if wanted(self.finder.text()):
            if one.id not in self.ids():
                self._picked.append(one)
            self.finder.clear()
            self.finder.setFocus()
        else:
            self._picked.remove(one)
        self._show()
        self.changed.emit()

    def _columns(self) -> list[Column[MemberRow]]:
        def ink(one: MemberRow) -> str | None:
            return theme.look().accent if one.id in self.ids() else None

        return [
            Column(_("Name"), lambda one: one.name, stretches=True, ink=ink),
            Column(_("Phone"), lambda one: masked(one.phone)),
        ]

    def _build(self) -> None:
        self.finder.setClearButtonEnabled(True)
        self.view.set_widths(140, 130)
        self.view.verticalHeader().setDefaultSectionSize(36)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.finder)
        inside.addWidget(self.hint)
        inside.addWidget(self.listing, 1)
        self.finder.textChanged.connect(self._show)
        self.finder.returnPressed.connect(self._turn_if_finding)
        self.view.clicked.connect(self._turn_if_finding)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete):
            on_own_key(self.view, key, self._turn)

    def _turn_if_finding(self) -> None:
        if wanted(self.finder.text()):
            self._turn()

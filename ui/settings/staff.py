"""Everybody who works here or did, what changes about one, and one more person in a line."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Role
from shopfans.services.staff import staffing
from shopfans.services.staff.pins import SHORTEST_PIN
from shopfans.services.staff.staffing import Person
from shopfans.texts import _, formats
from shopfans.texts.labels import role_label
from ui import theme
from ui.desk import Desk
from ui.settings.person import PersonForm
from ui.table import Column, ListModel, ListView
from ui.tokens import CONTROL
from ui.widgets.field import Field, beside
from ui.widgets.pieces import button, label, row
from ui.widgets.pin_field import pin_field
from ui.widgets.segments import Segments


class StaffTable(QFrame):
    rights_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.told = label("heading"), label("good")
        self.rights = button("quiet", self.rights_wanted.emit, takes_focus=True)
        self.sheet = button("quiet", self.sheet_wanted.emit, takes_focus=True)
        self.model: ListModel[Person] = ListModel(_columns())
        self.view = ListView(self.model)
        self.person = PersonForm(desk)
        self.problem = label("error", wraps=True)
        self.name, self.pin = Field(error=self.problem), pin_field(error=self.problem)
        self.role = Segments(list(Role))
        self.add = button("primary", self._add, takes_focus=True)
        self._build()

    def refresh(self) -> None:
        chosen = self.view.currentIndex().row()
        self.model.show_rows(staffing.people(self._desk.shop))
        if chosen >= 0:
            self.view.selectRow(chosen)

    def forget_pins(self) -> None:
        """No PIN stays behind in a field."""
        self.pin.clear()
        self.person.pin.clear()

    def retranslate(self) -> None:
        self.heading.setText(_("Staff"))
        self.rights.setText(_("Who may do what"))
        self.sheet.setText(_("Recovery sheet"))
        self.model.retitle(_columns())
        self.name.name(_("Name"))
        self.role.name(*(role_label(role) for role in Role))
        self.person.retranslate()
        self._name_pin()
        self.add.setText(_("Add"))
        self.add.setIcon(theme.icon("user-plus", theme.look().on_accent))

    def _name_pin(self) -> None:
        least = SHORTEST_PIN[self.role.value()]
        self.pin.name(_("PIN"), _("at least {n} digits").format(n=least))

    def _choose(self, current: QModelIndex) -> None:
        self.person.show_person(self.model.row(current.row()) if current.isValid() else None)

    def _tell(self, words: str) -> None:
        self.told.setText(words)

    def _build(self) -> None:
        self.view.set_widths(170, 110, 150)
        self.view.verticalHeader().setDefaultSectionSize(36)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.role.setFixedHeight(CONTROL + 2)
        line = row(gap=12)
        line.addWidget(self.name, 3)
        line.addWidget(self.pin, 3)
        line.addLayout(beside(self.add))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 16)
        inside.setSpacing(8)
        inside.addLayout(row(self.heading, self.rights, self.sheet, None, self.told, gap=4))
        inside.addWidget(self.view, 1)
        inside.addWidget(self.person)
        inside.addLayout(line)
        inside.addWidget(self.role)
        inside.addWidget(self.problem)
        self.problem.hide()
        self.role.chosen.connect(self._name_pin)
        self.person.done.connect(self._tell)
        for field in (self.name, self.pin):
            field.edit.returnPressed.connect(self._add)

    def _add(self) -> None:
        self.told.clear()
        self.name.forgive()
        self.pin.forgive()
        name = self.name.text()
        try:
            staffing.add_staff(
                self._desk.shop,
                by=self._desk.by,
                name=name,
                role=self.role.value(),
                pin=self.pin.text(),
                request=new_request(),
            )
        except errors.WeakPin as problem:
            self.pin.refuse(self._desk.words(problem))
        except ShopError as problem:
            self.name.refuse(self._desk.words(problem))
        else:
            self.name.clear()
            self.pin.clear()
            self.told.setText(_("{name} can sign in now.").format(name=name.strip()))


def _columns() -> list[Column[Person]]:
    return [
        Column(_("Name"), lambda one: one.name, stretches=True, ink=_ink),
        Column(_("Role"), lambda one: role_label(one.role), ink=_ink),
        Column("", _state, ink=_ink),
    ]


def _state(one: Person) -> str:
    if one.left_at is not None:
        return _("left on {day}").format(day=formats.day_text(one.left_at.date()))
    return _("PIN locked") if one.is_locked else ""


def _ink(one: Person) -> str | None:
    if one.left_at is not None:
        return theme.look().muted
    return theme.look().bad if one.is_locked else None

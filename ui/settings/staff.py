"""Who can sign in: one more person in a line."""

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Role, Staff
from shopfans.services import staffing
from shopfans.services.staffing import LONGEST_PIN, SHORTEST_PIN
from shopfans.texts import _
from shopfans.texts.labels import role_label
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.tokens import CONTROL
from ui.widgets.field import Field, beside
from ui.widgets.pieces import button, label, row
from ui.widgets.segments import Segments


class StaffTable(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.told = label("heading"), label("good")
        self.model: ListModel[Staff] = ListModel(_columns())
        self.view = ListView(self.model)
        self.problem = label("error", wraps=True)
        self.name, self.pin = Field(error=self.problem), Field(error=self.problem)
        self.role = Segments([Role.CASHIER, Role.OWNER])
        self.add = button("primary", self._add, takes_focus=True)
        self._build()

    def refresh(self) -> None:
        self.model.show_rows(staffing.staff(self._desk.shop))

    def retranslate(self) -> None:
        self.heading.setText(_("Staff"))
        self.model.retitle(_columns())
        self.name.name(_("Name"))
        self.role.name(role_label(Role.CASHIER), role_label(Role.OWNER))
        self._name_pin()
        self.add.setText(_("Add"))
        self.add.setIcon(theme.icon("user-plus", theme.look().on_accent))

    def _name_pin(self) -> None:
        least = SHORTEST_PIN[self.role.value()]
        self.pin.name(_("PIN"), _("at least {n} digits").format(n=least))

    def _build(self) -> None:
        self.pin.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.edit.setMaxLength(LONGEST_PIN)
        self.pin.edit.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.view.set_widths(200, 150)
        self.view.verticalHeader().setDefaultSectionSize(38)
        self.role.setFixedHeight(CONTROL + 2)
        line = row(gap=12)
        line.addWidget(self.name, 3)
        line.addWidget(self.pin, 3)
        line.addLayout(beside(self.role))
        line.addLayout(beside(self.add))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 16)
        inside.setSpacing(8)
        inside.addLayout(row(self.heading, None, self.told))
        inside.addWidget(self.view, 1)
        inside.addLayout(line)
        inside.addWidget(self.problem)
        self.role.chosen.connect(self._name_pin)
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


def _columns() -> list[Column[Staff]]:
    return [
        Column(_("Name"), lambda one: one.name, stretches=True),
        Column(_("Role"), lambda one: role_label(one.role)),
    ]

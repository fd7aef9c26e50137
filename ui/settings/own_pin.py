"""A new PIN for oneself, with the old one."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.services.staff import staffing
from shopfans.services.staff.pins import SHORTEST_PIN
from shopfans.texts import _
from ui.desk import Desk
from ui.widgets.field import beside
from ui.widgets.pieces import button, label, row
from ui.widgets.pin_field import pin_field


class OwnPin(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.told = label("heading"), label("good")
        self.problem = label("error", wraps=True)
        self.old, self.new, self.again = (pin_field(error=self.problem) for _field in range(3))
        self.change = button("primary", self._change, takes_focus=True)
        self._build()

    def clear(self) -> None:
        """No PIN stays behind in a field."""
        for field in (self.old, self.new, self.again):
            field.clear()

    def retranslate(self) -> None:
        least = SHORTEST_PIN[self._desk.by.role]
        self.heading.setText(_("PIN of {name}").format(name=self._desk.by.name))
        self.old.name(_("Present PIN"))
        self.new.name(_("New PIN"), _("at least {n} digits").format(n=least))
        self.again.name(_("The PIN again"))
        self.change.setText(_("Change"))
        self.told.setText(_("Saved"))

    def _change(self) -> None:
        self.told.hide()
        for field in (self.old, self.new, self.again):
            field.forgive()
        try:
            if self.new.text() != self.again.text():
                raise errors.PinsDiffer()
            staffing.change_pin(
                self._desk.shop, by=self._desk.by, old=self.old.text(), new=self.new.text(),
                request=new_request(),
            )  # fmt: skip
        except ShopError as problem:
            place = {errors.PinsDiffer: self.again, errors.WeakPin: self.new}
            place.get(type(problem), self.old).refuse(self._desk.words(problem))
        else:
            self.clear()
            self.told.show()

    def _build(self) -> None:
        self.problem.hide()
        self.told.hide()
        fields = row(gap=12)
        for field in (self.old, self.new, self.again):
            fields.addWidget(field, 1)
            field.edit.returnPressed.connect(self._change)
        fields.addLayout(beside(self.change))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 14)
        inside.setSpacing(8)
        inside.addLayout(row(self.heading, None, self.told))
        inside.addLayout(fields)
        inside.addWidget(self.problem)

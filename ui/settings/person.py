"""What the owner changes about one colleague: her role, her PIN, whether she works here."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Role
from shopfans.services.staff import staffing
from shopfans.services.staff.staffing import Person
from shopfans.texts import _
from shopfans.texts.labels import role_label
from ui.desk import Desk
from ui.tokens import CONTROL
from ui.widgets.field import beside
from ui.widgets.pieces import Elided, button, label, row
from ui.widgets.pin_field import pin_field
from ui.widgets.segments import Segments


class PersonForm(QFrame):
    done = Signal(str)
    """What was changed, in words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("drop")
        self._desk = desk
        self._person: Person | None = None
        self.title, self.problem = Elided("strong"), label("error", wraps=True)
        self.pin = pin_field(error=self.problem)
        self.role = Segments(list(Role))
        self.save = button("primary", self._save, takes_focus=True)
        self.leaves = button("danger", self._let_go, takes_focus=True)
        self._build()

    def show_person(self, person: Person | None) -> None:
        """The one who is chosen in the list; the form is gone if nobody is."""
        self._person = person
        self.setHidden(person is None)
        self.pin.clear()
        if person is not None:
            self.role.choose(person.role)
            self.leaves.setVisible(person.left_at is None)
            self.retranslate()

    def retranslate(self) -> None:
        person = self._person
        if person is None:
            return
        state = _("locked: give her a new PIN") if person.is_locked else ""
        if person.left_at is not None:
            state = _("works here no more; a new PIN brings her back")
        self.title.setText("  ·  ".join(filter(None, (person.name, state))))
        self.pin.name(_("New PIN"), _("empty: as it is"))
        self.role.name(*(role_label(role) for role in Role))
        self.save.setText(_("Save") if person.left_at is None else _("Works here again"))
        self.leaves.setText(_("Works here no more"))

    def _save(self) -> None:
        person, pin, role = self._person, self.pin.text(), self.role.value()
        if person is None:
            return
        shop, by = self._desk.shop, self._desk.by
        who: dict[str, Any] = {"by": by, "staff_id": person.id, "request": new_request()}
        if person.left_at is not None:
            self._try(lambda: staffing.take_back(shop, pin=pin, **who))
        elif role is not person.role:
            self._try(lambda: staffing.change_role(shop, role=role, pin=pin, **who))
        elif pin:
            self._try(lambda: staffing.reset_pin(shop, pin=pin, **who))

    def _let_go(self) -> None:
        person = self._person
        if person is not None:
            self._try(
                lambda: staffing.let_go(
                    self._desk.shop, by=self._desk.by, staff_id=person.id, request=new_request()
                )
            )

    def _try(self, change: Callable[[], None]) -> None:
        self.pin.forgive()
        name = self._person.name if self._person else ""
        try:
            change()
        except errors.WeakPin as problem:
            self.pin.refuse(self._desk.words(problem))
        except ShopError as problem:
            self.problem.setText(self._desk.words(problem))
            self.problem.show()
        else:
            self.pin.clear()
            self.done.emit(_("Saved: {name}").format(name=name))

    def _build(self) -> None:
        self.hide()
        self.problem.hide()
        self.role.setFixedHeight(CONTROL + 2)
        fields = row(gap=12)
        fields.addWidget(self.pin, 1)
        fields.addLayout(beside(self.role))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 8, 12, 10)
        inside.setSpacing(6)
        inside.addWidget(self.title)
        inside.addLayout(fields)
        inside.addWidget(self.problem)
        inside.addLayout(row(self.leaves, None, self.save, gap=12))
        self.pin.edit.returnPressed.connect(self._save)

"""The owner forgot her PIN: the code of the recovery sheet, and a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.staff import recovering
from shopfans.texts import _, messages
from ui.widgets.field import Field
from ui.widgets.pieces import button, column, label, row
from ui.widgets.pin_field import pin_field


class Recovering(QWidget):
    recovered = Signal(object)
    """The owner, with her new PIN."""
    left = Signal()

    def __init__(self, shop: Shop, owners: Sequence[Staff]) -> None:
        super().__init__()
        self._shop, self._terms = shop, settings.load(shop)
        self.words = label("muted", wraps=True)
        self.who = QComboBox()
        for one in owners:
            self.who.addItem(one.name, one.id)
        self.who.setVisible(len(owners) > 1)
        self.code, self.pin, self.again = Field(), pin_field(), pin_field()
        self.go, self.back = button("primary", self._recover), button("", self.left.emit)
        self.setLayout(
            column(
                self.words, self.who, self.code, self.pin, self.again,
                row(self.back, None, self.go), gap=12,
            )
        )  # fmt: skip
        self.setFocusProxy(self.code)
        for field in (self.code, self.pin, self.again):
            field.edit.returnPressed.connect(self._recover)

    def retranslate(self) -> None:
        self.words.setText(
            _("The code stands on the recovery sheet. It works once; print a new sheet afterwards.")
        )
        self.code.name(_("Recovery code"), "0000 0000 0000 0000 0000")
        self.pin.name(_("New PIN"), _("at least 6 digits"))
        self.again.name(_("The PIN again"))
        self.go.setText(_("Set the new PIN"))
        self.back.setText(_("Back"))

    def _recover(self) -> None:
        for field in (self.code, self.pin, self.again):
            field.forgive()
        if self.pin.text() != self.again.text():
            self._refuse(errors.PinsDiffer())
            return
        try:
            owner = recovering.recover(
                self._shop, staff_id=self.who.currentData(), code=self.code.text(),
                pin=self.pin.text(), request=new_request(),
            )  # fmt: skip
        except ShopError as problem:
            self._refuse(problem)
        else:
            self.recovered.emit(owner)

    def _refuse(self, problem: ShopError) -> None:
        words = messages.message(problem, self._terms)
        match problem:
            case errors.PinsDiffer():
                self.again.refuse(words)
            case errors.WeakPin():
                self.pin.refuse(words)
            case _:
                self.code.refuse(words)

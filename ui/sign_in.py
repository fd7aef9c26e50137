"""Who works now: a name and a PIN."""

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Staff
from shopfans.services import settings, staffing
from shopfans.texts import _, messages
from ui.page import Page
from ui.widgets.field import Field
from ui.widgets.pieces import button, column, label, panel, row


class SignIn(Page):
    """One button for each person, the PIN below; the last one stays chosen."""

    signed_in = Signal(object)

    def __init__(self, shop: Shop, hint: str = "") -> None:
        super().__init__()
        self._shop = shop
        self._terms = settings.load(shop)
        self._people = staffing.staff(shop)
        self._chosen: Staff = self._people[0]
        self.title = label("title", self._terms.shop_name)
        self.who = label("muted")
        self.names = QButtonGroup(self)
        self.pin = Field()
        self.pin.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.edit.setValidator(_DIGITS)
        self.pin.edit.setMaxLength(staffing.LONGEST_PIN)
        self.pin.edit.returnPressed.connect(self._try)
        self.enter = button("primary", self._try)
        self.hint = label("small", hint, wraps=True)
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        self.who.setText(_("Who is working now?"))
        self.pin.name(_("PIN"))
        self.enter.setText(_("Sign in"))

    def arrive(self) -> None:
        self.pin.setFocus()

    def _build(self) -> None:
        card, inside = panel(edge=32, gap=14)
        card.setFixedWidth(440)
        inside.addWidget(self.title, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self.who, alignment=Qt.AlignmentFlag.AlignHCenter)
        people = column(gap=8)
        for number, one in enumerate(self._people):
            name = button("", self._choose)
            name.setText(one.name)
            name.setCheckable(True)
            name.setChecked(number == 0)
            self.names.addButton(name, number)
            people.addWidget(name)
        inside.addLayout(people)
        inside.addWidget(self.pin)
        inside.addWidget(self.enter)
        inside.addWidget(self.hint)
        self.hint.setVisible(bool(self.hint.text()))
        page = QVBoxLayout(self)
        page.addLayout(column(None, row(None, card, None), None))

    def _choose(self) -> None:
        self._chosen = self._people[self.names.checkedId()]
        self.pin.clear()
        self.pin.setFocus()

    def _try(self) -> None:
        try:
            staff = staffing.sign_in(self._shop, staff_id=self._chosen.id or 0, pin=self.pin.text())
        except ShopError as problem:
            self.pin.edit.clear()
            self.pin.refuse(messages.message(problem, self._terms))
        else:
            self.pin.clear()
            self.signed_in.emit(staff)


_DIGITS = QRegularExpressionValidator(QRegularExpression("[0-9]*"))

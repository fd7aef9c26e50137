"""Who works now: a name and a PIN; and the owner's way back in without one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Role, Staff
from shopfans.services import settings
from shopfans.services.staff import recovering, staffing
from shopfans.texts import _, messages
from ui.page import Page
from ui.recovering import Recovering
from ui.widgets.pieces import button, column, label, panel, row
from ui.widgets.pin_field import pin_field


class SignIn(Page):
    """One button for each person, the PIN below; Up and Down choose another.

    A PIN alone would not do: two people may have the same, and each guess would count for all.
    """

    signed_in = Signal(object)

    def __init__(self, shop: Shop, hint: str = "", *, chosen: int | None = None) -> None:
        super().__init__()
        self._shop = shop
        self._terms = settings.load(shop)
        self._people = staffing.staff(shop)
        ids = [one.id for one in self._people]
        self._at = ids.index(chosen) if chosen in ids else 0
        self.title = label("title", self._terms.shop_name)
        self.who = label("muted")
        self.names = QButtonGroup(self)
        self.pin = pin_field()
        self.pin.edit.returnPressed.connect(self._try)
        self.enter = button("primary", self._try)
        self.forgot = button("quiet", self._recover, takes_focus=True)
        self.hint = label("small", hint, wraps=True)
        self.recovering = Recovering(shop, [one for one in self._people if one.role is Role.OWNER])
        self.recovering.recovered.connect(self.signed_in)
        self.recovering.left.connect(self._give_up)
        self._pages = QStackedWidget()
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        self.who.setText(_("Who is working now?"))
        self.pin.name(_("PIN"))
        self.enter.setText(_("Sign in"))
        self.forgot.setText(_("The owner forgot her PIN"))
        self.recovering.retranslate()

    def arrive(self) -> None:
        self.pin.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up:
                self.step(-1)
            case Qt.Key.Key_Down:
                self.step(1)
            case _:
                super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """Choose the next name, or the one before."""
        self.names.button((self._at + by) % len(self._people)).click()

    def _build(self) -> None:
        card, inside = panel(edge=32, gap=14)
        card.setFixedWidth(440)
        inside.addWidget(self.title, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._pages)
        asking = QWidget()
        people = column(gap=8)
        for number, one in enumerate(self._people):
            name = button("", self._choose)
            name.setText(one.name)
            name.setCheckable(True)
            name.setChecked(number == self._at)
            self.names.addButton(name, number)
            people.addWidget(name)
        asking.setLayout(
            column(
                row(None, self.who, None), people, self.pin, self.enter, self.hint,
                row(None, self.forgot, None), gap=14,
            )
        )  # fmt: skip
        self._pages.addWidget(asking)
        self._pages.addWidget(self.recovering)
        self.hint.setVisible(bool(self.hint.text()))
        self.forgot.setVisible(recovering.has_sheet(self._shop))
        page = QVBoxLayout(self)
        page.addLayout(column(None, row(None, card, None), None))

    def _choose(self) -> None:
        self._at = self.names.checkedId()
        self.pin.clear()
        self.pin.setFocus()

    def _try(self) -> None:
        chosen: Staff = self._people[self._at]
        try:
            staff = staffing.sign_in(self._shop, staff_id=chosen.id or 0, pin=self.pin.text())
        except ShopError as problem:
            self.pin.edit.clear()
            self.pin.refuse(messages.message(problem, self._terms))
        else:
            self.pin.clear()
            self.signed_in.emit(staff)

    def _recover(self) -> None:
        self._pages.setCurrentWidget(self.recovering)
        self.recovering.setFocus()

    def _give_up(self) -> None:
        self._pages.setCurrentIndex(0)
        self.arrive()

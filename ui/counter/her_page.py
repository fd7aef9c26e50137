"""The private address of the guest's own page, as a code for her phone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.services.joining import linking
from shopfans.services.members.finding import MemberCard
from shopfans.texts import _
from ui.desk import Desk
from ui.widgets.pieces import Elided, button, label, panel, row
from ui.widgets.qr_code import QrCode


class HerPage(QWidget):
    """Shown again to the same guest it is the same code: what she has saved goes on working."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._member: int | None = None
        self._token, self._refused = "", ""
        self.heading, self.name = label("heading"), Elided("muted")
        self.how, self.told = label("muted", wraps=True), label("good", wraps=True)
        self.code, self.problem = QrCode(), label("error", wraps=True)
        self.withdraw = button("quiet", self._withdraw)
        self.leave = button("", self.closed.emit)
        self._build()
        desk.door.changed.connect(self._follow)

    @property
    def url(self) -> str:
        """What the code says; empty while there is nothing to scan."""
        door = self._desk.door
        return f"{door.url}/me/{self._token}" if door.url and self._token else ""

    def open_for(self, guest: MemberCard) -> None:
        """Her address: a new one, unless she is the one it was shown to last."""
        self.told.clear()
        self._refused = ""
        self.name.setText(guest.name)
        if guest.id != self._member:
            self._member, self._token = guest.id, ""
        self._desk.door.look()
        self._give()

    def retranslate(self) -> None:
        self.heading.setText(_("Her own page"))
        self.how.setText(
            _("On the shop's Wi-Fi she scans this and keeps the page as a bookmark: points, "
              "coupons, her code, the ballot. It is for her alone.")
        )  # fmt: skip
        self.withdraw.setText(_("Withdraw all her addresses"))
        self.leave.setText(_("Close  Esc"))
        self._show()

    def _follow(self) -> None:
        """The door opened, shut or moved while the guest waits for her code."""
        if self.isVisible():
            self._give()

    def _give(self) -> None:
        if self._desk.door.url and not self._token and self._member is not None:
            try:
                self._token = linking.give(
                    self._desk.shop, by=self._desk.by, member=self._member, request=new_request()
                )
            except ShopError as problem:
                self._refused = self._desk.words(problem)
        self._show()

    def _withdraw(self) -> None:
        if self._member is None:
            return
        linking.withdraw(
            self._desk.shop, by=self._desk.by, member=self._member, request=new_request()
        )
        self._token = ""
        self._show()
        self.told.setText(
            _("None of her addresses works any more. Opened again, this is a new one.")
        )

    def _show(self) -> None:
        self.code.show_text(self.url)
        self.code.setVisible(bool(self.url))
        self.problem.setText(self._why())

    def _why(self) -> str:
        """What stands in the way; empty if nothing does."""
        door = self._desk.door
        if door.url:
            return self._refused
        if door.problem is not None:
            return self._desk.words(door.problem)
        return _("Sign-up by phone is off. The owner turns it on: Settings, Sign-up by phone.")

    def _build(self) -> None:
        box, inside = panel(edge=22, gap=10)
        for part in (self.heading, self.name, self.how):
            inside.addWidget(part)
        inside.addWidget(self.code, 1)
        for part in (self.told, self.problem):
            inside.addWidget(part)
        inside.addStretch(0)
        inside.addLayout(row(self.leave, None, self.withdraw))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(box)

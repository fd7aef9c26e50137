"""The QR code that opens the sign-up page on the guest's phone, over the shop's own network."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.texts import _
from ui import network
from ui.background import Job, Progress
from ui.desk import Desk
from ui.widgets.pieces import button, label, panel, row
from ui.widgets.qr_code import QrCode

if TYPE_CHECKING:
    from shopfans.web.server import SignUpServer


class SignUp(QWidget):
    """The page is served from the first time the code is shown until the operator leaves."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.server: SignUpServer | None = None
        self._job: Job | None = None
        self._is_over = False
        self.heading, self.how = label("heading"), label("muted", wraps=True)
        self.code = QrCode()
        self.address, self.check = label("small"), label("figure")
        self.check_title = label("small", wraps=True)
        self.problem = label("error", wraps=True)
        self.leave = button("", self.left.emit)
        self._build()

    def begin(self, address: str | None = None) -> None:
        """Serve the page if it is not served yet, and show its code."""
        address = address or network.lan_address()
        self.problem.setVisible(address is None)
        if address is None:
            self.problem.setText(
                _("This computer is in no network. Connect it to the shop's Wi-Fi and try again.")
            )
        elif self.server is None and self._job is None:
            self._job = Job(partial(_serve, self._desk.shop, address))
            self._job.finished.connect(self._show_code)
            self._job.refused.connect(self._refuse)
            self._job.start()

    def end(self) -> None:
        """No phone can reach us any more."""
        self._is_over = True
        if self.server is not None:
            self.server.close()
            self.server = None

    def retranslate(self) -> None:
        self.heading.setText(_("Scan to become a member"))
        self.how.setText(
            _("Her phone must be on the shop's Wi-Fi. You see her here as soon as she has sent it.")
        )
        self.check_title.setText(_("Her phone must show the same numbers:"))
        self.leave.setText(_("Close  Esc"))

    def _build(self) -> None:
        box, inside = panel(edge=22, gap=10)
        inside.addWidget(self.heading)
        inside.addWidget(self.how)
        inside.addWidget(self.code, 1)
        inside.addWidget(self.address, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.addLayout(row(None, self.check_title, self.check, None))
        inside.addWidget(self.problem)
        inside.addLayout(row(self.leave, None))
        self.problem.hide()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(box)

    def _show_code(self, server: "SignUpServer") -> None:
        self._job = None
        if self._is_over:
            server.close()
            return
        self.server = server
        self.code.show_text(server.url)
        self.address.setText(server.url.rsplit("/", 1)[0])
        self.check.setText(server.words)

    def _refuse(self, refusal: ShopError) -> None:
        self._job = None
        self.problem.setText(self._desk.words(refusal))
        self.problem.show()


def _serve(shop: Shop, address: str, _progress: Progress) -> "SignUpServer":
    from shopfans.web.server import SignUpServer  # Flask takes half a second to import

    return SignUpServer(shop, address=address)

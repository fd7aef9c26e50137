"""The QR code that opens the sign-up page on the guest's phone, over the shop's own network."""

from functools import partial
from threading import Lock
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
        self._door = _Door()
        self._job: Job | None = None
        self.heading, self.how = label("heading"), label("muted", wraps=True)
        self.code = QrCode()
        self.address, self.check = label("small"), label("figure")
        self.check_title = label("small", wraps=True)
        self.problem = label("error", wraps=True)
        self.leave = button("", self.left.emit)
        self._build()

    @property
    def server(self) -> "SignUpServer | None":
        """What serves the page; None while it is not served."""
        return self._door.server

    def begin(self, address: str | None = None) -> None:
        """Serve the page if it is not served yet, and show its code."""
        address = address or network.lan_address()
        self.problem.setVisible(address is None)
        if address is None:
            self.problem.setText(
                _("This computer is in no network. Connect it to the shop's Wi-Fi and try again.")
            )
        elif self.server is None and self._job is None:
            self._job = Job(partial(self._door.open, self._desk.shop, address))
            self._job.finished.connect(self._show_code)
            self._job.refused.connect(self._refuse)
            self._job.start()

    def end(self) -> None:
        """No phone can reach us any more."""
        self._door.shut()

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

    def _show_code(self) -> None:
        self._job = None
        if self.server is not None:
            self.code.show_text(self.server.url)
            self.address.setText(self.server.url.rsplit("/", 1)[0])
            self.check.setText(self.server.words)

    def _refuse(self, refusal: ShopError) -> None:
        self._job = None
        self.problem.setText(self._desk.words(refusal))
        self.problem.show()


class _Door:
    """The server, opened in the background; once shut, nothing opens it again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_shut = False
        self.server: SignUpServer | None = None

    def open(self, shop: Shop, address: str, _progress: Progress) -> None:
        from shopfans.web.server import SignUpServer  # Flask takes half a second to import

        with self._lock:
            if not self._is_shut:
                self.server = SignUpServer(shop, address=address)

    def shut(self) -> None:
        with self._lock:
            self._is_shut = True
            if self.server is not None:
                self.server.close()
                self.server = None

"""The two codes for a guest's phone, in their order, and the words by which she knows the page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopfans.texts import _, pairs
from ui.desk import Desk
from ui.widgets.pieces import Elided, column, label, row
from ui.widgets.qr_code import QrCode

_SMALLEST = 140
"""Pixels: four for each square of a code as long as ours; a phone reads it at arm's length."""

_TALL = 480
"""Pixels from which on large codes stand below each other."""


class Codes(QWidget):
    """Follows the door: codes while phones can come in, else why they cannot."""

    def __init__(self, desk: Desk, *, is_large: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self.shop_name = Elided("strong")
        self.join_title, self.open_title = label("small", wraps=True), label("small", wraps=True)
        self.wifi, self.page = QrCode(), QrCode()
        self.pair_title, self.pair = label("small", wraps=True), label("figure")
        self.problem = label("error", wraps=True)
        self._first, self._codes = QWidget(), QWidget()
        self._build(is_large=is_large)
        desk.door.changed.connect(self.show_door)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        below = self._is_large and self.height() >= _TALL
        way = QBoxLayout.Direction
        self._both.setDirection(way.TopToBottom if below else way.LeftToRight)

    def show_door(self) -> None:
        """The door as it is now."""
        door = self._desk.door
        self._codes.setVisible(bool(door.url))
        self._first.setVisible(bool(door.wifi.code))
        self.problem.setVisible(door.problem is not None or door.is_print_old)
        if door.problem is not None:
            why = self._desk.words(door.problem)
            self.problem.setText(_("Phones cannot sign up just now.") + f" {why}")
        elif door.is_print_old:
            self.problem.setText(_("The printed codes are old: only these here work."))
        self.wifi.show_text(door.wifi.code)
        self.page.show_text(door.url)
        if door.server is not None:
            self.pair.setText(pairs.pair(door.server.secret))
        self._name()

    def retranslate(self) -> None:
        self.pair_title.setText(_("Her phone must show the same two words:"))
        self.show_door()

    def _name(self) -> None:
        door = self._desk.door
        self.shop_name.setText(self._desk.terms.shop_name)
        self.join_title.setText(_("1  Join the Wi-Fi {name}").format(name=door.wifi.name))
        if door.wifi.code:
            self.open_title.setText(_("2  Open the page"))
        else:
            self.open_title.setText(_("Open the page, on the shop's Wi-Fi"))

    def _build(self, *, is_large: bool) -> None:
        grows, middle = QSizePolicy.Policy.Expanding, Qt.AlignmentFlag.AlignHCenter
        for code in (self.wifi, self.page):
            code.setMinimumSize(_SMALLEST, _SMALLEST)
            code.setSizePolicy(grows, grows)
        for words in (self.shop_name, self.join_title, self.open_title, self.pair_title, self.pair):
            words.setAlignment(middle)
        self._first.setLayout(column(self.join_title, self.wifi, gap=4))
        second = QWidget()
        second.setLayout(column(self.open_title, self.page, gap=4))
        both: QBoxLayout = column(gap=14) if is_large else row(gap=4)
        self._both, self._is_large = both, is_large
        for part in (self._first, second):
            both.addWidget(part, 1)
        inside = column(gap=6)
        inside.addWidget(self.shop_name)
        inside.addLayout(both, 1)
        inside.addLayout(column(self.pair_title, self.pair, gap=0))
        self._codes.setLayout(inside)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._codes, 1)
        down.addWidget(self.problem)

"""The codes for phones on a second screen that faces the guests; nothing of any guest is on it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopfans.database.shop import Shop
from shopfans.services import settings
from shopfans.texts import _, pairs
from ui.door import Door
from ui.widgets.pieces import column, label, row
from ui.widgets.qr_code import QrCode


class CustomerScreen(QWidget):
    """There while the owner wants it and this computer has a screen to spare; without the page for
    phones it shows the shop's name alone."""

    def __init__(self, shop: Shop, door: Door, spare: Callable[[], QScreen | None]) -> None:
        super().__init__(
            None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._shop, self._door, self._spare = shop, door, spare
        self.shop_name, self.lead = label("due", wraps=True), label("title", wraps=True)
        self.join_title, self.open_title = (
            label("name", wraps=True),
            label("name", wraps=True),
        )
        self.pair_title, self.pair = label("name", wraps=True), label("due")
        self.wifi, self.page = QrCode(), QrCode()
        self._first, self._codes = QWidget(), QWidget()
        self._build()
        door.changed.connect(self.look)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self.look)
        app.screenRemoved.connect(self.look)

    def look(self, _screen: object = None) -> None:
        """Is there what it should show, and where?"""
        screen = self._spare() if self._door.choices.is_on_second_screen else None
        if screen is None:
            self.hide()
            return
        self.retranslate()
        self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()  # showFullScreen would take the focus from the counter

    def retranslate(self) -> None:
        """What the door shows now, in the language spoken here."""
        door = self._door
        self.shop_name.setText(settings.load(self._shop).shop_name)
        self.lead.setText(_("Scan to become a member"))
        self.join_title.setText(_("1  Join the Wi-Fi {name}").format(name=door.wifi.name))
        self.open_title.setText(
            _("2  Open the page") if door.wifi.code else _("Open the page, on the shop's Wi-Fi")
        )
        self.pair_title.setText(_("Your phone must show the same two words:"))
        self._codes.setVisible(bool(door.url))
        self.lead.setVisible(bool(door.url))
        self._first.setVisible(bool(door.wifi.code))
        self.wifi.show_text(door.wifi.code)
        self.page.show_text(door.url)
        if door.server is not None:
            self.pair.setText(pairs.pair(door.server.secret))

    def _build(self) -> None:
        grows, middle = QSizePolicy.Policy.Expanding, Qt.AlignmentFlag.AlignHCenter
        for code in (self.wifi, self.page):
            code.setSizePolicy(grows, grows)
        for words in (
            self.shop_name, self.lead, self.join_title, self.open_title, self.pair_title, self.pair
        ):  # fmt: skip
            words.setAlignment(middle)
        self._first.setLayout(column(self.join_title, self.wifi, gap=8))
        second = QWidget()
        second.setLayout(column(self.open_title, self.page, gap=8))
        both = row(gap=40)
        for part in (self._first, second):
            both.addWidget(part, 1)
        inside = column(gap=16)
        inside.addLayout(both, 1)
        inside.addWidget(self.pair_title)
        inside.addWidget(self.pair)
        self._codes.setLayout(inside)
        down = column(self.shop_name, self.lead, gap=10)
        down.setContentsMargins(48, 36, 48, 36)
        down.addWidget(self._codes, 1)
        self.setLayout(down)


def beside(window: QWidget) -> Callable[[], QScreen | None]:
    """A screen on which this window does not stand, if there is one."""
    return partial(_beside, window)


def _beside(window: QWidget) -> QScreen | None:
    return next((one for one in QGuiApplication.screens() if one is not window.screen()), None)

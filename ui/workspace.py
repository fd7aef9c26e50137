"""The strip of places and the place one is in; places are made when first visited."""

from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shopfans.texts import _
from ui import theme
from ui.date_doubt import DateDoubt
from ui.desk import Desk
from ui.forgotten_close import ForgottenClose
from ui.newcomers import Newcomers
from ui.page import Page
from ui.place import Place
from ui.printing.held import Held
from ui.sweeper import put_aside, sweep_well
from ui.tokens import NAV
from ui.widgets.keys import on_window_key
from ui.widgets.pieces import column
from ui.widgets.stack import Stack

if TYPE_CHECKING:
    from ui.counter.aside import Guest
    from ui.counter.place import Counter

COUNTER, MEMBERS, GOODS, COUPONS = "counter", "members", "goods", "coupons"
TODAY, BOOKS, CLOSING, SETTINGS = "today", "books", "closing", "settings"

_ICONS = {
    COUNTER: "shopping-cart",
    MEMBERS: "users",
    GOODS: "package",
    COUPONS: "ticket",
    TODAY: "bell",
    BOOKS: "chart-bar",
    CLOSING: "moon",
    SETTINGS: "gear",
}


LOOKS_EVERY = 60_000
"""Milliseconds between two looks at the clock: it may jump, and the day may turn."""


def _made(name: str, desk: Desk) -> Place:
    """The place of this name: `ui.<name>.place.<Name>`, imported when it is first visited."""
    place_class: type[Place] = getattr(import_module(f"ui.{name}.place"), name.capitalize())
    return place_class(desk)


class Workspace(Page):
    """Knows the places by name and nothing of their insides."""

    left = Signal()
    """Somebody else is to work now; the guest on the counter waits."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._places: dict[str, Place] = {}
        self._shown = COUNTER
        self._stack = Stack()
        self.held, self.doubt, self.forgotten = Held(desk), DateDoubt(desk), ForgottenClose(desk)
        self.forgotten.wanted.connect(self._close_day)
        self._today = desk.today
        self._clock = QTimer(self, interval=LOOKS_EVERY)
        self._clock.timeout.connect(self.look_at_clock)
        self._clock.start()
        self.newcomers = Newcomers(desk, self)
        self.newcomers.accepted.connect(self._welcome)
        self.newcomers.serve_wanted.connect(self._serve)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._leave = self._place_button()
        self._leave.setCheckable(False)
        self._leave.clicked.connect(self.left)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._strip())
        inside = QWidget()
        strips = (self.doubt, self.held, self.forgotten, self.newcomers)
        inside.setLayout(column(*strips, self._stack, gap=0))
        across.addWidget(inside, 1)
        self.retranslate()
        self.go(COUNTER)

    def go(self, name: str) -> Place:
        """Show the place of this name, made now if it is the first visit."""
        if name not in self._places:
            place = _made(name, self.desk)
            place.member_wanted.connect(self._serve)
            place.language_chosen.connect(self.language_chosen)
            place.look_chosen.connect(self.look_chosen)
            self._places[name] = place
            self._stack.addWidget(place)
            place.retranslate()
            put_aside()
        self._shown = name
        self._buttons[name].setChecked(True)
        self._stack.setCurrentWidget(self._places[name])
        self._places[name].arrive()
        self.forgotten.stand_back(is_there=name == CLOSING)
        return self._places[name]

    def scanned(self, code: str) -> None:
        """The place one is in may take it; else it is served at the counter."""
        took_it = self._places[self._shown].scanned(code)
        if self._shown != COUNTER and not took_it:
            self.counter().scanned(code)

    def arrive(self) -> None:
        """The focus of the place one is in: it can only be set once the window shows it."""
        self._places[self._shown].arrive()

    def retranslate(self) -> None:
        names = {
            COUNTER: _("Counter"),
            MEMBERS: _("Members"),
            GOODS: _("Goods"),
            COUPONS: _("Coupons"),
            TODAY: _("Today"),
            BOOKS: _("Books"),
            CLOSING: _("Day close"),
            SETTINGS: _("Settings"),
        }
        for number, (name, button) in enumerate(self._buttons.items(), 1):
            button.setText(names[name])
            button.setToolTip(f"Ctrl+{number}")
            button.setIcon(theme.icon(_ICONS[name], theme.look().muted))
        self._leave.setText(self.desk.by.name)
        self._leave.setToolTip(_("Switch user (Ctrl+L)"))
        self._leave.setAccessibleName(_("Switch user (Ctrl+L)"))
        self._leave.setIcon(theme.icon("sign-out", theme.look().muted))
        for strip in (self.doubt, self.held, self.forgotten, self.newcomers):
            strip.retranslate()
        for place in self._places.values():
            place.retranslate()
            place.read_again()

    def end(self) -> None:
        """The operator leaves: each place gives back what it holds."""
        self._clock.stop()
        for place in self._places.values():
            place.end()

    def lay_down(self) -> "Guest | None":
        """The guest on the counter, for whoever goes on with her."""
        return cast("Counter", self._places[COUNTER]).lay_down()

    def pick_up(self, guest: "Guest") -> None:
        """Go on with a guest whom somebody else began to serve."""
        cast("Counter", self._places[COUNTER]).pick_up(guest)

    def _welcome(self, member: int) -> None:
        """She is the guest now if nobody else is; otherwise it is said that she joined."""
        counter = cast("Counter", self._places[COUNTER])
        if counter.guests.is_free:
            self.counter().guests.serve(member)
        else:
            self.newcomers.name_her(member)

    def _serve(self, member: int) -> None:
        self.counter().guests.receive(member)

    def look_at_clock(self) -> None:
        """Is the date believed; and if another day has begun, what is shown is of yesterday."""
        self.doubt.look()
        if self.desk.today != self._today:
            self._today = self.desk.today
            self.forgotten.retranslate()
            for place in self._places.values():
                place.read_again()
            sweep_well()  # many a window never locks

    def _close_day(self) -> None:
        self.go(CLOSING)

    def counter(self) -> "Counter":
        """The counter, shown."""
        return cast("Counter", self.go(COUNTER))

    def _strip(self) -> QFrame:
        strip = QFrame()
        strip.setObjectName("nav")
        strip.setFixedWidth(NAV)
        down = QVBoxLayout(strip)
        down.setContentsMargins(7, 16, 7, 12)
        down.setSpacing(6)
        for number, name in enumerate(_ICONS, 1):
            button = self._place_button()
            button.clicked.connect(self._go_to_checked)
            button.setProperty("place", name)
            self._group.addButton(button)
            self._buttons[name] = button
            on_window_key(self, f"Ctrl+{number}", button.click)
            if name == SETTINGS:
                down.addStretch(1)
            down.addWidget(button)
        down.addWidget(self._leave)
        on_window_key(self, "Ctrl+L", self.left.emit)
        return strip

    def _go_to_checked(self) -> None:
        button = self._group.checkedButton()
        try:
            if button is not None:
                self.go(button.property("place"))
        finally:  # the strip marks the place one is in, also if another could not be opened
            self._buttons[self._shown].setChecked(True)

    def _place_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("place_button")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab stays in the place; Ctrl+1… lead out
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(24, 24))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

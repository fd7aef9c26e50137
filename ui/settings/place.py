"""What can be chosen: on this computer by anybody, for the shop by the owner; a page for each."""

from typing import Protocol

from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans import texts
from shopfans.domain.roles import Right
from shopfans.domain.topics import Topic
from shopfans.texts import _
from ui.backups.page import BackupsPage
from ui.desk import Desk
from ui.log.page import LogPage
from ui.place import Place
from ui.settings.computer import Computer
from ui.settings.consent import ConsentForm
from ui.settings.joining_page import JoiningPage
from ui.settings.limits import LimitsForm
from ui.settings.own_pin import OwnPin
from ui.settings.plans import PlansForm
from ui.settings.points import PointsForm
from ui.settings.printer import PrinterForm
from ui.settings.staff_page import StaffPage
from ui.settings.stored_value import StoredValueForm
from ui.settings.tags import TagList
from ui.settings.terms import TermsForm
from ui.settings.tiers import TiersForm
from ui.tokens import EDGE, GAP
from ui.widgets.empty import Empty
from ui.widgets.pieces import column, label, panel, row, tighten
from ui.widgets.scrolled import Scrolled
from ui.widgets.segments import Segments
from ui.widgets.stack import Stack

SECTIONS = (
    "shop", "points", "tiers", "membership", "stored_value", "joining", "asked", "backups", "log",
    "computer",
)  # fmt: skip
SHOP, POINTS, TIERS, MEMBERSHIP, STORED_VALUE, JOINING, ASKED, BACKUPS, LOG, COMPUTER = SECTIONS

_LEFT = 440
"""Pixels: a form any wider is harder to read."""
_BAR = 14
"""Pixels beside it for the bar, where the window is too low for all of it."""

_ROOMY = 1150
"""Pixels of width from which on the names of the pages have room for all they like."""


class _Part(Protocol):
    """What is read of a page when these topics are told."""

    topics: frozenset[Topic]

    def refresh(self) -> None: ...


class Settings(Place):
    """The page that is seen is read, and of it what is touched; the others when one turns to
    them."""

    topics = LogPage.topics
    """Those of all other pages are among them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._stale: set[str] = set()
        self.title, self.sections = label("title"), Segments(SECTIONS)
        self.terms, self.staff = TermsForm(desk), StaffPage(desk)
        self.limits, self.own_pin = LimitsForm(desk), OwnPin(desk)
        self.log: LogPage | None = None
        self.points, self.computer = PointsForm(desk), Computer()
        self.tiers, self.plans = TiersForm(desk), PlansForm(desk)
        self.stored_value = StoredValueForm(desk)
        self.printer, self.joining = PrinterForm(desk), JoiningPage(desk)
        self.tags, self.consent = TagList(desk), ConsentForm(desk)
        self.backups = BackupsPage(desk)
        self.closed, self._pages = Empty(), Stack()
        self._build()
        self.sections.chosen.connect(self.turn_to)
        self.computer.language.chosen.connect(self.language_chosen.emit)
        self.computer.look.chosen.connect(self.look_chosen.emit)

    def turn_to(self, section: str) -> None:
        """Show the page of this section."""
        self._forget_pins()
        self.sections.choose(section)
        if section == LOG:
            self._open_log()
            self._stale.add(LOG)
        self._pages.setCurrentIndex(SECTIONS.index(section))
        self._read_page()

    def refresh(self) -> None:
        self._stale = set(SECTIONS) if self.desk.by.may(Right.SET_TERMS) else set()
        self._read_page()

    def follow(self, topics: frozenset[Topic]) -> None:
        """What is touched of the page that is seen; each other is read when one turns to it."""
        for section in SECTIONS:
            touched = [part for part in self._parts(section) if part.topics & topics]
            if section == self.sections.value():
                for part in touched:
                    part.refresh()
            elif touched:
                self._stale.add(section)

    def retranslate(self) -> None:
        self.title.setText(_("Settings"))
        self.sections.name(
            _("Shop"),
            _("Points"),
            _("Tiers"),
            _("Membership"),
            _("Stored value"),
            _("Sign-up by phone"),
            _("Questions"),
            _("Backups"),
            _("Log"),
            _("This computer"),
        )
        for part in (
            self.computer, self.printer, self.terms, self.points, self.tiers, self.plans,
            self.stored_value, self.joining, self.tags, self.consent, self.staff, self.limits,
            self.own_pin, self.backups,
        ):  # fmt: skip
            part.retranslate()
        if self.log is not None:
            self.log.retranslate()
        self.closed.say(
            "lock-key",
            _("The rest is the owner's"),
            _("Points and staff are set by the owner. Ask her to sign in (Ctrl+L)."),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the names need the room of the title; the strip says it too."""
        super().resizeEvent(event)
        is_narrow = self.width() < _ROOMY
        tighten(self.sections.buttons(), is_tight=is_narrow)
        self.title.setHidden(is_narrow)

    def hideEvent(self, event: QHideEvent) -> None:
        """No PIN stays behind in a field."""
        super().hideEvent(event)
        self._forget_pins()

    def _forget_pins(self) -> None:
        self.staff.staff.forget_pins()
        self.own_pin.clear()

    def _parts(self, section: str) -> tuple[_Part, ...]:
        return {
            SHOP: (self.terms, self.limits, self.staff),
            POINTS: (self.points,),
            TIERS: (self.tiers,),
            MEMBERSHIP: (self.plans, self.plans.figures),
            STORED_VALUE: (self.stored_value,),
            JOINING: (self.joining,),
            ASKED: (self.tags, self.consent),
            BACKUPS: (self.backups,),
            LOG: () if self.log is None else (self.log,),
            COMPUTER: (),
        }[section]

    def _read_page(self) -> None:
        """The page that is seen, unless it is as it was read."""
        section = self.sections.value()
        if section in self._stale:
            self._stale.remove(section)
            for part in self._parts(section):
                part.refresh()

    def _open_log(self) -> None:
        """Made when it is first looked at."""
        if self.log is None:
            self.log = LogPage(self.desk)
            self._log_room.addWidget(self.log)
            self.log.retranslate()

    def arrive(self) -> None:
        if self.desk.by.may(Right.SET_TERMS):
            self.sections.button(self.sections.value()).setFocus()
        else:
            self.computer.language.button(texts.language()).setFocus()

    def _build(self) -> None:
        may = self.desk.by.may(Right.SET_TERMS)
        self.sections.setVisible(may)
        for page in (
            self._shop_page(), self.points, self.tiers, self.plans, self.stored_value, self.joining,
            self._asked_page(), self.backups, self._log_page(), self._computer_page(may=may),
        ):  # fmt: skip
            self._pages.addWidget(page)
        self.turn_to(SHOP if may else COMPUTER)
        down = QVBoxLayout(self)
        down.setContentsMargins(EDGE, 20, EDGE, EDGE)
        down.setSpacing(GAP)
        down.addLayout(row(self.title, 14, self.sections, None))
        down.addWidget(self._pages, 1)

    def _shop_page(self) -> QWidget:
        page = QWidget()
        self.terms.setFixedWidth(_LEFT)
        across = row(gap=GAP)
        self.limits.setFixedWidth(_LEFT)
        forms = QWidget()
        forms.setLayout(column(self.terms, self.limits, None, gap=GAP))
        left = Scrolled()
        left.setWidget(forms)
        left.setFixedWidth(_LEFT + _BAR)
        across.addWidget(left)
        across.addWidget(self.staff, 1)
        page.setLayout(across)
        return page

    def _asked_page(self) -> QWidget:
        page = QWidget()
        self.tags.setFixedWidth(_LEFT)
        across = row(gap=GAP)
        across.addWidget(self.tags)
        across.addWidget(self.consent, 1)
        page.setLayout(across)
        return page

    def _log_page(self) -> QWidget:
        page, self._log_room = QWidget(), column()
        page.setLayout(self._log_room)
        return page

    def _computer_page(self, *, may: bool) -> QWidget:
        page = QWidget()
        sheet, around = panel()
        around.addWidget(self.closed)
        sheet.setHidden(may)
        down = column(self.computer, self.own_pin, gap=GAP)
        down.addWidget(self.printer, 1)
        down.addWidget(sheet)
        page.setLayout(down)
        return page

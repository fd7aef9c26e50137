"""What can be chosen: on this computer by anybody, for the shop by the owner."""

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopfans import texts
from shopfans.domain.roles import Right
from shopfans.domain.topics import Topic
from shopfans.texts import _
from ui.desk import Desk
from ui.place import Place
from ui.settings.computer import Computer
from ui.settings.goods import GoodsTable
from ui.settings.printer import PrinterForm
from ui.settings.staff import StaffTable
from ui.settings.terms import TermsForm
from ui.tokens import EDGE, GAP
from ui.widgets.empty import Empty
from ui.widgets.pieces import label, panel, row

_LEFT = 440
"""Pixels: a form any wider is harder to read."""


class Settings(Place):
    topics = frozenset({Topic.TERMS, Topic.GOODS, Topic.STAFF})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.computer = label("title"), Computer()
        self.terms, self.goods, self.staff = TermsForm(desk), GoodsTable(desk), StaffTable(desk)
        self.printer, self.closed, self.pages = PrinterForm(desk), Empty(), QStackedWidget()
        self._build()
        self.computer.language.chosen.connect(self.language_chosen.emit)
        self.computer.printer_asked.connect(self._turn)
        self.computer.look.chosen.connect(self.look_chosen.emit)

    def refresh(self) -> None:
        if self.desk.by.may(Right.SET_TERMS):
            for part in (self.terms, self.goods, self.staff):
                part.refresh()

    def retranslate(self) -> None:
        self.title.setText(_("Settings"))
        for part in (self.computer, self.printer, self.terms, self.goods, self.staff):
            part.retranslate()
        self.closed.say(
            "lock-key",
            _("The rest is the owner's"),
            _("Points, goods and staff are set by the owner. Ask her to sign in (Ctrl+L)."),
        )

    def _turn(self) -> None:
        self.pages.setCurrentIndex(1 if self.computer.printer.isChecked() else 0)

    def hideEvent(self, event: QHideEvent) -> None:
        """No PIN stays behind in a field."""
        super().hideEvent(event)
        self.staff.pin.clear()

    def arrive(self) -> None:
        self.computer.language.button(texts.language()).setFocus()

    def _build(self) -> None:
        may = self.desk.by.may(Right.SET_TERMS)
        right, owners = QStackedWidget(), QWidget()
        self.terms.setFixedWidth(_LEFT)
        inside = QVBoxLayout(owners)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        inside.addWidget(self.goods, 5)
        inside.addWidget(self.staff, 4)
        sheet, around = panel()
        around.addWidget(self.closed)
        right.addWidget(owners)
        right.addWidget(sheet)
        right.setCurrentIndex(0 if may else 1)
        self.terms.setVisible(may)
        shop, across = QWidget(), row(gap=GAP)
        shop.setLayout(across)
        across.addWidget(self.terms)
        across.addWidget(right, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(EDGE, 20, EDGE, EDGE)
        down.setSpacing(GAP)
        down.addWidget(self.title)
        down.addWidget(self.computer)
        self.pages.addWidget(shop)
        self.pages.addWidget(self.printer)
        down.addWidget(self.pages, 1)

"""The owner's books: a period's figures at a glance, and the workbook for the accountant."""

from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.periods import Period
from shopfans.domain.roles import Right
from shopfans.domain.topics import Topic
from shopfans.services.books import reporting
from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.sales import listing
from shopfans.texts import _
from ui.background import Progress
from ui.books.days import Days
from ui.books.figures import Figures
from ui.books.period import PeriodChooser
from ui.books.saving import Saving
from ui.desk import Desk
from ui.latest import Latest, Work
from ui.place import Place
from ui.tokens import EDGE, GAP
from ui.widgets.empty import Empty
from ui.widgets.pieces import label, panel, row, tighten

_ROOMY = 1050
"""Pixels of width from which on each choice has room for all it likes."""


class Books(Place):
    topics = frozenset(
        {Topic.SALES, Topic.POINTS, Topic.COUPONS, Topic.MEMBERS, Topic.TERMS, Topic.CARDS}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._reading, self._has_chosen = Latest(self), False
        self.title, self.problem = label("title"), label("error", wraps=True)
        self.chooser, self.figures = PeriodChooser(desk.today), Figures(desk)
        self.days = Days(desk)
        self.saving, self.closed = Saving(desk), Empty()
        self._may = desk.by.may(Right.EXPORT)
        self._down = QVBoxLayout(self)
        self._build()
        self.chooser.chosen.connect(self._turn)
        self._reading.found.connect(self._take)
        self._reading.refused.connect(self._refuse)

    def refresh(self) -> None:
        """The figures anew, read in the background; a cashier is told why she sees none."""
        if not self.saving.path.text():
            self.saving.show_period(self.chooser.period)
        if self._may:
            self._reading.ask_again(self._figures_of_period())

    def retranslate(self) -> None:
        self.title.setText(_("Books"))
        for part in (self.chooser, self.figures, self.days, self.saving):
            part.retranslate()
        self._fit()
        self.closed.say(
            "lock-key",
            _("The books are the owner's"),
            _(
                "Ask the owner to sign in (Ctrl+L) to see the figures. With her PIN the workbook "
                "can be saved here."
            ),
        )

    def arrive(self) -> None:
        self.saving.save.setFocus()

    def _turn(self) -> None:
        self._has_chosen = True
        self.figures.show_figures(None)
        self.days.show_period(self.chooser.period, {})
        self.saving.show_period(self.chooser.period)
        if self._may:
            self._reading.ask(self._figures_of_period())

    def end(self) -> None:
        """What is still being read comes too late."""
        self._reading.end()

    def _figures_of_period(self) -> Work:
        return partial(_read, self.desk.shop, self.chooser.period)

    def _take(self, read: "_Read") -> None:
        self.problem.hide()
        if not self._has_chosen and read.figures.sales == 0:
            self.chooser.go_to_present()
        else:
            self.figures.show_figures(read.figures)
            self.days.show_period(read.period, read.paid)

    def _refuse(self, problem: ShopError) -> None:
        self.problem.setText(self.desk.words(problem))
        self.problem.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """What is said below the workbook needs room too."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """In a small window the title gives way to the choices; the strip says it too."""
        needs = self.title.sizeHint().width() + GAP + self.chooser.minimumSizeHint().width()
        self.title.setHidden(needs > self.width() - 2 * EDGE)
        choices = (*self.saving.choices.what.buttons(), *self.saving.language.buttons())
        tighten(choices, is_tight=self.width() < _ROOMY)
        has_days = self._may and self._has_room_for_days()
        self.days.setVisible(has_days)
        self._down.setStretchFactor(self.figures, 0 if has_days else 1)

    def _has_room_for_days(self) -> bool:
        """Where there is none, the sums and the workbook come first."""
        needs = self.minimumSizeHint().height()
        if self.days.isHidden():
            needs += self.days.minimumSizeHint().height() + GAP
        return needs <= self.height()

    def _build(self) -> None:
        self.problem.hide()
        self.days.hide()
        self.figures.setVisible(self._may)
        sheet, around = panel()
        around.addWidget(self.closed)
        sheet.setHidden(self._may)
        down = self._down
        down.setContentsMargins(EDGE, 20, EDGE, EDGE)
        down.setSpacing(GAP)
        down.addLayout(row(self.title, None, self.chooser))
        down.addWidget(self.problem)
        down.addWidget(self.figures)
        down.addWidget(self.days, 1)
        down.addWidget(sheet, 1)
        down.addWidget(self.saving)


class _Read(NamedTuple):
    period: Period
    figures: PeriodFigures
    paid: dict[date, Money]


def _read(shop: Shop, period: Period, _progress: Progress) -> _Read:
    figures = reporting.period_figures(shop, period)
    return _Read(period, figures, listing.paid_by_day(shop, period.first, period.last))

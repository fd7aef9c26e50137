"""The week's odd things: each with the reason in one sentence, and the entries behind it."""

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.oddities import OddLine
from shopfans.services.staff import oddities
from shopfans.texts import _
from shopfans.texts.formats import short_day_text
from shopfans.texts.oddities import why_odd
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import button, label, row

_WEEK = timedelta(days=7)


class OddThings(QFrame):
    opened = Signal(object)
    """The entries behind one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._last: date = desk.today
        self.heading, self.week = label("heading"), label("muted")
        self.words = label("small", wraps=True)
        self.before, self.after = (
            button("quiet", self._before, takes_focus=True),
            button("quiet", self._after, takes_focus=True),
        )
        self.model: ListModel[OddLine] = ListModel(_columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self._build()

    def refresh(self) -> None:
        found = oddities.of_week(self._desk.shop, by=self._desk.by, last=self._last)
        self.model.show_rows(found)
        first = short_day_text(self._last - oddities.WEEK)
        self.week.setText(f"{first} – {short_day_text(self._last)}")
        self.after.setEnabled(self._last < self._desk.today)

    def retranslate(self) -> None:
        self.heading.setText(_("Odd things"))
        self.words.setText(
            _("Each is a reason to look, not a verdict. Press one to see its entries.")
        )
        for key, icon, words in (
            (self.before, "caret-left", _("The week before")),
            (self.after, "caret-right", _("The week after")),
        ):
            key.setIcon(theme.icon(icon, theme.look().accent))
            key.setToolTip(words)
            key.setAccessibleName(words)
        self.listing.empty.say(
            "check-circle", _("Nothing odd"), _("No card, refund or PIN stands out in this week.")
        )
        self.model.retitle(_columns())

    def _before(self) -> None:
        self._last -= _WEEK
        self.refresh()

    def _after(self) -> None:
        self._last = min(self._desk.today, self._last + _WEEK)
        self.refresh()

    def _open(self, index: QModelIndex) -> None:
        line = self.model.row(index.row())
        if line is not None:
            self.opened.emit(line.odd.operations)

    def _build(self) -> None:
        self.view.set_widths(300)
        self.view.setWordWrap(True)
        self.view.verticalHeader().setDefaultSectionSize(58)
        self.view.horizontalHeader().hide()
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 14, 14)
        inside.setSpacing(6)
        inside.addLayout(row(self.heading, None, self.before, self.week, self.after, gap=4))
        inside.addWidget(self.words)
        inside.addWidget(self.listing, 1)


def _columns() -> list[Column[OddLine]]:
    return [Column("", why_odd, stretches=True)]

"""The log as a table: by person, kind and day, a page at a time."""

from datetime import date

from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from shopfans.domain.errors import ShopError
from shopfans.domain.periods import parse_day
from shopfans.domain.terms import Terms
from shopfans.domain.trails import LogLine, Trail
from shopfans.services.staff import staffing, tracing
from shopfans.services.staff.tracing import Wanted
from shopfans.texts import _
from shopfans.texts.formats import time_text
from shopfans.texts.trails import sentence, trail_label
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.field import Field, beside
from ui.widgets.pieces import button, column, label, row

PAGE = 200
"""Lines that are read at a time."""

_WHY = 3
"""The column that gives way on a small screen."""


class LogTable(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._pages: list[int] = []
        """Before which line each page that was turned over begins."""
        self._entries: tuple[int, ...] = ()
        """If not empty, these alone."""
        self.heading = label("heading")
        self.who_title, self.who = label("small"), QComboBox()
        self.kind_title, self.kind = label("small"), QComboBox()
        self.day = Field()
        self.all_of_it = button("quiet", self.show_all, takes_focus=True)
        self.model: ListModel[LogLine] = ListModel(_columns(desk.terms))
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.older = button("", self._older, takes_focus=True)
        self.newer = button("", self._newer, takes_focus=True)
        self._build()

    def refresh(self) -> None:
        """Read the page that is shown again."""
        wanted = self._wanted()
        if wanted is None:
            return
        shop, by = self._desk.shop, self._desk.by
        if self._entries:
            lines = tracing.lines(shop, by=by, operations=self._entries)
        else:
            before = self._pages[-1] if self._pages else None
            lines = tracing.page(shop, by=by, wanted=wanted, before=before, limit=PAGE)
        self.model.show_rows(lines)
        self.older.setEnabled(not self._entries and len(lines) == PAGE)
        self.newer.setEnabled(bool(self._pages))
        self.all_of_it.setVisible(bool(self._entries))

    def show_entries(self, operations: tuple[int, ...]) -> None:
        """These alone, until one asks for all."""
        self._entries, self._pages = operations, []
        self.refresh()
        self.view.setFocus()

    def show_all(self) -> None:
        self._entries = ()
        self._begin()

    def retranslate(self) -> None:
        self.heading.setText(_("Who did what"))
        self.who_title.setText(_("Who"))
        self.kind_title.setText(_("What"))
        self.day.name(_("Day"), "2026-03-08")
        self.all_of_it.setText(_("Show all"))
        self.older.setText(_("Older"))
        self.newer.setText(_("Newer"))
        self.listing.empty.say("magnifying-glass", _("Nothing was done"), _("Look further."))
        self.model.retitle(_columns(self._desk.terms))
        self._fill()

    def _fill(self) -> None:
        """The choices, in the language spoken; what is chosen stays."""
        who, kind = self.who.currentData(), self.kind.currentData()
        for box in (self.who, self.kind):
            box.blockSignals(True)
            box.clear()
            box.addItem(_("Anybody") if box is self.who else _("Everything"), None)
        for one in staffing.people(self._desk.shop):
            self.who.addItem(one.name, one.id)
        for trail in Trail:
            self.kind.addItem(trail_label(trail), trail)
        self.kind.addItem(_("With the owner's leave"), _ALLOWED)
        for box, value in ((self.who, who), (self.kind, kind)):
            box.setCurrentIndex(max(0, box.findData(value)))
            box.blockSignals(False)

    def _wanted(self) -> Wanted | None:
        """What is looked for; None if the day is none, which is said beside it."""
        self.day.forgive()
        day: date | None = None
        if self.day.text().strip():
            try:
                day = parse_day(self.day.text())
            except ShopError as problem:
                self.day.refuse(self._desk.words(problem))
                return None
        kind = self.kind.currentData()
        return Wanted(
            staff=self.who.currentData(),
            trail=kind if isinstance(kind, Trail) else None,
            first=day,
            last=day,
            is_allowed=kind == _ALLOWED,
        )

    def _begin(self) -> None:
        self._entries, self._pages = (), []
        self.refresh()

    def _older(self) -> None:
        last: LogLine | None = self.model.row(self.model.rowCount() - 1)
        if last is not None:
            self._pages.append(last.id)
            self.refresh()
            self.view.scrollToTop()

    def _newer(self) -> None:
        self._pages.pop()
        self.refresh()

    def _build(self) -> None:
        self.view.set_widths(140, 80, 320, 110, shown_from={_WHY: 560})
        self.day.setFixedWidth(150)
        self.all_of_it.hide()
        choices = row(gap=10)
        choices.addLayout(column(self.who_title, self.who, None, gap=4), 2)
        choices.addLayout(column(self.kind_title, self.kind, None, gap=4), 3)
        choices.addWidget(self.day)
        choices.addLayout(beside(self.all_of_it))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 14)
        inside.setSpacing(8)
        inside.addWidget(self.heading)
        inside.addLayout(choices)
        inside.addWidget(self.listing, 1)
        inside.addLayout(row(None, self.newer, self.older))
        for box in (self.who, self.kind):
            box.currentIndexChanged.connect(self._begin)
        self.day.edit.returnPressed.connect(self._begin)


_ALLOWED = "allowed"


def _columns(terms: Terms) -> list[Column[LogLine]]:
    return [
        Column(_("When"), lambda line: time_text(line.at, terms.zone)),
        Column(_("Who"), lambda line: line.staff or "–"),
        Column(_("What"), lambda line: sentence(line, terms), stretches=True),
        Column(_("Why"), _why, ink=lambda _line: theme.look().muted),
    ]


def _why(line: LogLine) -> str:
    allowed = line.allowed_by if line.allowed_by != line.staff else ""
    return "  ·  ".join(filter(None, (line.reason, allowed)))

"""The days the shop was closed: noticed, or marked by the owner."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import DaysReversed, ShopError
from shopfans.domain.periods import parse_day
from shopfans.services import resting
from shopfans.services.resting import Rest, Source
from shopfans.texts import _, formats, ngettext
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.tokens import GAP
from ui.typed import Refused, kept, read
from ui.widgets.empty import Listing
from ui.widgets.field import Field
from ui.widgets.pieces import button, label, panel, row

_TONES = {Source.NOTICED: "plain", Source.MARKED: "good", Source.DENIED: "warn"}


class RestsPage(QWidget):
    changed = Signal()
    """Gaps and silences are other ones now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.heading, self.lead = label("heading"), label("small", wraps=True)
        self.model: ListModel[Rest] = ListModel(_columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.remove = button("", self._take_out, takes_focus=True)
        self.problem = label("error", wraps=True)
        self.new_heading, self.new_lead = label("heading"), label("small", wraps=True)
        self.first, self.last, self.effect = Field(), Field(), label("", wraps=True)
        self.mark = button("primary", self._mark, takes_focus=True)
        self._build()

    def refresh(self) -> None:
        found = resting.rests(self._desk.shop)
        self.model.show_rows(found)
        self.remove.setEnabled(bool(found))
        if found and not self.view.currentIndex().isValid():
            self.view.selectRow(0)
        self._name_key()

    def retranslate(self) -> None:
        self.heading.setText(_("Days the shop was closed"))
        self.lead.setText(
            _(
                "They count neither as gaps nor as silence: nobody is overdue because you were on "
                "holiday. A lull of more than a week is noticed by itself."
            )
        )
        self.listing.empty.say(
            "calendar",
            _("No holidays known"),
            _("Mark the next one ahead, and nobody will be called slipping because of it."),
        )
        self._name_key()
        self.remove.setIcon(theme.icon("trash"))
        self.new_heading.setText(_("Mark a holiday"))
        self.new_lead.setText(_("Days on which somebody bought stay open."))
        hint = formats.day_text(self._desk.today)
        self.first.name(_("Closed from"), hint)
        self.last.name(_("Closed until, that day included"), hint)
        self.mark.setText(_("Mark") + "  F9")
        self.mark.setIcon(theme.icon("check", theme.look().on_accent))
        self.model.retitle(_columns())
        self._try()

    def _name_key(self) -> None:
        """What was noticed can only be denied, what the owner said is taken back."""
        chosen: Rest | None = self.view.chosen()
        is_noticed = chosen is not None and chosen.source is Source.NOTICED
        words = _("Was no holiday") if is_noticed else _("Take back")
        self.remove.setText(f"{words}  F8")

    def _typed(self) -> tuple[date, date]:
        """Raises Refused."""
        first, last = read(self.first, parse_day), read(self.last, parse_day)
        if last < first:
            raise Refused(self.last, DaysReversed(first, last))
        return first, last

    def _try(self) -> None:
        """What the days would change, before they are marked."""
        try:
            first, last = self._typed()
        except Refused:
            self.effect.setText("")
            return
        members = resting.whom_it_touches(self._desk.shop, first)
        self.effect.setText(
            ngettext(
                "Takes {days} out of the gaps or the silence of {n} member.",
                "Takes {days} out of the gaps or the silence of {n} members.",
                members,
            ).format(days=_days_text((last - first).days + 1), n=formats.count_text(members))
        )

    def _mark(self) -> None:
        if kept(self._desk, self._store, refuse=self.last.refuse):
            for field in (self.first, self.last):
                field.clear()
            self.first.setFocus()
            self.changed.emit()

    def _store(self) -> None:
        first, last = self._typed()
        resting.mark(
            self._desk.shop, by=self._desk.by, first=first, last=last, request=new_request()
        )

    def _take_out(self) -> None:
        chosen: Rest | None = self.view.chosen()
        if chosen is None:
            return
        self.problem.hide()
        try:
            resting.take_out(self._desk.shop, by=self._desk.by, rest=chosen, request=new_request())
        except ShopError as problem:
            self.problem.setText(self._desk.words(problem))
            self.problem.show()
            return
        self.changed.emit()

    def _build(self) -> None:
        self.problem.hide()
        self.view.set_widths(130, 130, 90, 200)
        left, known = panel(gap=8)
        known.addWidget(self.heading)
        known.addWidget(self.lead)
        known.addWidget(self.listing, 1)
        known.addWidget(self.problem)
        known.addLayout(row(None, self.remove))
        right, new = panel(gap=10)
        for part in (self.new_heading, self.new_lead, self.first, self.last, self.effect):
            new.addWidget(part)
        new.addLayout(row(None, self.mark))
        new.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP)
        across.addWidget(left, 5)
        across.addWidget(right, 3)
        self.view.selectionModel().currentRowChanged.connect(self._name_key)
        for field in (self.first, self.last):
            field.edit.textChanged.connect(self._try)
            field.edit.returnPressed.connect(self._mark)
        for keys, slot in (("F9", self._mark), ("F8", self._take_out)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.setFocusProxy(self.first)


def source_label(source: Source) -> str:
    return {
        Source.NOTICED: _("Noticed"),
        Source.MARKED: _("Marked by you"),
        Source.DENIED: _("Was none, you said"),
    }[source]


def _days_text(days: int) -> str:
    return ngettext("{n} day", "{n} days", days).format(n=formats.count_text(days))


def _columns() -> list[Column[Rest]]:
    return [
        Column(_("Closed from"), lambda one: formats.day_text(one.first)),
        Column(_("Closed until"), lambda one: formats.day_text(one.last)),
        Column(_("Days"), lambda one: formats.count_text(one.days), is_number=True),
        Column(
            _("How it is known"),
            lambda one: source_label(one.source),
            tone=lambda one: _TONES[one.source],
            stretches=True,
        ),
    ]

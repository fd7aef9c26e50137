"""The days the shop was closed: noticed, or marked by the owner."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.errors import DaysReversed, ShopError
from shopfans.domain.periods import parse_day
from shopfans.domain.topics import Topic
from shopfans.services.reminders import reminding, resting
from shopfans.services.reminders.reminding import ClosingTried
from shopfans.services.reminders.resting import Rest, Source
from shopfans.texts import _, formats, ngettext
from ui import theme
from ui.background import Progress
from ui.desk import Desk
from ui.latest import Latest
from ui.table import Column, ListModel, ListView
from ui.tokens import GAP
from ui.typed import Refused, kept, read
from ui.widgets.empty import Listing
from ui.widgets.field import Field
from ui.widgets.keys import on_key
from ui.widgets.pieces import button, label, panel, row

_TONES = {Source.NOTICED: "plain", Source.MARKED: "good", Source.DENIED: "warn"}


class RestsPage(QWidget):
    topics = frozenset({Topic.TERMS})

    changed = Signal()
    """Gaps and silences are other ones now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._trial = desk, Latest(self)
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

    @property
    def is_busy(self) -> bool:
        """Whether it is being worked out what the days would change."""
        return self._trial.is_busy

    def end(self) -> None:
        """Nobody is left to be told."""
        self._trial.end()

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
        """Whom the days would put on the list, before they are marked."""
        self._trial.drop()
        try:
            first, last = self._typed()
        except Refused:
            self.effect.setText("")
            return
        if first > self._desk.today:
            self.effect.setText(_("These days are still to come: today's list stays as it is."))
            return
        self.effect.setText(_("Reading…"))
        self._trial.ask(partial(_closing_tried, self._desk.shop, first, last))

    def _show_effect(self, tried: ClosingTried) -> None:
        self.effect.setText(
            ngettext(
                "This would have put {n} person on today's list as due or slipping away, "
                "instead of {now}.",
                "This would have put {n} people on today's list as due or slipping away, "
                "instead of {now}.",
                tried.people,
            ).format(n=formats.count_text(tried.people), now=formats.count_text(tried.now))
        )

    def _refuse_effect(self, problem: ShopError) -> None:
        self.effect.setText(self._desk.words(problem))

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
        self._trial.found.connect(self._show_effect)
        self._trial.refused.connect(self._refuse_effect)
        self.view.selectionModel().currentRowChanged.connect(self._name_key)
        for field in (self.first, self.last):
            field.edit.textChanged.connect(self._try)
            field.edit.returnPressed.connect(self._mark)
        for keys, slot in (("F9", self._mark), ("F8", self._take_out)):
            on_key(self, keys, slot)
        self.setFocusProxy(self.first)


def source_label(source: Source) -> str:
    return {
        Source.NOTICED: _("Noticed"),
        Source.MARKED: _("Marked by you"),
        Source.DENIED: _("Was none, you said"),
    }[source]


def _closing_tried(shop: Shop, first: date, last: date, progress: Progress) -> ClosingTried:
    return reminding.try_closing(shop, first, last, progress)


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

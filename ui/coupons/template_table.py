"""The shop's coupons: what each gives, how many went out and came back."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from shopfans.domain.names import name_keys, wanted
from shopfans.services.coupons.designing import TemplateRow
from shopfans.texts import _, ngettext
from shopfans.texts.coupons import terms_text
from shopfans.texts.formats import count_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import button, label, row
from ui.widgets.segments import Segments

ISSUED, STOPPED, ALL = "issued", "stopped", "all"

_USED, _IN_HAND, _STATE = 3, 4, 5
"""Columns that give way in a small window: they stand beside the list, too."""


class TemplateTable(QFrame):
    chosen = Signal(object)
    """A TemplateRow, or None."""
    new_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._rows: Sequence[TemplateRow] = ()
        self._names: Mapping[int, str] = {}
        self._chosen: int | None = None
        self.heading, self.count = label("heading"), label("muted")
        self.finder, self.which = QLineEdit(), Segments([ISSUED, STOPPED, ALL])
        self.add = button("primary", self.new_wanted.emit, takes_focus=True)
        self.model: ListModel[TemplateRow] = ListModel(self._columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self._build()

    def show_templates(self, rows: Sequence[TemplateRow], names: Mapping[int, str]) -> None:
        """The list anew; the one that was chosen stays chosen."""
        self._rows, self._names = rows, names
        self._filter()

    def choose(self, template: int) -> None:
        """Show this one chosen, now or when the list has it."""
        self._chosen = template
        self.finder.clear()
        self._filter()

    def retranslate(self) -> None:
        self.heading.setText(_("Coupons"))
        self.finder.setPlaceholderText(_("Find a coupon"))
        self.finder.setAccessibleName(_("Find a coupon"))
        self.which.name(_("Active"), _("Stopped"), _("All"))
        self.add.setText(_("New coupon"))
        self.add.setIcon(theme.icon("plus", theme.look().on_accent))
        self.model.retitle(self._columns())
        self._say()

    def _filter(self) -> None:
        sought, which = wanted(self.finder.text()), self.which.value()
        shown = [
            one
            for one in self._rows
            if (which == ALL or one.active == (which == ISSUED))
            and (not sought or any(key.startswith(sought) for key in name_keys(one.name)))
        ]
        kept = self._chosen
        self.model.show_rows(shown)
        self._say()
        at = next((place for place, one in enumerate(shown) if one.id == kept), 0)
        self.view.setCurrentIndex(self.model.index(at, 0))
        if kept is not None:
            self._chosen = kept  # a list that has it no more, or not yet, has chosen its first
        if not shown:
            self.chosen.emit(None)

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            one = self.model.row(current.row())
            self._chosen = one.id if one else None
            self.chosen.emit(one)

    def _say(self) -> None:
        count = self.model.rowCount()
        words = ngettext("{n} coupon", "{n} coupons", count)
        self.count.setText(words.format(n=count_text(count)))
        if self._rows:
            self.listing.empty.say(
                "magnifying-glass", _("No such coupon"), _("Choose All, or clear what is typed.")
            )
        else:
            self.listing.empty.say(
                "ticket",
                _("No coupons yet"),
                _("Press New coupon and say what it gives; then issue it."),
            )

    def _columns(self) -> list[Column[TemplateRow]]:
        return [
            Column(_("Coupon"), lambda one: one.name),
            Column(_("What it gives"), self._terms, stretches=True),
            Column(_("Issued"), lambda one: count_text(one.issued), is_number=True),
            Column(_("Used"), _used, is_number=True),
            Column(_("In hand"), lambda one: count_text(one.in_hand), is_number=True),
            Column(_("State"), state_text, tone=state_tone),
        ]

    def _terms(self, one: TemplateRow) -> str:
        currency = self._desk.terms.currency
        return terms_text(one.terms, currency, lambda good: self._names.get(good, ""))

    def _build(self) -> None:
        self.view.set_widths(
            132, 160, 66, 58, 74, 82, shown_from={_USED: 480, _IN_HAND: 540, _STATE: 560}
        )
        self.finder.setClearButtonEnabled(True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addLayout(row(self.heading, self.count, None, self.add, gap=12))
        inside.addLayout(row(self.finder, self.which, gap=12))
        inside.addWidget(self.listing, 1)
        self.finder.textChanged.connect(self._filter)
        self.which.chosen.connect(self._filter)
        self.view.selectionModel().currentRowChanged.connect(self._choose)


class Share(NamedTuple):
    part: int
    whole: int

    def __str__(self) -> str:
        return f"{round(100 * self.part / self.whole)}%" if self.whole else "–"


def state_text(one: TemplateRow) -> str:
    return _("Active") if one.active else _("Stopped")


def state_tone(one: TemplateRow) -> str:
    return "good" if one.active else "warn"


def _used(one: TemplateRow) -> str:
    return str(Share(one.used, one.issued))

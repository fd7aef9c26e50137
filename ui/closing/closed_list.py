"""The closed days, the newest first; whoever stands on one sees its slip."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.services import closing
from shopfans.services.closing import CloseRow
from shopfans.texts import _
from shopfans.texts.formats import MINUS, day_text, number_text, time_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing


class ClosedList(QFrame):
    chosen = Signal(int)
    """The number of a close."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.model: ListModel[CloseRow] = ListModel(_columns(desk.terms))
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.view.set_widths(100, 150, 90, 100, 100, 100, 100, shown_from={1: 560, 5: 660})
        inside = QVBoxLayout(self)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self.listing)
        self.view.selectionModel().currentRowChanged.connect(self._tell)

    def refresh(self) -> None:
        """Read again; whoever stood on a day stands on it still, or on the newest."""
        before = self.view.chosen()
        days = closing.closed_days_of(self._desk.shop)
        self.model.show_keys(days, self._load)
        if days:
            known = before is not None and before.day in days
            self.view.selectRow(days.index(before.day) if known else 0)

    def retranslate(self) -> None:
        self.model.retitle(_columns(self._desk.terms))
        self.listing.empty.say(
            "lock-simple",
            _("No day is closed yet"),
            _("Count the drawer in the evening and close the day: its slip will be kept here."),
        )

    def _load(self, days: Sequence[date]) -> list[CloseRow]:
        newest = days[0] + timedelta(days=1)
        return closing.closes(self._desk.shop, before=newest, limit=len(days))

    def _tell(self) -> None:
        row = self.view.chosen()
        if row is not None:
            self.chosen.emit(row.id)


def _columns(terms: Terms) -> list[Column[CloseRow]]:
    def text(amount: Money | None) -> str:
        return "" if amount is None else number_text(amount, terms.currency)

    def over(row: CloseRow) -> str:
        if row.over is None:
            return _("not counted")
        sign = "" if row.over.fen <= 0 else "+"
        return sign + text(row.over)

    def ink(row: CloseRow) -> str | None:
        if not row.over:
            return theme.look().muted if row.over is None else None
        return theme.look().bad if row.over < Money() else theme.look().warn

    return [
        Column(_("Date"), lambda row: day_text(row.day)),
        Column(_("Closed"), lambda row: time_text(row.at, terms.zone)),
        Column(_("By"), lambda row: row.by, stretches=True),
        Column(_("Received"), lambda row: text(row.paid), is_number=True),
        Column(_("Counted"), lambda row: text(row.counted), is_number=True),
        Column(_("Expected"), lambda row: text(row.expected), is_number=True),
        Column(f"+ / {MINUS}", over, is_number=True, ink=ink),
    ]

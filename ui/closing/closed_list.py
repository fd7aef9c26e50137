"""The closed days, the newest first; whoever stands on one sees its slip."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.services.days import closing
from shopfans.services.days.closing import CloseRow
from shopfans.texts import _
from shopfans.texts.formats import MINUS, day_text, number_text, time_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing


class ClosedList(QFrame):
    chosen = Signal()
    """Somebody stands on another day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._order, self._descending = "day", True
        self.model: ListModel[CloseRow] = ListModel(_columns(desk.terms))
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.view.set_widths(100, 150, 90, 100, 100, 100, 100, shown_from={1: 560, 5: 660})
        inside = QVBoxLayout(self)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self.listing)
        self.view.horizontalHeader().setSectionsClickable(True)
        self.view.horizontalHeader().sectionClicked.connect(self._sort)
        self.view.selectionModel().currentRowChanged.connect(self._tell)

    def refresh(self) -> None:
        """Read again; whoever stood on a day stands on it still, or on the first."""
        before = self.view.chosen()
        closes = closing.closes_in_order(self._desk.shop, self._order, descending=self._descending)
        self.model.mark_order(self._order, descending=self._descending)
        self.model.show_keys(closes, self._load)
        if closes:
            known = before is not None and before.id in closes
            self.view.selectRow(closes.index(before.id) if known else 0)

    def retranslate(self) -> None:
        self.model.retitle(_columns(self._desk.terms))
        self.listing.empty.say(
            "lock-simple",
            _("No day is closed yet"),
            _("Count the drawer in the evening and close the day: its slip will be kept here."),
        )

    def at(self) -> int | None:
        """The number of the close one stands on."""
        row: CloseRow | None = self.view.chosen()
        return None if row is None else row.id

    def _load(self, closes: Sequence[int]) -> list[CloseRow]:
        return closing.close_rows(self._desk.shop, closes)

    def _sort(self, section: int) -> None:
        """A heading was clicked: by it from now on, the other way round the second time."""
        order = self.model.columns[section].order
        self._descending = not self._descending if order == self._order else order != "by"
        self._order = order
        self.refresh()

    def _tell(self) -> None:
        if self.at() is not None:
            self.chosen.emit()


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
        Column(_("Date"), lambda row: day_text(row.day), order="day"),
        Column(_("Closed"), lambda row: time_text(row.at, terms.zone), order="closed"),
        Column(_("By"), lambda row: row.by, order="by", stretches=True),
        Column(_("Received"), lambda row: text(row.paid), order="paid", is_number=True),
        Column(_("Counted"), lambda row: text(row.counted), order="counted", is_number=True),
        Column(_("Expected"), lambda row: text(row.expected), order="expected", is_number=True),
        Column(f"+ / {MINUS}", over, order="over", is_number=True, ink=ink),
    ]

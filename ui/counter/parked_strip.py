"""Baskets put aside, each a button that takes it up again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopfans.services.sales import parking
from shopfans.services.sales.parking import ParkedRow
from shopfans.texts import _, ngettext
from shopfans.texts.formats import time_text
from ui import theme
from ui.desk import Desk
from ui.widgets.pieces import button, label

MOST_KEYS = 9


class ParkedStrip(QWidget):
    taken_up = Signal(int)
    """The key of a parked basket."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[ParkedRow] = []
        self.title = label("muted")
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(8)
        self._across.addWidget(self.title)
        self._across.addStretch(1)
        self.hide()

    def refresh(self) -> None:
        """Read the baskets again."""
        self.rows = parking.parked(self._desk.shop)
        while self._across.count() > 2:
            item = self._across.takeAt(1)
            if item is not None and (widget := item.widget()):
                widget.deleteLater()
        for place, basket in enumerate(self.rows[:MOST_KEYS], 1):
            made = button("segment", self._press)
            made.setProperty("parked", basket.id)
            made.setIcon(theme.icon("pause", theme.look().accent))
            made.setText(self._words(basket))
            made.setToolTip(_("Take it up (Ctrl Shift {n})").format(n=place))
            self._across.insertWidget(place, made)
        self.setVisible(bool(self.rows))

    def retranslate(self) -> None:
        self.title.setText(_("Put aside"))
        self.refresh()

    def take_up(self, place: int) -> None:
        """The basket at this place, from 1."""
        if 0 < place <= len(self.rows):
            self.taken_up.emit(self.rows[place - 1].id)

    def _words(self, basket: ParkedRow) -> str:
        """No name: the next guest reads along; the time and the sum tell which it is."""
        pieces = ngettext("{n} piece", "{n} pieces", basket.pieces).format(n=basket.pieces)
        when = time_text(basket.at, self._desk.terms.zone)[-5:]
        who = basket.member_name[:1] + "*" if basket.member_name else _("walk-in guest")
        return f"{when}  {who}  {pieces}  {self._desk.money(basket.gross)}"

    def _press(self) -> None:
        self.taken_up.emit(self.sender().property("parked"))

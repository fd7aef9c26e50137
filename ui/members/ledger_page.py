"""The lines behind a balance, newest first, with their sum above them."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.terms import Terms
from shopfans.services.members import finding
from shopfans.texts import _, formats, ngettext
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import Elided, button, label, panel, row

_Row = TypeVar("_Row")


class LedgerPage(QWidget, Generic[_Row]):
    """Narrow enough to stand beside the counter; it shows more columns where there is room."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._member = 0
        self._terms = Terms(shop_name="")
        self.back = button("quiet", self._close, takes_focus=True)
        self.title, self.balance = label("heading"), label("figure")
        self.name, self.sum = Elided("muted"), label("muted")
        self.model: ListModel[_Row] = ListModel(self.columns(self._terms))
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.foot = row()
        self._build()

    # What a ledger says of itself

    def columns(self, terms: Terms) -> list[Column[_Row]]:
        raise NotImplementedError

    def read(self, desk: Desk, member: int) -> Sequence[_Row]:
        """Her lines, newest first."""
        raise NotImplementedError

    def balance_text(self, lines: Sequence[_Row]) -> str:
        raise NotImplementedError

    def name_it(self) -> None:
        """The title, and what stands there while there is no line."""
        raise NotImplementedError

    def show_member(self, desk: Desk, member_id: int) -> None:
        """Read her ledger; afterwards the focus may go here."""
        self._desk, self._member = desk, member_id
        self.refresh()

    def refresh(self) -> None:
        """Read the same member's lines again."""
        if self._desk is None:
            return
        self._terms = self._desk.terms
        lines = self.read(self._desk, self._member)
        self.model.show_rows(lines)
        self.view.setCurrentIndex(self.model.index(0, 0))
        self.name.setText(finding.member_rows(self._desk.shop, [self._member])[0].name)
        self.balance.setText(self.balance_text(lines))
        self.retranslate()

    def retranslate(self) -> None:
        self.back.setText(_("Back"))
        self.back.setIcon(theme.icon("arrow-left", theme.look().accent))
        self.back.setToolTip(_("Back (Esc)"))
        self.model.retitle(self.columns(self._terms))
        count = self.model.rowCount()
        words = ngettext("Sum of {count} line", "Sum of {count} lines", count)
        self.sum.setText(words.format(count=formats.count_text(count)))
        self.name_it()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        card, inside = panel(gap=4)
        inside.addLayout(row(self.title, None, self.back))
        across = row(gap=12)
        across.addWidget(self.name, 1)
        across.addWidget(self.sum)
        across.addWidget(self.balance)
        inside.addLayout(across)
        inside.addSpacing(6)
        inside.addWidget(self.listing, 1)
        inside.addLayout(self.foot)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)
        self.setFocusProxy(self.view)

    def _close(self) -> None:
        self.closed.emit()

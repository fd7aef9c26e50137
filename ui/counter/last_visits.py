"""What the guest bought last, and the keys about her that stand above it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from shopfans.services.sales.listing import SaleRow
from shopfans.texts import _
from shopfans.texts.formats import day_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.pieces import button, label, row

A_VISIT = 42
"""Pixels of height that the list needs at least."""


class LastVisits(QFrame):
    gifts_wanted, note_wanted = Signal(), Signal()
    page_wanted = Signal()
    """Her own page, for her phone."""
    sale_opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.model: ListModel[SaleRow] = ListModel(self._columns())
        self.view, self.heading = ListView(self.model), label("heading")
        self.no_visits, self.view_or_words = label("muted", wraps=True), QStackedWidget()
        self.gifts = button("quiet", self.gifts_wanted.emit)
        self.write = button("quiet", self.note_wanted.emit)
        self.page = button("quiet", self.page_wanted.emit)
        self._build()

    @property
    def is_listed(self) -> bool:
        """Whether there is room for more than the keys."""
        return not self.view_or_words.isHidden()

    def list_them(self, *, is_listed: bool) -> None:
        self.view_or_words.setVisible(is_listed)

    def show_sales(self, sales: Sequence[SaleRow]) -> None:
        self.model.show_rows(sales)
        self.view_or_words.setCurrentWidget(self.view if sales else self.no_visits)

    def retranslate(self) -> None:
        self.heading.setText(_("Last sales"))
        self.no_visits.setText(_("Her first sale will stand here."))
        self.view.setToolTip(_("Open a sale to refund it or print it again"))
        self.gifts.setText(_("Gifts  Ctrl+Y"))
        self.write.setText(_("Note"))
        self.page.setText(_("Her page"))
        self.page.setToolTip(_("Her own page, for her phone (Ctrl+H)"))
        self.model.retitle(self._columns())

    def _open(self, index: QModelIndex) -> None:
        sale = self.model.row(index.row())
        if sale is not None:
            self.sale_opened.emit(sale.reverses or sale.id)

    def _columns(self) -> list[Column[SaleRow]]:
        def ink(sale: SaleRow) -> str | None:
            return theme.look().muted if sale.completed_by or sale.reverses else None

        return [
            Column("", lambda sale: day_text(sale.day), ink=ink),
            Column("", sale_state, ink=ink, stretches=True),
            Column("", lambda sale: self._desk.money(sale.paid), is_number=True, ink=ink),
        ]

    def _build(self) -> None:
        self.view.setSelectionMode(ListView.SelectionMode.NoSelection)
        self.view.setMinimumHeight(A_VISIT - 6)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.horizontalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(34)
        self.view.set_widths(110, 100, 110)
        self.view.clicked.connect(self._open)
        self.view.setCursor(Qt.CursorShape.PointingHandCursor)
        self.no_visits.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.view_or_words.addWidget(self.view)
        self.view_or_words.addWidget(self.no_visits)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 16, 18, 16)
        inside.setSpacing(6)
        inside.addLayout(row(self.heading, None, self.page, self.write, self.gifts, gap=4))
        inside.addWidget(self.view_or_words, 1)


def sale_state(sale: SaleRow) -> str:
    """What became of it, in a word or two."""
    if sale.replaced_by is not None:
        return _("now {number}").format(number=sale.replaced_by)
    if sale.reverses is not None:
        return _("from {number}").format(number=sale.reverses)
    if sale.completed_by is not None:
        return _("taken back")
    return _("partly back") if sale.refunded else ""

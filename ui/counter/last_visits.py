"""What the guest came for last, and the keys about her that stand above it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from shopfans.services.sales.listing import SaleRow
from shopfans.services.sales.visits import VisitRow
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text, list_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.pieces import button, label, row

A_VISIT = 42
"""Pixels of height that the list needs at least."""
_WHO = 2
"""The column of who served her."""
_ROOM_FOR_WHO = 320
"""Pixels of width from which on that does not take the room of what it was."""


class LastVisits(QFrame):
    gifts_wanted, note_wanted = Signal(), Signal()
    page_wanted = Signal()
    """Her own page, for her phone."""
    sale_opened = Signal(int)
    cards_wanted = Signal()
    """Each use of her session cards."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.model: ListModel[VisitRow] = ListModel(self._columns())
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

    def show_visits(self, visits: Sequence[VisitRow]) -> None:
        self.model.show_rows(visits)
        self.view_or_words.setCurrentWidget(self.view if visits else self.no_visits)

    def retranslate(self) -> None:
        self.heading.setText(_("Last visits"))
        self.no_visits.setText(_("Her first visit will stand here."))
        self.view.setToolTip(
            _("Open a sale to refund it or print it again, a session to see each use of her cards")
        )
        self.gifts.setText(_("Gifts  Ctrl+Y"))
        self.write.setText(_("Note"))
        self.page.setText(_("Her page"))
        self.page.setToolTip(_("Her own page, for her phone (Ctrl+H)"))
        self.model.retitle(self._columns())

    def _open(self, index: QModelIndex) -> None:
        visit = self.model.row(index.row())
        if visit is None:
            return
        if visit.sale is None:
            self.cards_wanted.emit()
        else:
            self.sale_opened.emit(visit.sale.reverses or visit.sale.id)

    def _columns(self) -> list[Column[VisitRow]]:
        def ink(visit: VisitRow) -> str | None:
            sale = visit.sale
            is_over = sale is not None and (sale.completed_by or sale.reverses)
            return theme.look().muted if is_over else None

        return [
            Column("", lambda visit: day_text(visit.day), ink=ink),
            Column("", _what, ink=ink, stretches=True),
            Column("", lambda visit: visit.staff, ink=ink),
            Column("", self._amount, is_number=True, ink=ink),
        ]

    def _amount(self, visit: VisitRow) -> str:
        if visit.sale is not None:
            return self._desk.money(visit.sale.paid)
        n = visit.sessions
        return ngettext("{n} session", "{n} sessions", n).format(n=count_text(n))

    def _build(self) -> None:
        self.view.setSelectionMode(ListView.SelectionMode.NoSelection)
        self.view.setMinimumHeight(A_VISIT - 6)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.horizontalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(34)
        self.view.set_widths(94, 60, 62, 92, shown_from={_WHO: _ROOM_FOR_WHO})
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


def _what(visit: VisitRow) -> str:
    """What became of it, where anything did, and what it was."""
    state = "" if visit.sale is None else sale_state(visit.sale)
    return "  ·  ".join(filter(None, (state, list_text(visit.what))))


def sale_state(sale: SaleRow) -> str:
    """What became of it, in a word or two."""
    if sale.replaced_by is not None:
        return _("now {number}").format(number=sale.replaced_by)
    if sale.reverses is not None:
        return _("from {number}").format(number=sale.reverses)
    if sale.completed_by is not None:
        return _("taken back")
    return _("partly back") if sale.refunded else ""

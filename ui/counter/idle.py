"""What the counter shows between two guests: what to do next, and how the day goes."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.services import settings
from shopfans.services.sales import listing
from shopfans.services.sales.listing import DayTotal, SaleRow
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text, number_text, time_text
from ui import theme
from ui.counter.codes import Codes
from ui.counter.last_visits import sale_state
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.pieces import button, label, panel, row

_LAST = 30


class Idle(QWidget):
    """Names stay out of it: the next guest reads along."""

    void_wanted = Signal()
    sale_opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._terms = desk.terms
        self.heading, self.hint = label("heading"), label("muted", wraps=True)
        self.codes = Codes(desk)
        self.last_heading, self.tally = label("heading"), label("muted")
        self.none_yet = label("muted", wraps=True)
        self.sales: ListModel[SaleRow] = ListModel(self._columns())
        self.list = ListView(self.sales)
        self.void = button("quiet", self.void_wanted.emit)
        self._build()

    def refresh(self) -> None:
        """Read today's last sales again."""
        self._name_day()
        today = self._desk.today
        todays = listing.page_of_sales(self._desk.shop, day=today, limit=_LAST)
        self.sales.show_rows(todays)
        self.list.setVisible(bool(todays))
        self.none_yet.setVisible(not todays)
        self.void.setVisible(any(not sale.refunded and sale.reverses is None for sale in todays))
        self.tally.setText(self._tally_text(listing.day_total(self._desk.shop, today)))

    def retranslate(self) -> None:
        self.heading.setText(_("Ready for the next guest"))
        self.hint.setText(
            _("Scan her code or type her number or name above. No member? F3, and the amount.")
        )
        self._name_day()
        self.none_yet.setText(_("The first sale of the day will stand here."))
        self.void.setText(_("Void the last sale  F8"))
        self.codes.retranslate()
        self.sales.retitle(self._columns())

    def _tally_text(self, total: DayTotal) -> str:
        sales, back = total.sales, total.taken_back
        words = [ngettext("{n} sale", "{n} sales", sales).format(n=count_text(sales))]
        if back:
            taken_back = ngettext("{n} refund or void", "{n} refunds or voids", back)
            words.append(taken_back.format(n=count_text(back)))
        return " · ".join([*words, self._desk.money(total.paid)])

    def _name_day(self) -> None:
        """Once the day is closed, what is sold counts for the next one: it is said here."""
        today = self._desk.today
        is_next = today > settings.clock_day(self._desk.shop)
        words = _("Counts for {day}").format(day=day_text(today)) if is_next else _("Today")
        self.last_heading.setText(words)

    def _build(self) -> None:
        greeting, above = panel(edge=22, gap=6)
        above.addWidget(self.heading)
        above.addWidget(self.hint)
        above.addWidget(self.codes)
        day, below = panel()
        below.addLayout(row(self.last_heading, None, self.void))
        below.addWidget(self.tally)
        below.addWidget(self.none_yet)
        below.addWidget(self.list, 1000)
        below.addStretch(1)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(ListView.SelectionMode.NoSelection)
        self.list.setCursor(Qt.CursorShape.PointingHandCursor)
        self.list.clicked.connect(self._open)
        self.list.set_widths(62, 84, 84)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(14)
        down.addWidget(greeting)
        down.addWidget(day, 1)

    def _open(self, index: QModelIndex) -> None:
        sale = self.sales.row(index.row())
        if sale is not None:
            self.sale_opened.emit(sale.reverses or sale.id)

    def _columns(self) -> list[Column[SaleRow]]:
        zone, currency = self._terms.zone, self._terms.currency

        def ink(sale: SaleRow) -> str | None:
            return theme.look().muted if sale.reverses or sale.completed_by else None

        return [
            Column(_("Time"), lambda sale: time_text(sale.at, zone)[-5:], ink=ink),
            Column(_("No."), lambda sale: str(sale.id), is_number=True, ink=ink),
            Column(
                _("Paid"), lambda sale: number_text(sale.paid, currency), is_number=True, ink=ink
            ),
            Column("", sale_state, ink=ink, stretches=True),
        ]

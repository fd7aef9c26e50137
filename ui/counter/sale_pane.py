"""One sale of the past: its lines, and what taking some or all of it back would bring."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Right, Staff
from shopfans.domain.sales import Tender
from shopfans.services.sales import listing, refunding
from shopfans.services.sales.listing import SaleRow
from shopfans.services.sales.reckoning import Refund
from shopfans.services.sales.refunding import LineLeft
from shopfans.texts import _
from shopfans.texts.formats import count_text, number_text, time_text
from shopfans.texts.labels import tender_label
from shopfans.texts.refunds import refund_text
from ui import theme
from ui.approval import Approval
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.pieces import Elided, button, label, row, rule
from ui.widgets.segments import Segments

_AS_PAID = "as_paid"


class SalePane(QFrame):
    closed = Signal()
    refunded = Signal(object)
    """A Receipt of what went back."""
    move_wanted = Signal(int)
    """The sale was another guest's: it is to be moved."""
    print_wanted = Signal(int)

    def __init__(self, desk: Desk, approval: Approval) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk, self._approval = desk, approval
        self._sale: SaleRow | None = None
        self._lines: list[LineLeft] = []
        self._wanted: dict[int, int] = {}
        self._request = ""
        self.heading, self.facts = Elided("heading"), Elided("muted")
        self.model: ListModel[LineLeft] = ListModel(self._columns())
        self.list = ListView(self.model)
        self.all_of_it, self.none_of_it = (
            button("quiet", self._take_all),
            button("quiet", self._take_none),
        )
        self.fewer, self.more = button("", self._one_fewer), button("", self._one_more)
        self.tender_title, self.tender = label("muted"), Segments([_AS_PAID, Tender.CASH])
        self.summary = label("", wraps=True)
        self.back = label("due")
        self.back_title, self.problem = label("heading"), label("error", wraps=True)
        self.give_back: QPushButton = button("danger", self.give)
        self.move_key, self.print_key = button("", self._ask_move), button("", self._ask_print)
        self.close_key = button("quiet", self.closed.emit)
        self._build()

    def open_sale(self, sale: int) -> None:
        """Show this sale; nothing is chosen to come back yet."""
        self._sale = listing.sale_row(self._desk.shop, sale)
        self._request = new_request()
        self.tender.choose(_AS_PAID)
        self._wanted = {}
        self.refresh()
        self.list.selectRow(0)
        self.list.setFocus()

    def refresh(self) -> None:
        """Read again what is left of it."""
        if self._sale is None:
            return
        sale = self._sale = listing.sale_row(self._desk.shop, self._sale.id)
        if sale is None:
            return
        try:
            self._lines = refunding.lines_left(self._desk.shop, sale.id)
        except ShopError as problem:
            self._lines = []
            self._refuse(problem)
        else:
            self.problem.hide()
        left = {line.position: line.left for line in self._lines}
        self._wanted = {
            place: min(count, left.get(place, 0)) for place, count in self._wanted.items()
        }
        self._fill()

    def retranslate(self) -> None:
        self.all_of_it.setText(_("All of it  Ctrl+A"))
        self.none_of_it.setText(_("Nothing"))
        self.fewer.setText("−")
        self.more.setText("+")
        self.fewer.setAccessibleName(_("One fewer (Ctrl −)"))
        self.more.setAccessibleName(_("One more (Ctrl +)"))
        self.tender_title.setText(_("Money back"))
        self.tender.name(_("the way it came"), tender_label(Tender.CASH))
        self.back_title.setText(_("Goes back"))
        self.move_key.setText(_("Another guest's…"))
        self.print_key.setText(_("Print again"))
        self.print_key.setIcon(theme.icon("printer"))
        self.move_key.setIcon(theme.icon("swap"))
        self.close_key.setText(_("Close  Esc"))
        self.model.retitle(self._columns())
        if self._sale is not None:
            self._fill()

    @property
    def is_whole(self) -> bool:
        """Whether everything that is left is to come back."""
        return bool(self._lines) and all(
            self._wanted.get(line.position, 0) == line.left for line in self._lines
        )

    def give(self) -> None:
        """Take back what is chosen and say what goes back; above the limit the owner is asked."""
        refund = self._preview()
        if self._sale is None or refund is None:
            return
        if refunding.needs_leave(self._desk.shop, self._sale.id, refund):
            self._approval.ask(Right.REFUND_MUCH, self._request, self._give)
        else:
            self._give(self._desk.by)

    def _give(self, by: Staff) -> None:
        if self._sale is None:
            return
        try:
            receipt = refunding.refund_sale(
                self._desk.shop,
                by=by,
                sale=self._sale.id,
                quantities=self._wanted,
                request=self._request,
                tender=self._tender(),
            )
        except ShopError as problem:
            self._refuse(problem)
            return
        self._request, self._wanted = new_request(), {}
        self.refunded.emit(receipt)

    def step(self, by: int) -> None:
        """More or fewer of the chosen line come back."""
        line: LineLeft | None = self.list.chosen()
        if line is not None:
            now = self._wanted.get(line.position, 0)
            self._wanted[line.position] = max(0, min(line.left, now + by))
            self._fill()

    def _one_more(self) -> None:
        self.step(1)

    def _one_fewer(self) -> None:
        self.step(-1)

    def _take_all(self) -> None:
        self._wanted = {line.position: line.left for line in self._lines}
        self._fill()

    def _take_none(self) -> None:
        self._wanted = {}
        self._fill()

    def _tender(self) -> Tender | None:
        chosen = self.tender.value()
        return chosen if isinstance(chosen, Tender) else None

    def _fill(self) -> None:
        sale = self._sale
        assert sale is not None
        chosen = self.list.currentIndex().row()
        self.heading.setText(_("Sale No. {number}").format(number=sale.id))
        when = time_text(sale.at, self._desk.terms.zone)
        parts = (
            when,
            sale.member_name or _("walk-in guest"),
            sale.staff,
            self._desk.money(sale.paid),
        )
        self.facts.setText("  ·  ".join(filter(None, parts)))
        self.model.show_rows(self._lines)
        self.list.selectRow(max(0, chosen))
        is_todays = sale.day == self._desk.today and not sale.refunded
        self.move_key.setVisible(
            is_todays and sale.replaced_by is None and sale.completed_by is None
        )
        self._show_refund()

    def _show_refund(self) -> None:
        refund = self._preview()
        for part in (self.back, self.back_title, self.summary):
            part.setVisible(refund is not None)
        self.give_back.setEnabled(refund is not None)
        if refund is None:
            self.give_back.setText(_("Choose what comes back"))
            return
        money = self._desk.money(refund.back)
        self.back.setText(money)
        self.give_back.setText(_("Give back {money}  F8").format(money=money))
        self.summary.setText(refund_text(refund, self._desk.terms.currency))

    def _preview(self) -> Refund | None:
        if self._sale is None or not any(self._wanted.values()):
            return None
        try:
            return refunding.preview(self._desk.shop, self._sale.id, self._wanted, self._tender())
        except ShopError as problem:
            self._refuse(problem)
            return None

    def _refuse(self, problem: ShopError) -> None:
        self.problem.setText(self._desk.words(problem))
        self.problem.show()

    def _click(self, index: QModelIndex) -> None:
        if index.column() == len(self.model.columns) - 1:
            self.step(1)

    def _ask_move(self) -> None:
        if self._sale is not None:
            self.move_wanted.emit(self._sale.id)

    def _ask_print(self) -> None:
        if self._sale is not None:
            self.print_wanted.emit(self._sale.id)

    def _build(self) -> None:
        self.problem.hide()
        for key in (self.fewer, self.more):
            key.setFixedWidth(52)
        self.list.set_widths(170, 60, 70, 100, 110)
        self.list.setMinimumHeight(150)
        self.list.clicked.connect(self._click)
        self.tender.chosen.connect(self._show_refund)
        self.facts.setMinimumWidth(120)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        head = row(gap=8)
        head.addWidget(self.heading, 1)
        for key in (self.move_key, self.print_key, self.close_key):
            head.addWidget(key)
        inside.addLayout(head)
        inside.addWidget(self.facts)
        inside.addWidget(self.list, 1)
        inside.addLayout(row(self.all_of_it, self.none_of_it, None, self.fewer, self.more, gap=8))
        inside.addWidget(rule())
        inside.addLayout(row(self.tender_title, self.tender, None, gap=10))
        inside.addWidget(self.summary)
        inside.addWidget(self.problem)
        inside.addLayout(row(self.back_title, None, self.back))
        inside.addWidget(self.give_back)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _columns(self) -> list[Column[LineLeft]]:
        currency = self._desk.terms.currency

        def taken(line: LineLeft) -> str:
            count = self._wanted.get(line.position, 0)
            return count_text(count) if count else "–"

        return [
            Column(_("Item"), lambda line: line.name or _("Amount"), stretches=True),
            Column(_("Sold"), lambda line: count_text(line.quantity), is_number=True),
            Column(_("Left"), lambda line: count_text(line.left), is_number=True),
            Column(_("Paid"), lambda line: number_text(line.paid_left, currency), is_number=True),
            Column(_("Comes back"), taken, is_number=True),
        ]

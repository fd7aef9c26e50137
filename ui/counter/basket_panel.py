"""The basket, the sum and the ways to pay."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from shopfans.domain.money import Money
from shopfans.domain.sales import Line, Quote, Tender
from shopfans.texts import _, ngettext
from shopfans.texts.formats import MINUS, count_text, number_text
from shopfans.texts.labels import tender_label
from ui import theme
from ui.counter.basket import Basket
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.field import Field
from ui.widgets.pieces import button, column, label, panel, row, rule, set_tone

KEYS = {Tender.WECHAT: "F9", Tender.ALIPAY: "F10", Tender.CASH: "F11", Tender.CARD: "F12"}
"""The common way first; pressing one completes the sale."""


class BasketPanel(QFrame):
    amount_entered = Signal()
    amount_edited = Signal()
    line_chosen = Signal(int)
    quantity_changed = Signal(int)
    """How many more of the chosen line; 0 takes it off."""
    cleared = Signal()
    points_edited = Signal()
    all_points = Signal()
    paid = Signal(object)
    """A Tender."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._digits = desk.terms.currency
        self._build()

    def retranslate(self) -> None:
        self.heading.setText(_("Basket"))
        self.clear.setText(_("Clear"))
        self.amount.name(_("Amount (F3), Enter adds it"), number_text(Money(), self._digits))
        self.lines.retitle(self._columns())
        self.gross_title.setText(_("Goods"))
        self.points_title.setText(_("Use points (F4)"))
        self.take_all.setText(_("All"))
        self.due_title.setText(_("To pay"))
        for tender, pay in self.pays.items():
            pay.setText(f"{tender_label(tender)}  {KEYS[tender]}")
        for key, icon in ((self.more, "plus"), (self.fewer, "minus"), (self.drop, "trash")):
            key.setIcon(theme.icon(icon))
        self.more.setToolTip(_("One more (Ctrl +)"))
        self.fewer.setToolTip(_("One fewer (Ctrl −)"))
        self.drop.setToolTip(_("Remove the line (Ctrl Del)"))

    def show_basket(self, basket: Basket, quote: Quote | None, problem: str) -> None:
        """The lines and the sum; without a quote the problem stands in its place."""
        self.lines.show_rows(list(basket.lines))
        if basket.lines:
            self.list.selectRow(basket.touched)
        pieces = sum(line.quantity for line in basket.lines)
        self.count.setText(ngettext("{n} piece", "{n} pieces", pieces).format(n=pieces))
        self.count.setVisible(bool(basket.lines))
        for key in (self.clear, self.more, self.fewer, self.drop):
            key.setVisible(bool(basket.lines))
        self._show_discounts(basket, quote)
        self.gross.setText(self._desk.money(basket.gross()))
        nothing = "–" if basket.gross() else self._desk.money(Money())
        self.due.setText(self._desk.money(quote.due) if quote else nothing)
        earned = quote.earned if quote and basket.guest else 0
        self.earns.setText(
            ngettext("earns {n} point", "earns {n} points", earned).format(n=count_text(earned))
        )
        self.earns.setVisible(bool(quote and basket.guest))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        for pay in self.pays.values():
            pay.setEnabled(quote is not None or not basket.gross())

    def _show_discounts(self, basket: Basket, quote: Quote | None) -> None:
        has_points = basket.guest is not None and basket.guest.points > 0
        self.points_row.setVisible(has_points)
        if basket.guest is not None:
            self.points_left.setText(_("of {n}").format(n=count_text(basket.guest.points)))
        off = quote.points_off if quote else Money()
        self.points_off.setText(f"{MINUS} {self._desk.money(off)}" if off else "")
        self.coupon_row.setVisible(basket.coupon is not None)
        if basket.coupon is not None:
            self.coupon_title.setText(basket.coupon.name)
            coupon_off = quote.coupon_off if quote else Money()
            self.coupon_off.setText(f"{MINUS} {self._desk.money(coupon_off)}" if quote else "–")

    def _build(self) -> None:
        frame, inside = panel()
        self.heading, self.count = label("heading"), label("muted")
        self.clear = button("quiet", self.cleared.emit)
        self.more = self._small(1)
        self.fewer = self._small(-1)
        self.drop = self._small(0)
        inside.addLayout(
            row(self.heading, self.count, None, self.fewer, self.more, self.drop, self.clear, gap=4)
        )
        self.amount = Field()
        self.amount.edit.setObjectName("amount")
        self.amount.edit.returnPressed.connect(self.amount_entered)
        self.amount.edit.textEdited.connect(self.amount_edited)
        inside.addWidget(self.amount)
        self.lines: ListModel[Line] = ListModel(self._columns())
        self.list = ListView(self.lines)
        self.list.clicked.connect(self._choose)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.set_widths(160, 76, 52, 84)
        inside.addWidget(self.list, 1)
        inside.addWidget(rule())
        inside.addLayout(self._sum())
        self.problem = label("error", wraps=True)
        inside.addWidget(self.problem)
        self.pays = {tender: self._pay(tender) for tender in KEYS}
        inside.addLayout(row(*self.pays.values(), gap=8))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(frame)

    def _sum(self) -> QVBoxLayout:
        self.gross_title, self.gross = label("muted"), label()
        self.coupon_title, self.coupon_off = label("muted"), label()
        self.points_title, self.points_left = label("muted"), label("muted")
        self.points, self.points_off = QLineEdit(), label()
        self.points.setFixedWidth(92)
        self.points.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.points.textEdited.connect(self.points_edited)
        self.take_all = button("quiet", self.all_points.emit)
        self.points_wrong = label("error", wraps=True)
        self.points_wrong.hide()
        self.due_title, self.earns, self.due = label("heading"), label("good"), label("due")
        self.coupon_row, self.points_row = QWidget(), QWidget()
        self.coupon_row.setLayout(row(self.coupon_title, None, self.coupon_off))
        line = row(
            self.points_title, self.points, self.points_left, self.take_all, None, self.points_off
        )
        self.points_row.setLayout(column(line, self.points_wrong, gap=2))
        return column(
            row(self.gross_title, None, self.gross),
            self.coupon_row,
            self.points_row,
            row(self.due_title, self.earns, None, self.due),
            gap=6,
        )

    def refuse_sale(self, words: str) -> None:
        """Say above the ways to pay why the sale was not stored."""
        self.problem.setText(words)
        self.problem.show()

    def refuse_points(self, words: str) -> None:
        """Say below the points what is wrong with them; empty words take it back."""
        self.points_wrong.setText(words)
        self.points_wrong.setVisible(bool(words))
        set_tone(self.points, "wrong", value=bool(words))

    def _small(self, by: int) -> QPushButton:
        made = button("quiet", self._change)
        made.setProperty("by", by)
        made.setFixedWidth(40)
        return made

    def _change(self) -> None:
        self.quantity_changed.emit(self.sender().property("by"))

    def _choose(self, index: QModelIndex) -> None:
        self.line_chosen.emit(index.row())

    def _pay(self, tender: Tender) -> QPushButton:
        made = button("pay", self._take)
        made.setProperty("tender", tender)
        made.setProperty("first", tender is Tender.WECHAT)
        return made

    def _take(self) -> None:
        self.paid.emit(self.sender().property("tender"))

    def _columns(self) -> list[Column[Line]]:
        def price(line: Line) -> str:
            return number_text(line.unit_price, self._digits)

        return [
            Column(_("Item"), lambda line: line.name or _("Amount"), stretches=True),
            Column(_("Price"), price, is_number=True),
            Column(_("Qty"), lambda line: f"× {line.quantity}", is_number=True),
            Column(_("Sum"), lambda line: number_text(line.amount, self._digits), is_number=True),
        ]

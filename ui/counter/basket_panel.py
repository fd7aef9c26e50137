"""The basket: what is rung, line by line, with the sum and the ways to pay below it."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from shopfans.domain.money import Money
from shopfans.domain.sales import Line, Quote
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, number_text
from ui import theme
from ui.counter.basket import Basket
from ui.counter.line_editor import LineEditor
from ui.counter.paying import Paying
from ui.counter.sums import Sums
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.field import Field, beside
from ui.widgets.focus import focus_again
from ui.widgets.pieces import button, label, panel, row, rule

_KEY = 36
"""Width of a key with a picture alone."""


class BasketPanel(QFrame):
    amount_entered = Signal()
    amount_edited = Signal()
    line_chosen = Signal(int)
    line_opened = Signal()
    """The chosen line is to be changed."""
    quantity_changed = Signal(int)
    """How many more of the chosen line; 0 takes it off."""
    cleared = Signal()
    parked = Signal()
    pad_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._digits = desk.terms.currency
        self.heading, self.count = label("heading"), label("muted")
        self.clear, self.park = (
            button("quiet", self.cleared.emit),
            button("quiet", self.parked.emit),
        )
        self.edit = button("quiet", self.line_opened.emit)
        self.touch = button("", self.pad_wanted.emit)
        self.more, self.fewer, self.drop = self._small(1), self._small(-1), self._small(0)
        self.amount, self.editor = Field(), LineEditor(desk)
        self.lines: ListModel[Line] = ListModel(self._columns())
        self.list = ListView(self.lines)
        self.sums, self.paying = Sums(desk), Paying(desk)
        self.problem = label("error", wraps=True)
        self.points, self.points_wrong = self.sums.points, self.sums.points_wrong
        self.take_all, self.due, self.earns = self.sums.take_all, self.sums.due, self.sums.earns
        self.pays = self.paying.pays
        self._build()

    def retranslate(self) -> None:
        self.heading.setText(_("Basket"))
        self.clear.setText(_("Clear"))
        self.park.setToolTip(_("Put the basket aside (Ctrl P)"))
        self.edit.setToolTip(_("Change quantity, price or discount (Ctrl E)"))
        self.amount.name(_("Amount (F3), Enter adds it"), number_text(Money(), self._digits))
        self.lines.retitle(self._columns())
        pictures = (
            (self.more, "plus"), (self.fewer, "minus"), (self.drop, "trash"),
            (self.edit, "pencil-simple"), (self.park, "pause"), (self.touch, "keyboard"),
        )  # fmt: skip
        for key, icon in pictures:
            key.setIcon(theme.icon(icon))
        self.more.setToolTip(_("One more (Ctrl +)"))
        self.fewer.setToolTip(_("One fewer (Ctrl −)"))
        self.drop.setToolTip(_("Remove the line (Ctrl Del)"))
        self.touch.setToolTip(_("Digits to touch (Ctrl K)"))
        for key in (self.more, self.fewer, self.drop, self.edit, self.park, self.touch):
            key.setAccessibleName(key.toolTip())
        for part in (self.sums, self.paying, self.editor):
            part.retranslate()

    def show_basket(self, basket: Basket, quote: Quote | None, problem: str) -> None:
        """The lines and the sum; without a quote the problem stands in its place."""
        self.lines.show_rows(list(basket.lines))
        if basket.lines:
            self.list.selectRow(basket.touched)
        pieces = sum(line.quantity for line in basket.lines)
        self.count.setText(ngettext("{n} piece", "{n} pieces", pieces).format(n=pieces))
        self.count.setVisible(bool(basket.lines))
        for key in (self.clear, self.more, self.fewer, self.drop, self.edit, self.park):
            key.setVisible(bool(basket.lines))
        self.sums.show_sum(basket, quote)
        rest = quote.due - Money.total(basket.parts.values()) if quote else None
        self.paying.show_rest(basket, rest)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def set_low(self, *, is_low: bool) -> None:
        """Little height: nothing is squeezed, so what can wait is not there."""
        self._is_low = is_low
        self._inside.setSpacing(4 if is_low else 8)
        self.list.horizontalHeader().setHidden(is_low)
        self.list.setMinimumHeight(42 if is_low else 76)
        self.sums.set_low(is_low=is_low)
        self._make_room()

    def _make_room(self) -> None:
        """Whoever changes a line does not pay meanwhile."""
        self.paying.setHidden(self._is_low and not self.editor.isHidden())

    def arrive(self) -> None:
        """The next digits go to the field that had the focus here last; else they are an amount."""
        focus_again(self, self.amount)

    def end_editing(self) -> None:
        """The amount stands in its place again."""
        self.editor.hide()
        self.amount_line.show()
        self._make_room()

    def refuse_sale(self, words: str) -> None:
        """Say above the ways to pay why the sale was not stored."""
        self.problem.setText(words)
        self.problem.show()

    def _build(self) -> None:
        frame, inside = panel(gap=8)
        self._inside, self._is_low = inside, False
        for key in (self.edit, self.park):
            key.setFixedWidth(_KEY)
        keys = (self.fewer, self.more, self.edit, self.drop, self.park, self.clear)
        inside.addLayout(row(self.heading, 8, self.count, None, *keys, gap=2))
        self.amount.edit.setObjectName("amount")
        self.amount.edit.returnPressed.connect(self.amount_entered)
        self.amount.edit.textEdited.connect(self.amount_edited)
        self.touch.setFixedWidth(52)
        line = row(gap=8)
        line.addWidget(self.amount, 1)
        line.addLayout(beside(self.touch))
        self.amount_line = QWidget()
        self.amount_line.setLayout(line)
        inside.addWidget(self.amount_line)
        inside.addWidget(self.editor)
        self.editor.opened.connect(self.amount_line.hide)
        self.editor.opened.connect(self._make_room)
        self.list.clicked.connect(self._choose)
        self.list.doubleClicked.connect(self.line_opened)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.verticalHeader().setDefaultSectionSize(40)
        self.list.set_widths(160, 84, 52, 88)
        inside.addWidget(self.list, 1)
        for part in (rule(), self.sums, self.problem, self.paying):
            inside.addWidget(part)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(frame)

    def _small(self, by: int) -> QPushButton:
        made = button("quiet", self._change)
        made.setProperty("by", by)
        made.setFixedWidth(_KEY)
        return made

    def _change(self) -> None:
        self.quantity_changed.emit(self.sender().property("by"))

    def _choose(self, index: QModelIndex) -> None:
        self.line_chosen.emit(index.row())

    def _columns(self) -> list[Column[Line]]:
        return [
            Column(_("Item"), _item, stretches=True),
            Column(_("Price"), self._price, is_number=True),
            Column(_("Qty"), lambda line: f"× {line.quantity}", is_number=True),
            Column(_("Sum"), self._sum, is_number=True),
        ]

    def _price(self, line: Line) -> str:
        if line.gift is not None:
            return ngettext("{n} point", "{n} points", line.points_each).format(
                n=count_text(line.points_each)
            )
        return number_text(line.unit_price, self._digits)

    def _sum(self, line: Line) -> str:
        return number_text(line.amount - line.off, self._digits)


def _item(line: Line) -> str:
    return line.name or _("Amount")

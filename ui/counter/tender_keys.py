"""A key for each way money comes in; with an amount, a part of the sum or cash with change."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from shopfans.domain import tenders
from shopfans.domain.errors import GivenTooMuch, ShopError
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.sales import Tender
from shopfans.texts import _
from shopfans.texts.formats import number_text
from shopfans.texts.labels import tender_label
from ui import theme
from ui.desk import Desk
from ui.widgets.pieces import Elided, button, label, row, set_tone

KEYS = {Tender.WECHAT: "F9", Tender.ALIPAY: "F10", Tender.CASH: "F11", Tender.CARD: "F12"}
"""The common way first; pressing one pays all that is left."""


class TenderKeys(QWidget):
    paid = Signal(object)
    """A Tender; what was handed over stands in `given`."""
    part_dropped = Signal(object)
    """A Tender whose part was not paid after all."""
    left = Signal()
    """The amount handed over is no longer typed: the focus goes back."""

    def __init__(self, desk: Desk, ways: Sequence[Tender] = tuple(KEYS)) -> None:
        """Parts of the sum may be paid by any of these."""
        super().__init__()
        self._desk = desk
        self._rest: Money | None = None
        self._has_parts = False
        self._hears_keys = True
        self._received, self._has_asked = Money(), False
        self.split = button("pay", self.open_given)
        self.given_title, self.given = label("muted"), QLineEdit()
        self.change = Elided("strong")
        self.given_row, self.given_wrong = QWidget(), label("error", wraps=True)
        self.parts: dict[Tender, QPushButton] = {way: self._part(way) for way in ways}
        self.pays = {tender: self._pay(tender) for tender in KEYS}
        self.parts_row = QWidget()
        self._build()

    def retranslate(self) -> None:
        self.split.setIcon(theme.icon("money"))
        self.split.setToolTip(_("Change, or several ways to pay (Ctrl M)"))
        self.split.setAccessibleName(self.split.toolTip())
        self.given_title.setText(_("Received"))
        self.given.setAccessibleName(_("Received (Ctrl+M)"))
        self._show_names()
        for part in self.parts.values():
            part.setToolTip(_("Not paid after all"))

    def hear_keys(self, *, hears: bool) -> None:
        """Whether the keyboard's keys mean these; only then they are named here."""
        self._hears_keys = hears
        self._show_names()
        for tender, pay in self.pays.items():
            set_tone(pay, "first", value=hears and tender is Tender.WECHAT)

    def show_left(self, parts: Mapping[Tender, Money], rest: Money | None) -> None:
        """What is paid and what is left to pay; None while there is no sum."""
        self._rest, self._has_parts = rest, bool(parts)
        self._received = tenders.received(parts)
        for tender, part in self.parts.items():
            amount = parts.get(tender)
            part.setVisible(amount is not None)
            if amount is not None:
                part.setText(f"{tender_label(tender)} {self._desk.money(amount)}")
                part.setIcon(theme.icon("x"))
        self.parts_row.setVisible(self._has_parts)
        self._show_change()

    def open_given(self) -> None:
        """A field for what was handed over: then F11 gives change, any key pays a part."""
        self.given_row.show()
        self.given.setFocus()
        self.given.selectAll()

    def type_on(self, given: str) -> None:
        """So much of what was handed over is typed already; the next digits go on with it, or are
        the next part where one is paid."""
        if given or self._has_parts:
            self.given_row.show()
            self.given.setText(given)
            self.given.setFocus()
            self._show_change()

    def clear(self) -> None:
        self.given.clear()
        self.given_row.hide()
        self.refuse("")

    def refuse(self, words: str) -> None:
        """Say below the field what is wrong with it; empty words take it back."""
        self._has_asked = False
        self.given_wrong.setText(words)
        self.given_wrong.setVisible(bool(words))
        set_tone(self.given, "wrong", value=bool(words))

    def lets_go(self) -> bool:
        """Whether this may be left: what is received already goes back then, which is said first
        and done when one asks again."""
        if not self._received or self._has_asked:
            return True
        words = _("{amount} is received already. Once more, and it goes back to the guest.")
        self.refuse(words.format(amount=self._desk.money(self._received)))
        self._has_asked = True
        return False

    def over(self) -> Money | None:
        """How much more was handed over than is left to pay, below zero how much is missing; None
        while nothing is, none of it is an amount, or the parts are too much already."""
        given = self.given.text().strip()
        if self._rest is None or not (given or self._has_parts):
            return None
        try:
            if self._rest < Money():
                raise GivenTooMuch(self._rest.fen)
            handed = parse_amount(given, self._desk.terms.currency.digits) if given else Money()
        except ShopError as problem:
            self.refuse(self._desk.words(problem))
            return None
        return handed - self._rest

    def _show_names(self) -> None:
        for tender, pay in self.pays.items():
            key = f"\n{KEYS[tender]}" if self._hears_keys else ""
            pay.setText(tender_label(tender) + key)

    def _show_change(self) -> None:
        self.refuse("")
        over = self.over()
        if over is None:
            self.change.setText("")
        elif self._rest == Money() == over:
            self.change.setText(_("Paid in full: F9 ends it"))
        elif over < Money():
            self.change.setText(_("{amount} still to pay").format(amount=self._desk.money(-over)))
        else:
            self.change.setText(_("Change {amount}").format(amount=self._desk.money(over)))

    def _build(self) -> None:
        self.given.setFixedWidth(110)
        self.given.setPlaceholderText(number_text(Money(), self._desk.terms.currency))
        self.given.textEdited.connect(self._show_change)
        self.given.returnPressed.connect(self.left)
        self.across = row(self.given_title, self.given, gap=8)
        self.across.addWidget(self.change, 1)
        self.given_row.setLayout(self.across)
        self.split.setFixedWidth(46)
        self.parts_row.setLayout(row(*self.parts.values(), None, gap=6))
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(6)
        for part in (self.parts_row, self.given_row, self.given_wrong):
            self.inside.addWidget(part)
            part.hide()
        self.inside.addLayout(row(*self.pays.values(), self.split, gap=6))

    def _pay(self, tender: Tender) -> QPushButton:
        made = button("pay", self._take)
        made.setProperty("tender", tender)
        made.setProperty("first", tender is Tender.WECHAT)
        return made

    def _part(self, tender: Tender) -> QPushButton:
        made = button("segment", self._drop)
        made.setProperty("tender", tender)
        made.hide()
        return made

    def _take(self) -> None:
        self.paid.emit(self.sender().property("tender"))

    def _drop(self) -> None:
        self.part_dropped.emit(self.sender().property("tender"))

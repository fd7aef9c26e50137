"""A top-up of stored value, in place of the guest's card: an amount, what it brings, and the ways
to pay it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain.errors import AmountNotPositive, ShopError
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.sales import Tender
from shopfans.services.members.finding import MemberCard
from shopfans.services.prepaid import prepaying, value_statement
from shopfans.services.prepaid.value_statement import TopUpToday
from shopfans.texts import _
from shopfans.texts.formats import number_text, time_text
from shopfans.texts.stored_value import brings_text, has_text, offer_text
from ui import theme
from ui.counter.receiving import Receiving, Unfinished
from ui.desk import Desk
from ui.widgets.chips import Chips
from ui.widgets.field import Field
from ui.widgets.focus import focus_again
from ui.widgets.pieces import Elided, button, label, row, rule, set_tone


class TopUpPage(QFrame):
    closed = Signal()
    done = Signal(object)
    """A TopUp."""
    void_wanted = Signal(object)
    """A TopUpToday that is to be taken back."""
    statement_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._guest: MemberCard | None = None
        self._last: TopUpToday | None = None
        self._request = ""
        self.heading, self.name = label("heading"), Elided("muted")
        self.has = label("strong", wraps=True)
        self.offers, self.amount = Chips(takes_focus=False), Field()
        self.brings, self.warning = label("good", wraps=True), label("strong", wraps=True)
        self.pays = Receiving(desk)
        self.last, self.void = Elided("muted"), button("danger", self._ask_void)
        self.line = rule()
        self.statement = button("quiet", self.statement_wanted.emit)
        self.leave = button("quiet", self.closed.emit)
        self._build()

    def open_for(self, guest: MemberCard) -> None:
        """For this guest, with an empty amount unless she has paid a part of one."""
        self._guest, self._request = guest, new_request()
        self.pays.begin(guest.id)
        if not self.pays.has_part_of(guest.id):
            self.amount.clear()
        self.refresh()
        self.amount.setFocus()

    @property
    def unfinished(self) -> Unfinished:
        return Unfinished(self.pays.paid_parts, self.pays.given.text(), amount=self.amount.text())

    def go_on(self, unfinished: Unfinished) -> None:
        """With the top-up that another operator began."""
        self.amount.edit.setText(unfinished.amount or "")
        self._show_effect()
        self.pays.type_on(unfinished.given)

    def arrive(self) -> None:
        focus_again(self, self.amount)

    def refresh(self) -> None:
        """What she has, and what could be taken back, as it is now."""
        if self._guest is None:
            return
        terms = self._desk.terms
        self.name.setText(self._guest.name)
        self._last = value_statement.last_top_up(self._desk.shop, self._guest.id)
        offers = sorted(terms.stored_value.offers, key=lambda one: one.paid)
        choices = [(one.paid, offer_text(one, terms.currency)) for one in offers]
        self.offers.show_choices([(None, _("Another amount")), *choices], None)
        self.offers.setVisible(bool(offers))
        self.retranslate()

    def pay(self, tender: Tender) -> None:
        """Store what is typed, once all of it is received, the last of it this way."""
        if self._guest is None:
            return
        try:
            taken = self.pays.take(tender, self._typed())
            if taken is None:
                return
            topped_up = prepaying.top_up(
                self._desk.shop, by=self._desk.by, request=self._request, member=self._guest.id,
                payments=taken.payments, received=taken.received,
            )  # fmt: skip
        except ShopError as problem:
            self.amount.refuse(self._desk.words(problem))
            return
        self.pays.forget()
        self.done.emit(topped_up)

    def retranslate(self) -> None:
        self.heading.setText(_("Top-up"))
        self.amount.name(_("Amount"), number_text(Money(), self._desk.terms.currency))
        self.pays.retranslate()
        self.statement.setText(_("Statement"))
        self.leave.setText(_("Close  Esc"))
        self.void.setText(f"{_('Take it back…')}  F8")
        self.void.setIcon(theme.icon("arrow-counter-clockwise"))
        self._show()

    def _typed(self) -> Money:
        if not self.amount.text().strip():
            raise AmountNotPositive()
        return parse_amount(self.amount.text(), self._desk.terms.currency.digits)

    def _choose(self, amount: Money | None) -> None:
        words = number_text(amount, self._desk.terms.currency) if amount else ""
        self.amount.edit.setText(words.replace(",", ""))
        self.amount.forgive()
        self._show()
        self.amount.setFocus()

    def _show(self) -> None:
        """What she has, and what would come of what is typed."""
        if self._guest is None:
            return
        terms = self._desk.terms
        self.has.setText(has_text(self._guest.stored, terms.currency))
        last = self._last
        for part in (self.last, self.void, self.line):
            part.setVisible(last is not None)
        if last is not None:
            at = time_text(last.at, terms.zone)[-5:]
            words = _("Today {time}: {amount} topped up")
            self.last.setText(words.format(time=at, amount=self._desk.money(last.paid)))
        self._show_effect()

    def _show_effect(self) -> None:
        self.brings.setText("")
        self.warning.hide()
        self.pays.show_due(None)
        if self._guest is None:
            return
        try:
            amount = self._typed()
            told = prepaying.preview(self._desk.shop, member=self._guest.id, paid=amount)
        except ShopError:  # said once it is entered
            return
        self.pays.show_due(amount)
        terms = self._desk.terms
        self.brings.setText(brings_text(told, terms.currency))
        if told.above_limit is not None:
            limit = self._desk.money(told.above_limit)
            self.warning.setText(
                _("More than {limit} on one member's account: the rules for single-shop cards "
                  "allow no more.").format(limit=limit)
            )  # fmt: skip
            self.warning.show()

    def _ask_void(self) -> None:
        self.void_wanted.emit(self._last)

    def _build(self) -> None:
        self.warning.hide()
        set_tone(self.warning, "tone", "warn")
        self.offers.chosen.connect(self._choose)
        self.pays.paid.connect(self.pay)
        self.pays.left.connect(self.amount.setFocus)
        self.amount.edit.setObjectName("amount")
        self.amount.edit.textEdited.connect(self._show_effect)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addLayout(row(self.heading, None, self.statement, self.leave, gap=4))
        for part in (
            self.name, self.has, self.offers, self.amount, self.brings, self.warning,
        ):  # fmt: skip
            inside.addWidget(part)
        inside.addWidget(self.pays)
        inside.addStretch(1)
        inside.addWidget(self.line)
        across = row(gap=10)
        across.addWidget(self.last, 1)
        across.addWidget(self.void)
        inside.addLayout(across)

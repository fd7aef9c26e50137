"""The strip that confirms what was done last, and asks once more before anything is undone."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff
from shopfans.domain.sales import Tender
from shopfans.services.prepaid.offers import Sold
from shopfans.services.prepaid.prepaying import TopUp
from shopfans.services.prepaid.receiving import Received
from shopfans.services.prepaid.value_statement import TopUpToday
from shopfans.services.sales.selling import Receipt
from shopfans.services.sessions.held import UseRow
from shopfans.texts import _
from shopfans.texts.formats import count_text, time_text
from shopfans.texts.labels import tenders_label, ways_text
from ui.approval import Approval
from ui.counter.notice import Notice
from ui.counter.till import Till
from ui.desk import Desk


class LastSale(Notice):
    voided = Signal(object)
    """A Receipt of what went back."""

    def __init__(self, desk: Desk, till: Till, approval: Approval) -> None:
        super().__init__(self.answer, self.keep, is_narrow=True)
        self._desk, self._till, self._approval = desk, till, approval
        self._on_yes: Callable[[], None] | None = None
        self._unread = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())

    @property
    def is_asking(self) -> bool:
        """Whether a question stands that F8 answers with yes and Esc with no."""
        return self._on_yes is not None

    @property
    def hears_yes(self) -> bool:
        """Not at once after F8 asked or did something: a key hit twice would be yes to what nobody
        has read, or ask the next thing in place of what was done."""
        return not self._unread.isActive()

    def confirm(self, receipt: Receipt) -> None:
        """Say what was paid, and how; no name, the next guest reads along."""
        words = [_("Paid"), self._desk.money(receipt.paid)]
        if len(receipt.payments) == 1:
            words.append(tenders_label(receipt.payments))
        elif receipt.payments:
            words.append(ways_text(receipt.payments, self._desk.terms.currency))
        if receipt.change:
            words.append(_("Change {amount}").format(amount=self._desk.money(receipt.change)))
        if receipt.member is not None:
            words.append(
                _("{earned} points earned, {balance} in all").format(
                    earned=count_text(receipt.earned), balance=count_text(receipt.balance)
                )
            )
        if receipt.is_thanked:
            words.append(_("both rewarded: she was brought"))
        self.tell(*words, tone="good")

    def tell_of_refund(self, receipt: Receipt) -> None:
        """Say what goes back."""
        done = _("Refund No. {number}").format(number=receipt.sale)
        self._tell_of_money_back(done, receipt.payments)
        self.let_read()

    def tell_of_top_up(self, done: TopUp) -> None:
        """Say what came in, or went back; no name, the next guest reads along."""
        if done.paid < Money():
            self._tell_of_money_back(_("The top-up is taken back"), done.payments)
            return
        words = [_("Topped up"), self._desk.money(done.paid)]
        if done.bonus:
            words.append(_("Bonus {amount}").format(amount=self._desk.money(done.bonus)))
        if done.change:
            words.append(_("Change {amount}").format(amount=self._desk.money(done.change)))
        words.append(_("{both} in all").format(both=self._desk.money(done.has.both)))
        self.tell(*words, tone="good")

    def ask_void_top_up(self, top_up: TopUpToday, act: Callable[[int, str], None]) -> None:
        """Ask whether a top-up of today is to be taken back."""
        question = _("Take the top-up of {time}, {paid}, back?").format(
            time=time_text(top_up.at, self._desk.terms.zone)[-5:],
            paid=self._desk.money(top_up.paid),
        )
        request, question = new_request(), self._with_ways(question, top_up.payments)
        self.ask(question, _("Void it  F8"), lambda: act(top_up.id, request))

    def tell_of_card(self, done: Received, name: str) -> None:
        """Say which card was sold, or what went back; no name, the next guest reads along."""
        if done.paid < Money():
            self._tell_of_money_back(_("The card is taken back"), done.payments)
            return
        words = [_("Sold"), name, self._desk.money(done.paid), tenders_label(done.payments)]
        if done.change:
            words.append(_("Change {amount}").format(amount=self._desk.money(done.change)))
        self.tell(*words, tone="good")

    def tell_of_use(self, use: UseRow) -> None:
        """Say what was taken off, or put back."""
        words = _("Put back on the card") if use.is_undone else _("Taken off the card")
        self.tell(words, f"{use.name} ×{count_text(use.sessions)}", tone="good")

    def ask_void_card(self, card: Sold, act: Callable[[Sold, str], None]) -> None:
        """Ask whether a card of today is to be taken back."""
        question = _("Take the card {card}, {paid}, back?").format(
            card=card.name, paid=self._desk.money(card.paid)
        )
        request, question = new_request(), self._with_ways(question, card.payments)
        self.ask(question, _("Void it  F8"), lambda: act(card, request))

    def void(self) -> None:
        """First ask about the last sale of the day; asked again, void it."""
        if self.is_asking:
            if self.hears_yes:
                self.answer()
            return
        try:
            sale = self._till.last_sale()
        except ShopError as problem:
            self.tell(self._desk.words(problem), tone="warn")
            return
        question = _("Void sale No. {number} of {time}, {paid}?").format(
            number=sale.sale,
            time=time_text(sale.at, self._desk.terms.zone)[-5:],
            paid=self._desk.money(sale.paid),
        )
        request, question = new_request(), self._with_ways(question, sale.payments)
        self.ask(question, _("Void it  F8"), lambda: self._ask_leave(sale, request))
        self.let_read()

    def let_read(self) -> None:
        """F8 has asked: it says yes only once the question can have been read."""
        self._unread.start()

    def ask(self, question: str, yes: str, act: Callable[[], None]) -> None:
        """Ask, and act when F8 says yes."""
        self._on_yes = act
        self.say(
            question, tone="bad", icon="warning-circle", first=yes, second=_("No, leave it  Esc")
        )

    def answer(self) -> None:
        """Yes to what was asked."""
        act, self._on_yes = self._on_yes, None
        if act is None:
            return
        try:
            act()
        except ShopError as problem:
            self.tell(self._desk.words(problem), tone="bad")
        self.let_read()

    def _ask_leave(self, sale: Receipt, request: str) -> None:
        """Above the limit the owner is asked, in place."""
        if not self._till.needs_leave(sale.sale):
            self._void(sale, request, self._desk.by)
            return
        self.keep()
        self._approval.ask(Right.REFUND_MUCH, request, lambda by: self._void(sale, request, by))

    def _void(self, sale: Receipt, request: str, by: Staff) -> None:
        try:
            mirror = self._till.void(sale.sale, request, by)
        except ShopError as problem:
            self.tell(self._desk.words(problem), tone="bad")
            return
        voided = _("Sale No. {number} is voided").format(number=sale.sale)
        self._tell_of_money_back(voided, mirror.payments)
        self.voided.emit(mirror)

    def _with_ways(self, question: str, payments: Mapping[Tender, Money]) -> str:
        """The question, with the ways by which the money goes back once it is answered."""
        if not payments:
            return question
        ways = ways_text(payments, self._desk.terms.currency)
        return f"{question}\n" + _("Goes back: {ways}").format(ways=ways)

    def _tell_of_money_back(self, done: str, payments: Mapping[Tender, Money]) -> None:
        """Say what is done, and by which way how much goes back for it."""
        ways = ways_text(payments, self._desk.terms.currency)
        back = _("{paid} goes back to the guest").format(paid=ways)
        self.tell(done, *([back] if payments else []), tone="good")

    def keep(self) -> None:
        """Nothing is asked and nothing is said any more."""
        self._on_yes = None
        self._unread.stop()
        self.hide()

    def tell(self, *words: str, tone: str) -> None:
        """Say something that waits for no answer."""
        icon = "check-circle" if tone == "good" else "warning-circle"
        self.say("  ·  ".join(words), tone=tone, icon=icon)

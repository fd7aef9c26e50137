"""What was done at the counter: it is said, it is printed, and the next thing may come."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from shopfans.domain.money import Money
from shopfans.services.prepaid import prepaying
from shopfans.services.prepaid.offers import Offer, Sold
from shopfans.services.prepaid.prepaying import TopUp
from shopfans.services.prepaid.receiving import Received
from shopfans.services.prepaid.value_statement import TopUpToday
from shopfans.services.sales.selling import Receipt
from shopfans.services.sessions.held import UseRow
from ui.counter.front import Front
from ui.counter.guests import Guests
from ui.counter.pages import Pages
from ui.counter.printing import ReceiptPrinting


class Finishing(QObject):
    guest_over = Signal()
    """Nothing of this guest is to be left."""

    def __init__(
        self, front: Front, pages: Pages, guests: Guests, printing: ReceiptPrinting
    ) -> None:
        super().__init__(front)
        self._front, self._pages, self._guests, self._printing = front, pages, guests, printing
        self._desk, self._told = front.desk, front.last_sale
        self.way_back: Callable[[], None] | None = None
        """Opens the page on which what was done last is taken back; None: it was a sale, or the
        next thing has begun."""
        self._fresh = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._connect()

    @property
    def is_fresh(self) -> bool:
        """Whether it was a moment ago: a key hit now may be the same one hit twice."""
        return self._fresh.isActive()

    def forget(self) -> None:
        """The next thing has begun."""
        self._fresh.stop()
        self.way_back = None

    def sell(self, receipt: Receipt) -> None:
        """The screen says it is done and is clean for the next guest."""
        self.guest_over.emit()
        self._fresh.start()
        self._told.confirm(receipt)
        self._printing.after(receipt)

    def _refund(self, receipt: Receipt) -> None:
        self._pages.settle()
        self._told.tell_of_refund(receipt)
        self._front.arrive()
        self._printing.after(receipt)

    def _top_up(self, done: TopUp) -> None:
        self._end_page()
        self.way_back = None if done.paid < Money() else self._pages.show_top_up
        self._told.tell_of_top_up(done)
        self._printing.after_receiving(done.id)

    def _ask_void_top_up(self, top_up: TopUpToday) -> None:
        self._told.ask_void_top_up(top_up, self._void_top_up)

    def _void_top_up(self, top_up: int, request: str) -> None:
        by = self._desk.by
        self._top_up(prepaying.void(self._desk.shop, by=by, top_up=top_up, request=request))

    def _sell_card(self, done: Received, offer: Offer) -> None:
        self._tell_of_card(done, offer.name)

    def _ask_void_card(self, card: Sold) -> None:
        self._told.ask_void_card(card, self._void_card)

    def _void_card(self, card: Sold, request: str) -> None:
        by = self._desk.by
        done = card.void(self._desk.shop, by=by, prepayment=card.prepayment, request=request)
        self._tell_of_card(done, "")

    def _tell_of_card(self, done: Received, name: str) -> None:
        self._end_page()
        self.way_back = None if done.paid < Money() else self._pages.show_sell_card
        self._told.tell_of_card(done, name)
        self._printing.after_receiving(done.id)

    def _use(self, use: UseRow) -> None:
        self._end_page()
        self.way_back = None if use.is_undone else self._pages.show_use_session
        self._told.tell_of_use(use)
        self._printing.after_use(use)

    def _end_page(self) -> None:
        """What was done on a page beside the basket is done: her card is there again."""
        self._fresh.start()
        self._front.find_problem.hide()
        self._guests.read_again()
        self._pages.settle()
        self._front.arrive()

    def _connect(self) -> None:
        side = self._front.side
        self._told.voided.connect(self._printing.after_void)
        side.sale.refunded.connect(self._refund)
        side.sale.print_wanted.connect(self._printing.again)
        side.top_up.done.connect(self._top_up)
        side.top_up.void_wanted.connect(self._ask_void_top_up)
        side.sell_card.done.connect(self._sell_card)
        side.sell_card.void_wanted.connect(self._ask_void_card)
        side.use_session.used.connect(self._use)

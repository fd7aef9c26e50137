"""The counter: one screen for the whole sale, clean again for the next guest."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.sales import Tender
from shopfans.domain.topics import Topic
from shopfans.services.goods.gifting import GiftOnShelf
from shopfans.services.prepaid import prepaying
from shopfans.services.prepaid.offers import Offer, Sold
from shopfans.services.prepaid.prepaying import TopUp
from shopfans.services.prepaid.receiving import Received
from shopfans.services.prepaid.value_statement import TopUpToday
from shopfans.services.sales.selling import Receipt
from shopfans.services.sessions.held import UseRow
from shopfans.texts import _
from ui.counter.checkout import Checkout
from ui.counter.front import Front
from ui.counter.guests import Guests
from ui.counter.key_table import keys_of
from ui.counter.keys import KeysPage, take
from ui.counter.pages import Pages
from ui.counter.printing import ReceiptPrinting
from ui.counter.scanning import Scanning
from ui.counter.settling import Settling
from ui.counter.till import Guest
from ui.desk import Desk

_PARKED = frozenset({Topic.PARKED, Topic.TERMS})
_GOODS = frozenset({Topic.GOODS, Topic.SALES, Topic.TERMS})
_SALES = frozenset({Topic.SALES, Topic.CLOSES, Topic.TERMS})
"""What a part is read again for."""


class Counter(Front):
    topics = frozenset(
        {Topic.SALES, Topic.PARKED, Topic.POINTS, Topic.COUPONS, Topic.MEMBERS,
         Topic.GOODS, Topic.TERMS, Topic.CLOSES, Topic.STORED_VALUE,
         Topic.CARDS}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.pages = Pages(self)
        self.checkout = Checkout(desk, self.till, self.basket, self.approval)
        self.scanning = Scanning(desk, self.till, self.checkout)
        self.printing = ReceiptPrinting(desk, self)
        self.settling = Settling(desk, self.last_sale)
        self.guests = Guests(self, self.pages, self.settling)
        self._hit = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        keys = keys_of(self)
        take(keys, self)
        self.side.add_keys(KeysPage(keys))
        self._connect()

    # What the window and the other places ask

    def refresh(self) -> None:
        for part in (self.parked, self.goods, self.side):
            part.refresh()
        self.guests.read_again()
        self.checkout.show()

    def follow(self, topics: frozenset[Topic]) -> None:
        """Only what these changes touch: who joins by phone changes neither goods nor sales."""
        if topics & _PARKED or self.parked.rows:
            self.parked.refresh()
        if topics & _GOODS:
            self.goods.refresh()
        if topics & _SALES:
            self.side.idle.refresh()
        self.side.refresh_page()
        if self.desk.changes.is_from_elsewhere and not topics & _GOODS:
            self.guests.look()
        else:
            self.guests.read_again()
            self.checkout.show()

    def end(self) -> None:
        self.guests.end()

    def arrive(self) -> None:
        (self.basket.amount if self.till.basket.guest else self.finder).setFocus()

    def scanned(self, code: str) -> None:
        """A code was scanned or typed, wherever one is."""
        self._begin()
        self.scanning.read(code)

    def lay_down(self) -> Guest | None:
        """The guest who is being served, for another operator."""
        return self.till.lay_down()

    def pick_up(self, guest: Guest) -> None:
        """Go on with her where the other operator was."""
        if guest.parked is not None:
            self.take_up(guest.parked)
        elif guest.member is not None:
            self.guests.serve(guest.member)

    def retranslate(self) -> None:
        super().retranslate()
        self.checkout.show()

    def step_back(self) -> None:
        """Esc: close what was opened last, else everything about this guest goes."""
        if not self.approval.isHidden():
            self.approval.leave()
        elif self.last_sale.is_asking or self.settling.is_looking:
            self.settling.forget()
            self.last_sale.keep()
        elif self.basket.editor.isVisible():
            self.basket.editor.close_it()
        elif self.note.isVisible():
            self.note.hide()
            self.arrive()
        elif self.side.is_open:
            self._leave_page()
        else:
            self._leave_guest()

    def _leave_page(self) -> None:
        page = self.pages.receiving
        if page is not None:
            if not page.pays.lets_go():
                return
            page.pays.forget()
        self.pages.settle()
        self.arrive()

    def _leave_guest(self) -> None:
        if self.basket.paying.lets_go():
            self.clear()

    def clear(self) -> None:
        """Nothing of this guest is left."""
        self.checkout.clear()
        self._begin()
        self.form.forget()
        self.note.hide()
        self.pages.settle()
        self.checkout.show()
        self.finder.setFocus()

    # Baskets put aside

    def park(self) -> None:
        """Put the basket aside and take the next guest."""
        try:
            self.till.park()
        except ShopError as problem:
            self.basket.amount.refuse(self.desk.words(problem))
            return
        self.clear()
        self.last_sale.tell(_("The basket is put aside"), tone="good")

    def take_up(self, parked: int) -> None:
        """Go on with a basket put aside; the one that is open is put aside instead."""
        try:
            if self.till.basket.lines:
                self.till.park()
            left_out = self.till.take_up(parked)
        except ShopError as problem:
            self.clear()
            self._refuse_found(problem)
            return
        self._begin()
        self.pages.settle()
        self.checkout.take_up()
        if left_out:
            self._refuse_found(left_out[0])
        self.basket.amount.setFocus()

    def _refuse_found(self, problem: ShopError) -> None:
        self.find_problem.setText(self.desk.words(problem))
        self.find_problem.show()

    # The sale

    def _take_gift(self, gift: GiftOnShelf) -> None:
        self.pages.settle()
        self.checkout.add_gift(gift)

    def _confirm(self, receipt: Receipt, payments: Mapping[Tender, Money]) -> None:
        """The screen says it is done and is clean for the next guest."""
        self.clear()
        self._hit.start()
        self.last_sale.confirm(receipt, payments)

    def _confirm_refund(self, receipt: Receipt) -> None:
        self.pages.settle()
        self.last_sale.tell_of_refund(receipt)
        self.arrive()

    def _begin(self) -> None:
        """The next thing has begun: what was said about the last one goes."""
        self._hit.stop()
        self.last_sale.keep()
        self.approval.leave()
        self.settling.forget()
        self.finder.forget()
        self.find_problem.hide()
        self.basket.amount.forgive()

    def pay_by(self, tender: Tender) -> None:
        """F9 to F12: what is open is paid this way, a top-up, a card or the basket."""
        page = self.pages.receiving
        if page is not None:
            page.pay(tender)
        elif self.hears_pay_keys:
            self.basket.pays[tender].click()

    def open_given(self) -> None:
        """Ctrl+M: what was handed over for what is open, for change or for a part of it."""
        page = self.pages.receiving
        (self.basket.paying if page is None else page.pays).open_given()

    @property
    def hears_pay_keys(self) -> bool:
        """Not at once after what it did last: a key hit twice for a top-up would sell the basket,
        and for a sale take the hands to an amount that nobody types."""
        return not self._hit.isActive()

    def _confirm_top_up(self, done: TopUp) -> None:
        self._end_page()
        self.last_sale.tell_of_top_up(done)

    def _ask_void_top_up(self, top_up: TopUpToday) -> None:
        self.last_sale.ask_void_top_up(top_up, self._void_top_up)

    def _void_top_up(self, top_up: int, request: str) -> None:
        done = prepaying.void(self.desk.shop, by=self.desk.by, top_up=top_up, request=request)
        self._confirm_top_up(done)
        self.printing.after_receiving(done.id)

    def _confirm_card(self, done: Received, offer: Offer, tenders: Collection[Tender]) -> None:
        self._end_page()
        self.last_sale.tell_of_card(done, offer.name, tenders)
        self.printing.after_receiving(done.id)

    def _ask_void_card(self, card: Sold) -> None:
        self.last_sale.ask_void_card(card, self._void_card)

    def _void_card(self, card: Sold, request: str) -> None:
        done = card.void(
            self.desk.shop, by=self.desk.by, prepayment=card.prepayment, request=request
        )
        self._end_page()
        self.last_sale.tell_of_card(done, "", [Tender.CASH])
        self.printing.after_receiving(done.id)

    def _confirm_use(self, use: UseRow) -> None:
        self._end_page()
        self.last_sale.tell_of_use(use)
        self.printing.after_use(use)

    def _end_page(self) -> None:
        """What was done on a page beside the basket is done: her card is there again."""
        self._hit.start()
        self.find_problem.hide()
        self.guests.read_again()
        self.pages.settle()
        self.arrive()

    def say_yes(self) -> None:
        """F8: yes to what is asked, else of the page that is open, else the last sale."""
        taking_back = None if self.last_sale.is_asking else self.pages.taking_back
        if taking_back is not None:
            taking_back.click()
            self.last_sale.let_read()
        elif not self.last_sale.is_asking and self.pages.has_sale:
            self.side.sale.give()
        else:
            self.basket.amount.forgive()
            self.last_sale.void()

    def step(self, by: int) -> None:
        """More or fewer: of the sale that is open, or of the basket."""
        if self.pages.has_sale:
            self.side.sale.step(by)
        else:
            (self.basket.more if by > 0 else self.basket.fewer).click()

    # Putting together

    def _connect(self) -> None:
        self.sign_up_wanted.connect(self.pages.show_sign_up)
        self.form_wanted.connect(self.pages.show_form)
        self.keys_wanted.connect(self.pages.show_keys)
        self.pages.begun.connect(self._begin)
        self.side.closed.connect(self.step_back)
        self.finder.chosen.connect(self.guests.serve)
        self.finder.code_entered.connect(self.scanned)
        self.finder.amount_entered.connect(self.checkout.take_amount)
        self.finder.textEdited.connect(self.find_problem.hide)
        self.parked.taken_up.connect(self.take_up)
        self.approval.left.connect(self.arrive)
        self.form.joined.connect(self.guests.welcome)
        self.form.camera.scanned.connect(self.scanned)
        self.idle.void_wanted.connect(self.last_sale.void)
        self.last_sale.voided.connect(self.printing.after_void)
        self.idle.sale_opened.connect(self.pages.show_sale)
        self.goods.picked.connect(self.checkout.add_good)
        self.note.written.connect(self.arrive)
        self._connect_guest()
        self._connect_sale()

    def _connect_guest(self) -> None:
        self.guests.begun.connect(self._begin)
        self.guests.changed.connect(self.checkout.show)
        self.guests.refused.connect(self._refuse_found)
        self.member.statement_wanted.connect(self.pages.show_statement)
        self.member.coupon_pressed.connect(self.checkout.toggle_coupon)
        self.member.best_wanted.connect(self.checkout.take_proposal)
        self.member.stamps_pressed.connect(self.checkout.toggle_free_piece)
        self.member.gifts_wanted.connect(self.pages.show_shelf)
        self.member.top_up_wanted.connect(self.pages.show_top_up)
        self.member.value_wanted.connect(self.pages.show_value)
        self.side.top_up.done.connect(self._confirm_top_up)
        self.side.top_up.done.connect(self.printing.after_top_up)
        self.side.top_up.void_wanted.connect(self._ask_void_top_up)
        self.side.sell_card.done.connect(self._confirm_card)
        self.side.sell_card.void_wanted.connect(self._ask_void_card)
        self.side.use_session.used.connect(self._confirm_use)
        self.side.use_session.cards_wanted.connect(self.pages.show_her_cards)
        self.member.sessions_wanted.connect(self.pages.show_use_session)
        self.side.top_up.statement_wanted.connect(self.pages.show_value)
        self.member.page_wanted.connect(self.pages.show_her_page)
        self.member.note_wanted.connect(self.guests.write_note)
        self.member.sale_opened.connect(self.pages.show_sale)
        self.side.shelf.picked.connect(self._take_gift)
        self.side.sale.refunded.connect(self._confirm_refund)
        self.side.sale.refunded.connect(self.printing.after)
        self.side.sale.print_wanted.connect(self.printing.again)
        self.side.sale.move_wanted.connect(self.settling.begin_move)
        self.settling.looking.connect(self.finder.setFocus)
        self.scanning.member_found.connect(self.guests.serve)
        self.scanning.sale_found.connect(self.pages.show_sale)
        self.scanning.card_found.connect(self.guests.ask_bind)
        self.scanning.contact_found.connect(self.pages.show_contact)
        self.scanning.friend_found.connect(self.pages.show_friend)
        self.scanning.refused.connect(self._refuse_found)

    def _connect_sale(self) -> None:
        self.checkout.begun.connect(self._begin)
        self.checkout.rung.connect(self.take_digits)
        self.checkout.corrected.connect(self.find_problem.hide)
        self.checkout.shown.connect(self.guests.show)
        self.checkout.refused.connect(self.guests.read_again)
        self.checkout.sold.connect(self._confirm)
        self.checkout.sold.connect(self.printing.after)
        self.basket.cleared.connect(self._leave_guest)
        self.basket.amount_edited.connect(self.find_problem.hide)
        self.basket.amount_edited.connect(self._hit.stop)
        self.basket.parked.connect(self.park)
        self.basket.pad_wanted.connect(self.pages.toggle_pad)

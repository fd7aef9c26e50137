"""The counter: one screen for the whole sale, clean again for the next guest."""

from collections.abc import Sequence

from shopfans.domain.errors import ShopError
from shopfans.domain.sales import Tender
from shopfans.domain.topics import Topic
from shopfans.texts import _
from ui.counter.aside import Aside, Guest, Typed
from ui.counter.checkout import Checkout
from ui.counter.finishing import Finishing
from ui.counter.front import Front
from ui.counter.guests import Guests
from ui.counter.key_table import keys_of
from ui.counter.keys import KeysPage, take
from ui.counter.pages import Pages
from ui.counter.printing import ReceiptPrinting
from ui.counter.scanning import Scanning
from ui.counter.settling import Settling
from ui.counter.wiring import connect
from ui.desk import Desk
from ui.widgets.focus import hide_alone

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
        self.checkout = Checkout(desk, self.till, self.basket, self.approval, self.pages.lets_go)
        self.scanning = Scanning(desk, self.till, self.checkout)
        self.printing = ReceiptPrinting(desk, self)
        self.settling = Settling(desk, self.last_sale)
        self.guests = Guests(self, self.pages, self.settling)
        self.finishing = Finishing(self, self.pages, self.guests, self.printing)
        self.aside = Aside(desk, self.till)
        keys = keys_of(self)
        take(keys, self)
        self.side.add_keys(KeysPage(keys))
        connect(self)

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
        page = self.pages.receiving
        if page is not None and not self._was_at_basket:
            page.arrive()
        elif self.till.basket.is_begun or self.basket.amount.text():
            self.basket.arrive()
        else:
            self.finder.setFocus()

    def scanned(self, code: str) -> None:
        """A code was scanned or typed, wherever one is."""
        self.begin()
        self.scanning.read(code)

    def lay_down(self) -> Guest | None:
        """The guest who is being served, for another operator."""
        amount, given = self.basket.amount.text(), self.basket.paying.given.text()
        typed = Typed(amount, given, comes_last=self._was_at_basket)
        return self.aside.lay_down(typed, self.pages.unfinished)

    def pick_up(self, guest: Guest) -> None:
        """Go on with her where the other operator was; what that one received is said."""
        left_out: Sequence[ShopError] = ()
        if guest.parked is not None:
            left_out = self.take_up(guest.parked)
        elif guest.member is not None:
            self.guests.serve(guest.member)
        if self.aside.is_here(guest):
            self.checkout.type_on(guest.typed.amount, guest.typed.given)
            for one in guest.unfinished:
                self.pages.go_on(one)
            if guest.typed.comes_last:
                self.basket.arrive()
        self.arrive()
        for problem in left_out[:1]:  # a page that is opened takes back what was said before
            self.refuse_found(problem)
        if guest.received:
            words = _("{name} has received {amount} of it already").format(
                name=guest.received_by, amount=self.desk.money(guest.received)
            )
            self.last_sale.tell(words, tone="warn")

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
            hide_alone(self.note)
            self.arrive()
        elif self.side.is_open:
            self._leave_page()
        else:
            self.leave_guest()

    def _leave_page(self) -> None:
        page = self.pages.receiving
        if page is not None:
            if not page.pays.lets_go():
                return
            page.pays.forget()
        self.pages.settle()
        self.arrive()

    def leave_guest(self) -> None:
        """She goes, unless money is received already: then one asks twice."""
        if self.pages.lets_go() and self.basket.paying.lets_go():
            self.clear()

    def clear(self) -> None:
        """Nothing of this guest is left."""
        self.checkout.clear()
        self.begin()
        self.form.forget()
        self.note.hide()
        self.pages.forget_parts()
        self.pages.settle()
        self.checkout.show()
        self.finder.setFocus()

    # Baskets put aside

    def park(self) -> None:
        """Put the basket aside and take the next guest."""
        if self.till.basket.lines and not self.pages.lets_go():
            return
        try:
            self.aside.park()
        except ShopError as problem:
            self.basket.amount.refuse(self.desk.words(problem))
            return
        self.clear()
        self.last_sale.tell(_("The basket is put aside"), tone="good")

    def take_up(self, parked: int) -> Sequence[ShopError]:
        """Go on with a basket put aside; the one that is open is put aside instead. Says why
        coupons were left out."""
        if not self.pages.lets_go():
            return ()
        try:
            if self.till.basket.lines:
                self.aside.park()
            left_out = self.aside.take_up(parked)
        except ShopError as problem:
            self.clear()
            self.refuse_found(problem)
            return ()
        self.begin()
        self.pages.settle()
        self.checkout.take_up()
        if left_out:
            self.refuse_found(left_out[0])
        self.basket.amount.setFocus()
        return left_out

    @property
    def _was_at_basket(self) -> bool:
        """Whether the field that had the focus here last is one of the basket."""
        field = self.focusWidget()
        return field is not None and self.basket.isAncestorOf(field)

    # One thing after the other

    def begin(self) -> None:
        """The next thing has begun: what was said about the last one goes."""
        self.finishing.forget()
        self.last_sale.keep()
        self.approval.leave()
        self.settling.forget()
        self.finder.forget()
        self.find_problem.hide()
        self.basket.amount.forgive()

    # Keys that mean what is open

    def pay_by(self, tender: Tender) -> None:
        """F9 to F12: what is open is paid this way, a top-up, a card or the basket."""
        page = self.pages.receiving
        if page is not None:
            page.pay(tender)
        elif self.hears_pay_keys:
            self.basket.pays[tender].click()

    def name_pay_keys(self) -> None:
        """F9 to F12 stand only where they pay."""
        self.basket.paying.hear_keys(hears=self.pages.receiving is None)

    def open_given(self) -> None:
        """Ctrl+M: what was handed over for what is open, for change or for a part of it."""
        page = self.pages.receiving
        (self.basket.paying if page is None else page.pays).open_given()

    @property
    def hears_pay_keys(self) -> bool:
        """Not at once after what it did last: a key hit twice for a top-up would sell the basket,
        and for a sale take the hands to an amount that nobody types."""
        return not self.finishing.is_fresh

    def say_yes(self) -> None:
        """F8: yes to what is asked, else of the page that is open, else what was done last is shown
        to be taken back, or the last sale is asked about."""
        if not self.last_sale.hears_yes:
            return
        taking_back = None if self.last_sale.is_asking else self.pages.taking_back
        if taking_back is not None:
            taking_back.click()
            self.last_sale.let_read()
        elif not self.last_sale.is_asking and self.pages.has_sale:
            self.side.sale.give()
        elif not self.last_sale.is_asking and self.finishing.way_back is not None:
            self.finishing.way_back()
            self.last_sale.let_read()
        else:
            self.basket.amount.forgive()
            self.last_sale.void()

    def step(self, by: int) -> None:
        """More or fewer: of the sale that is open, or of the basket."""
        if self.pages.has_sale:
            self.side.sale.step(by)
        else:
            (self.basket.more if by > 0 else self.basket.fewer).click()

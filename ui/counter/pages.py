"""The pages that stand in place of the guest's card: opened by a key, closed by Esc."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from shopfans.domain.contact_codes import Contact
from shopfans.domain.errors import (
    CardNeedsMember,
    NoTopUps,
    ShopError,
    StoredValueNeedsMember,
)
from ui.counter.front import Front
from ui.counter.receiving import Unfinished
from ui.counter.sell_card import SellCardPage
from ui.counter.top_up import TopUpPage
from ui.counter.use_session import UseSessionPage


class Pages(QObject):
    begun = Signal()
    """Another thing has begun: what was said about the last one is over."""

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._front, self._side, self._till = front, front.side, front.till
        self._side.currentChanged.connect(front.make_room)

    def settle(self) -> None:
        """Back to the card, or to what stands there between two guests."""
        self._side.settle(has_guest=self._till.basket.guest is not None)

    def show_form(self) -> None:
        """Sign up by keyboard."""
        typed = self._front.finder.text().strip()
        self.begun.emit()
        self._side.setCurrentWidget(self._side.form)
        self._side.form.begin(typed)

    def show_contact(self, contact: Contact) -> None:
        """The same form, filled in from the code on her phone; a card that was scanned stays."""
        if self._side.currentWidget() is not self._side.form:
            self.show_form()
        self._side.form.fill(contact)

    def show_friend(self, code: str, sender: str) -> None:
        """The same form for whom this member sends; what is filled in already stays."""
        if self._side.currentWidget() is not self._side.form:
            self.show_form()
        self._side.form.take_friend(code, sender)

    def show_sign_up(self) -> None:
        """The code for the guest's phone."""
        self.begun.emit()
        self._side.setCurrentWidget(self._side.sign_up)
        self._side.sign_up.begin()

    def show_statement(self) -> None:
        """Every line behind the balance."""
        guest = self._till.basket.guest
        if guest is not None:
            self._side.statement.show_member(self._front.desk, guest.id)
            self._side.setCurrentWidget(self._side.statement)

    def show_sale(self, sale: int) -> None:
        """A sale of the past, to be refunded, moved or printed again."""
        self.begun.emit()
        self._side.setCurrentWidget(self._side.sale)
        self._side.sale.open_sale(sale)

    def show_last_sale(self) -> None:
        try:
            self.show_sale(self._till.last_sale().sale)
        except ShopError as problem:
            self._front.last_sale.tell(self._front.desk.words(problem), tone="warn")

    def show_shelf(self) -> None:
        """What her points can be exchanged for."""
        guest = self._till.basket.guest
        if guest is not None:
            self._side.setCurrentWidget(self._side.shelf)
            self._side.shelf.open_for(guest.buyer.points)

    def show_top_up(self) -> None:
        """Money in advance, and what the shop adds to it; nothing where the shop takes none."""
        guest = self._till.basket.guest
        if guest is None or not self._till.terms.stored_value.tops_up:
            self._front.last_sale.tell(self._front.desk.words(self._why_no_top_up()), tone="warn")
            return
        self.begun.emit()
        self._side.setCurrentWidget(self._side.top_up)
        self._side.top_up.open_for(guest)

    def _why_no_top_up(self) -> ShopError:
        has_guest = self._till.basket.guest is not None
        return NoTopUps() if has_guest else StoredValueNeedsMember()

    def show_sell_card(self) -> None:
        """What the shop sells ahead, for the guest who is there."""
        self._open_for_guest(self._side.sell_card)

    def show_use_session(self) -> None:
        """Her cards: one session is taken off."""
        self._open_for_guest(self._side.use_session)

    def show_her_cards(self) -> None:
        """Each use of her cards; one is passed on or given back."""
        guest = self._till.basket.guest
        if guest is not None:
            self._side.setCurrentWidget(self._side.her_cards)
            self._side.her_cards.show_member(guest.id)

    def _open_for_guest(self, page: SellCardPage | UseSessionPage) -> None:
        guest = self._till.basket.guest
        if guest is None:
            self._front.last_sale.tell(self._front.desk.words(CardNeedsMember()), tone="warn")
            return
        self.begun.emit()
        why_not = page.why_not(guest)
        if why_not:
            self.settle()
            self._front.arrive()
            self._front.last_sale.tell(*why_not, tone="warn")
            return
        self._side.setCurrentWidget(page)
        page.open_for(guest)
        if not page.has_any:  # it is there for what can be taken back
            self._front.basket.arrive()

    def show_value(self) -> None:
        """Every change of her stored value, both parts apart."""
        guest = self._till.basket.guest
        if guest is not None:
            self._side.value.show_member(self._front.desk, guest.id)
            self._side.setCurrentWidget(self._side.value)

    def show_her_page(self) -> None:
        """The address of her own page, for her phone."""
        guest = self._till.basket.guest
        if guest is not None:
            self._side.setCurrentWidget(self._side.her_page)
            self._side.her_page.open_for(guest)

    def show_keys(self) -> None:
        """All keys; again: back."""
        if self._side.currentWidget() is self._side.keys:
            self._side.closed.emit()
        else:
            self._side.setCurrentWidget(self._side.keys)

    def toggle_pad(self) -> None:
        """Digits to touch, where there is no keyboard; again: away."""
        if not self._front.middle.isVisible():
            self.settle()
            self._front.arrive()
        self._front.pad.setVisible(self._front.pad.isHidden())
        self._front.make_room()

    # Of the sale that is open

    @property
    def has_sale(self) -> bool:
        return self._side.currentWidget() is self._side.sale

    @property
    def receiving(self) -> TopUpPage | SellCardPage | None:
        """The page that is paid by the keys of the tenders, if one is open."""
        for page in (self._side.top_up, self._side.sell_card):
            if self._side.currentWidget() is page:
                return page
        return None

    def lets_go_for(self, member: int) -> bool:
        """Whether this guest may be served: not while another has paid a part of something, unless
        one asks again."""
        guest = self._till.basket.guest
        return guest is None or guest.id == member or self.lets_go()

    def lets_go(self) -> bool:
        """Whether the guest may go: what she has paid a part of is shown first, and what she paid
        goes back when one asks again."""
        for page in self._part_paid:
            if not page.isVisible():
                page.pays.refuse("")  # what was asked when it was seen last is asked again
                self._side.setCurrentWidget(page)
            if not page.pays.lets_go():
                return False
            page.pays.forget()
        return True

    @property
    def unfinished(self) -> tuple[Unfinished, ...]:
        """What the guest has paid a part of, and at last what is open, for another operator to go
        on with."""
        pages = [page for page in self._part_paid if page is not self.receiving]
        return tuple(page.unfinished for page in (*pages, self.receiving) if page)

    def go_on(self, unfinished: Unfinished) -> None:
        """Open the page of this, as another operator left it."""
        guest, is_top_up = self._till.basket.guest, unfinished.amount is not None
        if guest is None:
            return
        page = self._side.top_up if is_top_up else self._side.sell_card
        page.pays.go_on(guest.id, unfinished.parts)
        (self.show_top_up if is_top_up else self.show_sell_card)()
        page.go_on(unfinished)

    def forget_parts(self) -> None:
        """What was paid in part counts for nothing any more."""
        for page in (self._side.top_up, self._side.sell_card):
            page.pays.forget()

    @property
    def _part_paid(self) -> list[TopUpPage | SellCardPage]:
        """The pages of what the guest has paid a part of, open or not."""
        guest = self._till.basket.guest
        return [
            page
            for page in (self._side.top_up, self._side.sell_card)
            if guest is not None and page.pays.has_part_of(guest.id)
        ]

    @property
    def taking_back(self) -> QPushButton | None:
        """The key by which the page that is open takes its last one back, if there is one."""
        top_up, cards, sessions = self._side.top_up, self._side.sell_card, self._side.use_session
        for page, key in (
            (top_up, top_up.void), (cards, cards.void), (sessions, sessions.undo),
        ):  # fmt: skip
            if self._side.currentWidget() is page and not key.isHidden():
                return key
        return None

    def take_all(self) -> None:
        """All of the sale that is open is to come back."""
        if self.has_sale:
            self._side.sale.all_of_it.click()

"""Who stands at the counter: served, greeted, and never given another's basket unsaid."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.services.members import finding
from shopfans.services.members.finding import MemberCard
from shopfans.texts import _
from ui.counter.front import Front
from ui.counter.pages import Pages
from ui.counter.settling import Settling
from ui.latest import Latest


class Guests(QObject):
    begun = Signal()
    """Another guest is being served: what was said about the last one is over."""
    changed = Signal()
    """The basket may cost this guest something else."""
    refused = Signal(object)
    """A ShopError: why she cannot be served."""

    def __init__(self, front: Front, pages: Pages, settling: Settling) -> None:
        super().__init__(front)
        self._front, self._pages, self._settling = front, pages, settling
        self._desk, self._till = front.desk, front.till
        self._behind = Latest(self)
        self._behind.found.connect(self._compare)

    def serve(self, member: int) -> None:
        """This guest stands at the counter now; a basket that was another's is said to be hers."""
        if self._settling.is_looking:
            self._front.finder.forget()
            self._settling.ask_move(member)
            return
        if not self._pages.lets_go_for(member):
            return
        was_busy = self._is_busy_with_another(member)
        self.begun.emit()
        try:
            self._till.serve(member)
        except ShopError as problem:
            self.refused.emit(problem)
            return
        self._pages.settle()
        self.changed.emit()
        if was_busy and self._till.basket.guest is not None:
            self._warn(_("The basket is {name}'s now").format(name=self._till.basket.guest.name))
        self._front.basket.amount.setFocus()

    @property
    def is_free(self) -> bool:
        """Whether nobody is being served: no guest, no basket, nothing asked about one."""
        return not self._till.basket.is_begun and not self._settling.is_looking

    def receive(self, member: int) -> None:
        """Serve her, unless a basket of another guest stands open: that one is finished first."""
        if not self._is_busy_with_another(member):
            self.serve(member)
            return
        guest = self._till.basket.guest
        assert guest is not None
        self._warn(_("Finish or clear the basket of {name} first").format(name=guest.name))

    def welcome(self, member: int) -> None:
        """She is the guest now, unless another one is being served: that one keeps the basket."""
        if not self._is_busy_with_another(member):
            self.serve(member)
            return
        self._pages.settle()
        self._front.arrive()
        name = finding.card(self._desk.shop, member).name
        self._front.last_sale.tell(_("{name} is a member now").format(name=name), tone="good")

    def read_again(self) -> None:
        """Her points and coupons may have changed elsewhere; so may she."""
        try:
            self._till.read_guest_again()
        except ShopError as problem:
            self.refused.emit(problem)

    def look(self) -> None:
        """Behind the window, whether she is still as she is shown; only then is she read again."""
        guest = self._till.basket.guest
        if guest is not None:
            look = partial(_card, self._desk.shop, guest.id)
            self._behind.ask_again(lambda progress: look())

    def end(self) -> None:
        self._behind.end()

    def show(self) -> None:
        """Paint the guest as she is now."""
        basket, till = self._till.basket, self._till
        has_lines = bool(basket.all_lines())
        self._front.member.show_card(
            basket.guest,
            basket.coupons,
            till.fitting() if has_lines else (),
            till.choice() if has_lines and basket.guest else None,
            basket.free_pieces,
            with_tier=basket.with_tier,
        )
        side = self._front.side
        if basket.guest is None and side.currentWidget() is side.member:
            side.settle(has_guest=False)

    def write_note(self) -> None:
        """Open the line for a note on her."""
        guest = self._till.basket.guest
        if guest is not None:
            self._front.note.write(guest)

    def ask_bind(self, card: str) -> None:
        """Whether this card is to be hers; who is just being signed up is asked nothing."""
        if self._front.side.currentWidget() is self._front.form:
            self._front.form.take_card(card)
            return
        self._settling.ask_bind(card, self._till.basket.guest)

    def _compare(self, found: tuple[int, MemberCard | None]) -> None:
        member, card = found
        guest = self._till.basket.guest
        if guest is not None and guest.id == member and guest != card:
            self.read_again()
            self.changed.emit()

    def _is_busy_with_another(self, member: int) -> bool:
        basket = self._till.basket
        return basket.guest is not None and basket.guest.id != member and bool(basket.all_lines())

    def _warn(self, words: str) -> None:
        self._front.last_sale.tell(words, tone="warn")


def _card(shop: Shop, member: int) -> tuple[int, MemberCard | None]:
    """The member's key, and her card unless she was forgotten."""
    try:
        return member, finding.card(shop, member)
    except ShopError:
        return member, None

"""What the shop sells ahead, in place of the guest's card: chosen by arrows or a digit, sold by the
key that pays it."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.sales import Tender
from shopfans.services.members.finding import MemberCard
from shopfans.services.prepaid import offers
from shopfans.services.prepaid.offers import Offer, Sold
from shopfans.texts import _
from ui import theme
from ui.counter.receiving import Receiving, Unfinished
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.focus import focus_again
from ui.widgets.keys import on_key
from ui.widgets.pieces import Elided, button, label, row, rule, set_tone

_DIGITS = 9


class SellCardPage(QFrame):
    closed = Signal()
    done = Signal(object, object)
    """A Received, and the Offer."""
    void_wanted = Signal(object)
    """A Sold of today that is to be taken back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._guest: MemberCard | None = None
        self._last: Sold | None = None
        self._request = ""
        self.heading, self.name = label("heading"), Elided("muted")
        self.model: ListModel[tuple[int, Offer]] = ListModel(self._columns())
        self.list = ListView(self.model)
        self.listing = Listing(self.list)
        self.words, self.problem = label("strong", wraps=True), label("error", wraps=True)
        self.worth = label("worth", wraps=True)
        self.pays = Receiving(desk)
        self.line, self.last = rule(), Elided("muted")
        self.void = button("danger", self._ask_void)
        self.leave = button("quiet", self.closed.emit)
        self._build()

    def why_not(self, guest: MemberCard) -> tuple[str, ...]:
        """What to say in place of opening this for a guest who could do nothing with it."""
        shop, member = self._desk.shop, guest.id
        is_of_use = (
            self.pays.has_part_of(member)
            or offers.on_offer(shop, member=member)
            or offers.last_sold(shop, member=member)
        )
        return () if is_of_use else _nothing()

    @property
    def has_any(self) -> bool:
        """Whether something is on sale."""
        return self.model.rowCount() > 0

    def open_for(self, guest: MemberCard) -> None:
        """For this guest, the first offer chosen unless she has paid a part of one."""
        self._guest, self._request = guest, new_request()
        self.pays.begin(guest.id)
        self.refresh()
        if not self.pays.has_part_of(guest.id):
            self.list.selectRow(0)
        self.list.setFocus()

    @property
    def unfinished(self) -> Unfinished:
        return Unfinished(self.pays.paid_parts, self.pays.given.text(), offer=self._offer)

    def go_on(self, unfinished: Unfinished) -> None:
        """With what another operator began to sell; nothing, if it is not on sale as it was."""
        self.list.setCurrentIndex(QModelIndex())
        self._choose_as(unfinished.offer)
        self._show_words()
        self.pays.type_on(unfinished.given)

    def arrive(self) -> None:
        focus_again(self, self.list)

    def refresh(self) -> None:
        """What is on sale, and what could be taken back, as it is now."""
        if self._guest is None:
            return
        at, chosen = max(0, self.list.currentIndex().row()), self._offer
        self.name.setText(self._guest.name)
        found = offers.on_offer(self._desk.shop, member=self._guest.id)
        self.model.show_rows(list(enumerate(found, 1)))
        self._choose_as(chosen)
        if self._offer is None and not self.pays.has_part_of(self._guest.id):
            self.list.selectRow(at)
        self._last = offers.last_sold(self._desk.shop, member=self._guest.id)
        self.retranslate()

    def pay(self, tender: Tender) -> None:
        """Sell what is chosen, once all of it is received, the last of it this way."""
        offer = self._offer
        if self._guest is None or offer is None:
            return
        self.problem.hide()
        taken = self.pays.take(tender, offer.price)
        if taken is None:
            return
        try:
            received = offer.sell(
                self._desk.shop, by=self._desk.by, request=self._request, member=self._guest.id,
                payments=taken.payments, received=taken.received,
            )  # fmt: skip
        except ShopError as problem:
            self._request = new_request()
            self.problem.setText(self._desk.words(problem))
            self.problem.show()
            self.refresh()
            return
        self.pays.forget()
        self.done.emit(received, offer)

    def retranslate(self) -> None:
        self.heading.setText(_("Sell a card or a membership"))
        self.leave.setText(_("Close  Esc"))
        self.void.setText(f"{_('Take it back…')}  F8")
        self.void.setIcon(theme.icon("arrow-counter-clockwise"))
        self.pays.retranslate()
        self.model.retitle(self._columns())
        self.listing.empty.say("ticket", *_nothing())
        self._show_words()
        for part in (self.last, self.void, self.line):
            part.setVisible(self._last is not None)
        if self._last is not None:
            words = _("Sold today: {card}, {amount}")
            self.last.setText(
                words.format(card=self._last.name, amount=self._desk.money(self._last.paid))
            )

    def _show_words(self) -> None:
        offer = self._offer
        self.words.setText(offer.words if offer else "")
        self.worth.setText(offer.worth if offer else "")
        self.worth.setVisible(bool(self.worth.text()))
        set_tone(self.worth, "tone", "good" if offer and offer.is_worth_it else "plain")
        self.pays.setEnabled(offer is not None)
        self.pays.show_due(offer.price if offer else None)

    @property
    def _offer(self) -> Offer | None:
        """What is chosen."""
        chosen: tuple[int, Offer] | None = self.list.chosen()
        return chosen[1] if chosen else None

    def _choose_as(self, offer: Offer | None) -> None:
        for at in range(self.model.rowCount()):
            numbered = self.model.row(at)
            if numbered and offer and numbered[1].is_as(offer):
                self.list.selectRow(at)

    def _choose(self, digit: int) -> None:
        if digit <= self.model.rowCount():
            self.list.selectRow(digit - 1)

    def _take(self, _index: QModelIndex) -> None:
        """Enter pays by the first of the ways."""
        self.pay(next(iter(self.pays.pays)))

    def _ask_void(self) -> None:
        self.void_wanted.emit(self._last)

    def _build(self) -> None:
        self.problem.hide()
        self.list.set_widths(40, 150, 110)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.activated.connect(self._take)
        self.list.selectionModel().currentRowChanged.connect(self._show_words)
        self.pays.paid.connect(self.pay)
        self.pays.left.connect(self.list.setFocus)
        for digit in range(1, _DIGITS + 1):
            on_key(self, str(digit), partial(self._choose, digit), repeats=False)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addLayout(row(self.heading, None, self.leave, gap=4))
        inside.addWidget(self.name)
        inside.addWidget(self.listing, 1)
        for part in (self.words, self.worth, self.problem, self.pays, self.line):
            inside.addWidget(part)
        across = row(gap=10)
        across.addWidget(self.last, 1)
        across.addWidget(self.void)
        inside.addLayout(across)

    def _columns(self) -> list[Column[tuple[int, Offer]]]:
        def digit(numbered: tuple[int, Offer]) -> str:
            return str(numbered[0]) if numbered[0] <= _DIGITS else ""

        def muted(_numbered: tuple[int, Offer]) -> str:
            return theme.look().muted

        return [
            Column("", digit, ink=muted),
            Column(_("Card on sale"), lambda numbered: numbered[1].name, stretches=True),
            Column(
                _("Price"), lambda numbered: self._desk.money(numbered[1].price), is_number=True
            ),
        ]


def _nothing() -> tuple[str, str]:
    return (
        _("No cards on sale"),
        _("The owner adds session cards under Coupons, memberships in the settings."),
    )

"""The left of the counter: the guest's card, or one page in its place that Esc closes."""

from PySide6.QtCore import QSize, Signal

from ui.approval import Approval
from ui.counter.gift_shelf import GiftShelf
from ui.counter.her_page import HerPage
from ui.counter.idle import Idle
from ui.counter.keys import KeysPage
from ui.counter.member_panel import MemberPanel
from ui.counter.new_member import NewMember
from ui.counter.sale_pane import SalePane
from ui.counter.sell_card import SellCardPage
from ui.counter.sign_up import SignUp
from ui.counter.top_up import TopUpPage
from ui.counter.use_session import UseSessionPage
from ui.desk import Desk
from ui.members.her_cards import HerCards
from ui.members.statement import Statement
from ui.members.value_statement import ValueStatement
from ui.widgets.focus import has_focus_within
from ui.widgets.stack import Stack


class Side(Stack):
    closed = Signal()
    """The page in place of the card was left."""

    def __init__(self, desk: Desk, approval: Approval) -> None:
        super().__init__()
        self.idle, self.member = Idle(desk), MemberPanel(desk)
        self.form, self.sign_up = NewMember(desk), SignUp(desk)
        self.statement, self.sale = Statement(), SalePane(desk, approval)
        self.shelf, self.her_page = GiftShelf(desk), HerPage(desk)
        self.top_up, self.value = TopUpPage(desk), ValueStatement()
        self.sell_card, self.use_session = SellCardPage(desk), UseSessionPage(desk)
        self.her_cards = HerCards(desk)
        self.keys = KeysPage([])
        for page in (
            self.idle, self.member, self.form, self.sign_up, self.statement, self.sale, self.shelf,
            self.her_page, self.top_up, self.value, self.sell_card, self.use_session,
            self.her_cards,
        ):  # fmt: skip
            self.addWidget(page)
        for leaving in (
            self.form.left, self.sign_up.left, self.statement.closed, self.sale.closed,
            self.shelf.closed, self.her_page.closed, self.top_up.closed, self.value.closed,
            self.sell_card.closed, self.use_session.closed, self.her_cards.closed,
        ):  # fmt: skip
            leaving.connect(self.closed)

    def minimumSizeHint(self) -> QSize:
        """What is seen needs; the widest of the others would push the goods aside."""
        seen = self.currentWidget()
        return seen.minimumSizeHint() if seen else super().minimumSizeHint()

    @property
    def is_open(self) -> bool:
        """Whether a page stands in place of the card."""
        return self.currentWidget() not in {self.idle, self.member}

    @property
    def is_wide(self) -> bool:
        """Whether that page needs the width of the goods too."""
        return self.currentWidget() in {
            self.statement, self.value, self.sale, self.her_cards, self.keys,
        }  # fmt: skip

    def add_keys(self, page: KeysPage) -> None:
        self.keys = page
        self.addWidget(page)
        page.closed.connect(self.closed)

    def settle(self, *, has_guest: bool) -> None:
        """The card of the guest, or what stands there between two guests."""
        if has_focus_within(self):
            self.setFocus()
        self.setCurrentWidget(self.member if has_guest else self.idle)

    def refresh(self) -> None:
        self.idle.refresh()
        self.refresh_page()

    def refresh_page(self) -> None:
        """What stands open in place of the card, if it is read from the shop."""
        for page in (self.statement, self.value, self.sell_card, self.use_session, self.her_cards):
            if self.currentWidget() is page:
                page.refresh()
        if self.currentWidget() is self.sale:
            self.sale.refresh()

    def retranslate(self) -> None:
        for page in (
            self.idle, self.member, self.form, self.sign_up, self.statement, self.sale, self.shelf,
            self.her_page, self.top_up, self.value, self.sell_card, self.use_session,
            self.her_cards, self.keys,
        ):  # fmt: skip
            page.retranslate()

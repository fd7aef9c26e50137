"""The counter: one screen for the whole sale, clean again for the next guest."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from shopfans.domain import codes
from shopfans.domain.errors import ShopError
from shopfans.domain.names import wanted
from shopfans.domain.sales import Tender
from shopfans.domain.topics import Topic
from shopfans.services import couponing, finding
from shopfans.services.finding import CouponHeld
from shopfans.services.selling import Receipt
from shopfans.texts import _
from ui import theme
from ui.counter.basket_panel import KEYS, BasketPanel
from ui.counter.checkout import Checkout
from ui.counter.find_box import FindBox
from ui.counter.goods_panel import GoodsPanel
from ui.counter.idle import Idle
from ui.counter.last_sale import LastSale
from ui.counter.member_panel import MemberPanel
from ui.counter.new_member import NewMember
from ui.counter.newcomer import Newcomer
from ui.counter.sign_up import SignUp
from ui.counter.till import Till
from ui.desk import Desk
from ui.members.statement import Statement
from ui.place import Place
from ui.tokens import EDGE
from ui.widgets.pieces import button, column, label, row

_SIDE, _GOODS, _BASKET = 10, 8, 11
"""How the three columns share the width."""


class Counter(Place):
    topics = frozenset(
        {Topic.SIGN_UPS, Topic.SALES, Topic.POINTS, Topic.COUPONS, Topic.MEMBERS, Topic.GOODS,
         Topic.TERMS}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.till = Till(desk)
        self.title, self.finder = label("title"), FindBox(desk, self)
        self.find_problem = label("error", wraps=True)
        self.sign_up_key = button("", self.show_sign_up)
        self.new_key = button("primary", self.show_form)
        self.newcomer = Newcomer(desk)
        self.last_sale = LastSale(desk, self.till)
        self.idle, self.member = Idle(desk), MemberPanel(desk)
        self.form, self.sign_up = NewMember(desk), SignUp(desk)
        self.statement = Statement()
        self.side = QStackedWidget()
        self.goods, self.basket = GoodsPanel(desk), BasketPanel(desk)
        self.checkout = Checkout(desk, self.till, self.basket)
        self._build()
        self._connect()
        self._take_keys()

    # What the window and the other places ask

    def refresh(self) -> None:
        self.newcomer.refresh()
        self.goods.refresh()
        self.idle.refresh()
        self._read_guest_again()
        self.checkout.show()
        if self.side.currentWidget() is self.statement:
            self.statement.refresh()

    def arrive(self) -> None:
        (self.basket.amount if self.till.basket.guest else self.finder).setFocus()

    def end(self) -> None:
        self.sign_up.end()

    def serve(self, member: int) -> None:
        """This guest stands at the counter now; a basket that was another's is said to be hers."""
        was_busy = self._is_busy_with_another(member)
        self._begin()
        try:
            self.till.serve(member)
        except ShopError as problem:
            self._refuse_found(problem)
            return
        self.side.setCurrentWidget(self.member)
        self.checkout.show()
        if was_busy and self.till.basket.guest is not None:
            hers = _("The basket is {name}'s now").format(name=self.till.basket.guest.name)
            self.last_sale.tell(hers, tone="warn")
        self.basket.amount.setFocus()

    def is_free(self) -> bool:
        """Whether no basket stands open; otherwise that is said."""
        if self.till.basket.lines:
            self.last_sale.tell(_("Finish or clear the basket first"), tone="warn")
            return False
        return True

    def receive(self, member: int) -> None:
        """Serve her, unless a basket of another guest stands open: that one is finished first."""
        if not self._is_busy_with_another(member):
            self.serve(member)
            return
        guest = self.till.basket.guest
        assert guest is not None
        words = _("Finish or clear the basket of {name} first").format(name=guest.name)
        self.last_sale.tell(words, tone="warn")

    def scanned(self, code: str) -> None:
        """A member's code brings her; a coupon's code brings its holder and is used."""
        self._begin()
        try:
            if codes.kind_of(code) is codes.Kind.COUPON:
                self._scan_coupon(code)
            else:
                self.serve(finding.by_code(self.desk.shop, code))
        except ShopError as problem:
            self._refuse_found(problem)

    def retranslate(self) -> None:
        self.title.setText(_("Counter"))
        self.sign_up_key.setText(_("Sign-up code  F7"))
        self.sign_up_key.setIcon(theme.icon("qr-code"))
        self.new_key.setText(_("New member  F6"))
        self.new_key.setIcon(theme.icon("user-plus", theme.look().on_accent))
        for part in (
            self.finder, self.idle, self.member, self.form, self.sign_up, self.statement,
            self.goods, self.basket,
        ):  # fmt: skip
            part.retranslate()
        self.newcomer.show_first()
        self.last_sale.keep()
        self.goods.refresh()
        self.checkout.show()

    # The guest

    def show_form(self) -> None:
        """Sign up by keyboard, in place."""
        typed = self.finder.text().strip()
        self._begin()
        self.side.setCurrentWidget(self.form)
        self.form.begin(typed)

    def show_sign_up(self) -> None:
        """The code for the guest's phone, in place."""
        self._begin()
        self.side.setCurrentWidget(self.sign_up)
        self.sign_up.begin()

    def show_statement(self) -> None:
        """Every line behind the balance, in place."""
        if self.till.basket.guest is not None:
            self.statement.show_member(self.desk, self.till.basket.guest.id)
            self.side.setCurrentWidget(self.statement)

    def step_back(self) -> None:
        """Esc: close what was opened last, else everything about this guest goes."""
        if self.last_sale.is_asking:
            self.last_sale.keep()
        elif self.side.currentWidget() in {self.form, self.sign_up, self.statement}:
            self._settle_side()
            self.arrive()
        else:
            self.clear()

    def clear(self) -> None:
        """Nothing of this guest is left."""
        self.checkout.clear()
        self._begin()
        self.form.forget()
        self._settle_side()
        self.checkout.show()
        self.finder.setFocus()

    def _welcome(self, member: int) -> None:
        """She is the guest now, unless another one is being served: that one keeps the basket."""
        if not self._is_busy_with_another(member):
            self.serve(member)
            return
        self._settle_side()
        name = finding.card(self.desk.shop, member).name
        self.last_sale.tell(_("{name} is a member now").format(name=name), tone="good")

    def _is_busy_with_another(self, member: int) -> bool:
        basket = self.till.basket
        return basket.guest is not None and basket.guest.id != member and bool(basket.lines)

    def _scan_coupon(self, code: str) -> None:
        guest = self.till.basket.guest
        found = couponing.look_up(self.desk.shop, code, member=guest.id if guest else None)
        if guest is None:
            self.serve(found.member)
        self.till.basket.coupon = CouponHeld(
            found.code, found.name, found.terms.off, found.terms.minimum, found.lapses
        )
        self.checkout.show()

    def _read_guest_again(self) -> None:
        """Her points and coupons may have changed elsewhere; so may she."""
        try:
            self.till.read_guest_again()
        except ShopError as problem:
            self._refuse_found(problem)

    def _enter_code(self, code: str) -> None:
        self.scanned(wanted(code))

    def _refuse_found(self, problem: ShopError) -> None:
        self.find_problem.setText(self.desk.words(problem))
        self.find_problem.show()

    def _make_room(self) -> None:
        """The statement needs the width of the goods."""
        is_wide = self.side.currentWidget() is self.statement
        self.goods.setVisible(not is_wide)
        self._body.setStretch(0, _SIDE + _GOODS if is_wide else _SIDE)

    def _settle_side(self) -> None:
        self.side.setCurrentWidget(self.member if self.till.basket.guest else self.idle)

    # The sale

    def _show_guest(self) -> None:
        """Paint the guest as she is now."""
        basket = self.till.basket
        self.member.show_card(basket.guest, basket.coupon.code if basket.coupon else None)
        if basket.guest is None and self.side.currentWidget() is self.member:
            self.side.setCurrentWidget(self.idle)

    def _confirm(self, receipt: Receipt, tender: Tender) -> None:
        """The screen says it is done and is clean for the next guest."""
        self.clear()
        self.last_sale.confirm(receipt, tender)

    def _begin(self) -> None:
        """The next thing has begun: what was said about the last one goes."""
        self.last_sale.keep()
        self.finder.forget()
        self.find_problem.hide()
        self.basket.amount.forgive()

    # Putting together

    def _build(self) -> None:
        self.find_problem.hide()
        for page in (self.idle, self.member, self.form, self.sign_up, self.statement):
            self.side.addWidget(page)
        self.side.setMinimumWidth(380)
        self.basket.setMinimumWidth(400)
        body = self._body = QHBoxLayout()
        body.setSpacing(14)
        body.addLayout(column(self.find_problem, self.last_sale, self.side, gap=12), _SIDE)
        body.addWidget(self.goods, _GOODS)
        body.addWidget(self.basket, _BASKET)
        down = QVBoxLayout(self)
        down.setContentsMargins(EDGE, 18, EDGE, 20)
        down.setSpacing(12)
        down.addLayout(row(self.title, 14, self.finder, 4, self.sign_up_key, self.new_key))
        down.addWidget(self.newcomer)
        down.addLayout(body, 1)

    def _connect(self) -> None:
        self.side.currentChanged.connect(self._make_room)
        self.finder.chosen.connect(self.serve)
        self.finder.code_entered.connect(self._enter_code)
        self.finder.amount_entered.connect(self.checkout.take_amount)
        self.finder.textEdited.connect(self.find_problem.hide)
        self.newcomer.accepted.connect(self._welcome)
        self.newcomer.refused.connect(self._refuse_found)
        self.form.joined.connect(self._welcome)
        self.form.left.connect(self.step_back)
        self.sign_up.left.connect(self.step_back)
        self.statement.closed.connect(self.step_back)
        self.member.statement_wanted.connect(self.show_statement)
        self.member.coupon_pressed.connect(self.checkout.toggle_coupon)
        self.idle.void_wanted.connect(self.last_sale.ask)
        self.goods.picked.connect(self.checkout.add_good)
        self.checkout.begun.connect(self._begin)
        self.checkout.corrected.connect(self.find_problem.hide)
        self.checkout.shown.connect(self._show_guest)
        self.checkout.refused.connect(self._read_guest_again)
        self.checkout.sold.connect(self._confirm)
        self.basket.cleared.connect(self.clear)

    def _take_keys(self) -> None:
        keys = {
            "F2": self.finder.setFocus,
            "F3": self.basket.amount.setFocus,
            "F4": self.basket.points.setFocus,
            "F5": self.newcomer.accept,
            "F6": self.show_form,
            "F7": self.show_sign_up,
            "F8": self.last_sale.ask,
            "Ctrl++": self.basket.more.click,
            "Ctrl+=": self.basket.more.click,  # the same key without Shift
            "Ctrl+-": self.basket.fewer.click,
            "Ctrl+Del": self.basket.drop.click,
            "Esc": self.step_back,
            **{key: self.basket.pays[tender].click for tender, key in KEYS.items()},
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)  # a key held down does a thing once
            shortcut.activated.connect(act)

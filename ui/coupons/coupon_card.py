"""The coupon as its holder will read it, and what it does to a basket."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.texts import _
from shopfans.texts.coupons import terms_text
from ui.coupons.example import example
from ui.desk import Desk
from ui.widgets.pieces import Elided, column, label

APART = " · "
"""What stands between the parts of the terms."""


class CouponCard(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.heading = label("heading")
        self.shop, self.title = Elided("small"), Elided("strong")
        self.gift, self.rest = label("name", wraps=True), label(wraps=True)
        self.example = label("muted", wraps=True)
        card = QFrame()
        card.setObjectName("member_card")
        on_it = QVBoxLayout(card)
        on_it.setContentsMargins(20, 18, 20, 18)
        on_it.setSpacing(6)
        for part in (self.shop, self.title, self.gift, self.rest):
            on_it.addWidget(part)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(column(self.heading, card, self.example, gap=10))

    def retranslate(self) -> None:
        self.heading.setText(_("What the guest reads"))

    def show_terms(
        self,
        name: str,
        terms: CouponTerms,
        goods: Sequence[GoodOnSale],
        name_of: Callable[[int], str],
    ) -> None:
        self.shop.setText(self._desk.terms.shop_name)
        self.title.setText(name)
        gift, *rest = terms_text(terms, self._desk.terms.currency, name_of).split(APART)
        is_open = terms.kind is not CouponKind.FREE_ITEM and not (terms.off or terms.percent)
        self.gift.setText("…" if is_open else gift)
        self.rest.setText("\n".join(rest))
        self.rest.setVisible(bool(rest))
        self.example.setText("" if is_open else self._example(terms, goods))

    def _example(self, terms: CouponTerms, goods: Sequence[GoodOnSale]) -> str:
        found = example(terms, goods, 10**self._desk.terms.currency.digits)
        if found is None:
            return _("None of these goods is on sale now.")
        basket, left = self._desk.money(found.basket), self._desk.money(found.left)
        if found.free:
            return _("With {good} in it, a basket of {basket} becomes {left}.").format(
                good=found.free, basket=basket, left=left
            )
        return _("A basket of {basket} becomes {left}.").format(basket=basket, left=left)

"""Writing a template: what the coupon gives, for what, when; beside it what the guest will read."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain import errors
from shopfans.domain.contacts import tidy_name
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.errors import ShopError
from shopfans.services.coupons import designing
from shopfans.services.coupons.designing import TemplateRow
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.texts import _
from ui import theme
from ui.coupons.coupon_card import CouponCard
from ui.coupons.gift_fields import GiftFields
from ui.coupons.limit_fields import LimitFields
from ui.coupons.when_fields import WhenFields
from ui.desk import Desk
from ui.tokens import GAP
from ui.typed import Refused, read
from ui.widgets.field import Field
from ui.widgets.keys import on_key
from ui.widgets.pieces import button, column, label, panel, rule
from ui.widgets.scrolled import Scrolled

_NARROWEST, _WIDEST = 300, 420
"""Pixels: the coupon as the guest sees it."""
_ROOMY = 1120
"""Pixels of width from which on what it is and when it holds stand beside each other."""


class TemplateForm(QWidget):
    closed = Signal(object)
    """The template that was saved, or None."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._template: TemplateRow | None = None
        self._request = new_request()
        self._goods: Sequence[GoodOnSale] = ()
        self._names: Mapping[int, str] = {}
        self.heading, self.note = label("heading"), label("muted", wraps=True)
        self.name_field = Field()
        self.gift, self.when = GiftFields(desk), WhenFields(desk.today)
        self.limits = LimitFields()
        self.card, self.problem = CouponCard(desk), label("error", wraps=True)
        self.save = button("primary", self._save, takes_focus=True)
        self.leave = button("", self._leave, takes_focus=True)
        self._sides = QGridLayout()
        self._build()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both have no room beside each other, when it holds stands below what it is."""
        super().resizeEvent(event)
        is_roomy = self.width() >= _ROOMY
        self._sides.addWidget(self._what, 0, 0)
        self._sides.addWidget(self._when, *((0, 1) if is_roomy else (1, 0)))
        self._sides.setColumnStretch(0, 1)
        self._sides.setColumnStretch(1, 1 if is_roomy else 0)

    def offer(self, goods: Sequence[GoodOnSale], names: Mapping[int, str]) -> None:
        """What the shop sells, and the names of all it ever sold."""
        self._goods, self._names = goods, names
        self.gift.picker.offer(goods, names)

    def open_for(self, template: TemplateRow | None) -> None:
        """Write a new one, or another in place of this one."""
        self._template, self._request = template, new_request()
        self.name_field.edit.setText(template.name if template else "")
        terms = template.terms if template else CouponTerms(CouponKind.AMOUNT_OFF)
        self.gift.show_terms(terms)
        self.when.show_terms(terms)
        self.limits.show_terms(terms)
        self.problem.hide()
        self.retranslate()
        self.name_field.setFocus()

    def retranslate(self) -> None:
        is_new = self._template is None
        self.heading.setText(_("New coupon") if is_new else _("Edit coupon"))
        self.note.setVisible(not is_new and bool(self._template and self._template.issued))
        self.note.setText(
            _(
                "Coupons that are out keep their terms: saving makes a new coupon of this, and the "
                "old one is no longer issued."
            )
        )
        self.name_field.name(_("Name of the coupon"), _("as the guest will read it"))
        self.save.setText(_("Save  Ctrl+S"))
        self.save.setIcon(theme.icon("check", theme.look().on_accent))
        self.leave.setText(_("Back  Esc"))
        for part in (self.gift, self.when, self.limits, self.card):
            part.retranslate()
        self._show_example()

    def terms(self) -> CouponTerms:
        """What the fields say. Raises Refused."""
        return self.limits.terms(self.when.terms(self.gift.terms()))

    def _show_example(self) -> None:
        try:
            terms = self.terms()
        except Refused:
            terms = self.gift.roughly()
            with suppress(Refused):
                terms = self.limits.terms(self.when.terms(terms))
        name = self.name_field.text().strip() or _("Name of the coupon")
        self.card.show_terms(name, terms, self._goods, lambda good: self._names.get(good, ""))

    def _save(self) -> None:
        self.problem.hide()
        try:
            name, terms = read(self.name_field, tidy_name), self.terms()
            self.closed.emit(self._stored(name, terms))
        except Refused as refused:
            refused.field.refuse(self._desk.words(refused.problem))
        except errors.FreeItemNeedsGoods as problem:
            self.gift.picker.refuse(self._desk.words(problem))
        except errors.DaysReversed as problem:
            self.when.refuse(self._desk.words(problem))
        except ShopError as problem:
            self.problem.setText(self._desk.words(problem))
            self.problem.show()

    def _stored(self, name: str, terms: CouponTerms) -> int:
        shop, by, old = self._desk.shop, self._desk.by, self._template
        if old is None:
            return designing.add_template(
                shop, by=by, name=name, terms=terms, request=self._request
            )
        return designing.change_template(
            shop, by=by, template=old.id, name=name, terms=terms, request=self._request
        )

    def _leave(self) -> None:
        self.closed.emit(None)

    def _build(self) -> None:
        self.problem.hide()
        self._what, on_it = panel()
        on_it.addWidget(self.heading)
        on_it.addWidget(self.note)
        on_it.addWidget(self.name_field)
        on_it.addWidget(self.gift, 1)
        self._when, on_that = panel()
        on_that.addLayout(column(self.when, rule(), self.limits, None, gap=12))
        right, on_right = panel()
        right.setMinimumWidth(_NARROWEST)
        right.setMaximumWidth(_WIDEST)
        on_right.addWidget(self.card)
        on_right.addWidget(self.problem)
        on_right.addStretch(1)
        on_right.addWidget(self.save)
        on_right.addWidget(self.leave)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP)
        both, scrolled = QWidget(), Scrolled()
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(GAP)
        both.setLayout(self._sides)
        scrolled.setWidget(both)
        across.addWidget(scrolled, 8)
        across.addWidget(right, 3)
        self.name_field.edit.textEdited.connect(self._show_example)
        self.gift.changed.connect(self._show_example)
        self.when.changed.connect(self._show_example)
        self.limits.changed.connect(self._show_example)
        for key, slot in (("Ctrl+S", self._save), ("Esc", self._leave)):
            on_key(self, key, slot)

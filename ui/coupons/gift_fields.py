"""What a coupon gives, from how much on, and for which goods."""

from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.coupon_terms import WHOLE, CouponKind, CouponTerms
from shopfans.domain.errors import NumberOutOfRange
from shopfans.domain.money import Money, parse_amount
from shopfans.texts import _, formats
from ui.coupons.goods_picker import GoodsPicker
from ui.desk import Desk
from ui.typed import Refused, amount_or_none, read
from ui.widgets.field import Field
from ui.widgets.pieces import row
from ui.widgets.segments import Segments


class GiftFields(QWidget):
    """Only the fields of the chosen kind are seen."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.kind = Segments(list(CouponKind))
        self.off, self.percent, self.cap, self.minimum = (Field() for _field in range(4))
        self.picker = GoodsPicker()
        self._build()

    def show_terms(self, terms: CouponTerms) -> None:
        self.kind.choose(terms.kind)
        self.off.edit.setText(self._amount(terms.off))
        self.percent.edit.setText(f"{terms.percent / 100:g}" if terms.percent else "")
        self.cap.edit.setText(self._amount(terms.cap))
        self.minimum.edit.setText(self._amount(terms.minimum))
        self.picker.choose(terms.goods, terms.categories)
        for field in self._fields():
            field.forgive()
        self._show_kind()

    def terms(self) -> CouponTerms:
        """The terms but for their days and limits. Raises Refused."""
        digits, kind = self._desk.terms.currency.digits, self.kind.value()
        goods, categories = self.picker.value()
        found = CouponTerms(
            kind, goods=goods, categories=categories,
            minimum=amount_or_none(self.minimum, digits) or Money(),
        )  # fmt: skip
        match kind:
            case CouponKind.AMOUNT_OFF:
                return replace(found, off=read(self.off, parse_amount, digits=digits))
            case CouponKind.PERCENT_OFF:
                percent = read(self.percent, _percent)
                return replace(found, percent=percent, cap=amount_or_none(self.cap, digits))
            case _:
                return found

    def roughly(self) -> CouponTerms:
        """What can be understood so far; what is missing is nothing."""
        kind, (goods, categories) = self.kind.value(), self.picker.value()
        found = CouponTerms(kind, goods=goods, categories=categories)
        digits = self._desk.terms.currency.digits
        with suppress(Refused):
            if kind is CouponKind.AMOUNT_OFF:
                found = replace(found, off=read(self.off, parse_amount, digits=digits))
            elif kind is CouponKind.PERCENT_OFF:
                found = replace(found, percent=read(self.percent, _percent))
        with suppress(Refused):
            found = replace(found, minimum=amount_or_none(self.minimum, digits) or Money())
        return found

    def retranslate(self) -> None:
        symbol = self._desk.terms.currency.symbol
        self.kind.name(_("Amount off"), _("Percent off"), _("Free item"))
        self.off.name(_("Off, in {currency}").format(currency=symbol), "5")
        self.percent.name(_("Off, in percent"), "12")
        self.cap.name(_("At most, in {currency}").format(currency=symbol), _("no limit"))
        self.minimum.name(_("From a basket of, in {currency}").format(currency=symbol), _("any"))
        self._name_picker()

    def _name_picker(self) -> None:
        if self.kind.value() is CouponKind.FREE_ITEM:
            self.picker.name(_("One of these is free"), _("none ticked yet"))
        else:
            self.picker.name(_("Only for these"), _("for everything"))

    def _show_kind(self) -> None:
        kind = self.kind.value()
        self.off.setVisible(kind is CouponKind.AMOUNT_OFF)
        self.percent.setVisible(kind is CouponKind.PERCENT_OFF)
        self.cap.setVisible(kind is CouponKind.PERCENT_OFF)
        self._name_picker()
        self.picker.forgive()

    def _choose_kind(self) -> None:
        self._show_kind()
        self.changed.emit()

    def _fields(self) -> tuple[Field, ...]:
        return (self.off, self.percent, self.cap, self.minimum)

    def _amount(self, amount: Money | None) -> str:
        return formats.number_text(amount, self._desk.terms.currency) if amount else ""

    def _build(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self.kind)
        inside.addLayout(row(self.off, self.percent, self.cap, self.minimum, gap=12))
        inside.addWidget(self.picker, 1)
        for field in self._fields():
            field.edit.textEdited.connect(self.changed)
        self.kind.chosen.connect(self._choose_kind)
        self.picker.changed.connect(self.changed)


def _percent(text: str) -> int:
    """Hundredths of a percent. Raises what parse_amount raises, or NumberOutOfRange."""
    percent = parse_amount(text.replace("%", "").replace("％", "")).fen
    if percent > WHOLE:
        raise NumberOutOfRange(1, WHOLE // 100)
    return percent

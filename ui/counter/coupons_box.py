"""The guest's coupons: those that fit this basket first, each with what it takes off or why not."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shopfans.domain.combining import Fitting
from shopfans.domain.sales import Standing
from shopfans.domain.tier_choice import Choice
from shopfans.services.coupons.couponing import CouponHeld
from shopfans.texts import _
from shopfans.texts.coupons import choice_text, gift_text, why_text
from shopfans.texts.formats import MINUS, day_text
from ui.desk import Desk
from ui.widgets.pieces import Elided, button, column, label, row, set_tone

_A_COUPON = 48
"""Pixels of height that their list needs at least."""


class CouponsBox(QFrame):
    pressed = Signal(object)
    """A CouponHeld: use it, or leave it if it is in use."""
    best_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._coupons: dict[str, CouponHeld] = {}
        self._shown: object = None
        self.heading, self.best = Elided("heading"), button("quiet", self.best_wanted.emit)
        self.why = label("muted", wraps=True)
        self.list, self.scrolled = QVBoxLayout(), QScrollArea()
        self._build()

    def retranslate(self) -> None:
        self.heading.setText(_("Coupons in hand"))
        self._shown = None

    def show_coupons(
        self,
        coupons: Sequence[CouponHeld],
        used: Sequence[CouponHeld],
        fitting: Sequence[Fitting],
        choice: Choice | None,
        standing: Standing | None = None,
        *,
        with_tier: bool = True,
    ) -> None:
        """Her coupons as they stand to this basket; an empty one has no choice."""
        now = (
            tuple(coupons),
            tuple(used),
            tuple(map(_facts, fitting)),
            choice and (choice.proposal.codes, choice.saved, choice.other),
            with_tier,
        )
        if now == self._shown:
            return
        self._shown = now
        self._coupons = {one.code: one for one in (*coupons, *used)}
        self._clear()
        self._propose(choice, standing, {one.code for one in used}, with_tier=with_tier)
        by_code = {one.coupon.code: one for one in fitting}
        printed = [one for one in used if one.member is None]
        for coupon in (*printed, *self._in_order(coupons, fitting)):
            is_used = any(one.code == coupon.code for one in used)
            self.list.addWidget(self._row(coupon, by_code.get(coupon.code), is_used=is_used))
        if not self._coupons:
            self.list.addWidget(label("muted", _("No coupon in hand."), wraps=True))

    @property
    def extra(self) -> int:
        """Pixels of height that it asks for so that a second coupon is seen whole."""
        return self.scrolled.minimumHeight() - _A_COUPON

    def take_room(self, spare: int) -> int:
        """What it asks for of that many pixels that nobody else needs, for a second coupon."""
        items = [self.list.itemAt(place) for place in range(min(2, self.list.count()))]
        wanted = sum(item.sizeHint().height() for item in items if item) + self.list.spacing()
        height = wanted if _A_COUPON < wanted <= _A_COUPON + spare else _A_COUPON
        if height != self.scrolled.minimumHeight():
            self.scrolled.setMinimumHeight(height)
            self.updateGeometry()
        return self.extra

    def _in_order(
        self, coupons: Sequence[CouponHeld], fitting: Sequence[Fitting]
    ) -> list[CouponHeld]:
        order = {one.coupon.code: place for place, one in enumerate(fitting)}
        return sorted(coupons, key=lambda one: order.get(one.code, len(order)))

    def _propose(
        self, choice: Choice | None, standing: Standing | None, used: set[str], *, with_tier: bool
    ) -> None:
        codes = set(choice.proposal.codes) if choice else set()
        is_told = choice is not None and choice.has_other and standing is not None
        self.best.setVisible(bool(codes))
        self.why.setVisible(bool(codes) or is_told)
        if choice is None:
            return
        is_done = codes <= used and (not choice.has_other or with_tier == choice.with_tier)
        self.best.setText(_("Use none  Ctrl+B") if is_done else _("Use the best  Ctrl+B"))
        if is_told and standing is not None:
            self.why.setText(choice_text(choice, standing, self._desk.terms))
        elif codes:
            self.why.setText(why_text(choice.proposal, self._desk.terms))

    def _row(self, coupon: CouponHeld, fit: Fitting | None, *, is_used: bool) -> QWidget:
        line = QWidget()
        name, detail = Elided("strong"), Elided("small")
        name.setText(coupon.name)
        terms = gift_text(coupon.terms, self._desk.terms.currency, self._name_of_good)
        until = _("until {day}").format(day=day_text(coupon.lapses))
        detail.setText(f"{terms} · {until}")
        badge = label("badge")
        badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        use = button("quiet", self._press)
        use.setProperty("coupon", coupon.code)
        use.setText(_("Don't use") if is_used else _("Use"))
        self._mark(badge, detail, fit, is_used=is_used)
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 4, 0, 4)
        across.setSpacing(6)
        across.addLayout(column(name, detail, gap=0), 1)
        across.addWidget(badge)
        across.addWidget(use)
        return line

    def _mark(self, badge: QLabel, detail: Elided, fit: Fitting | None, *, is_used: bool) -> None:
        text, tone = "", "plain"
        if is_used:
            text = _("in use")
        elif fit is None:
            badge.hide()
        elif fit.refusal is None:
            text, tone = f"{MINUS} {self._desk.money(fit.off)}", "good"
        else:
            text, tone = _("not now"), "warn"
            detail.setText(self._desk.words(fit.refusal))
        badge.setText(text)
        set_tone(badge, "tone", tone)

    def _name_of_good(self, good: int) -> str:
        from shopfans.services.goods import pricing

        return next((one.name for one in pricing.goods(self._desk.shop) if one.id == good), "")

    def _press(self) -> None:
        coupon = self._coupons.get(self.sender().property("coupon"))
        if coupon is not None:
            self.pressed.emit(coupon)

    def _clear(self) -> None:
        while self.list.count():
            item = self.list.takeAt(0)
            if item is not None and (widget := item.widget()):
                widget.deleteLater()

    def _build(self) -> None:
        self.list.setSpacing(2)
        within = QWidget()
        within.setLayout(column(self.list, None))
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self.scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrolled.setWidget(within)
        self.scrolled.setMinimumHeight(_A_COUPON)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 12)
        inside.setSpacing(4)
        head = row()
        head.addWidget(self.heading, 1)
        head.addWidget(self.best)
        inside.addLayout(head)
        inside.addWidget(self.why)
        inside.addWidget(self.scrolled, 1)


def _facts(fit: Fitting) -> tuple[str, int, str]:
    return fit.coupon.code, fit.off.fen, repr(fit.refusal)

"""How the price comes about: goods, what is taken off, what is due and what it earns."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shopfans.domain.kinds import Discount
from shopfans.domain.money import Money
from shopfans.domain.sales import STANDING, Off, Quote
from shopfans.texts import _, ngettext
from shopfans.texts.earning import explained
from shopfans.texts.formats import MINUS, count_text
from shopfans.texts.labels import discount_label
from shopfans.texts.referral import promise_text
from shopfans.texts.tiers import off_text
from ui.counter.basket import Basket
from ui.desk import Desk
from ui.widgets.pieces import Elided, button, column, label, row, set_tone

_RIGHT = Qt.AlignmentFlag.AlignRight

_ELSEWHERE = (Discount.POINTS, *STANDING)
"""Discounts with a line of their own, where they can be changed."""

_MOST_ROWS = 5
"""Discounts shown one by one; more are added up."""


class Sums(QWidget):
    points_edited = Signal()
    digits_edited = Signal()
    all_points = Signal()
    no_points = Signal()
    tier_pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.gross_title, self.gross = label("muted"), label()
        self.offs = [_Row() for _number in range(_MOST_ROWS)]
        self.tier_title, self.tier_off = Elided("muted"), label()
        self.tier_key, self.tier_row = button("quiet", self.tier_pressed.emit), QWidget()
        self.points, self.points_title = QLineEdit(), label("muted")
        self.points_left, self.points_off = label("muted"), label()
        self.take_all = button("quiet", self.all_points.emit)
        self.take_none = button("quiet", self.no_points.emit)
        self.points_wrong = label("error", wraps=True)
        self.digits, self.digits_title = QLineEdit(), label("muted", wraps=True)
        self.proof_row = QWidget()
        self.due_title, self.due = label("heading"), label("due")
        self.earns, self.explained = label("good"), Elided("small")
        self.thanks = Elided("good")
        self.points_row = QWidget()
        self._is_low = self._has_parts = self._earns = False
        self._build()

    def retranslate(self) -> None:
        self.gross_title.setText(_("Goods"))
        self.points_title.setText(_("Points (F4)"))
        self.points.setAccessibleName(_("Use points (F4)"))
        self.digits_title.setText(_("Scan the code on her page, or type her phone's last digits"))
        self.digits.setAccessibleName(_("Last four digits of her phone number"))
        self.digits.setPlaceholderText("0000")
        self.take_all.setText(_("All"))
        self.take_none.setText(_("No points"))
        self.due_title.setText(_("To pay"))

    def show_sum(self, basket: Basket, quote: Quote | None) -> None:
        """The sum as it stands; without a quote nothing is claimed about it."""
        unknown = "–" if basket.gross() else self._desk.money(Money())
        self.gross.setText(self._desk.money(basket.gross()))
        rest = quote.due - Money.total(basket.parts.values()) if quote else None
        self.due.setText(unknown if rest is None else self._desk.money(rest))
        self.due_title.setText(_("Left to pay") if basket.parts else _("To pay"))
        self._show_offs(basket, quote)
        self._show_tier(basket, quote)
        self._show_points(basket, quote)
        self._show_earning(basket, quote)
        self._show_thanks(basket, quote)
        self._has_parts = bool(basket.parts)
        self._make_room()

    def set_low(self, *, is_low: bool) -> None:
        self._is_low = is_low
        self._make_room()

    def _make_room(self) -> None:
        """Little height: how the points come about can wait, and what the goods cost once a part
        is paid."""
        self.explained.setVisible(self._earns and not self._is_low)
        for part in (self.gross_title, self.gross):
            part.setHidden(self._is_low and self._has_parts)

    def refuse_points(self, words: str) -> None:
        """Say below the points what is wrong with them; empty words take it back."""
        self.points_wrong.setText(words)
        self.points_wrong.setVisible(bool(words))
        set_tone(self.points, "wrong", value=bool(words))

    def _show_offs(self, basket: Basket, quote: Quote | None) -> None:
        offs = [off for off in (quote.offs if quote else ()) if off.kind not in _ELSEWHERE]
        names = {coupon.code: coupon.name for coupon in basket.coupons}
        shown, more = offs[:_MOST_ROWS], offs[_MOST_ROWS - 1 :]
        for number, line in enumerate(self.offs):
            line.setVisible(number < len(shown))
            if number < len(shown):
                line.show_off(self._title(shown[number], names), self._taken(shown[number]))
        if len(offs) > _MOST_ROWS:
            together = Money.total(off.amount for off in more)
            words = ngettext("{n} more discount", "{n} more discounts", len(more))
            self.offs[-1].show_off(
                words.format(n=len(more)), f"{MINUS} {self._desk.money(together)}"
            )

    def _title(self, off: Off, names: dict[str, str]) -> str:
        if off.coupon is not None:
            return names.get(off.coupon, _("Coupon"))
        title = discount_label(off.kind)
        return f"{title} · {off.reason}" if off.reason else title

    def _taken(self, off: Off) -> str:
        if off.kind is Discount.GIFT:
            points = ngettext("{n} point", "{n} points", off.cost).format(n=count_text(off.cost))
            return f"{MINUS} {points}"
        return f"{MINUS} {self._desk.money(off.amount)}"

    def _show_tier(self, basket: Basket, quote: Quote | None) -> None:
        """The standing discount of her tier or membership, and the key that leaves it out or takes
        it again."""
        standing = basket.guest.buyer.standing if basket.guest else None
        self.tier_row.setVisible(standing is not None and bool(basket.gross()))
        if standing is None:
            return
        self.tier_title.setText(f"{standing.name} · {off_text(standing.percent)}")
        self.tier_key.setText(_("Leave out  Ctrl+D") if basket.with_tier else _("Use  Ctrl+D"))
        off = quote.off(standing.kind) if quote else Money()
        self.tier_off.setText(f"{MINUS} {self._desk.money(off)}" if off else "–")

    def _show_points(self, basket: Basket, quote: Quote | None) -> None:
        guest = basket.guest
        self.points_row.setVisible(guest is not None and guest.buyer.points > 0)
        if guest is not None:
            self.points_left.setText(_("of {n}").format(n=count_text(guest.buyer.points)))
        off = quote.off(Discount.POINTS) if quote else Money()
        self.points_off.setText(f"{MINUS} {self._desk.money(off)}" if off else "")
        self.take_none.setVisible(bool(basket.spend))
        self.take_all.setVisible(not basket.spend)
        self.proof_row.setVisible(basket.needs_proof(self._desk.terms))
        if not basket.last_digits:
            self.digits.clear()

    def _show_earning(self, basket: Basket, quote: Quote | None) -> None:
        is_member = quote is not None and basket.guest is not None
        self._earns = is_member
        self.earns.setVisible(is_member)
        if quote is None or not is_member:
            return
        self.earns.setText(
            ngettext("earns {n} point", "earns {n} points", quote.earned).format(
                n=count_text(quote.earned)
            )
        )
        self.explained.setText(explained(quote.earning, self._desk.terms.currency))

    def _show_thanks(self, basket: Basket, quote: Quote | None) -> None:
        """What her first paid visit brings to her and to who brought her."""
        thanks = basket.guest.thanks if basket.guest else None
        words = ""
        if thanks is not None and quote is not None and quote.due:
            words = promise_text(thanks, quote.due, self._desk.terms.currency)
        self.thanks.setText(words)
        self.thanks.setVisible(bool(words))

    def _build(self) -> None:
        self.points.setFixedWidth(92)
        self.points.setAlignment(_RIGHT)
        self.points.textEdited.connect(self.points_edited)
        self.points_wrong.hide()
        self.digits.setFixedWidth(92)
        self.digits.setMaxLength(8)
        self.digits.setAlignment(_RIGHT)
        self.digits.textEdited.connect(self.digits_edited)
        self.proof_row.setLayout(row(self.digits_title, None, self.digits, gap=8))
        self.proof_row.hide()
        line = row(
            self.points_title, self.points, self.points_left, self.take_all, self.take_none, None,
            self.points_off, gap=8,
        )  # fmt: skip
        across = row(gap=8)
        across.addWidget(self.tier_title, 1)
        across.addWidget(self.tier_key)
        across.addWidget(self.tier_off)
        self.tier_row.setLayout(across)
        self.tier_row.hide()
        self.points_row.setLayout(column(line, self.points_wrong, gap=2))
        last = row(column(self.due_title, self.earns, gap=0), None, self.due)
        inside: QVBoxLayout = column(
            row(self.gross_title, None, self.gross),
            *self.offs,
            self.tier_row,
            self.points_row,
            self.proof_row,
            last,
            self.explained,
            self.thanks,
            gap=4,
        )
        self.setLayout(inside)


class _Row(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.title, self.amount = Elided("muted"), label()
        across = row(gap=10)
        across.addWidget(self.title, 1)
        across.addWidget(self.amount)
        self.setLayout(across)

    def show_off(self, title: str, amount: str) -> None:
        self.title.setText(title)
        self.amount.setText(amount)

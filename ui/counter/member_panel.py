"""Who stands at the counter: her card, her points, her coupons."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shopfans.domain.contacts import masked
from shopfans.services import listing
from shopfans.services.finding import CouponHeld, MemberCard
from shopfans.services.listing import SaleRow
from shopfans.texts import _
from shopfans.texts.facts import gap_text, lapse_text
from shopfans.texts.formats import count_text, day_text
from shopfans.texts.labels import birthday_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.pieces import Elided, button, column, label, panel, row, set_tone
from ui.widgets.tile import Tile


class MemberPanel(QWidget):
    statement_wanted = Signal()
    coupon_pressed = Signal(object)
    """A CouponHeld: use it, or leave it if it is the one in use."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card: MemberCard | None = None
        self._used: str | None = None
        self._build()

    def show_card(self, card: MemberCard | None, used: str | None = None) -> None:
        """Show this guest; `used` is the code of the coupon in the basket."""
        if (card, used) != (self._card, self._used):
            self._card, self._used = card, used
            self._fill()

    def retranslate(self) -> None:
        self.points.name(_("Points"), "star")
        self.spent.name(_("Spent"), "wallet")
        self.rhythm.name(_("Visits"), "calendar")
        self.points.setToolTip(_("Every line that makes up the balance"))
        self.heading.setText(_("Coupons in hand"))
        self.visits_heading.setText(_("Last visits"))
        self._fill()

    def _build(self) -> None:
        self.card, inside = panel("member_card", edge=22, gap=8)
        self.name, self.contact, self.facts = Elided("name"), Elided(), Elided()
        for line in (self.name, self.contact, self.facts):
            inside.addWidget(line)
        self.points, self.spent, self.rhythm = Tile(), Tile(), Tile()
        self.points.clicked.connect(self.statement_wanted)
        for still in (self.spent, self.rhythm):
            still.setEnabled(True)
            still.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        tiles = row(self.points, self.spent, self.rhythm, gap=12)
        box, held = panel()
        self.heading = label("heading")
        self.list = QVBoxLayout()
        self.list.setSpacing(4)
        within = QWidget()
        within.setLayout(column(self.list, None))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(within)
        held.addWidget(self.heading)
        held.addWidget(scroll, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(14)
        down.addWidget(self.card)
        down.addLayout(tiles)
        down.addWidget(box, 3)
        down.addWidget(self._visits(), 4)

    def _visits(self) -> QFrame:
        frame, inside = panel()
        self.visits_heading = label("heading")
        self.visits: ListModel[SaleRow] = ListModel(self._columns())
        self.visits_list = ListView(self.visits)
        self.visits_list.setSelectionMode(ListView.SelectionMode.NoSelection)
        self.visits_list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.visits_list.horizontalHeader().hide()
        self.visits_list.verticalHeader().setDefaultSectionSize(34)
        self.visits_list.set_widths(110, 100, 110)
        inside.addWidget(self.visits_heading)
        inside.addWidget(self.visits_list, 1)
        return frame

    def _columns(self) -> list[Column[SaleRow]]:
        def state(sale: SaleRow) -> str:
            return _("voided") if sale.voided_by or sale.reverses else ""

        def ink(sale: SaleRow) -> str | None:
            return theme.look().muted if state(sale) else None

        return [
            Column("", lambda sale: day_text(sale.day), ink=ink),
            Column("", state, ink=ink, stretches=True),
            Column("", lambda sale: self._desk.money(sale.paid), is_number=True, ink=ink),
        ]

    def _fill(self) -> None:
        while self.list.count():
            item = self.list.takeAt(0)
            if item is not None and (widget := item.widget()):
                widget.deleteLater()
        card = self._card
        if card is None:
            for line in (self.name, self.contact, self.facts):
                line.setText("")
            for tile in (self.points, self.spent, self.rhythm):
                tile.show_figure("")
            self.visits.show_rows([])
            return
        self.visits.show_rows(listing.sales_of_member(self._desk.shop, card.id, limit=20))
        self.name.setText(card.name)
        number = _("No. {number}").format(number=card.id)
        self.contact.setText("  ·  ".join(filter(None, (masked(card.phone), number))))
        self.facts.setText(_facts(card))
        self.points.show_figure(count_text(card.points), lapse_text(card.next_lapse))
        self.spent.show_figure(self._desk.money(card.spent))
        self.rhythm.show_figure(count_text(card.visits), gap_text(card.usual_gap))
        soon = self._desk.today + timedelta(days=self._desk.terms.days_ahead)
        for coupon in card.coupons:
            self.list.addWidget(self._coupon_row(coupon, soon))
        if not card.coupons:
            self.list.addWidget(label("muted", _("No coupon in hand."), wraps=True))

    def _coupon_row(self, coupon: CouponHeld, soon: date) -> QWidget:
        line = QWidget()
        name, detail = Elided("strong"), Elided("small")
        name.setText(coupon.name)
        detail.setText(self._terms_of(coupon))
        badge = label("badge", _("can be used"))
        badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if coupon.lapses <= soon:
            badge.setText(_("lapses soon"))
            set_tone(badge, "tone", "warn")
        use = button("quiet", self._press)
        use.setProperty("coupon", coupon.code)
        use.setText(_("Use"))
        if coupon.code == self._used:
            badge.setText(_("in use"))
            set_tone(badge, "tone", "plain")
            use.setText(_("Don't use"))
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 6, 0, 6)
        across.addLayout(column(name, detail, gap=2), 1)
        across.addWidget(badge)
        across.addWidget(use)
        return line

    def _terms_of(self, coupon: CouponHeld) -> str:
        off = _("{amount} off").format(amount=self._desk.money(coupon.off))
        until = _("until {day}").format(day=day_text(coupon.lapses))
        if not coupon.minimum:
            return f"{off} · {until}"
        start = _("from {amount}").format(amount=self._desk.money(coupon.minimum))
        return f"{off} · {start} · {until}"

    def _press(self) -> None:
        code = self.sender().property("coupon")
        for coupon in self._card.coupons if self._card else ():
            if coupon.code == code:
                self.coupon_pressed.emit(coupon)


def _facts(card: MemberCard) -> str:
    last = _("first visit")
    if card.last_visit is not None:
        last = _("last here {day}").format(day=day_text(card.last_visit))
    facts = [last]
    if card.birthday is not None:
        facts.append(_("birthday {day}").format(day=birthday_text(card.birthday)))
    return "  ·  ".join(facts)

"""Who stands at the counter: her card, her points and stamps, her coupons, her last visits."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.combining import Fitting
from shopfans.domain.contacts import masked
from shopfans.domain.tier_choice import Choice
from shopfans.services.belonging import tiering
from shopfans.services.coupons.couponing import CouponHeld
from shopfans.services.members.finding import MemberCard
from shopfans.services.members.whispering import whisper
from shopfans.services.memberships import usage
from shopfans.services.sales import visits
from shopfans.texts import _, ngettext
from shopfans.texts.facts import gap_text, short_lapse_text
from shopfans.texts.formats import count_text, day_text
from shopfans.texts.labels import birthday_text
from shopfans.texts.memberships import ending_text, held_text
from shopfans.texts.session_cards import left_text
from shopfans.texts.tiers import near_text, place_text
from shopfans.texts.whispers import whisper_text
from ui import theme
from ui.counter.coupons_box import CouponsBox
from ui.counter.last_visits import A_VISIT, LastVisits
from ui.desk import Desk
from ui.widgets.pieces import Elided, elided_button, panel, row
from ui.widgets.tier_badge import show_tier, tier_badge
from ui.widgets.tile import Tile

_LINES = 6
"""Pixels between those of the member's card."""

_WIDE = 370
"""Pixels of width from which on the last visits have their heading."""


class MemberPanel(QWidget):
    statement_wanted = Signal()
    coupon_pressed = Signal(object)
    """A CouponHeld: use it, or leave it if it is the one in use."""
    best_wanted = Signal()
    stamps_pressed = Signal()
    top_up_wanted, value_wanted = Signal(), Signal()
    sessions_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card: MemberCard | None = None
        self.card, inside = panel("member_card", edge=20, gap=_LINES)
        self.name, self.contact, self.facts = Elided("name"), Elided(), Elided()
        self.whisper, self.note, self.tags = Elided("whisper"), Elided("whisper"), Elided("whisper")
        self.tier, self.tier_badge = Elided(), tier_badge()
        self.membership = Elided()
        head = row(gap=10)
        head.addWidget(self.name, 1)
        head.addWidget(self.tier_badge)
        inside.addLayout(head)
        for line in (
            self.contact, self.facts, self.tier, self.membership, self.tags, self.whisper,
            self.note,
        ):  # fmt: skip
            inside.addWidget(line)
        self.points, self.stamps, self.spent, self.rhythm = Tile(), Tile(), Tile(), Tile()
        self.stored = Tile()
        self.sessions = elided_button("", self.sessions_wanted.emit)
        self.coupons = CouponsBox(desk)
        self.visits = LastVisits(desk)
        self._build()

    def show_card(
        self,
        card: MemberCard | None,
        used: Sequence[CouponHeld] = (),
        fitting: Sequence[Fitting] = (),
        choice: Choice | None = None,
        free_pieces: int = 0,
        *,
        with_tier: bool = True,
    ) -> None:
        """Show this guest, with her coupons as they stand to the basket."""
        if card != self._card:
            self._card = card
            self._fill()
        self.coupons.show_coupons(
            card.coupons if card else (), used, fitting, choice,
            card.buyer.standing if card else None, with_tier=with_tier,
        )  # fmt: skip
        self._show_stamps(free_pieces)
        self._make_room()

    def retranslate(self) -> None:
        self.points.name(_("Points"), "star")
        self.stamps.name(_("Stamps"), "circles-four")
        self.spent.name(_("Spent"), "wallet")
        self.stored.name(_("Stored value"), "wallet")
        self.stored.setToolTip(_("Top up, or every change of it (Ctrl U)"))
        self.rhythm.name(_("Visits"), "calendar")
        self.sessions.setIcon(theme.icon("ticket"))
        self.sessions.setToolTip(_("Use a session of her card"))
        self.points.setToolTip(_("Every line that makes up the balance"))
        self.stamps.setToolTip(_("One piece free for a full card (Ctrl T)"))
        self.visits.retranslate()
        self.coupons.retranslate()
        self._fill()

    def _fill(self) -> None:
        card = self._card
        if card is None:
            for line in (
                self.name, self.contact, self.facts, self.tier, self.membership, self.tags,
                self.whisper, self.note,
            ):  # fmt: skip
                line.setText("")
            self.tier_badge.hide()
            for tile in (self.points, self.stamps, self.spent, self.rhythm, self.stored):
                tile.show_figure("")
            self.visits.show_visits([])
            self.sessions.hide()
            return
        self.visits.show_visits(visits.of_member(self._desk.shop, card.id, limit=20))
        self.name.setText(card.name)
        number = _("No. {number}").format(number=card.id)
        self.contact.setText("  ·  ".join(filter(None, (masked(card.phone), number))))
        self._say(self.facts, _facts(card))
        today = self._desk.today
        whispered = whisper_text(whisper(self._desk.shop, card), today)
        told = (self._show_membership(card), self._show_tier(card), whispered)
        self._say(self.whisper, "  ·  ".join(filter(None, told)))
        self._say(self.note, card.note)
        self._say(self.tags, "  ·  ".join(card.tags))
        lapses = short_lapse_text(card.next_lapse, today)
        self.points.show_figure(count_text(card.points), lapses)
        self._show_figures(card)
        self._show_sessions(card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the keys stay, and what they are about says itself."""
        super().resizeEvent(event)
        self.visits.heading.setVisible(self.width() >= _WIDE)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """What a part needs is known when the part has asked for it."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return is_done

    def _make_room(self) -> None:
        """The last visits give way to whatever else is to be seen of her, a second coupon too; what
        her card says gives way to all of it, from the least on."""
        inside = self.layout()
        if inside is None:
            return
        lines = [line for line in (self.tags, self.tier, self.facts) if line.whole()]
        taken = self.coupons.extra + (A_VISIT if self.visits.is_listed else 0)
        taken -= sum(_height(line) for line in lines if line.isHidden())
        spare = self.height() - inside.totalMinimumSize().height() + taken
        for line in lines:
            is_shown = spare >= 0
            if line.isHidden() is is_shown:
                line.setVisible(is_shown)
            spare += 0 if is_shown else _height(line)
        spare -= self.coupons.take_room(spare)
        self.visits.list_them(is_listed=spare >= A_VISIT)

    def _show_figures(self, card: MemberCard) -> None:
        """Where tiles are needed for stamps or stored value, what she spent stands with her visits;
        for both, neither does: four are too narrow."""
        terms = self._desk.terms
        has_stamps = terms.stamps is not None
        has_stored = terms.stored_value.tops_up or bool(card.stored.both)
        spent, gap = self._desk.money(card.spent), gap_text(card.usual_gap)
        self.stamps.setVisible(has_stamps)
        self.stored.setVisible(has_stored)
        self.spent.setHidden(has_stamps or has_stored)
        self.rhythm.setHidden(has_stamps and has_stored)
        self.spent.show_figure(spent)
        self.rhythm.show_figure(count_text(card.visits), spent if has_stamps or has_stored else gap)
        bonus = _("bonus {amount}").format(amount=self._desk.money(card.stored.bonus))
        self.stored.show_figure(
            self._desk.money(card.stored.both), bonus if card.stored.bonus else _("Ctrl+U: top up")
        )

    def _show_sessions(self, card: MemberCard) -> None:
        """What is left of her cards, on a key of its own."""
        parts = [(part.name, part.stands.left) for one in card.cards for part in one.parts]
        self.sessions.setVisible(bool(parts))
        self.sessions.say(left_text(parts), "Ctrl+O")

    def _show_tier(self, card: MemberCard) -> str:
        """Her tier beside her name; returns what she is short of the next one, if that is near."""
        terms = self._desk.terms
        place = tiering.place(self._desk.shop, card.id)
        show_tier(self.tier_badge, place.tier)
        if terms.tiers is None:
            self._say(self.tier, "")
            return ""
        self._say(self.tier, place_text(place, terms.tiers, terms.currency))
        return near_text(place, terms.tiers, terms.currency)

    def _show_membership(self, card: MemberCard) -> str:
        """What she paid for and what it saved her; returns how soon it ends, if that is near."""
        has = usage.current(self._desk.shop, card.id)
        if has is None:
            self._say(self.membership, "")
            return ""
        self._say(
            self.membership, held_text(has.plan, has.until, has.saved, self._desk.terms.currency)
        )
        return ending_text(has.plan, has.until, self._desk.today)

    def _say(self, line: Elided, words: str) -> None:
        line.setText(words)
        line.setVisible(bool(words))

    def _show_stamps(self, free_pieces: int) -> None:
        rule = self._desk.terms.stamps
        if rule is None or self._card is None:
            return
        has = self._card.buyer.stamps
        more = ""
        if free_pieces:
            more = ngettext("{n} piece free", "{n} pieces free", free_pieces).format(n=free_pieces)
        elif has >= rule.needed:
            more = _("Ctrl+T: one free")
        self.stamps.show_figure(f"{count_text(has)} / {count_text(rule.needed)}", more)

    def _build(self) -> None:
        self.points.clicked.connect(self.statement_wanted)
        self.stamps.clicked.connect(self.stamps_pressed)
        self.stored.clicked.connect(self._open_stored)
        for still in (self.spent, self.rhythm):
            still.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.coupons.pressed.connect(self.coupon_pressed)
        self.coupons.best_wanted.connect(self.best_wanted)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(self.card)
        down.addLayout(row(self.points, self.stored, self.stamps, self.spent, self.rhythm, gap=10))
        down.addWidget(self.sessions)
        down.addWidget(self.coupons, 4)
        down.addWidget(self.visits, 3)

    def _open_stored(self) -> None:
        wanted = self.top_up_wanted if self._desk.terms.stored_value.tops_up else self.value_wanted
        wanted.emit()


def _height(line: Elided) -> int:
    """What the member's card is lower by without it."""
    return line.sizeHint().height() + _LINES


def _facts(card: MemberCard) -> str:
    last = _("first visit")
    if card.last_visit is not None:
        last = _("last here {day}").format(day=day_text(card.last_visit))
    facts = [last]
    if card.birthday is not None:
        facts.append(_("birthday {day}").format(day=birthday_text(card.birthday)))
    return "  ·  ".join(facts)

"""The member who is chosen: her card, her figures and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.contacts import masked
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.touches import TouchKind
from shopfans.services.members import tagging
from shopfans.services.members.finding import MemberCard
from shopfans.services.reminders import touching
from shopfans.texts import _, formats
from shopfans.texts.facts import gap_text, short_lapse_text
from shopfans.texts.memberships import held_text
from shopfans.texts.session_cards import left_text
from ui import theme
from ui.desk import Desk
from ui.members.forgetting import Forgetting
from ui.members.history import History
from ui.members.portrait import Portrait, portrait
from ui.widgets.empty import Empty
from ui.widgets.many_chips import ManyChips
from ui.widgets.pieces import Elided, button, elided_button, panel, row
from ui.widgets.tier_badge import show_tier, tier_badge
from ui.widgets.tile import Tile


class Profile(QStackedWidget):
    serve_wanted = Signal()
    statement_wanted = Signal()
    known_wanted = Signal()
    value_wanted = Signal()
    membership_wanted = Signal()
    cards_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Portrait | None = None
        self.nobody, self.history, self.forgetting = Empty(), History(), Forgetting(desk)
        self.name, self.contact, self.visit = Elided("name"), Elided(), Elided()
        self.tier = tier_badge()
        self.membership = elided_button("quiet", self.membership_wanted.emit, takes_focus=True)
        self.points, self.visits, self.spent, self.stored = Tile(), Tile(), Tile(), Tile()
        self.cards = button("", self.cards_wanted.emit, takes_focus=True)
        self.tags = ManyChips(most_lines=2)
        self.serve = button("primary", self._serve, takes_focus=True)
        self.forget = button("quiet", self._ask, takes_focus=True)
        self.known = button("quiet", self.known_wanted.emit, takes_focus=True)
        self.again = button("quiet", self._let_contact, takes_focus=True)
        self.foot = QWidget()
        self.addWidget(self._blank())
        self.addWidget(self._page())

    @property
    def card(self) -> MemberCard | None:
        """Of the member who is shown."""
        return None if self._shown is None else self._shown.card

    def show_member(self, member_id: int | None) -> None:
        """Read all that is shown of her; None, or one who was forgotten, shows nobody."""
        self.show_portrait(portrait(self._desk.shop, member_id))

    def follow(self, now: Portrait | None) -> None:
        """The same member as she is now: what is asked about her stays open if nothing changed."""
        if now != self._shown:
            self.show_portrait(now)

    def show_portrait(self, shown: Portrait | None) -> None:
        self._keep()
        self._shown = shown
        if shown is not None:
            self.history.show_card(
                shown.terms, shown.card, shown.sales, shown.touched, shown.brought
            )
            self._fill(shown)
            self._show_tags(shown)
        self.setCurrentIndex(0 if shown is None else 1)

    def retranslate(self) -> None:
        self.nobody.say(
            "identification-card",
            _("Nobody is chosen"),
            _("Choose a member on the left to see her points, coupons and sales."),
        )
        self.points.name(_("Points"), "star")
        self.points.setToolTip(_("Every line that makes up the balance"))
        self.visits.name(_("Visits"), "calendar")
        self.spent.name(_("Spent"), "wallet")
        self.stored.name(_("Stored value"), "wallet")
        self.stored.setToolTip(_("Every change of it, and her money back"))
        self.cards.setIcon(theme.icon("ticket"))
        self.cards.setToolTip(_("Her session cards, with each use"))
        self.history.retranslate()
        self.forgetting.retranslate()
        self.serve.setText(_("Serve her"))
        self.serve.setIcon(theme.icon("shopping-cart", theme.look().on_accent))
        self.known.setText(_("Her data"))
        self.known.setToolTip(_("What we know about her  F11"))
        self.known.setIcon(theme.icon("file-text", theme.look().accent))
        self.again.setText(_("May be contacted again"))
        self.again.setIcon(theme.icon("chat-circle-text", theme.look().accent))
        self.forget.setText(_("Forget her…"))
        self.forget.setIcon(theme.icon("user-minus", theme.look().accent))
        if self._shown is not None:
            self._fill(self._shown)

    def _fill(self, shown: Portrait) -> None:
        card = shown.card
        self.name.setText(card.name)
        self.again.setVisible(shown.wants_silence)
        show_tier(self.tier, card.buyer.tier)
        number = _("No. {number}").format(number=card.id)
        brought = _("brought by {name}").format(name=shown.bringer) if shown.bringer else ""
        self.contact.setText("  ·  ".join(filter(None, (masked(card.phone), number, brought))))
        last = _("not yet here")
        if card.last_visit is not None:
            last = _("last here {day}").format(day=formats.day_text(card.last_visit))
        since = _("member since {day}").format(day=formats.day_text(card.joined))
        self.visit.setText(f"{last}  ·  {since}")
        self._show_membership(shown)
        lapses = short_lapse_text(card.next_lapse, shown.today)
        self.points.show_figure(formats.count_text(card.points), lapses)
        self.visits.show_figure(formats.count_text(card.visits), gap_text(card.usual_gap))
        self.spent.show_figure(_money(shown, card.spent))
        self._show_stored(shown)
        self._show_cards(shown)

    def _show_cards(self, shown: Portrait) -> None:
        """What is left of them, or that she had some."""
        parts = [(part.name, part.stands.left) for one in shown.card.cards for part in one.parts]
        self.cards.setVisible(shown.had_cards)
        self.cards.setText(left_text(parts) or _("Session cards"))

    def _show_membership(self, shown: Portrait) -> None:
        """The one she has, or that she had any; it leads to all of them."""
        self.membership.setVisible(shown.had_memberships)
        has = shown.membership
        if has is None:
            self.membership.say(_("Her memberships"))
        else:
            self.membership.say(held_text(has.plan, has.until, has.saved, shown.terms.currency))
        self.membership.setToolTip(_("Her memberships, and the fee of the days left back"))
        self.membership.setIcon(theme.icon("identification-card", "#ffffff"))

    def _show_stored(self, shown: Portrait) -> None:
        """In the place of what she spent, which then stands with her visits."""
        card = shown.card
        has_stored = shown.terms.stored_value.tops_up or bool(card.stored.both)
        self.stored.setVisible(has_stored)
        self.spent.setHidden(has_stored)
        if has_stored:
            bonus = _("bonus {amount}").format(amount=_money(shown, card.stored.bonus))
            self.stored.show_figure(_money(shown, card.stored.both), bonus)
            visits = formats.count_text(card.visits)
            self.visits.show_figure(visits, _money(shown, card.spent))

    def _show_tags(self, shown: Portrait) -> None:
        self.tags.show_many([(tag.id, tag.name) for tag in shown.tags], shown.hers)

    def _set_tags(self, tags: frozenset[int]) -> None:
        """What a chip that was pressed says is kept at once."""
        if self.card is None:
            return
        try:
            tagging.set_tags(
                self._desk.shop, by=self._desk.by, member=self.card.id, tags=tags,
                request=new_request(),
            )  # fmt: skip
        except ShopError:  # the list has changed meanwhile: it is shown as it is
            self.show_member(self.card.id)

    def _blank(self) -> QFrame:
        frame, inside = panel()
        inside.addWidget(self.nobody)
        return frame

    def _page(self) -> QWidget:
        head, on_card = panel("member_card", edge=20, gap=6)
        above = row(gap=10)
        above.addWidget(self.name, 1)
        above.addWidget(self.tier)
        on_card.addLayout(above)
        for line in (self.contact, self.visit):
            on_card.addWidget(line)
        on_card.addWidget(self.membership)
        self.membership.hide()
        self.points.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.points.clicked.connect(self.statement_wanted)
        self.stored.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stored.clicked.connect(self.value_wanted)
        for still in (self.visits, self.spent):
            still.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.tags.chosen.connect(self._set_tags)
        self.forgetting.kept.connect(self._keep)
        self.forgetting.hide()
        page = QWidget()
        down = QVBoxLayout(page)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(head)
        down.addLayout(row(self.points, self.visits, self.spent, self.stored, gap=12))
        down.addWidget(self.cards)
        down.addWidget(self.tags)
        down.addWidget(self.history, 1)
        down.addWidget(self.forgetting)
        self.foot.setLayout(row(self.forget, self.known, self.again, None, self.serve))
        down.addWidget(self.foot)
        return page

    def _serve(self) -> None:
        self.serve_wanted.emit()

    def _ask(self) -> None:
        if self.card is not None:
            self.foot.hide()
            self.forgetting.ask(self.card)

    def _let_contact(self) -> None:
        """She asked for silence once, and changed her mind."""
        if self.card is not None:
            touching.touch(
                self._desk.shop,
                by=self._desk.by,
                member=self.card.id,
                kind=TouchKind.CONTACT_AGAIN,
                request=new_request(),
            )

    def _keep(self) -> None:
        self.forgetting.hide()
        self.foot.show()


def _money(shown: Portrait, amount: Money) -> str:
    return formats.money_text(amount, shown.terms.currency)

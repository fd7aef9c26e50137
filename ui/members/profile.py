"""The member who is chosen: her card, her figures and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.contacts import masked
from shopfans.domain.errors import ShopError
from shopfans.domain.touches import TouchKind
from shopfans.services.belonging import referring
from shopfans.services.members import finding, tagging
from shopfans.services.members.finding import MemberCard
from shopfans.services.memberships import usage
from shopfans.services.reminders import touching
from shopfans.services.sales import listing
from shopfans.services.sessions import held
from shopfans.texts import _, formats
from shopfans.texts.facts import gap_text, lapse_text
from shopfans.texts.memberships import held_text
from shopfans.texts.session_cards import left_text
from ui import theme
from ui.desk import Desk
from ui.members.forgetting import Forgetting
from ui.members.history import History
from ui.widgets.empty import Empty
from ui.widgets.many_chips import ManyChips
from ui.widgets.pieces import Elided, button, panel, row
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
        self.card: MemberCard | None = None
        self.nobody, self.history, self.forgetting = Empty(), History(), Forgetting(desk)
        self.name, self.contact, self.visit = Elided("name"), Elided(), Elided()
        self.tier = tier_badge()
        self.membership = button("quiet", self.membership_wanted.emit, takes_focus=True)
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

    def show_member(self, member_id: int | None) -> None:
        """Read all that is shown of her; None, or one who was forgotten, shows nobody."""
        self._keep()
        try:
            self.card = None if member_id is None else finding.card(self._desk.shop, member_id)
        except ShopError:
            self.card = None
        if self.card is not None:
            sales = listing.sales_of_member(self._desk.shop, self.card.id)
            touched = touching.history(self._desk.shop, self.card.id)
            brought = referring.friends(self._desk.shop, self.card.id)
            self.history.show_card(self._desk.terms, self.card, sales, touched, brought)
            self._fill(self.card)
            self._show_tags(self.card)
        self.setCurrentIndex(0 if self.card is None else 1)

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
        if self.card is not None:
            self._fill(self.card)

    def _fill(self, card: MemberCard) -> None:
        self.name.setText(card.name)
        self.again.setVisible(touching.wants_silence(self._desk.shop, card.id))
        show_tier(self.tier, card.buyer.tier)
        number = _("No. {number}").format(number=card.id)
        bringer = referring.bringer(self._desk.shop, card.id)
        brought = _("brought by {name}").format(name=bringer) if bringer else ""
        self.contact.setText("  ·  ".join(filter(None, (masked(card.phone), number, brought))))
        last = _("not yet here")
        if card.last_visit is not None:
            last = _("last here {day}").format(day=formats.day_text(card.last_visit))
        since = _("member since {day}").format(day=formats.day_text(card.joined))
        self.visit.setText(f"{last}  ·  {since}")
        self._show_membership(card)
        self.points.show_figure(formats.count_text(card.points), lapse_text(card.next_lapse))
        self.visits.show_figure(formats.count_text(card.visits), gap_text(card.usual_gap))
        self.spent.show_figure(self._desk.money(card.spent))
        self._show_stored(card)
        self._show_cards(card)

    def _show_cards(self, card: MemberCard) -> None:
        """What is left of them, or that she had some."""
        parts = [(part.name, part.stands.left) for one in card.cards for part in one.parts]
        self.cards.setVisible(bool(held.cards(self._desk.shop, card.id)))
        self.cards.setText(left_text(parts) or _("Session cards"))

    def _show_membership(self, card: MemberCard) -> None:
        """The one she has, or that she had any; it leads to all of them."""
        hers = usage.statement(self._desk.shop, card.id)
        self.membership.setVisible(bool(hers))
        has = usage.current(self._desk.shop, card.id)
        if has is None:
            self.membership.setText(_("Her memberships"))
        else:
            self.membership.setText(
                held_text(has.plan, has.until, has.saved, self._desk.terms.currency)
            )
        self.membership.setToolTip(_("Her memberships, and the fee of the days left back"))
        self.membership.setIcon(theme.icon("identification-card", "#ffffff"))

    def _show_stored(self, card: MemberCard) -> None:
        """In the place of what she spent, which then stands with her visits."""
        has_stored = self._desk.terms.stored_value.tops_up or bool(card.stored.both)
        self.stored.setVisible(has_stored)
        self.spent.setHidden(has_stored)
        if has_stored:
            bonus = _("bonus {amount}").format(amount=self._desk.money(card.stored.bonus))
            self.stored.show_figure(self._desk.money(card.stored.both), bonus)
            visits = formats.count_text(card.visits)
            self.visits.show_figure(visits, self._desk.money(card.spent))

    def _show_tags(self, card: MemberCard) -> None:
        choices = [(tag.id, tag.name) for tag in tagging.tags(self._desk.shop)]
        self.tags.show_many(choices, tagging.tags_of(self._desk.shop, card.id))

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
            self._show_tags(self.card)

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
        on_card.addLayout(row(self.membership, None))
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

"""Everybody who joined: found as one types, sorted by any heading, each with all that is known."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout

from shopfans.domain.contacts import masked
from shopfans.domain.names import wanted
from shopfans.domain.roles import Right
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services.members import finding
from shopfans.services.members.finding import MOST_HITS, MemberRow
from shopfans.texts import _, formats, ngettext
from ui import theme
from ui.desk import Desk
from ui.members.bringing import Bringing
from ui.members.by_tag import ByTag
from ui.members.her_cards import HerCards
from ui.members.her_points import HerPoints
from ui.members.known import KnownPage
from ui.members.membership import MembershipPage
from ui.members.merging import Merging
from ui.members.profile import Profile
from ui.members.refund_sheet import RefundSheetPage
from ui.members.value_statement import ValueStatement
from ui.place import Place
from ui.table import Column, ListModel, ListView
from ui.tokens import EDGE, GAP
from ui.widgets.empty import Listing
from ui.widgets.pieces import button, label, panel, row

_JOINED, _VISITS = 2, 3
"""Columns that give way on a small screen."""


class Members(Place):
    topics = frozenset(
        {
            Topic.MEMBERS, Topic.SALES, Topic.POINTS, Topic.COUPONS, Topic.TERMS, Topic.REMINDERS,
            Topic.STORED_VALUE, Topic.CARDS,
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._ids: list[int] = []
        self._chosen: int | None = None
        self._order, self._descending = "last_visit", True
        self.title, self.count, self.told = label("title"), label("muted"), label("good")
        self.finder, self._glass = QLineEdit(), QAction(self)
        self.by_tag = ByTag(desk)
        self.model: ListModel[MemberRow] = ListModel(_columns(desk.terms))
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.profile, self.statement = Profile(desk), HerPoints(desk)
        self.known = KnownPage(desk)
        self.value, self.sheet = ValueStatement(), RefundSheetPage(desk)
        self.membership, self.cards = MembershipPage(desk), HerCards(desk)
        self.slip = button("quiet", self.profile.forgetting.print_confirmation, takes_focus=True)
        self.twice, self.merging = button("", self._open_merging), Merging(desk)
        self.fetch, self.bringing = button("", self._open_bringing), Bringing(desk)
        self.left = QStackedWidget()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """The list anew; whoever was chosen stays chosen while she is on it."""
        self.by_tag.refresh()
        text, tag = self.finder.text(), self.by_tag.value()
        is_finding = bool(wanted(text))
        if is_finding:
            self._ids = [hit.id for hit in finding.find(self.desk.shop, text, tag=tag)]
        else:
            self._ids = finding.members_in_order(
                self.desk.shop, self._order, descending=self._descending, tag=tag
            )
        self.model.mark_order("" if is_finding else self._order, descending=self._descending)
        self.model.show_keys(self._ids, self._rows)
        self._say()
        at = self._ids.index(self._chosen) if self._chosen in self._ids else 0
        self.view.setCurrentIndex(self.model.index(at, 0))
        if not self._ids:
            self._show(None)

    def retranslate(self) -> None:
        self.title.setText(_("Members"))
        self.finder.setPlaceholderText(_("Name, pinyin initials, phone number or code"))
        self.finder.setAccessibleName(_("Find a member"))
        self._glass.setIcon(theme.icon("magnifying-glass", theme.look().muted))
        self.model.retitle(_columns(self.desk.terms))
        self.slip.setText(_("Print a confirmation"))
        self.slip.setIcon(theme.icon("printer", theme.look().accent))
        self.twice.setText(_("One person twice  F9"))
        self.twice.setIcon(theme.icon("users"))
        self.by_tag.retranslate()
        self.fetch.setText(_("From Excel  F7"))
        self.fetch.setIcon(theme.icon("table"))
        self.bringing.retranslate()
        self.profile.retranslate()
        self.statement.retranslate()
        self.merging.retranslate()
        for page in (self.known, self.value, self.sheet, self.membership, self.cards):
            page.retranslate()
        self._say()

    def arrive(self) -> None:
        self.finder.setFocus()
        self.finder.selectAll()

    def _rows(self, ids: Sequence[int]) -> list[MemberRow]:
        return finding.member_rows(self.desk.shop, ids)

    def _say(self) -> None:
        """How many there are, and what to do when there is nobody."""
        count = len(self._ids)
        words = ngettext("{n} member", "{n} members", count)
        if wanted(self.finder.text()):
            words = ngettext("{n} found", "{n} found", count)
            if count == MOST_HITS:
                words = _("the {n} who were here last")
            self.listing.empty.say(
                "magnifying-glass",
                _("Nobody found"),
                _("Try the last four digits of her phone number, or a piece of her name."),
            )
        elif self.by_tag.value() is not None:
            self.listing.empty.say(
                "tag",
                _("Nobody has chosen this yet"),
                _("Guests tick it when they join by phone, or on their own page."),
            )
        else:
            self.listing.empty.say(
                "users",
                _("No members yet"),
                _(
                    "Sign up the first guest at the counter; she will stand here at once. Or bring "
                    "your old list in from Excel."
                ),
            )
        self.count.setText(words.format(n=formats.count_text(count)))

    def _choose(self, current: QModelIndex) -> None:
        self.told.clear()
        self.slip.hide()
        if current.isValid():
            self._show(self._ids[current.row()])

    def _show(self, member_id: int | None) -> None:
        if member_id != self._chosen:
            self._close_statement()
        self._chosen = member_id
        self.profile.show_member(member_id)
        for page in (self.statement, self.value, self.membership):
            if self.left.currentWidget() is page:
                page.refresh()

    def _sort(self, section: int) -> None:
        """A heading was clicked: by it from now on, the other way round the second time."""
        order = self.model.columns[section].order
        if order and not wanted(self.finder.text()):
            self._descending = not self._descending if order == self._order else order != "name"
            self._order, self._chosen = order, None
            self.refresh()

    def _next(self) -> None:
        self._step(1)

    def _previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        at = self.view.currentIndex().row() + by
        if 0 <= at < len(self._ids):
            self.view.setCurrentIndex(self.model.index(at, 0))

    def _serve(self) -> None:
        if self._chosen is not None:
            self.member_wanted.emit(self._chosen)

    def _open_statement(self) -> None:
        if self._chosen is not None:
            self.statement.show_member(self.desk, self._chosen)
            self.left.setCurrentWidget(self.statement)
            self.statement.setFocus()

    def _open_value(self) -> None:
        """Every change of her stored value."""
        if self._chosen is not None:
            self.value.show_member(self.desk, self._chosen)
            self.left.setCurrentWidget(self.value)
            self.value.setFocus()

    def _open_membership(self) -> None:
        """All her memberships, and the last one given back."""
        if self._chosen is not None:
            self.membership.show_member(self.desk, self._chosen)
            self.left.setCurrentWidget(self.membership)
            self.membership.setFocus()

    def _open_sheet(self, member: int) -> None:
        """What she gets back, with the width of both columns."""
        self.profile.hide()
        self.left.setCurrentWidget(self.sheet)
        self.sheet.show_member(member)

    def _open_cards(self) -> None:
        """Her session cards, with the width of both columns."""
        if self._chosen is not None:
            self.profile.hide()
            self.left.setCurrentWidget(self.cards)
            self.cards.show_member(self._chosen)

    def _close_statement(self) -> None:
        if self.left.currentWidget() in {self.statement, self.value, self.membership}:
            self.left.setCurrentIndex(0)
            self.arrive()

    def _open_merging(self) -> None:
        """Pairs that may be one person, with the width of both columns."""
        if self.desk.by.may(Right.MERGE):
            self.profile.hide()
            self.left.setCurrentWidget(self.merging)
            self.merging.open_for(self._chosen)

    def _open_bringing(self) -> None:
        """The list that the shop kept before, with the width of both columns."""
        if self.desk.by.may(Right.IMPORT):
            self.profile.hide()
            self.left.setCurrentWidget(self.bringing)
            self.bringing.open()

    def _open_known(self) -> None:
        """Everything we know about her, as a page of its own."""
        if self.profile.card is not None:
            self.profile.hide()
            self.left.setCurrentWidget(self.known)
            self.known.show_member(self.profile.card.id)

    def _close_page(self) -> None:
        self.profile.show()
        self.left.setCurrentIndex(0)
        self.arrive()

    def _tell_forgotten(self, name: str) -> None:
        self.told.setText(_("{name} was forgotten.").format(name=name))
        self.slip.show()

    def _build(self) -> None:
        self.finder.setObjectName("find")
        self.finder.setClearButtonEnabled(True)
        self.finder.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.view.set_widths(
            130, 110, 100, 76, 104, 106, spreads=True, shown_from={_JOINED: 610, _VISITS: 520}
        )
        self.view.horizontalHeader().setSectionsClickable(True)
        everybody, inside = panel(gap=6)
        inside.addWidget(self.by_tag)
        inside.addLayout(row(self.count, None, self.told, self.slip))
        self.slip.hide()
        inside.addWidget(self.listing, 1)
        self.left.addWidget(everybody)
        self.left.addWidget(self.statement)
        self.left.addWidget(self.merging)
        self.left.addWidget(self.known)
        self.left.addWidget(self.value)
        self.left.addWidget(self.sheet)
        self.left.addWidget(self.membership)
        self.left.addWidget(self.cards)
        self.value.offer_sheet()
        self.left.addWidget(self.bringing)
        self.twice.setVisible(self.desk.by.may(Right.MERGE))
        self.fetch.setVisible(self.desk.by.may(Right.IMPORT))
        self.profile.setMinimumWidth(420)
        self.profile.setMaximumWidth(560)
        across = QHBoxLayout()
        across.setSpacing(GAP)
        across.addWidget(self.left, 3)
        across.addWidget(self.profile, 2)
        down = QVBoxLayout(self)
        down.setContentsMargins(EDGE, 20, EDGE, EDGE)
        down.setSpacing(GAP)
        down.addLayout(row(self.title, 14, self.finder, 4, self.fetch, self.twice))
        down.addLayout(across, 1)

    def _connect(self) -> None:
        self.finder.textChanged.connect(self.refresh)
        self.by_tag.chosen.connect(self.refresh)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.view.horizontalHeader().sectionClicked.connect(self._sort)
        self.view.doubleClicked.connect(self._serve)
        self.statement.closed.connect(self._close_statement)
        self.merging.closed.connect(self._close_page)
        self.known.closed.connect(self._close_page)
        self.value.closed.connect(self._close_statement)
        self.value.sheet_wanted.connect(self._open_sheet)
        self.sheet.closed.connect(self._close_page)
        self.membership.closed.connect(self._close_statement)
        self.profile.membership_wanted.connect(self._open_membership)
        self.cards.closed.connect(self._close_page)
        self.profile.cards_wanted.connect(self._open_cards)
        self.profile.value_wanted.connect(self._open_value)
        self.bringing.closed.connect(self._close_page)
        self.profile.known_wanted.connect(self._open_known)
        self.profile.statement_wanted.connect(self._open_statement)
        self.profile.serve_wanted.connect(self._serve)
        self.profile.forgetting.forgotten.connect(self._tell_forgotten)
        for key, where, slot in (
            (Qt.Key.Key_Down, self.finder, self._next),
            (Qt.Key.Key_Up, self.finder, self._previous),
            (Qt.Key.Key_Escape, self.finder, self.finder.clear),
            (Qt.Key.Key_Return, self.finder, self._serve),
            (Qt.Key.Key_Enter, self.finder, self._serve),
            (Qt.Key.Key_Return, self.view, self._serve),
            (Qt.Key.Key_Enter, self.view, self._serve),
        ):
            shortcut = QShortcut(QKeySequence(key), where)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        for keys in ("F2", "Ctrl+F"):
            find = QShortcut(QKeySequence(keys), self)
            find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            find.activated.connect(self.arrive)
        for keys, slot in (
            ("F7", self._open_bringing), ("F9", self._open_merging), ("F11", self._open_known),
        ):  # fmt: skip
            page = QShortcut(QKeySequence(keys), self)
            page.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            page.activated.connect(slot)


def _columns(terms: Terms) -> list[Column[MemberRow]]:
    def last_visit(member: MemberRow) -> str:
        return formats.day_text(member.last_visit) if member.last_visit else "–"

    return [
        Column(_("Name"), lambda member: member.name, order="name", stretches=True),
        Column(_("Phone"), lambda member: masked(member.phone)),
        Column(_("Joined"), lambda member: formats.day_text(member.joined), order="joined"),
        Column(
            _("Visits"),
            lambda member: formats.count_text(member.visits),
            order="visits",
            is_number=True,
        ),
        Column(
            _("Spent"),
            lambda member: formats.number_text(member.spent, terms.currency),
            order="spent",
            is_number=True,
        ),
        Column(_("Last visit"), last_visit, order="last_visit", is_number=True),
    ]

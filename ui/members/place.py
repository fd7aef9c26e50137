"""Everybody who joined: found as one types, sorted by any heading, each with all that is known."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt

from shopfans.domain.names import wanted
from shopfans.domain.roles import Right
from shopfans.domain.topics import Topic
from shopfans.services.members import finding
from shopfans.services.members.finding import MemberRow
from shopfans.texts import _
from ui.desk import Desk
from ui.latest import Latest
from ui.members.everybody import count_text, nobody_text
from ui.members.front import Front
from ui.members.her_points import HerPoints
from ui.members.listed import Asked, Listed, in_order, listed, place_of
from ui.members.membership import MembershipPage
from ui.members.value_statement import ValueStatement
from ui.widgets.keys import on_key, on_own_key


class Members(Front):
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
        self._behind = Latest(self)
        self._connect()

    def refresh(self) -> None:
        """The list anew; whoever was chosen stays chosen while she is on it."""
        self._behind.drop()
        self.by_tag.refresh()
        asked = self._asked()
        self._ids = in_order(self.desk.shop, asked)
        self.model.mark_order("" if asked.is_finding else asked.order, descending=asked.descending)
        self.model.show_keys(self._ids, self._rows)
        self._say()
        at = self._ids.index(self._chosen) if self._chosen in self._ids else 0
        self.view.setCurrentIndex(self.model.index(at, 0))
        if not self._ids:
            self._show(None)

    def follow(self, topics: frozenset[Topic]) -> None:  # noqa: ARG002  (all are hers)
        """What the operator has done is seen at once, what others do is read behind the window."""
        look = partial(
            listed, self.desk.shop, self._asked(), top=self._top()[0], chosen=self._chosen
        )
        if self.desk.changes.is_from_elsewhere:
            self._behind.ask_again(lambda progress: look())
        else:
            self._behind.drop()
            self._show_listed(look())

    def retranslate(self) -> None:
        super().retranslate()
        self._say()

    def arrive(self) -> None:
        self.finder.setFocus()
        self.finder.selectAll()

    def end(self) -> None:
        self._behind.end()

    def _asked(self) -> Asked:
        return Asked(self.finder.text(), self.by_tag.value(), self._order, self._descending)

    def _top(self) -> tuple[int | None, int]:
        """Who stands on top of what is seen, and how many pixels of her are not; None where the
        list begins, which is where one stays whoever comes there."""
        at, hidden = self.view.top()
        return (self._ids[at], hidden) if at or hidden else (None, 0)

    def _show_listed(self, now: Listed) -> None:
        """The same list as it is now; what one looks at stays where it is."""
        tag = self.by_tag.value()
        self.by_tag.show_tags(now.tags)
        if self.by_tag.value() != tag:  # it was taken off the owner's list
            self.refresh()
            return
        top, hidden = self._top()
        self._ids = now.ids
        self.model.renew_keys(now.ids, now.rows)
        self.view.scroll_to_top(place_of(top, now.ids), hidden)
        self._say()
        if not self.view.currentIndex().isValid():
            self._chosen = None
            self.view.setCurrentIndex(self.model.index(0, 0))
            if not self._ids:
                self._show(None)
        elif now.chosen == self._chosen:
            self.profile.follow(now.portrait)
            self._read_beside()

    def _rows(self, ids: Sequence[int]) -> list[MemberRow]:
        return finding.member_rows(self.desk.shop, ids)

    def _say(self) -> None:
        """How many there are, and what to do when there is nobody."""
        typed = self.finder.text()
        self.listing.empty.say(*nobody_text(typed, self.by_tag.value()))
        self.count.setText(count_text(len(self._ids), typed))

    def _choose(self, current: QModelIndex) -> None:
        self.told.clear()
        self.slip.hide()
        if current.isValid():
            self._show(self._ids[current.row()])

    def _show(self, member_id: int | None) -> None:
        if member_id != self._chosen:
            self.left.leave_beside()
        self._chosen = member_id
        self.profile.show_member(member_id)
        self._read_beside()

    def _read_beside(self) -> None:
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

    def _open_beside(self, page: HerPoints | ValueStatement | MembershipPage) -> None:
        """Every change of her points or stored value, or all her memberships."""
        if self._chosen is not None:
            page.show_member(self.desk, self._chosen)
            self.left.show_beside(page)

    def _open_sheet(self, member: int) -> None:
        """What she gets back."""
        self.left.show_wide(self.sheet)
        self.sheet.show_member(member)

    def _open_cards(self) -> None:
        """Her session cards."""
        if self._chosen is not None:
            self.left.show_wide(self.cards)
            self.cards.show_member(self._chosen)

    def _open_merging(self) -> None:
        """Pairs that may be one person."""
        if self.desk.by.may(Right.MERGE):
            self.left.show_wide(self.merging)
            self.merging.open_for(self._chosen)

    def _open_bringing(self) -> None:
        """The list that the shop kept before."""
        if self.desk.by.may(Right.IMPORT):
            self.left.show_wide(self.bringing)
            self.bringing.open()

    def _open_known(self) -> None:
        """Everything we know about her."""
        if self.profile.card is not None:
            self.left.show_wide(self.known)
            self.known.show_member(self.profile.card.id)

    def _tell_forgotten(self, name: str) -> None:
        self.told.setText(_("{name} was forgotten.").format(name=name))
        self.slip.offer(self.profile.forgetting.confirmation)

    def _connect(self) -> None:
        self._behind.found.connect(self._show_listed)
        self.finder.textChanged.connect(self.refresh)
        self.by_tag.chosen.connect(self.refresh)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.view.horizontalHeader().sectionClicked.connect(self._sort)
        self.view.doubleClicked.connect(self._serve)
        self.merging_wanted.connect(self._open_merging)
        self.bringing_wanted.connect(self._open_bringing)
        for page in self.pages():
            page.closed.connect(self.left.leave)
        self.left.left.connect(self.arrive)
        self.value.sheet_wanted.connect(self._open_sheet)
        for asked, beside in (
            (self.profile.statement_wanted, self.statement),
            (self.profile.value_wanted, self.value),
            (self.profile.membership_wanted, self.membership),
        ):
            asked.connect(partial(self._open_beside, beside))
        self.profile.cards_wanted.connect(self._open_cards)
        self.profile.known_wanted.connect(self._open_known)
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
            on_own_key(where, key, slot)
        for keys, act in (
            ("F2", self.arrive), ("Ctrl+F", self.arrive), ("F7", self._open_bringing),
            ("F9", self._open_merging), ("F11", self._open_known),
        ):  # fmt: skip
            on_key(self, keys, act)

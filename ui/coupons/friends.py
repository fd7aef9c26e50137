"""Bring a friend: the rule beside who brings friends, and what comes of it."""

from operator import attrgetter

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopfans.domain.topics import Topic
from shopfans.services.belonging import referring
from shopfans.services.belonging.referring import Referrer
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, number_text
from ui.coupons.friends_rule import FriendsRule
from ui.desk import Desk
from ui.latest import Latest
from ui.table import Column, ListModel, ListView
from ui.tokens import GAP
from ui.widgets.empty import Listing
from ui.widgets.pieces import label, row
from ui.widgets.scrolled import Scrolled

_LEFT = 470
"""Pixels: a form any wider is harder to read."""


class Friends(QWidget):
    topics = frozenset({Topic.MEMBERS, Topic.SALES, Topic.COUPONS, Topic.TERMS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.rule, self.list = FriendsRule(desk), FriendsList(desk)
        scrolled = Scrolled()
        scrolled.setWidget(self.rule)
        scrolled.setFixedWidth(_LEFT)
        across = row(gap=GAP)
        across.addWidget(scrolled)
        across.addWidget(self.list, 1)
        self.setLayout(across)

    def refresh(self) -> None:
        self.rule.refresh()
        self.list.refresh()

    def follow(self, topics: frozenset[Topic]) -> None:
        """The rule or the list reads again, whichever these changes touch."""
        if topics & FriendsRule.topics:
            self.rule.refresh()
        if topics & FriendsList.topics:
            self.list.follow()

    def end(self) -> None:
        """Whoever reads in the background has nobody left to tell."""
        self.list.end()

    def retranslate(self) -> None:
        self.rule.retranslate()
        self.list.retranslate()

    def arrive(self) -> None:
        self.rule.on.setFocus()


class FriendsList(QFrame):
    """Who brought friends, those first whose friends spent most."""

    topics = frozenset({Topic.MEMBERS, Topic.SALES})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk, self._reading = desk, Latest(self)
        self._reading.found.connect(self._show)
        self._order, self._descending = "spent", True
        self.heading, self.count = label("heading"), label("muted")
        self.model: ListModel[Referrer] = ListModel(self._columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self._build()

    def refresh(self) -> None:
        self._reading.drop()
        self._show(referring.referrers(self._desk.shop))

    def follow(self) -> None:
        """What the operator has done is seen at once, what others do is read behind the window."""
        if self._desk.changes.is_from_elsewhere:
            shop = self._desk.shop
            self._reading.ask_again(lambda _progress: referring.referrers(shop))
        else:
            self.refresh()

    def end(self) -> None:
        self._reading.end()

    def _show(self, found: list[Referrer]) -> None:
        found.sort(key=attrgetter(self._order), reverse=self._descending)
        self.model.mark_order(self._order, descending=self._descending)
        self.model.show_rows(found)
        words = ngettext("{n} member", "{n} members", len(found))
        self.count.setText(words.format(n=count_text(len(found))) if found else "")

    def retranslate(self) -> None:
        self.heading.setText(_("Who brings friends"))
        self.model.retitle(self._columns())
        self.listing.empty.say(
            "users",
            _("Nobody has brought a friend yet"),
            _("Each member's own page has a code for a friend: show her where it is, when she "
              "opens it for the first time."),
        )  # fmt: skip

    def _sort(self, section: int) -> None:
        """A heading was clicked: by it from now on, the other way round the second time."""
        order = self.model.columns[section].order
        self._descending = not self._descending if order == self._order else order != "name"
        self._order = order
        self.refresh()

    def _columns(self) -> list[Column[Referrer]]:
        currency = self._desk.terms.currency
        return [
            Column(_("Name"), lambda one: one.name, order="name", stretches=True),
            Column(
                _("Brought"), lambda one: count_text(one.friends), order="friends", is_number=True
            ),
            Column(_("Came"), lambda one: count_text(one.came), order="came", is_number=True),
            Column(
                _("Rewarded"), lambda one: count_text(one.rewarded), order="rewarded",
                is_number=True,
            ),
            Column(
                _("They spent"), lambda one: number_text(one.spent, currency), order="spent",
                is_number=True,
            ),
        ]  # fmt: skip

    def _build(self) -> None:
        self.view.set_widths(160, 84, 76, 92, 110)
        self.view.horizontalHeader().setSectionsClickable(True)
        self.view.horizontalHeader().sectionClicked.connect(self._sort)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(8)
        inside.addLayout(row(self.heading, self.count, None, gap=12))
        inside.addWidget(self.listing, 1)

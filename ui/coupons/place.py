"""Coupons, gifts and stamps, session cards, member cards: what the shop gives and sells ahead, kept
by the owner."""

from PySide6.QtWidgets import QVBoxLayout

from shopfans.domain.roles import Right
from shopfans.domain.topics import Topic
from shopfans.texts import _
from ui.coupons.ballots import Ballots
from ui.coupons.cards import Cards
from ui.coupons.friends import Friends
from ui.coupons.rules import Rules
from ui.coupons.session_kinds import SessionKinds
from ui.coupons.templates import Templates
from ui.desk import Desk
from ui.place import Place
from ui.tokens import EDGE, GAP
from ui.widgets.empty import Empty
from ui.widgets.pieces import label, panel, row
from ui.widgets.segments import Segments
from ui.widgets.stack import Stack

SECTIONS = ("templates", "rules", "friends", "sessions", "cards", "ballots")
TEMPLATES, RULES, FRIENDS, SESSIONS, CARDS, BALLOTS = SECTIONS

Page = Templates | Rules | Friends | SessionKinds | Cards | Ballots


class Coupons(Place):
    topics = frozenset({Topic.COUPONS, Topic.SALES, Topic.GOODS, Topic.TERMS, Topic.MEMBERS,
                        Topic.BALLOTS, Topic.CARDS})  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.section = label("title"), Segments(SECTIONS)
        self.templates, self.rules, self.cards = Templates(desk), Rules(desk), Cards(desk)
        self.friends, self.sessions = Friends(desk), SessionKinds(desk)
        self.ballots = Ballots(desk)
        self.closed = Empty()
        self.pages = Stack()
        self._build()

    def refresh(self) -> None:
        if self.desk.by.may(Right.KEEP_COUPONS):
            self._shown().refresh()

    def follow(self, topics: frozenset[Topic]) -> None:
        """The page that is seen reads again if these changes touch it."""
        page = self._shown()
        if not topics & page.topics or not self.desk.by.may(Right.KEEP_COUPONS):
            return
        if isinstance(page, Friends):
            page.follow(topics)
        else:
            page.refresh()

    def retranslate(self) -> None:
        self.title.setText(_("Coupons"))
        self.section.name(
            _("Coupons"), _("Gifts and rules"), _("Bring a friend"), _("Session cards"),
            _("Member cards"), _("Ballots"),
        )  # fmt: skip
        for part in self._all():
            part.retranslate()
        self.closed.say(
            "lock-key",
            _("Coupons are the owner's to write and to issue"),
            _("A guest's own coupons stand on her card at the counter; to issue more, ask the "
              "owner to sign in (Ctrl+L)."),
        )  # fmt: skip

    def end(self) -> None:
        self.templates.end()
        self.friends.end()

    def arrive(self) -> None:
        if self.desk.by.may(Right.KEEP_COUPONS):
            self._shown().arrive()

    def show_section(self, name: str) -> None:
        self.section.choose(name)
        self._turn()

    def _thank(self, candidate: int) -> None:
        """A coupon for who voted for it: which one is for the owner to say."""
        self.show_section(TEMPLATES)
        self.templates.issue_to_voters(candidate)

    def _all(self) -> tuple[Page, ...]:
        return (
            self.templates, self.rules, self.friends, self.sessions, self.cards, self.ballots,
        )  # fmt: skip

    def _shown(self) -> Page:
        return self._all()[SECTIONS.index(self.section.value())]

    def _turn(self) -> None:
        self.pages.setCurrentWidget(self._shown())
        self.refresh()

    def _build(self) -> None:
        may = self.desk.by.may(Right.KEEP_COUPONS)
        sheet, around = panel()
        around.addWidget(self.closed)
        for page in (*self._all(), sheet):
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(self.templates if may else sheet)
        self.section.setVisible(may)
        down = QVBoxLayout(self)
        down.setContentsMargins(EDGE, 20, EDGE, EDGE)
        down.setSpacing(GAP)
        down.addLayout(row(self.title, 14, self.section, None))
        down.addWidget(self.pages, 1)
        self.section.chosen.connect(self._turn)
        self.ballots.coupons_wanted.connect(self._thank)

"""Today: the list to work through, the care plan, the owner's own words and limits."""

from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout

from shopfans.domain.roles import Right
from shopfans.domain.topics import Topic
from shopfans.texts import _
from ui.backup_line import BackupLine
from ui.desk import Desk
from ui.place import Place
from ui.today.care import CarePage
from ui.today.care_rule import CareRulePage
from ui.today.list_page import ListPage
from ui.today.rests import RestsPage
from ui.today.words import WordsPage
from ui.tokens import EDGE, GAP
from ui.widgets.pieces import label, row
from ui.widgets.segments import Segments
from ui.widgets.stack import Stack

LIST, CARE, RESTS, WORDS = "list", "care", "rests", "words"

_OWNERS = (RESTS, WORDS)
"""Pages for the owner alone."""

_Page = TypeVar("_Page", CarePage, CareRulePage, RestsPage, WordsPage)


class Today(Place):
    """The pages beside the list are made when one first turns to them."""

    topics = frozenset(
        {Topic.REMINDERS, Topic.SALES, Topic.MEMBERS, Topic.COUPONS, Topic.TERMS, Topic.CARDS}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.pages_choice = label("title"), Segments([LIST, CARE, RESTS, WORDS])
        self.list_page, self.pages = ListPage(desk), Stack()
        self.backups = BackupLine(desk)
        self._others: list[CarePage | CareRulePage | RestsPage | WordsPage] = []
        self._build()
        self.pages_choice.chosen.connect(self.turn_to)
        self.list_page.member_wanted.connect(self.member_wanted)

    @cached_property
    def care(self) -> CarePage:
        page = self._added(CarePage(self.desk))
        page.rule_wanted.connect(self._open_rule)
        return page

    @cached_property
    def care_rule(self) -> CareRulePage:
        page = self._added(CareRulePage(self.desk))
        page.closed.connect(self._close_rule)
        return page

    @cached_property
    def words(self) -> WordsPage:
        page = self._added(WordsPage(self.desk))
        page.rule_changed.connect(self.list_page.renew)
        return page

    @cached_property
    def rests(self) -> RestsPage:
        page = self._added(RestsPage(self.desk))
        page.changed.connect(self.list_page.renew)
        return page

    def refresh(self) -> None:
        """Pages that are not seen are read when one turns to them."""
        self._page(self.pages_choice.value()).refresh()
        self.backups.refresh()

    def follow(self, topics: frozenset[Topic]) -> None:
        """The page that is seen reads again what these changes touch."""
        page = self._page(self.pages_choice.value())
        if isinstance(page, ListPage):
            page.follow()
        elif topics & page.topics:
            page.follow() if isinstance(page, CarePage) else page.refresh()

    def retranslate(self) -> None:
        self.title.setText(_("Today"))
        self.pages_choice.name(_("List"), _("Care plan"), _("Days closed"), _("Words and limits"))
        for page in (self.list_page, *self._others):
            page.retranslate()
        self.backups.refresh()

    def turn_to(self, name: str) -> None:
        """The list, the care plan, the holidays, or the owner's words."""
        self.pages_choice.choose(name)
        page = self._page(name)
        self.pages.setCurrentWidget(page)
        self.list_page.day.setVisible(name == LIST)
        page.refresh()
        page.setFocus()

    def arrive(self) -> None:
        if self.pages_choice.value() == LIST:
            self.list_page.setFocus()

    def end(self) -> None:
        self.list_page.end()
        for page in self._readers():
            page.end()

    @property
    def is_busy(self) -> bool:
        """Whether something is being worked out behind the window."""
        return self.list_page.is_busy or any(page.is_busy for page in self._readers())

    def _readers(self) -> list[CarePage | RestsPage]:
        """Those pages that read behind the window, if anybody turned to them."""
        return [page for page in self._others if isinstance(page, CarePage | RestsPage)]

    def _page(self, name: str) -> ListPage | CarePage | RestsPage | WordsPage:
        match name:
            case "care":
                return self.care
            case "rests":
                return self.rests
            case "words":
                return self.words
        return self.list_page

    def _open_rule(self) -> None:
        self.care_rule.refresh()
        self.pages.setCurrentWidget(self.care_rule)
        self.care_rule.setFocus()

    def _close_rule(self) -> None:
        self.turn_to(CARE)

    def _added(self, page: _Page) -> _Page:
        page.retranslate()
        self._others.append(page)
        self.pages.addWidget(page)
        return page

    def _build(self) -> None:
        self.pages.addWidget(self.list_page)
        for name in _OWNERS:
            self.pages_choice.button(name).setVisible(self.desk.by.may(Right.SET_TERMS))
        down = QVBoxLayout(self)
        down.setContentsMargins(EDGE, 20, EDGE, EDGE)
        down.setSpacing(GAP)
        down.addLayout(row(self.title, 14, self.pages_choice, None, self.list_page.day))
        down.addWidget(self.pages, 1)
        down.addWidget(self.backups)

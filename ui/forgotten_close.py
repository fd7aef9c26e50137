"""The line that says in the morning that nobody closed the day before; it leads to the page."""

from datetime import date

from PySide6.QtCore import Signal

from shopfans.domain.roles import Right
from shopfans.domain.topics import Topic
from shopfans.services.days import closing
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text
from ui.counter.notice import Notice
from ui.desk import Desk


class ForgottenClose(Notice):
    """There until the day is closed, or until somebody puts it off."""

    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(self._go, self._put_off)
        self.setProperty("across", True)
        self._desk = desk
        self._put_off_at: list[date] = []
        self._is_there = False
        desk.changes.happened.connect(self._hear)
        self.retranslate()

    def stand_back(self, *, is_there: bool) -> None:
        """Who is at the page itself is not sent there."""
        self._is_there = is_there
        self.retranslate()

    def retranslate(self) -> None:
        days = closing.forgotten(self._desk.shop)
        is_told = self._is_there or days == self._put_off_at
        if not days or is_told or not self._desk.by.may(Right.CLOSE_DAY):
            self.hide()
            return
        words = ngettext(
            "{day} was not closed.", "{n} days were not closed, the last on {day}.", len(days)
        )
        self.say(
            words.format(day=day_text(days[-1]), n=count_text(len(days))),
            tone="plain",
            icon="moon",
            first=_("Close now  Ctrl+7"),
            second=_("Later"),
        )

    def _go(self) -> None:
        self.wanted.emit()

    def _put_off(self) -> None:
        self._put_off_at = closing.forgotten(self._desk.shop)
        self.hide()

    def _hear(self, topics: frozenset[Topic]) -> None:
        if topics & {Topic.CLOSES, Topic.DATE}:
            self.retranslate()

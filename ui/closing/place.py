"""Day close: the drawer is counted, handed over or closed, on one page and by keys."""

from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout

from shopfans.domain.day_close import ClosePaper, ShiftPaper
from shopfans.domain.topics import Topic
from shopfans.services.days import close_papers, closing
from shopfans.texts import _, ngettext
from shopfans.texts.formats import day_text, joined, list_text
from shopfans.texts.weekdays import weekday_text
from ui.closing.closed_list import ClosedList
from ui.closing.counting_page import CountingPage
from ui.closing.slip import Slip
from ui.counter.notice import Notice
from ui.desk import Desk
from ui.place import Place
from ui.tokens import EDGE, GAP
from ui.widgets.empty import Empty
from ui.widgets.keys import on_key
from ui.widgets.pieces import label, panel, row
from ui.widgets.segments import Segments
from ui.widgets.stack import Stack

COUNT, CLOSED = "count", "closed"

_SETTLES = 150
"""Milliseconds after the last key before the slip is laid out anew."""


class Closing(Place):
    topics = frozenset(
        {Topic.CLOSES, Topic.SALES, Topic.POINTS, Topic.COUPONS, Topic.MEMBERS, Topic.TERMS,
         Topic.STAFF, Topic.DATE, Topic.STORED_VALUE, Topic.CARDS}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._now = closing.state(desk.shop)
        self.title, self.day = label("title"), label("heading")
        self.missed = label("strong", wraps=True)
        self.sections = Segments([COUNT, CLOSED])
        self.notice = Notice(self._forget_notice, self._forget_notice)
        self.counting, self.slip = CountingPage(desk), Slip(desk)
        self.over, self.closed = Empty(), ClosedList(desk)
        self.pages = Stack()
        self._later = QTimer(self, singleShot=True, interval=_SETTLES)
        self._build()
        self._connect()

    # What the window asks

    def refresh(self) -> None:
        """The day as it stands; what is typed stays."""
        self._now = closing.state(self.desk.shop)
        if self.sections.value() == CLOSED:
            self.closed.refresh()
        self._show()

    def retranslate(self) -> None:
        self.title.setText(_("Day close"))
        self.sections.name(_("Count and close  F2"), _("Closed days  F3"))
        for part in (self.counting, self.slip, self.closed):
            part.retranslate()
        self._show()

    def arrive(self) -> None:
        match self.pages.currentWidget():
            case self.counting:
                self.counting.arrive()
            case self.closed:
                self.closed.view.setFocus()
            case _:
                self.slip.print_key.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._later.stop()

    # What one does here

    def turn_to(self, section: str) -> None:
        """The count, or the days that are closed."""
        self.sections.choose(section)
        self.refresh()
        self.arrive()

    def step_back(self) -> None:
        """Esc: what is asked is not wanted."""
        if not self.counting.step_back():
            self._forget_notice()

    def _go_on(self) -> None:
        if self.counting.isVisible():
            self.counting.go_on()

    def _ask_who(self) -> None:
        if self.counting.isVisible():
            self.counting.ask_who()

    def _finish(self, paper: ClosePaper | ShiftPaper, words: str) -> None:
        """The slip is printed and shown."""
        self._later.stop()
        self.refresh()
        self.notice.say(words, tone="good", icon="check-circle", second=_("Close"))
        self.slip.want(newest_shift=isinstance(paper, ShiftPaper))
        self.slip.show_first(paper)
        self.arrive()

    # What is shown

    def _show(self) -> None:
        now = self._now
        open_page = self.counting if now.can_close else self.over_sheet
        self.pages.setCurrentWidget(self.closed if self.sections.value() == CLOSED else open_page)
        is_counting = self.pages.currentWidget() is self.counting
        self.day.setText(f"{weekday_text(now.day.weekday())}  {day_text(now.day)}")
        self.day.setVisible(is_counting)
        self.missed.setText(self._missed_text())
        self.missed.setVisible(is_counting and bool(self.missed.text()))
        self._say_over()
        self.counting.show_state(now)
        self._show_slip()

    def _missed_text(self) -> str:
        """That nobody closed this day, and which are closed along."""
        words = [_("Nobody closed this day.")] if self._now.is_late else []
        if self._now.forgotten:
            days = list_text(map(day_text, self._now.forgotten))
            words.append(
                ngettext(
                    "{days} is closed along, without a count.",
                    "{days} are closed along, without a count.",
                    len(self._now.forgotten),
                ).format(days=days)
            )
        return joined(*words)

    def _say_over(self) -> None:
        before = self._now.day - timedelta(days=1)
        self.over.say(
            "moon",
            _("{day} is closed.").format(day=day_text(before)),
            _(
                "What is sold now counts for {day}. That day can be closed once it has begun, at "
                "{hour}:00."
            ).format(day=day_text(self._now.day), hour=self.desk.terms.day_ends_at),
        )

    def _show_slip(self) -> None:
        """The slip of the day that is looked at, or of this one as it would be."""
        shop, is_counting = self.desk.shop, self.pages.currentWidget() is self.counting
        close = None if is_counting else self._close_looked_at()
        is_there = is_counting or close is not None
        self.slip.offer(closing.shifts(shop, close) if is_there else [])
        shift = self.slip.wanted()
        if shift is not None:
            self.slip.show_paper(close_papers.of_hand_over(shop, shift), is_final=True)
        elif close is not None:
            self.slip.show_paper(close_papers.of_day(shop, close), is_final=True)
        elif is_counting:
            found = self.counting.found_so_far()
            paper = close_papers.preview(shop, by=self.desk.by, found=found)
            self.slip.show_paper(paper, is_final=False)
        else:
            self.slip.show_paper(None, is_final=False)

    def _close_looked_at(self) -> int | None:
        """The day one stands on in the list, or the last one that was closed."""
        if self.pages.currentWidget() is self.closed:
            return self.closed.at()
        return closing.closes(self.desk.shop, limit=1)[0].id

    def _edited(self) -> None:
        self._forget_notice()
        self.slip.want(newest_shift=False)
        self._later.start()

    def _forget_notice(self) -> None:
        self.notice.hide()

    # Putting together

    def _connect(self) -> None:
        self.sections.chosen.connect(self.turn_to)
        self.counting.edited.connect(self._edited)
        self.counting.finished.connect(self._finish)
        self.closed.chosen.connect(self._show_slip)
        self.slip.chosen.connect(self._show_slip)
        self._later.timeout.connect(self._show_slip)
        for press, act in (
            ("Ctrl+Return", self._go_on), ("Ctrl+Enter", self._go_on), ("Ctrl+H", self._ask_who),
            ("Ctrl+P", self.slip.print_copy), ("Esc", self.step_back),
            ("F2", self._turn_to_count), ("F3", self._turn_to_closed),
        ):  # fmt: skip
            on_key(self, press, act, repeats=False)

    def _turn_to_count(self) -> None:
        self.turn_to(COUNT)

    def _turn_to_closed(self) -> None:
        self.turn_to(CLOSED)

    def _build(self) -> None:
        self.over_sheet, around = panel()
        around.addWidget(self.over)
        for page in (self.counting, self.over_sheet, self.closed):
            self.pages.addWidget(page)
        both = row(gap=GAP)
        both.addWidget(self.pages, 2)
        both.addWidget(self.slip, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(EDGE, 20, EDGE, EDGE)
        down.setSpacing(GAP)
        down.addLayout(row(self.title, 14, self.sections, None, self.day))
        down.addWidget(self.notice)
        down.addWidget(self.missed)
        down.addLayout(both, 1)

"""The drawer counted and what comes of it: handed over, or the day closed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from shopfans.database.operations import new_request
from shopfans.domain.day_close import ClosePaper, ShiftPaper
from shopfans.domain.errors import (
    FloatAboveCount,
    PinLocked,
    ReasonForDifference,
    ShopError,
    TooManyTries,
    WrongPin,
)
from shopfans.services.days import close_papers, closing, counting
from shopfans.services.days.closing import State
from shopfans.services.days.counting import Found
from shopfans.texts import _
from shopfans.texts.formats import day_text
from ui.closing.count_form import CountForm
from ui.closing.drawer_panel import DrawerPanel
from ui.closing.handing import Handing
from ui.desk import Desk
from ui.tokens import GAP
from ui.typed import Refused, kept
from ui.widgets.pieces import column, row
from ui.widgets.walk import Walk


class CountingPage(QWidget):
    edited = Signal()
    finished = Signal(object, str)
    """The slip of what was done, and the words for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._now = closing.state(desk.shop)
        self._request = new_request()
        self.count, self.drawer = CountForm(desk), DrawerPanel(desk)
        self.handing = Handing(desk, self.go_on)
        across = row(gap=GAP)
        across.addWidget(self.count, 5)
        beside = column(self.handing, gap=10)
        beside.addWidget(self.drawer, 1)
        across.addLayout(beside, 6)
        self.setLayout(across)
        self.count.changed.connect(self._count_more)
        self.drawer.edited.connect(self._edited)
        self.handing.asking.connect(self._ask)
        self.drawer.close_wanted.connect(self._close)
        self.drawer.hand_over_wanted.connect(self.ask_who)
        stops: list[QWidget] = [
            *self.count.fields.values(), *self.drawer.stops(), self.drawer.close_key,
        ]  # fmt: skip
        self.walk = Walk(stops, self)
        self.drawer.begin(self._now)

    def show_state(self, now: State) -> None:
        """The day as it stands; what is typed stays."""
        self._now = now
        self._ask(is_asking=not self.handing.isHidden())

    def found_so_far(self) -> Found | None:
        """What can be read of what is typed by now; None if nothing is counted yet."""
        if not self.count.has_begun:
            return None
        try:
            return self._found()
        except (Refused, ShopError):
            return None

    def arrive(self) -> None:
        first = next(iter(self.count.fields.values()))
        first.setFocus(Qt.FocusReason.TabFocusReason)  # what is typed there is typed anew

    def retranslate(self) -> None:
        for part in (self.count, self.drawer, self.handing):
            part.retranslate()

    def go_on(self) -> None:
        """Ctrl+Enter: hand over if that is asked, else close the day."""
        if self.handing.isVisible():
            self._hand_over()
        else:
            self._close()

    def ask_who(self) -> None:
        """Ctrl+H: the drawer is counted and goes to a colleague."""
        if self.handing.colleagues():
            self.handing.ask()

    def step_back(self) -> bool:
        """Whether something was asked that is not wanted now."""
        if not self.handing.isVisible():
            return False
        self.handing.forget()
        self.arrive()
        return True

    def _ask(self, is_asking: bool) -> None:
        self.drawer.offer(is_asking=is_asking, has_colleagues=bool(self.handing.colleagues()))
        self._show()

    def _close(self) -> None:
        day, done = self._now.day, list[int]()

        def close() -> None:
            found = self._found() if self.count.has_begun else None
            done.append(
                closing.close_day(
                    self._desk.shop, by=self._desk.by, day=day, found=found, request=self._request
                )
            )

        if self._kept(close):
            words = _("{day} is closed.").format(day=day_text(day))
            self._finish(close_papers.of_day(self._desk.shop, done[0]), words)

    def _hand_over(self) -> None:
        if not self.count.has_begun:
            self.drawer.refuse(_("Count the drawer first: it goes over with all that is in it."))
            self.arrive()
            return
        if not self.handing.pin.text():
            self.handing.pin.setFocus()
            return
        done = list[int]()

        def hand_over() -> None:
            done.append(
                counting.hand_over(
                    self._desk.shop, by=self._desk.by, to=self.handing.chosen(),
                    pin=self.handing.pin.text(), found=self._found(), request=self._request,
                )
            )  # fmt: skip

        if self._kept(hand_over):
            paper = close_papers.of_hand_over(self._desk.shop, done[0])
            words = _("The drawer is with {name} now. Switch user: Ctrl+L")
            self._finish(paper, words.format(name=paper.count.to))

    def _kept(self, act: Callable[[], None]) -> bool:
        """Whether it was done; if not, why stands beside its field."""

        def in_place() -> None:
            try:
                act()
            except FloatAboveCount as problem:
                raise Refused(self.drawer.stays, problem) from None
            except (WrongPin, PinLocked, TooManyTries) as problem:
                self.handing.pin.edit.clear()
                raise Refused(self.handing.pin, problem) from None
            except ReasonForDifference as problem:
                self.drawer.reason.show()
                raise Refused(self.drawer.reason, problem) from None

        self.drawer.problem.hide()
        return kept(self._desk, in_place, refuse=self.drawer.refuse)

    def _found(self) -> Found:
        """What was counted. Raises Refused, BadNumber, NumberOutOfRange or AmountTooLarge."""
        return Found.of(
            self.count.pieces(),
            stays=self.drawer.read_stays(),
            opening=self.drawer.read_opening(),
            reason=self.drawer.reason.text(),
        )

    def _finish(self, paper: ClosePaper | ShiftPaper, words: str) -> None:
        """The form is clean for the next count."""
        self._request = new_request()
        self.handing.forget()
        self.count.clear()
        self.drawer.begin(closing.state(self._desk.shop))
        self.finished.emit(paper, words)

    def _count_more(self) -> None:
        """What was refused of another count is not said of this one."""
        self.drawer.stays.forgive()
        self.drawer.problem.hide()
        self._edited()

    def _edited(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        """The drawer against what is counted so far."""
        self._offer_stays()
        now, found = self._now, self.found_so_far()
        drawer, counted = now.drawer, None if found is None else found.counted
        if found is not None:
            drawer = counting.found_in(drawer, found, is_first=now.is_first_count)
        self.drawer.show_state(now, drawer, counted)
        self.drawer.show_taken_out(None if found is None else found.counted - found.stays)

    def _offer_stays(self) -> None:
        """A colleague gets all that is counted; for tomorrow the float stays."""
        found = None if self.handing.isHidden() else self.found_so_far()
        self.drawer.offer_stays(self._now.usual_stays if found is None else found.counted)

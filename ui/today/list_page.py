"""The list of the day: whom to speak to, the words, and what was done."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.errors import ShopError
from shopfans.domain.sections import ORDER, Section
from shopfans.domain.touches import TouchKind
from shopfans.services.days import dating
from shopfans.services.reminders import expecting
from shopfans.services.reminders.reminding import Reminder, TodayList
from shopfans.texts import _, formats
from ui.desk import Desk
from ui.latest import Latest
from ui.table import ListModel, ListView
from ui.today.day import DayChooser
from ui.today.lines import Key, Shown, columns, key_of, shown
from ui.today.list_words import (
    around_text,
    progress_text,
    promise,
    reading_words,
    section_names,
)
from ui.today.noting import note
from ui.today.reading import Read, lines_of, place_of, read
from ui.today.taking_out import TakingOut
from ui.today.upkeep_line import UpkeepLine
from ui.today.working import COPY, KEYS, Working
from ui.tokens import GAP
from ui.upkeep import KeptUp
from ui.widgets.empty import Listing
from ui.widgets.keys import on_key, on_own_key
from ui.widgets.pieces import label, panel, row
from ui.widgets.segments import Segments

_ALL = None


class ListPage(QWidget):
    member_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list: TodayList | None = None
        self._at_hand: Key | None = None
        self._has_begun = False
        self._reading = Latest(self)
        self.day, self.sections = DayChooser(), Segments([_ALL, *Section])
        self.progress = label("muted")
        self.around = UpkeepLine(desk, self, self._around)
        self.model: ListModel[Shown] = ListModel(columns(desk.terms, desk.today))
        self.view = ListView(self.model)
        self.listing, self.working = Listing(self.view), Working()
        self.taking_out = TakingOut(desk, self.rows, self._title)
        self._build()
        self._connect()
        self.day.begin(desk.today)
        self.setFocusProxy(self.working.note)

    def refresh(self) -> None:
        """The list for the chosen day, read behind the window; what is seen of that day stays until
        then."""
        self.day.begin(self._desk.today)
        if self._list is None or self._list.on != self.day.day:
            self._empty()
        self._reading.ask(self._look())

    def follow(self) -> None:
        """What the operator has done is seen at once, what others do is read behind the window."""
        if self._desk.changes.is_from_elsewhere:
            self._reading.ask_again(self._look())
        elif self.day.day == self._desk.today:
            self._reading.drop()
            self._take(self._look()())
        else:
            self._empty()
            self._reading.ask(self._look())

    def retranslate(self) -> None:
        self.day.retranslate()
        self.working.retranslate()
        self.taking_out.retranslate()
        self.around.retranslate()
        self._show()

    def renew(self) -> None:
        """What counts was changed: who is due is worked out anew."""
        self._desk.upkeep.renew()

    def end(self) -> None:
        """Whoever works on in the background has nobody left to tell."""
        self._reading.end()

    @property
    def is_busy(self) -> bool:
        """Whether something is being worked out behind the window."""
        return self._reading.is_busy or self._desk.upkeep.is_busy

    def lines(self) -> list[Reminder]:
        """Those of the chosen section."""
        return lines_of(self._list, self.sections.value())

    def rows(self) -> list[Shown]:
        """The lines of the chosen section with what is known of each member."""
        return shown(self._desk.shop, self._desk.terms, self.day.day, self.lines())

    def _title(self) -> str:
        return f"{self._desk.terms.shop_name} · {formats.day_text(self.day.day)}"

    def _have_kept_up(self, found: KeptUp) -> None:
        if found.is_new and self.isVisible():
            self.refresh()
        self.around.show_done(found)

    def _around(self, found: KeptUp) -> str:
        return around_text(self._desk.terms, self._list, found, self._desk.today)

    def _look(self) -> partial[Read]:
        seen = [self._top()[0], self._at_hand]
        return partial(read, self._desk.shop, self.day.day, self.sections.value(), seen)

    def _empty(self) -> None:
        self._list, self._has_begun = None, False
        self._show()
        if self.day.day == self._desk.today:
            self.listing.wait()

    def _take_later(self, now: Read) -> None:
        """What was read behind the window; what one looks at stays where it is. Who has begun with
        nobody yet begins with whom she sees first."""
        if now.found.on == self.day.day:
            top, hidden = self._top()
            self._take(now)
            [at] = place_of([top], self.lines())
            self.view.scroll_to_top(at, hidden)
            if top is None and not self.view.sees_chosen():
                if not self._has_begun and not self.working.is_in_use:
                    self._at_hand = None
                    self._take(now)
                self.view.scrollTo(self.view.currentIndex())

    def _refuse(self, problem: ShopError) -> None:
        nobody = TodayList(self.day.day, [], dict.fromkeys(ORDER, 0), 0)
        self._take(Read(nobody, _ALL, {}))
        self._tell_refusal(problem)

    def _tell_refusal(self, problem: ShopError) -> None:
        self.working.refuse(self._desk.words(problem))

    def _take(self, now: Read) -> None:
        self._list = now.found
        self._show(now.rows if now.section is self.sections.value() else {})
        self.around.renew()
        self._desk.upkeep.begin(self._desk.today)  # not before: it would hold up the reading

    def _top(self) -> tuple[Key | None, int]:
        """Which line stands on top of what is seen, and how many pixels of it are not; None where
        the list begins, which is where one stays whatever comes there."""
        at, hidden = self.view.top()
        shown_there = self.model.row(at) if at or hidden else None
        return (key_of(shown_there.line), hidden) if shown_there else (None, 0)

    def _show(self, known: Mapping[int, Shown] | None = None) -> None:
        """The lines of the chosen section, the one at hand where it was."""
        found = self._list
        on, terms, lines = (found.on if found else self.day.day), self._desk.terms, self.lines()
        self.model.columns = columns(terms, on)
        self.model.show_keys(lines, partial(shown, self._desk.shop, terms, on), known)
        self._say(found)
        keys = [key_of(line) for line in lines]
        open_ones = [number for number, line in enumerate(lines) if line.done is None]
        at = keys.index(self._at_hand) if self._at_hand in keys else next(iter(open_ones), 0)
        self.view.setCurrentIndex(self.model.index(at, 2))
        if not lines:
            self.working.show_line(None, terms, on)

    def _say(self, found: TodayList | None) -> None:
        self.sections.name(*section_names(found.counts if found else None))
        self.progress.setText(progress_text(found) if found else "")
        empty = self.listing.empty
        if found is None:
            empty.say("hourglass", _("Reading…"), reading_words(self.day.day, self._desk.today))
        elif found.on == self._desk.today and dating.doubt(self._desk.shop) is not None:
            words = _("Answer the question above, and who deserves a word will stand here.")
            empty.say("calendar-x", _("Is the date right?"), words)
        elif not self.lines():
            by_rule = expecting.goes_by_rule(self._desk.shop)
            words = promise(self._desk.terms, by_rule=by_rule)
            empty.say("hand-waving", _("Nobody on this list"), words)

    def _choose(self, current: QModelIndex) -> None:
        row_at = self.model.row(current.row()) if current.isValid() else None
        if row_at is not None:
            self._at_hand = key_of(row_at.line)
            on = self._list.on if self._list else self.day.day
            self.working.show_line(row_at, self._desk.terms, on)

    def touch(self, kind: TouchKind) -> None:
        """This was done about the line at hand; the next open one follows."""
        chosen: Shown | None = self.view.chosen()
        if chosen is None:
            return
        line, self._has_begun = chosen.line, True
        if line.done is not None and kind is not TouchKind.NOTE:
            self._step(1)
            return
        if kind is not TouchKind.NOTE:
            self._at_hand = self._key_after(self.view.currentIndex().row())
        try:
            until = self.working.until(self._desk.today)
            note(self._desk, line, kind, words=self.working.note.text(), until=until)
            self.working.note.clear()
            if kind is TouchKind.NOTE:
                self.working.tell(_("Noted: it stands in her history."))
        except ShopError as problem:
            self._at_hand = key_of(line)
            self._tell_refusal(problem)

    def _key_after(self, at: int) -> Key | None:
        """The next line that is open, from the beginning again after the last."""
        lines = self.lines()
        for line in (*lines[at + 1 :], *lines[:at]):
            if line.done is None:
                return key_of(line)
        return self._at_hand

    def _serve(self) -> None:
        chosen: Shown | None = self.view.chosen()
        if chosen is not None:
            self.member_wanted.emit(chosen.line.member)

    def _step(self, by: int) -> None:
        self._has_begun = True
        at = self.view.currentIndex().row() + by
        if 0 <= at < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(at, 2))

    def _begin(self) -> None:
        self._has_begun = True

    def _turn(self) -> None:
        self._at_hand, self._has_begun = None, False
        self._show()

    def _build(self) -> None:
        self.view.set_widths(128, 104, 300, 86, 96, 100, 132)
        sheet, inside = panel(gap=8)
        inside.addLayout(row(self.sections, None))
        inside.addWidget(self.listing, 1)
        below = row(self.around, self.progress, self.taking_out)
        below.setStretch(0, 1)
        inside.addLayout(below)
        inside.addWidget(self.taking_out.approval)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP)
        down.addWidget(sheet, 1)
        down.addWidget(self.working)

    def _connect(self) -> None:
        self.day.chosen.connect(self.refresh)
        self._desk.upkeep.done.connect(self._have_kept_up)
        self._reading.found.connect(self._take_later)
        self._reading.refused.connect(self._refuse)
        self.sections.chosen.connect(self._turn)
        self.taking_out.approval.left.connect(self.working.note.setFocus)
        self.taking_out.told.connect(self.around.say)
        self.taking_out.refused.connect(self._tell_refusal)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.view.pressed.connect(self._begin)
        self.view.doubleClicked.connect(self._serve)
        self.working.pressed.connect(self.touch)
        self.working.counter_pressed.connect(self._serve)
        self._listen()

    def _listen(self) -> None:
        """A key held down is one touch; only the arrows go on."""
        field = self.working.note.edit
        on_own_key(field, "Down", partial(self._step, 1))
        on_own_key(field, "Up", partial(self._step, -1))
        for where in (field, self.view):
            for keys in ("Return", "Enter"):
                on_own_key(where, keys, partial(self.touch, TouchKind.DONE), repeats=False)
        for kind, (keys, _icon) in KEYS.items():
            on_key(self, keys, partial(self.touch, kind), repeats=False)
        for keys, act in (
            ("Ctrl+P", self.taking_out.print_list),
            ("Ctrl+E", self.taking_out.ask_where),
            (COPY, self.working.take_text),
            ("Ctrl+Return", self._serve),
            ("Ctrl+Enter", self._serve),
        ):
            on_key(self, keys, act, repeats=False)

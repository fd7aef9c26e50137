"""One list to work through: birthdays, coupons about to lapse, who should have been back."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.kinds import Reason
from shopfans.domain.topics import Topic
from shopfans.domain.touches import TouchKind
from shopfans.services import reminding, touching
from shopfans.services.reminding import Reminder, TodayList
from shopfans.texts import _, formats, ngettext
from ui.background import Job, Progress
from ui.desk import Desk
from ui.place import Place
from ui.table import ListModel, ListView
from ui.today.day import DayChooser
from ui.today.lines import Key, columns, key_of
from ui.today.ticking import Ticking
from ui.tokens import EDGE, GAP
from ui.widgets.empty import Listing
from ui.widgets.pieces import label, panel, row
from ui.widgets.segments import Segments

MOST = 200
"""Lines a section; nobody works through more in a day."""

_ALL = None
_REASONS = (Reason.BIRTHDAY, Reason.COUPON, Reason.SLIPPING)


class Today(Place):
    topics = frozenset({Topic.REMINDERS, Topic.SALES, Topic.MEMBERS, Topic.COUPONS, Topic.TERMS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._list: TodayList | None = None
        self._at_hand: Key | None = None
        self._is_reading = self._reads_again = False
        self.title, self.progress = label("title"), label("muted")
        self.day, self.reasons = DayChooser(), Segments([_ALL, *_REASONS])
        self.model: ListModel[Reminder] = ListModel(columns(desk.terms, desk.today))
        self.view = ListView(self.model)
        self.listing, self.ticking = Listing(self.view), Ticking()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """The list for the chosen day; a past one is worked out in the background."""
        self.day.begin(self.desk.today)
        if self.day.day >= self.desk.today:
            self._take(reminding.today_list(self.desk.shop, on=self.day.day, most=MOST))
        elif self._is_reading:
            self._reads_again = True
        else:
            self._read_past()

    def retranslate(self) -> None:
        self.title.setText(_("Today"))
        self.day.retranslate()
        self.ticking.retranslate()
        self._show()

    def arrive(self) -> None:
        self.ticking.note.setFocus()

    def _read_past(self) -> None:
        self._list, self._is_reading, self._reads_again = None, True, False
        self._show()
        job = Job(partial(_work_out, self.desk.shop, self.day.day))
        job.finished.connect(self._have_read)
        job.refused.connect(self._refuse)
        job.start()

    def _have_read(self, found: TodayList) -> None:
        self._is_reading = False
        if self._reads_again or found.on != self.day.day:
            self.refresh()
        else:
            self._take(found)

    def _refuse(self, problem: ShopError) -> None:
        self._is_reading = False
        self._list = TodayList(self.day.day, [], dict.fromkeys(_REASONS, 0))
        self._show()
        self.ticking.note.refuse(self.desk.words(problem))

    def _take(self, found: TodayList) -> None:
        self._list = found
        self._show()

    def _show(self) -> None:
        """The lines of the chosen section, the one at hand where it was."""
        found = self._list
        on, terms = (found.on if found else self.day.day), self.desk.terms
        wanted = self.reasons.value()
        lines = [
            line for line in (found.reminders if found else ()) if wanted in {_ALL, line.reason}
        ]
        self.model.columns = columns(terms, on)
        self.model.show_rows(lines)
        self._say(found)
        keys = [key_of(line) for line in lines]
        open_ones = [number for number, line in enumerate(lines) if line.done is None]
        at = keys.index(self._at_hand) if self._at_hand in keys else next(iter(open_ones), 0)
        self.view.setCurrentIndex(self.model.index(at, 0))
        if not lines:
            self.ticking.show_line(None, on)

    def _say(self, found: TodayList | None) -> None:
        counts = found.counts if found else dict.fromkeys(_REASONS, 0)
        names = (_("All"), _("Birthdays"), _("Coupons about to lapse"), _("Should be back"))
        numbers = (sum(counts.values()), *counts.values())
        self.reasons.name(
            *(
                f"{name}  {formats.count_text(number)}" if found else name
                for name, number in zip(names, numbers, strict=True)
            )
        )
        self.progress.setText(_progress(found) if found else "")
        if found is None:
            self.listing.empty.say(
                "hourglass",
                _("Reading…"),
                _("For a day gone by, every sale up to it is looked at once more."),
            )
            return
        self.listing.empty.say(
            "hand-waving",
            _("Nobody on this list"),
            ngettext(
                "Birthdays and coupons stand here {days} day ahead. Who should be back is known "
                "as soon as about five members have come three times.",
                "Birthdays and coupons stand here {days} days ahead. Who should be back is known "
                "as soon as about five members have come three times.",
                self.desk.terms.days_ahead,
            ).format(days=self.desk.terms.days_ahead),
        )

    def _choose(self, current: QModelIndex) -> None:
        line = self.model.row(current.row()) if current.isValid() else None
        if line is not None:
            self._at_hand = key_of(line)
            on = self._list.on if self._list else self.day.day
            self.ticking.show_line(line, on)

    def _tick(self) -> None:
        line = self.view.chosen()
        if line is None:
            return
        if line.done is not None:
            self._next()
            return
        self._at_hand = self._key_after(self.view.currentIndex().row())
        try:
            touching.touch(
                self.desk.shop,
                by=self.desk.by,
                member=line.member,
                kind=TouchKind.DONE,
                reason=line.reason,
                occasion=line.occasion,
                note=self.ticking.note.text(),
                request=new_request(),
            )
        except ShopError as problem:
            self._at_hand = key_of(line)
            self.ticking.note.refuse(self.desk.words(problem))

    def _key_after(self, at: int) -> Key | None:
        """The next line that is open, from the beginning again after the last."""
        count = self.model.rowCount()
        for number in (*range(at + 1, count), *range(at)):
            line = self.model.row(number)
            if line is not None and line.done is None:
                return key_of(line)
        return self._at_hand

    def _serve(self) -> None:
        line = self.view.chosen()
        if line is not None:
            self.member_wanted.emit(line.member)

    def _next(self) -> None:
        self._step(1)

    def _previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        at = self.view.currentIndex().row() + by
        if 0 <= at < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(at, 0))

    def _turn(self) -> None:
        self._at_hand = None
        self._show()

    def _build(self) -> None:
        self.view.set_widths(140, 130, 116, 300, 160, 96, spreads=True)
        sheet, inside = panel(gap=8)
        inside.addLayout(row(self.reasons, None, self.progress))
        inside.addWidget(self.listing, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(EDGE, 20, EDGE, EDGE)
        down.setSpacing(GAP)
        down.addLayout(row(self.title, None, self.day))
        down.addWidget(sheet, 1)
        down.addWidget(self.ticking)

    def _connect(self) -> None:
        self.day.chosen.connect(self.refresh)
        self.reasons.chosen.connect(self._turn)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.view.doubleClicked.connect(self._serve)
        self.ticking.done_pressed.connect(self._tick)
        self.ticking.counter_pressed.connect(self._serve)
        note = self.ticking.note.edit
        for keys, where, slot in (
            ("Down", note, self._next),
            ("Up", note, self._previous),
            ("Return", note, self._tick),
            ("Enter", note, self._tick),
            ("Return", self.view, self._tick),
            ("Enter", self.view, self._tick),
        ):
            self._key(keys, where, slot, Qt.ShortcutContext.WidgetShortcut)
        for keys, slot in (
            ("F9", self._tick),
            ("Ctrl+Return", self._serve),
            ("Ctrl+Enter", self._serve),
        ):
            self._key(keys, self, slot, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _key(
        self, keys: str, where: QWidget, slot: Callable[[], None], context: Qt.ShortcutContext
    ) -> None:
        shortcut = QShortcut(QKeySequence(keys), where)
        shortcut.setContext(context)
        shortcut.setAutoRepeat(slot != self._tick)  # a key held down ticks off one line
        shortcut.activated.connect(slot)


def _work_out(shop: Shop, on: date, _progress: Progress) -> TodayList:
    return reminding.today_list(shop, on=on, most=MOST)


def _progress(found: TodayList) -> str:
    """How far one has come, and how many lines there are beyond those shown."""
    total = sum(found.counts.values())
    done = sum(line.done is not None for line in found.reminders)
    words = _("{done} of {total} done").format(
        done=formats.count_text(done), total=formats.count_text(total)
    )
    if total > len(found.reminders):
        shown = _("the first {n} shown").format(n=formats.count_text(len(found.reminders)))
        words = f"{words}  ·  {shown}"
    return words if total else ""

"""One list to work through: who deserves a word today, the words, and what was done."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Right
from shopfans.domain.sections import ORDER, Section
from shopfans.domain.topics import Topic
from shopfans.domain.touches import TouchKind
from shopfans.services import caring, forecasting, reminded, reminding, touching
from shopfans.services.reminded import Outcome
from shopfans.services.reminding import Reminder, TodayList
from shopfans.texts import _, formats, ngettext
from shopfans.texts.effects import effect_text
from ui import theme
from ui.background import Job, Progress
from ui.desk import Desk
from ui.place import Place
from ui.table import ListModel, ListView
from ui.today import sending
from ui.today.care import CarePage
from ui.today.care_rule import CareRulePage
from ui.today.day import DayChooser
from ui.today.lines import Key, Shown, columns, key_of, shown
from ui.today.words import WordsPage
from ui.today.working import COPY, KEYS, Working
from ui.tokens import EDGE, GAP
from ui.widgets.empty import Listing
from ui.widgets.pieces import button, label, panel, row
from ui.widgets.segments import Segments

MOST = 200
"""Lines a reason; nobody works through more in a day."""

LIST, CARE, WORDS = "list", "care", "words"

_ALL = None


class Today(Place):
    topics = frozenset({Topic.REMINDERS, Topic.SALES, Topic.MEMBERS, Topic.COUPONS, Topic.TERMS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._list: TodayList | None = None
        self._at_hand: Key | None = None
        self._is_reading = self._reads_again = False
        self._scored_for: date | None = None
        self._is_scoring = self._is_ended = False
        self.title, self.progress = label("title"), label("muted")
        self.effect = label("small", wraps=True)
        self.day, self.sections = DayChooser(), Segments([_ALL, *Section])
        self.model: ListModel[Shown] = ListModel(columns(desk.terms, desk.today))
        self.view = ListView(self.model)
        self.listing, self.working = Listing(self.view), Working()
        self.care, self.words = CarePage(desk), WordsPage(desk)
        self.care_rule = CareRulePage(desk)
        self.pages_choice = Segments([LIST, CARE, WORDS])
        self.paper = button("quiet", self._print, takes_focus=True)
        self.sms = button("quiet", self._send, takes_focus=True)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """The list for the chosen day; another than today is worked out in the background."""
        self.day.begin(self.desk.today)
        self._refresh_page()
        if self.day.day == self.desk.today:
            self._score()
            self._take(reminding.today_list(self.desk.shop, on=self.day.day, most=MOST))
        elif self._is_reading:
            self._reads_again = True
        else:
            self._read_other()

    def retranslate(self) -> None:
        self.title.setText(_("Today"))
        self.day.retranslate()
        for part in (self.working, self.care, self.words, self.care_rule):
            part.retranslate()
        self.pages_choice.name(_("List"), _("Care plan"), _("Words and limits"))
        for made, icon, words in (
            (self.paper, "printer", _("Print the list (Ctrl+P)")),
            (self.sms, "device-mobile", _("For an SMS provider (Ctrl+E)")),
        ):
            made.setIcon(theme.icon(icon, theme.look().accent))
            made.setToolTip(words)
            made.setAccessibleName(words)
        self._show()

    def turn_to(self, page: str) -> None:
        """The list, the care plan, or the owner's words."""
        self.pages_choice.choose(page)
        self.pages.setCurrentIndex((LIST, CARE, WORDS).index(page))
        self.day.setVisible(page == LIST)
        self._refresh_page()
        {LIST: self.working.note, CARE: self.care, WORDS: self.words}[page].setFocus()

    def _open_rule(self) -> None:
        self.care_rule.refresh()
        self.pages.setCurrentWidget(self.care_rule)
        self.care_rule.setFocus()

    def _close_rule(self) -> None:
        self.turn_to(CARE)

    def _refresh_page(self) -> None:
        """Pages that are not seen are read when one turns to them."""
        if self.pages_choice.value() == CARE:
            self.care.refresh()
        elif self.pages_choice.value() == WORDS:
            self.words.refresh()

    def rows(self) -> list[Shown]:
        """The lines of the chosen section with what is known of each member."""
        return shown(self.desk.shop, self.desk.terms, self.day.day, self.lines())

    def _print(self) -> None:
        title = f"{self.desk.terms.shop_name} · {formats.day_text(self.day.day)}"
        sending.print_sheet(self, sending.sheet_of(self.desk, title, self.rows()))

    def _send(self) -> None:
        path = sending.ask_where(self, _("For an SMS provider"))
        if path is not None:
            self.send_to(path)

    def send_to(self, path: Path) -> None:
        """Write the open lines of this section for an SMS provider; each is a touch."""
        try:
            sent = sending.send(self.desk, path, self.rows())
        except ShopError as problem:
            self.working.note.refuse(self.desk.words(problem))
            return
        self._tell(
            _("{n} messages are in {path}; {m} members were left out.").format(
                n=formats.count_text(sent.written), path=path, m=formats.count_text(sent.left_out)
            )
        )

    def arrive(self) -> None:
        if self.pages_choice.value() == LIST:
            self.working.note.setFocus()

    def _score(self) -> None:
        """Once a day, if nobody did it yet: everybody's chances, and who is listed by them."""
        if self._scored_for == self.desk.today:
            return
        self._scored_for, self._is_scoring = self.desk.today, True
        job = Job(partial(_keep_up, self.desk.shop))
        job.finished.connect(self._have_scored)
        job.refused.connect(self._have_not_scored)
        job.start()

    def _have_not_scored(self, problem: ShopError) -> None:
        self._is_scoring = False
        if not self._is_ended:
            self._tell(self.desk.words(problem))

    def _have_scored(self, found: "_KeptUp") -> None:
        self._is_scoring = False
        if self._is_ended:
            return
        if found.is_new:
            self.read_again()
        self._say_effect(found.outcome)

    def end(self) -> None:
        """Whoever works on in the background has nobody left to tell."""
        self._is_ended = True

    def _read_other(self) -> None:
        self._list, self._is_reading, self._reads_again = None, True, False
        self._show()
        job = Job(partial(_work_out, self.desk.shop, self.day.day))
        job.finished.connect(self._have_read)
        job.refused.connect(self._refuse)
        job.start()

    def _have_read(self, found: TodayList) -> None:
        self._is_reading = False
        if self._is_ended:
            return
        if self._reads_again or found.on != self.day.day:
            self.refresh()
        else:
            self._take(found)

    def _refuse(self, problem: ShopError) -> None:
        self._is_reading = False
        self._list = TodayList(self.day.day, [], dict.fromkeys(ORDER, 0), 0)
        self._show()
        self.working.note.refuse(self.desk.words(problem))

    def _take(self, found: TodayList) -> None:
        self._list = found
        self._show()

    @property
    def is_busy(self) -> bool:
        """Whether something is being worked out behind the window."""
        return self._is_reading or self._is_scoring

    def lines(self) -> list[Reminder]:
        """Those of the chosen section."""
        wanted: Section | None = self.sections.value()
        every = self._list.reminders if self._list else []
        return [line for line in every if wanted is _ALL or line.reason in wanted.reasons]

    def _show(self) -> None:
        """The lines of the chosen section, the one at hand where it was."""
        found = self._list
        on, terms, lines = (found.on if found else self.day.day), self.desk.terms, self.lines()
        self.model.columns = columns(terms, on)
        self.model.show_keys(lines, partial(shown, self.desk.shop, terms, on))
        self._say(found)
        keys = [key_of(line) for line in lines]
        open_ones = [number for number, line in enumerate(lines) if line.done is None]
        at = keys.index(self._at_hand) if self._at_hand in keys else next(iter(open_ones), 0)
        self.view.setCurrentIndex(self.model.index(at, 2))
        if not lines:
            self.working.show_line(None, terms, on)

    def _say(self, found: TodayList | None) -> None:
        counts = found.counts if found else dict.fromkeys(ORDER, 0)
        numbers = [
            sum(counts.values()),
            *(sum(counts[reason] for reason in section.reasons) for section in Section),
        ]
        names = (
            _("All"), _("Due now"), _("Slipping away"), _("Birthdays"), _("About to lapse"),
            _("Anniversaries, care"), _("Never bought"),
        )  # fmt: skip
        self.sections.name(
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
                _("For another day everybody's visits before it are looked at once more."),
            )
        else:
            self.listing.empty.say("hand-waving", _("Nobody on this list"), self._promise())

    def _promise(self) -> str:
        """What will stand here, and when."""
        words = ngettext(
            "Birthdays and what is about to lapse stand here {days} day ahead.",
            "Birthdays and what is about to lapse stand here {days} days ahead.",
            self.desk.terms.days_ahead,
        ).format(days=self.desk.terms.days_ahead)
        if forecasting.goes_by_rule(self.desk.shop):
            rhythm = _(
                "Each guest's own rhythm is known after about five members have come twice and "
                "some thirty visits were repeated; until then who stays away for 28 days is due."
            )
        else:
            rhythm = _("Who is due or slipping away appears as her own rhythm says.")
        return f"{words} {rhythm}"

    def _say_effect(self, outcome: Outcome) -> None:
        words = effect_text(outcome)
        held = self._list.held_back if self._list else 0
        if held:
            words += " " + ngettext(
                "{n} is not listed, one in ten, to see what reminding brings.",
                "{n} are not listed, one in ten, to see what reminding brings.",
                held,
            ).format(n=formats.count_text(held))
        self._tell(words.strip())

    def _tell(self, words: str) -> None:
        self.effect.setText(words)
        self.effect.setVisible(bool(words))

    def _choose(self, current: QModelIndex) -> None:
        row_at = self.model.row(current.row()) if current.isValid() else None
        if row_at is not None:
            self._at_hand = key_of(row_at.line)
            on = self._list.on if self._list else self.day.day
            self.working.show_line(row_at, self.desk.terms, on)

    def touch(self, kind: TouchKind) -> None:
        """This was done about the line at hand; the next open one follows."""
        chosen: Shown | None = self.view.chosen()
        if chosen is None:
            return
        line = chosen.line
        if line.done is not None and kind is not TouchKind.NOTE:
            self._next()
            return
        if kind is not TouchKind.NOTE:
            self._at_hand = self._key_after(self.view.currentIndex().row())
        try:
            self._store(line, kind)
        except ShopError as problem:
            self._at_hand = key_of(line)
            self.working.note.refuse(self.desk.words(problem))

    def _store(self, line: Reminder, kind: TouchKind) -> None:
        note = self.working.note.text()
        if kind is TouchKind.DONE and line.reason is Section.CARE.reasons[0]:
            caring.keep_as_planned(
                self.desk.shop, by=self.desk.by, member=line.member, moment=line.occasion,
                note=note, request=new_request(),
            )  # fmt: skip
            return
        touching.touch(
            self.desk.shop,
            by=self.desk.by,
            member=line.member,
            kind=kind,
            reason=line.reason,
            occasion=line.occasion,
            note=note,
            until=self.working.until(self.desk.today) if kind is TouchKind.SNOOZED else None,
            request=new_request(),
        )

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

    def _next(self) -> None:
        self._step(1)

    def _previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        at = self.view.currentIndex().row() + by
        if 0 <= at < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(at, 2))

    def _turn(self) -> None:
        self._at_hand = None
        self._show()

    def _tick(self) -> None:
        self.touch(TouchKind.DONE)

    def _build(self) -> None:
        self.view.set_widths(112, 96, 300, 86, 84, 104, 156)
        sheet, inside = panel(gap=8)
        inside.addLayout(row(self.sections, None, self.progress, self.paper, self.sms))
        inside.addWidget(self.listing, 1)
        inside.addWidget(self.effect)
        self.effect.hide()
        self.listing_page = QWidget()
        page = QVBoxLayout(self.listing_page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(GAP)
        page.addWidget(sheet, 1)
        page.addWidget(self.working)
        self.pages = QStackedWidget()
        for part in (self.listing_page, self.care, self.words, self.care_rule):
            self.pages.addWidget(part)
        down = QVBoxLayout(self)
        down.setContentsMargins(EDGE, 20, EDGE, EDGE)
        down.setSpacing(GAP)
        self.pages_choice.button(WORDS).setVisible(self.desk.by.may(Right.SET_TERMS))
        down.addLayout(row(self.title, 14, self.pages_choice, None, self.day))
        down.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.day.chosen.connect(self.refresh)
        self.sections.chosen.connect(self._turn)
        self.pages_choice.chosen.connect(self.turn_to)
        self.care.rule_wanted.connect(self._open_rule)
        self.care_rule.closed.connect(self._close_rule)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.view.doubleClicked.connect(self._serve)
        self.working.pressed.connect(self.touch)
        self.working.counter_pressed.connect(self._serve)
        note = self.working.note.edit
        here = Qt.ShortcutContext.WidgetShortcut
        for keys, where, slot in (
            ("Down", note, self._next),
            ("Up", note, self._previous),
            ("Return", note, self._tick),
            ("Enter", note, self._tick),
            ("Return", self.view, self._tick),
            ("Enter", self.view, self._tick),
        ):
            self._key(keys, where, slot, here)
        around = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for kind, (key, _icon) in KEYS.items():
            self._key(key, self.listing_page, partial(self.touch, kind), around)
        for key, slot in (
            ("Ctrl+P", self._print),
            ("Ctrl+E", self._send),
            (COPY, self.working.take_text),
            ("Ctrl+Return", self._serve),
            ("Ctrl+Enter", self._serve),
        ):
            self._key(key, self.listing_page, slot, around)

    def _key(
        self, keys: str, where: QWidget, slot: Callable[[], None], context: Qt.ShortcutContext
    ) -> None:
        shortcut = QShortcut(QKeySequence(keys), where)
        shortcut.setContext(context)
        shortcut.setAutoRepeat(slot in (self._next, self._previous))  # a key held down is one touch
        shortcut.activated.connect(slot)


class _KeptUp(NamedTuple):
    is_new: bool
    """Whether there is another list to show."""
    outcome: Outcome


def _keep_up(shop: Shop, progress: Progress) -> _KeptUp:
    is_new = forecasting.keep_up(shop, progress)
    is_new = bool(reminded.note_listed(shop)) or is_new
    return _KeptUp(is_new, reminded.outcome(shop))


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
        shown_ones = _("the first {n} shown").format(n=formats.count_text(len(found.reminders)))
        words = f"{words}  ·  {shown_ones}"
    return words if total else ""

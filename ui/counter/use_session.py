"""She comes with a card: which service, who served her, a note; Enter takes it off. Today's uses
can be taken back."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.points import parse_count
from shopfans.domain.session_cards import MOST_SESSIONS
from shopfans.services.members.finding import MemberCard
from shopfans.services.sessions import held, using
from shopfans.services.sessions.held import CardHeld, PartHeld, UseRow
from shopfans.services.sessions.using import LONGEST_NOTE
from shopfans.services.staff import staffing
from shopfans.texts import _
from shopfans.texts.formats import count_text, time_text
from shopfans.texts.session_cards import shared_text, until_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.typed import Refused, read
from ui.widgets.empty import Listing
from ui.widgets.field import Field
from ui.widgets.keys import on_own_key
from ui.widgets.pieces import Elided, button, column, label, row, rule


class Service(NamedTuple):
    """One line: a service of a card with something left."""

    card: CardHeld
    part: PartHeld


class UseSessionPage(QFrame):
    closed = Signal()
    cards_wanted = Signal()
    """Everything about her cards."""
    used = Signal(object)
    """A UseRow, of a use or of one that was taken back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._guest: MemberCard | None = None
        self._last: UseRow | None = None
        self._request = ""
        self.heading, self.name = label("heading"), Elided("muted")
        self.model: ListModel[Service] = ListModel(self._columns())
        self.list = ListView(self.model)
        self.listing = Listing(self.list)
        self.words, self.problem = Elided("strong"), label("error", wraps=True)
        self.count, self.note = Field(error=self.problem), Field(error=self.problem)
        self.staff_title, self.staff = label("small"), QComboBox()
        self.take = button("primary", self.use)
        self.line, self.last = rule(), Elided("muted")
        self.undo = button("danger", self._undo)
        self.all = button("quiet", self.cards_wanted.emit)
        self.leave = button("quiet", self.closed.emit)
        self._build()

    def why_not(self, guest: MemberCard) -> tuple[str, ...]:
        """What to say in place of opening this for a guest who could do nothing with it."""
        if held.usable(self._desk.shop, guest.id) or self._last_of(guest):
            return ()
        return _nothing()

    @property
    def has_any(self) -> bool:
        """Whether a session can be taken off."""
        return self.model.rowCount() > 0

    def open_for(self, guest: MemberCard) -> None:
        """For this guest; what lapses soonest is chosen, and the note is where one types."""
        self._guest, self._request = guest, new_request()
        self.note.clear()
        self.count.clear()
        self.staff.clear()
        for one in staffing.staff(self._desk.shop):
            self.staff.addItem(one.name, one.id)
        self.staff.setCurrentIndex(max(0, self.staff.findData(self._desk.by.id)))
        self.refresh()
        self.list.selectRow(0)
        self.note.setFocus()

    def refresh(self) -> None:
        """What is left, and what could be taken back, as it is now."""
        if self._guest is None:
            return
        at = max(0, self.list.currentIndex().row())
        self.name.setText(self._guest.name)
        cards = held.usable(self._desk.shop, self._guest.id)
        self.model.show_rows(
            [Service(card, part) for card in cards for part in card.parts if part.stands.left]
        )
        self.list.selectRow(at)
        self._last = self._last_of(self._guest)
        self.retranslate()

    def use(self) -> None:
        """Take it off the card that is chosen."""
        chosen: Service | None = self.list.chosen()
        if chosen is None:
            return
        self.problem.hide()
        try:
            sessions = 1
            if self.count.text().strip():
                sessions = read(self.count, parse_count, least=1, most=MOST_SESSIONS)
            used = using.use(
                self._desk.shop, by=self._desk.by, request=self._request, part=chosen.part.id,
                sessions=sessions, served_by=self.staff.currentData(), note=self.note.text(),
            )  # fmt: skip
        except Refused as refused:
            self.count.refuse(self._desk.words(refused.problem))
        except ShopError as problem:
            self._refuse(problem)
        else:
            self.used.emit(used)

    def step(self, by: int) -> None:
        """The service above or below."""
        at = self.list.currentIndex().row() + by
        if 0 <= at < self.model.rowCount():
            self.list.selectRow(at)

    def retranslate(self) -> None:
        self.heading.setText(_("Use a session"))
        self.leave.setText(_("Close  Esc"))
        self.all.setText(_("Her cards"))
        self.all.setToolTip(_("Each use; pass a card on, or give one back"))
        self.take.setText(_("Take it off  Enter"))
        self.take.setIcon(theme.icon("check", theme.look().on_accent))
        self.count.name(_("Sessions"), "1")
        self.note.name(_("Note"), _("sensitive on the left cheek"))
        self.staff_title.setText(_("Who served her"))
        self.staff.setAccessibleName(_("Who served her"))
        self.undo.setText(f"{_('Take it back')}  F8")
        self.undo.setIcon(theme.icon("arrow-counter-clockwise"))
        self.model.retitle(self._columns())
        self.listing.empty.say("ticket", *_nothing())
        for asked in (self.count, self.staff_title, self.staff, self.note, self.take):
            asked.setVisible(self.has_any)
        self._show_words()
        for part in (self.last, self.undo, self.line):
            part.setVisible(self._last is not None)
        if self._last is not None:
            at = time_text(self._last.at, self._desk.terms.zone)[-5:]
            words = _("Today {time}: {service} ×{n}")
            self.last.setText(
                words.format(time=at, service=self._last.name, n=count_text(self._last.sessions))
            )

    def _show_words(self) -> None:
        chosen: Service | None = self.list.chosen()
        self.take.setEnabled(chosen is not None)
        if chosen is None:
            self.words.setText("")
            return
        parts = (
            chosen.card.name,
            until_text(chosen.card.lapses),
            shared_text(is_shared=chosen.card.is_shared),
        )
        self.words.setText("  ·  ".join(parts))

    def _last_of(self, guest: MemberCard) -> UseRow | None:
        """What could be taken back: her last use of today."""
        today, uses = self._desk.today, held.uses(self._desk.shop, guest.id)
        return next((one for one in uses if one.day == today and not one.is_undone), None)

    def _undo(self) -> None:
        if self._last is None:
            return
        try:
            undone = using.undo(
                self._desk.shop, by=self._desk.by, use=self._last.id, request=new_request()
            )
        except ShopError as problem:
            self._refuse(problem)
        else:
            self.used.emit(undone)

    def _refuse(self, problem: ShopError) -> None:
        self._request = new_request()
        self.refresh()
        self.problem.setText(self._desk.words(problem))
        self.problem.show()

    def _activate(self, _index: QModelIndex) -> None:
        self.use()

    def _build(self) -> None:
        self.problem.hide()
        self.note.edit.setMaxLength(LONGEST_NOTE)
        self.count.setFixedWidth(90)
        self.list.set_widths(150, 90, 110)
        self.list.activated.connect(self._activate)
        self.list.selectionModel().currentRowChanged.connect(self._show_words)
        for field in (self.count, self.note):
            field.edit.returnPressed.connect(self.use)
            for key, by in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):
                on_own_key(field.edit, key, partial(self.step, by), repeats=False)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addLayout(row(self.heading, None, self.all, self.leave, gap=4))
        inside.addWidget(self.name)
        inside.addWidget(self.listing, 1)
        inside.addWidget(self.words)
        across = row(self.count, gap=10)
        across.addLayout(column(self.staff_title, self.staff, gap=4), 1)
        inside.addLayout(across)
        for part in (self.note, self.problem, self.take, self.line):
            inside.addWidget(part)
        last = row(gap=10)
        last.addWidget(self.last, 1)
        last.addWidget(self.undo)
        inside.addLayout(last)

    def _columns(self) -> list[Column[Service]]:
        return [
            Column(_("Service"), lambda one: one.part.name, stretches=True),
            Column(_("Left"), lambda one: count_text(one.part.stands.left), is_number=True),
            Column(_("Worth"), lambda one: self._desk.money(one.part.stands.worth), is_number=True),
        ]


def _nothing() -> tuple[str, str]:
    return _("No sessions left"), _("Sell her a card: Ctrl+N.")

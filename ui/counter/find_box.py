"""The one box for everything: names, numbers, pinyin, codes; the matches drop below it."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from shopfans.domain import codes
from shopfans.domain.contacts import masked
from shopfans.domain.names import wanted
from shopfans.services.members import finding
from shopfans.services.members.finding import MemberRow
from shopfans.texts import _
from shopfans.texts.formats import day_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.pieces import label

_ROW = 46
_MOST_SEEN = 9
_NARROWEST = 680
"""Pixels: room for a name of three or four words beside the rest, however narrow the box."""


class _Seen(NamedTuple):
    """The matches as they were before something was composed."""

    text: str
    found: Sequence[MemberRow]
    row: int
    is_open: bool


class FindBox(QLineEdit):
    """Keeps the focus while the arrows walk through the matches and Enter chooses one."""

    chosen = Signal(int)
    """A member."""
    code_entered = Signal(str)
    """A whole member or coupon code was typed or pasted."""
    amount_entered = Signal(str)
    """What was typed can only be an amount: it has a decimal point, and nobody is called so."""

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__()
        self.setObjectName("find")
        self.setClearButtonEnabled(True)
        self._picture = QAction(self)
        self.addAction(self._picture, QLineEdit.ActionPosition.LeadingPosition)
        self._desk = desk
        self._found: Sequence[MemberRow] = ()
        self._before: _Seen | None = None
        self.hits: ListModel[MemberRow] = ListModel(_columns())
        self.drop = _Drop(self.hits, ground)
        self.drop.list.clicked.connect(self._choose)
        self.textEdited.connect(self._search)

    def forget(self) -> None:
        """Nothing typed, nothing found."""
        self.clear()
        self._before = None
        self._show([])
        self.drop.hide()

    def retranslate(self) -> None:
        self._picture.setIcon(theme.icon("barcode", theme.look().muted))
        self.setPlaceholderText(_("Scan a code, or type a phone number, a name, pinyin initials"))
        self.setAccessibleName(_("Find a member"))
        self.drop.nobody.setText(_("Nobody found. F6 signs up a new member."))
        self.hits.retitle(_columns())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is being composed is searched for too; if it comes to nothing, the matches are as
        they were."""
        super().inputMethodEvent(event)
        composed, before = event.preeditString(), self._before
        if composed:
            if before is None:
                row = self.drop.list.currentIndex().row()
                self._before = _Seen(self.text(), self._found, row, self.drop.isVisible())
            self._search(self._with(composed))
        elif before is not None:
            self._before = None
            if before.text == self.text():
                self._restore(before)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        drop = getattr(self, "drop", None)  # Qt tells it to the very end, when this may be gone
        if drop is not None:
            drop.hide()

    def _search(self, text: str) -> None:
        self._show(finding.find(self._desk.shop, text))
        if not wanted(text):
            self.drop.hide()
            return
        self.drop.open_below(self, len(self._found))

    def _show(self, found: Sequence[MemberRow]) -> None:
        self._found = found
        self.hits.show_rows(found)

    def _with(self, composed: str) -> str:
        """As if it had been typed; input methods put marks between syllables."""
        if len(composed) > 1:
            composed = composed.replace("'", "")
        text, place = self.text(), self.cursorPosition()
        return text[:place] + composed + text[place:]

    def _restore(self, before: _Seen) -> None:
        self._show(before.found)
        if not before.is_open:
            self.drop.hide()
            return
        self.drop.open_below(self, len(before.found))
        self.drop.list.selectRow(before.row)

    def _walk(self, step: int) -> None:
        if self.hits.rowCount():
            now = self.drop.list.currentIndex().row()
            self.drop.list.selectRow(max(0, min(self.hits.rowCount() - 1, now + step)))

    def _enter(self) -> None:
        code = wanted(self.text())
        if codes.kind_of(code) is not None or (code.isdigit() and len(code) > 13):
            self.code_entered.emit(code)
        elif self.hits.rowCount():
            self._choose()
        elif "." in code:
            self.amount_entered.emit(code)

    def _choose(self) -> None:
        hit = self.drop.list.chosen() or self.hits.row(0)
        if hit is not None:
            self.chosen.emit(hit.id)


class _Drop(QFrame):
    """The matches, laid over the place below the box; it never takes the focus."""

    def __init__(self, hits: ListModel[MemberRow], ground: QWidget) -> None:
        super().__init__(ground)
        self._ground = ground
        self.setObjectName("drop")
        self.list = ListView(hits)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.horizontalHeader().hide()
        self.list.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.set_widths(160, 80, 130, 130, 130)
        self.list.verticalHeader().setDefaultSectionSize(_ROW)
        self.nobody = label("muted")
        self.nobody.setContentsMargins(14, 10, 14, 10)
        down = QVBoxLayout(self)
        down.setContentsMargins(4, 4, 4, 4)
        down.addWidget(self.list)
        down.addWidget(self.nobody)
        self.hide()

    def open_below(self, box: QWidget, count: int) -> None:
        self.nobody.setVisible(count == 0)
        self.list.setVisible(count > 0)
        corner = box.mapTo(self._ground, QPoint(0, box.height() + 6))
        height = min(count, _MOST_SEEN) * _ROW + 12 if count else 56
        self.setGeometry(corner.x(), corner.y(), max(box.width(), _NARROWEST), height)
        if count:
            self.list.selectRow(0)
        self.raise_()
        self.show()


def _columns() -> list[Column[MemberRow]]:
    return [
        Column("", lambda hit: hit.name, stretches=True),
        Column("", lambda hit: hit.tier),
        Column("", lambda hit: masked(hit.phone)),
        Column("", lambda hit: day_text(hit.last_visit) if hit.last_visit else _("not yet here")),
        Column("", lambda hit: _("No. {number}").format(number=hit.id), is_number=True),
    ]

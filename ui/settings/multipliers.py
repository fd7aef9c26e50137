"""The days that count more: a line for each multiplier."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from shopfans.domain.contacts import on_one_line
from shopfans.domain.earning import LONGEST_MULTIPLIER, Multiplier, parse_times
from shopfans.domain.errors import DaysReversed, NameTooLong
from shopfans.domain.periods import parse_day
from shopfans.texts import _
from shopfans.texts.earning import times_text
from shopfans.texts.formats import day_text
from ui import theme
from ui.settings.reading import Refused, read, read_or
from ui.widgets.field import Field
from ui.widgets.pieces import button, column, label, row
from ui.widgets.scrolled import Scrolled
from ui.widgets.weekdays import Weekdays

_TIMES, _DAY = 76, 128
"""Pixels: a number like 1.25, a date."""

MOST_LINES = 20


class MultipliersPanel(QFrame):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.heading, self.words = label("heading"), label("small")
        self.problem, self.empty = label("error", wraps=True), label("muted", wraps=True)
        self.problem.hide()
        self.lines: list[MultiplierLine] = []
        self.add = button("quiet", self._add, takes_focus=True)
        self._down, self.scrolled = QVBoxLayout(), Scrolled()
        self._build()

    def show_multipliers(self, multipliers: tuple[Multiplier, ...]) -> None:
        for line in list(self.lines):
            self._drop(line)
        for multiplier in multipliers:
            self._line().show_multiplier(multiplier)
        self.problem.hide()
        self._show_titles()

    def typed(self) -> tuple[Multiplier, ...]:
        """Raises Refused."""
        return tuple(line.typed() for line in self.lines)

    def retranslate(self) -> None:
        self.heading.setText(_("Days that count more"))
        self.words.setText(_("If several hold, the largest counts alone."))
        self.empty.setText(
            _("Every day counts the same. Add a Tuesday that counts twice, or a week in May.")
        )
        self.add.setText(_("Add"))
        self.add.setIcon(theme.icon("plus", theme.look().accent))
        for line in self.lines:
            line.retranslate()

    def _add(self) -> None:
        line = self._line()
        line.show_multiplier(Multiplier("", 200))
        self._show_titles()
        line.name.setFocus()
        self.changed.emit()

    def _remove(self) -> None:
        line = self.sender().parent()
        assert isinstance(line, MultiplierLine)
        self._drop(line)
        self._show_titles()
        self.add.setFocus()
        self.changed.emit()

    def _line(self) -> "MultiplierLine":
        line = MultiplierLine(self.problem)
        line.retranslate()
        line.changed.connect(self.changed)
        line.remove.clicked.connect(self._remove)
        self._down.insertWidget(len(self.lines), line)
        self.lines.append(line)
        return line

    def _drop(self, line: "MultiplierLine") -> None:
        self.problem.hide()
        self.lines.remove(line)
        line.hide()
        line.deleteLater()

    def _show_titles(self) -> None:
        for number, line in enumerate(self.lines):
            line.show_titles(number == 0)
        self.empty.setVisible(not self.lines)
        self.add.setEnabled(len(self.lines) < MOST_LINES)

    def _build(self) -> None:
        lines = QWidget()
        self._down.setContentsMargins(0, 0, 6, 0)
        self._down.setSpacing(6)
        self._down.addWidget(self.empty)
        self._down.addStretch(1)
        lines.setLayout(self._down)
        self.scrolled.setWidget(lines)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 8, 12, 12)
        inside.setSpacing(4)
        inside.addLayout(row(self.heading, self.words, None, self.add, gap=12))
        inside.addWidget(self.scrolled, 1)
        inside.addWidget(self.problem)


class MultiplierLine(QWidget):
    changed = Signal()

    def __init__(self, problem: QLabel) -> None:
        super().__init__()
        self.name, self.times, self.first, self.last = (Field(error=problem) for _field in range(4))
        self.weekdays, self.weekdays_title = Weekdays(), label("small")
        self.remove, self._above = button("quiet", lambda: None), label("small", " ")
        self._build()

    def fields(self) -> tuple[Field, ...]:
        return (self.name, self.times, self.first, self.last)

    def show_multiplier(self, multiplier: Multiplier) -> None:
        first, last = multiplier.first, multiplier.last
        self.name.edit.setText(multiplier.name)
        self.times.edit.setText(times_text(multiplier.percent))
        self.first.edit.setText(day_text(first) if first else "")
        self.last.edit.setText(day_text(last) if last else "")
        self.weekdays.choose(multiplier.weekdays)

    def typed(self) -> Multiplier:
        """Raises Refused."""
        found = Multiplier(
            read(self.name, _short_name),
            read(self.times, parse_times, least=0),
            self.weekdays.chosen(),
            read_or(None, self.first, parse_day),
            read_or(None, self.last, parse_day),
        )
        if found.first and found.last and found.last < found.first:
            raise Refused(self.last, DaysReversed(found.first, found.last))
        return found

    def retranslate(self) -> None:
        self.name.name(_("Name, seen at the till"), _("the weekday"))
        self.times.name(_("Points ×"))
        self.first.name(_("First day"), _("any day"))
        self.last.name(_("Last day"), _("any day"))
        self.weekdays_title.setText(_("On these weekdays, or on all"))
        self.weekdays.retranslate()
        self.remove.setIcon(theme.icon("trash", theme.look().accent))
        self.remove.setToolTip(_("Remove"))
        self.remove.setAccessibleName(_("Remove"))

    def show_titles(self, is_first: bool) -> None:
        for title in (*(field.title for field in self.fields()), self.weekdays_title, self._above):
            title.setVisible(is_first)

    def _build(self) -> None:
        self.times.setFixedWidth(_TIMES)
        self.first.setFixedWidth(_DAY)
        self.last.setFixedWidth(_DAY)
        across = row(gap=12)
        across.addWidget(self.name, 1)
        across.addWidget(self.times)
        across.addLayout(column(self.weekdays_title, self.weekdays, gap=4))
        across.addWidget(self.first)
        across.addWidget(self.last)
        across.addLayout(column(self._above, self.remove, gap=4))
        self.setLayout(across)
        for field in self.fields():
            field.edit.textEdited.connect(self.changed)
        self.weekdays.changed.connect(self.changed)


def _short_name(text: str) -> str:
    name = on_one_line(text)
    if len(name) > LONGEST_MULTIPLIER:
        raise NameTooLong(LONGEST_MULTIPLIER)
    return name

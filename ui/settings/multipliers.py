"""The days that count more: a line for each multiplier."""

from PySide6.QtWidgets import QLabel, QWidget

from shopfans.domain.contacts import on_one_line
from shopfans.domain.earning_rule import LONGEST_MULTIPLIER, Multiplier, parse_times
from shopfans.domain.errors import DaysReversed, NameTooLong
from shopfans.domain.periods import parse_day
from shopfans.texts import _
from shopfans.texts.earning import times_text
from shopfans.texts.formats import day_text
from ui.typed import Refused, read, read_or
from ui.widgets.field import Field
from ui.widgets.line_list import Line, LineList
from ui.widgets.pieces import column, label, row
from ui.widgets.weekdays import Weekdays

_TIMES, _DAY = 76, 128
"""Pixels: a number like 1.25, a date."""

MOST_LINES = 20


class MultipliersPanel(LineList["MultiplierLine"]):
    def __init__(self) -> None:
        super().__init__(most=MOST_LINES)

    def show_multipliers(self, multipliers: tuple[Multiplier, ...]) -> None:
        self.clear()
        for multiplier in multipliers:
            self.put(MultiplierLine(self.problem)).show_multiplier(multiplier)
        self.problem.hide()
        self.show_lines()

    def typed(self) -> tuple[Multiplier, ...]:
        """Raises Refused."""
        return tuple(line.typed() for line in self.lines)

    def new_line(self) -> "MultiplierLine":
        line = self.put(MultiplierLine(self.problem))
        line.show_multiplier(Multiplier("", 200))
        return line

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(_("Days that count more"))
        self.words.setText(_("If several hold, the largest counts alone."))
        self.empty.setText(
            _("Every day counts the same. Add a Tuesday that counts twice, or a week in May.")
        )


class MultiplierLine(Line):
    def __init__(self, problem: QLabel) -> None:
        super().__init__()
        self.name, self.times, self.first, self.last = (Field(error=problem) for _field in range(4))
        self.weekdays, self.weekdays_title = Weekdays(), label("small")
        self.setFocusProxy(self.name.edit)
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
        super().retranslate()
        self.name.name(_("Name, seen at the till"), _("the weekday"))
        self.times.name(_("Points ×"))
        self.first.name(_("First day"), _("any day"))
        self.last.name(_("Last day"), _("any day"))
        self.weekdays_title.setText(_("On these weekdays, or on all"))
        self.weekdays.retranslate()

    def titles(self) -> tuple[QWidget, ...]:
        fields = (field.title for field in self.fields())
        return (*fields, self.weekdays_title, *super().titles())

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

"""Points of their own for some categories of goods."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopfans.domain.earning_rule import MOST_POINTS, CategoryRate
from shopfans.domain.points import parse_count
from shopfans.texts import _
from ui.typed import read
from ui.widgets.field import Field
from ui.widgets.pieces import Elided, label, row
from ui.widgets.scrolled import Scrolled

_NARROW = 88
"""Pixels for a number of four digits."""

_LEAST = 172
"""Pixels: on the smallest window a category shows its beginning."""


class RatesPanel(QFrame):
    """A line for each category; the one that stays empty earns as everything does."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.heading, self.words = label("heading"), label("small", wraps=True)
        self.problem = label("error", wraps=True)
        self.problem.hide()
        self.fields: dict[str, Field] = {}
        self._lines = QWidget()
        self.scrolled = Scrolled()
        self._build()

    def show_rates(self, categories: Iterable[str], rates: Iterable[CategoryRate]) -> None:
        """The categories of the goods on sale, and those that have a rate already."""
        points = {rate.category: str(rate.points) for rate in rates}
        self._lay_out([*dict.fromkeys([*filter(None, categories), *points])])
        for category, field in self.fields.items():
            field.edit.setText(points.get(category, ""))
            field.forgive()
        self.retranslate()

    def typed(self) -> tuple[CategoryRate, ...]:
        """Raises Refused."""
        return tuple(
            CategoryRate(category, read(field, parse_count, least=0, most=MOST_POINTS))
            for category, field in self.fields.items()
            if field.text().strip()
        )

    def retranslate(self) -> None:
        self.heading.setText(_("By category"))
        self.words.setText(
            _("Points instead of the usual ones; 0 earns nothing.")
            if self.fields
            else _("Give your goods categories, and some can earn more or nothing.")
        )
        for category, field in self.fields.items():
            field.name(category, _("as usual"))

    def _lay_out(self, categories: list[str]) -> None:
        if categories == list(self.fields):
            return
        self._lines = QWidget()
        down = QVBoxLayout(self._lines)
        down.setContentsMargins(0, 0, 6, 0)
        down.setSpacing(6)
        self.fields = {category: self._line(down, category) for category in categories}
        down.addStretch(1)
        self.scrolled.setWidget(self._lines)

    def _line(self, down: QVBoxLayout, category: str) -> Field:
        title, field = Elided(), Field(error=self.problem)
        title.setText(category)
        field.title.hide()
        field.setFixedWidth(_NARROW)
        field.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.edit.textEdited.connect(self.changed)
        across = row(gap=8)
        across.addWidget(title, 1)
        across.addWidget(field)
        down.addLayout(across)
        return field

    def _build(self) -> None:
        self.setMinimumWidth(_LEAST)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 10, 12, 14)
        inside.setSpacing(8)
        for part in (self.heading, self.words):
            inside.addWidget(part)
        inside.addWidget(self.scrolled, 1)
        inside.addWidget(self.problem)

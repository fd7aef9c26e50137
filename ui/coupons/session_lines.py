"""A line for each service of a session card: a good, a group of goods or a name of its own."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from shopfans.domain.session_cards import MOST_PARTS, MOST_SESSIONS, CardPart
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.texts import _
from shopfans.texts.formats import number_text
from ui.desk import Desk
from ui.typed import read
from ui.widgets.field import Field
from ui.widgets.line_list import Line, LineList
from ui.widgets.pieces import column, label, row

_SESSIONS, _PRICE = 76, 112
"""Pixels."""


class Choice(NamedTuple):
    """What a session may be of."""

    good: int | None
    category: str
    price: Money | None


class SessionLines(LineList["SessionLine"]):
    def __init__(self, desk: Desk) -> None:
        super().__init__(most=MOST_PARTS)
        self._desk = desk
        self._goods: Sequence[GoodOnSale] = ()

    def offer(self, goods: Sequence[GoodOnSale]) -> None:
        """What can be chosen in lines that come from now on."""
        self._goods = goods

    def show_parts(self, parts: Sequence[CardPart]) -> None:
        self.clear()
        for part in parts:
            self._line(part)
        self.show_lines()

    def typed(self) -> tuple[CardPart, ...]:
        """Raises Refused."""
        return tuple(line.typed() for line in self.lines)

    def new_line(self) -> "SessionLine":
        return self._line(CardPart("", 0, Money()))

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(_("What it is good for"))
        self.words.setText(_("Several services: one card with each of them."))
        self.empty.setText(_("Add the first service, for example 10 facials."))

    def _line(self, part: CardPart) -> "SessionLine":
        line = SessionLine(self._desk, self.problem)
        line.show_part(part, self._goods)
        return self.put(line)


class SessionLine(Line):
    def __init__(self, desk: Desk, problem: QLabel) -> None:
        super().__init__()
        self._desk = desk
        self.service, self.service_title = QComboBox(), label("small")
        self.sessions, self.price = Field(error=problem), Field(error=problem)
        self.setFocusProxy(self.service)
        self._build()

    def show_part(self, part: CardPart, goods: Sequence[GoodOnSale]) -> None:
        for good in goods:
            self.service.addItem(good.name, Choice(good.id, good.category, good.price))
        for category in sorted({good.category for good in goods if good.category}):
            words = _("Any of {category}").format(category=category)
            self.service.addItem(words, Choice(None, category, None))
        self.service.setCurrentIndex(self.service.findText(part.name))
        self.service.setEditText(part.name)
        edit = self.service.lineEdit()
        assert edit is not None
        edit.setCursorPosition(0)  # else of a long name the beginning is not seen
        currency = self._desk.terms.currency
        self.sessions.edit.setText(str(part.sessions) if part.sessions else "")
        self.price.edit.setText(number_text(part.list_price, currency) if part.list_price else "")

    def typed(self) -> CardPart:
        """Raises Refused."""
        name = self.service.currentText().strip()
        at = self.service.findText(name)
        chosen = self.service.itemData(at) if at >= 0 else Choice(None, "", None)
        return CardPart(
            name,
            read(self.sessions, parse_count, least=1, most=MOST_SESSIONS),
            read(self.price, parse_amount, digits=self._desk.terms.currency.digits),
            chosen.good,
            chosen.category,
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.service_title.setText(_("Service"))
        self.service.setAccessibleName(_("Service"))
        self.sessions.name(_("Sessions"), "10")
        self.price.name(_("One without a card"))

    def titles(self) -> tuple[QWidget, ...]:
        return (self.service_title, self.sessions.title, self.price.title, *super().titles())

    def _choose(self) -> None:
        """A good brings its price along."""
        chosen: Choice | None = self.service.currentData()
        if chosen is not None and chosen.price is not None:
            self.price.edit.setText(number_text(chosen.price, self._desk.terms.currency))
        self.changed.emit()

    def _build(self) -> None:
        self.service.setEditable(True)
        self.service.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.service.setMinimumWidth(120)
        self.sessions.setFixedWidth(_SESSIONS)
        self.price.setFixedWidth(_PRICE)
        self.service.activated.connect(self._choose)
        self.service.editTextChanged.connect(self.changed)
        for field in (self.sessions, self.price):
            field.edit.textEdited.connect(self.changed)
        across = row(gap=10)
        across.addLayout(column(self.service_title, self.service, gap=4), 1)
        across.addWidget(self.sessions)
        across.addWidget(self.price)
        across.addLayout(column(self._above, self.remove, None, gap=4))
        self.setLayout(across)

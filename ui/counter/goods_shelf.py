"""The buttons of the goods in as many columns as fit, under their headings."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from shopfans.services.goods.pricing import GoodOnSale
from shopfans.texts import _
from ui.counter.good_button import GoodButton
from ui.desk import Desk
from ui.widgets.pieces import label

NARROWEST = 124
"""Pixels of a button; as many columns as fit."""

_GAP = 8


def key_of(number: int) -> str:
    """That brings the best-selling good of this place, counted from 0."""
    return f"Alt+{(number + 1) % 10}"


class GoodsShelf(QWidget):
    """What scrolls: headings and buttons, used again and again rather than made anew."""

    picked = Signal(object)
    """A GoodOnSale."""

    def __init__(self) -> None:
        super().__init__()
        self.goods: list[GoodOnSale] = []
        self.least_columns = 2
        self._buttons: list[GoodButton] = []
        self._headings: list[QLabel] = []
        self._plan: list[list[GoodButton] | QLabel] = []

    def show_goods(
        self,
        best: list[GoodOnSale],
        parts: Sequence[tuple[str, list[GoodOnSale]]],
        desk: Desk,
    ) -> None:
        """The best-selling with their keys, then each part under its heading."""
        headed = [(_("Best sellers"), best)] if best else []
        if best and parts and not parts[0][0]:
            parts = [(_("Others"), parts[0][1]), *parts[1:]]
        money, self.goods, self._plan, titles = desk.money, [], [], 0
        for number, (title, goods) in enumerate([*headed, *parts]):
            if title:
                self._plan.append(self._heading(titles, title))
                titles += 1
            keys = [key_of(one) for one in range(len(goods))] if best and not number else []
            self._plan.append(
                [
                    self._button(len(self.goods) + one).show_good(
                        good, money(good.price), keys[one] if keys else ""
                    )
                    for one, good in enumerate(goods)
                ]
            )
            self.goods += goods
        for rest in (*self._buttons[len(self.goods) :], *self._headings[titles:]):
            rest.hide()
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(self.least_columns * NARROWEST, self.minimumHeight())

    def _lay_out(self) -> None:
        room = self.width() - 6
        columns = max(self.least_columns, (room + _GAP) // (NARROWEST + _GAP))
        width, down = (room + _GAP) // columns - _GAP, 0
        for part in self._plan:
            if isinstance(part, QLabel):
                down += 6 if down else 0
                part.setGeometry(0, down, room, 20)
                down += 24
                continue
            tall = part[0].sizeHint().height() if part else 0
            for number, made in enumerate(part):
                line, place = divmod(number, columns)
                made.setGeometry(place * (width + _GAP), down + line * (tall + _GAP), width, tall)
            down += -(-len(part) // columns) * (tall + _GAP)
        self.setMinimumHeight(down)

    def _button(self, number: int) -> GoodButton:
        if number == len(self._buttons):
            made = GoodButton(self)
            made.clicked.connect(self._pick)
            self._buttons.append(made)
        self._buttons[number].show()
        return self._buttons[number]

    def _heading(self, number: int, title: str) -> QLabel:
        if number == len(self._headings):
            made = label("small")
            made.setParent(self)
            self._headings.append(made)
        self._headings[number].setText(title)
        self._headings[number].show()
        return self._headings[number]

    def _pick(self) -> None:
        self.picked.emit(self.sender().property("good"))

"""The goods as buttons to touch: found as one types, the best-selling first, then by category."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout

from shopfans.domain.names import wanted
from shopfans.services.goods import pricing
from shopfans.services.goods.pricing import BEST, GoodOnSale
from shopfans.texts import _, formats
from ui import theme
from ui.counter.goods_shelf import NARROWEST, GoodsShelf, key_of
from ui.desk import Desk
from ui.widgets.chips import Chips
from ui.widgets.focus import WhereOneWas
from ui.widgets.keys import on_window_key
from ui.widgets.pieces import label, panel, row

_MOST = 60
"""Goods shown below the best-selling; beyond, one types or chooses a category."""
_MOST_FOUND = 24


class GoodsPanel(QFrame):
    picked = Signal(object)
    """A GoodOnSale."""
    left = Signal()
    """Nothing is looked for any more, and the field one came from is gone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._best = desk.quick
        self._before = WhereOneWas()
        frame, inside = panel()
        self.heading, self.count = label("heading"), label("muted")
        self.search = _SearchLine()
        self.chips = Chips(takes_focus=False)
        self.empty = label("muted", wraps=True)
        self.shelf = GoodsShelf()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else it takes what its buttons leave alone
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.shelf)
        self._scroll = scroll
        inside.addLayout(row(self.heading, None, self.count))
        inside.addWidget(self.search)
        inside.addWidget(self.chips)
        inside.addWidget(self.empty)
        inside.addWidget(scroll, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(frame)
        self.set_columns(2)
        self._connect()

    @property
    def goods(self) -> list[GoodOnSale]:
        """The goods that can be pressed now, in their order."""
        return self.shelf.goods

    def set_columns(self, least: int) -> None:
        """Room for so many buttons beside each other, at least."""
        self.shelf.least_columns = least
        self.setMinimumWidth(least * NARROWEST + 60)

    def refresh(self) -> None:
        counts = pricing.categories(self._desk.shop)
        self._best[:] = _kept_in_place(self._best, pricing.best_sellers(self._desk.shop))
        total = counts.total()
        choices = [(None, _("All")), *((one, one or _("Others")) for one in counts)]
        self.chips.show_choices(choices, self.chips.value())
        self.chips.setVisible(len(counts) > 1)
        self.search.setVisible(total > 0)
        self.count.setText(formats.count_text(total) if total else "")
        self._fill()

    def retranslate(self) -> None:
        self.heading.setText(_("Goods"))
        self.search.name(_("Find an item  Ctrl+G"))
        self.refresh()

    def focus_search(self) -> None:
        """Type to find an item; Esc leads back to where one was."""
        if not self.search.hasFocus():
            self._before.remember(self)
        self.search.setFocus()
        self.search.selectAll()

    def _fill(self) -> None:
        """The matches of what is typed; else the best-selling, and the category that is chosen."""
        text, category = self.search.text(), self.chips.value()
        if wanted(text):
            found = pricing.find_goods(self._desk.shop, text, most=_MOST_FOUND)
            self._say(_("Nothing found. Try a piece of the name.") if not found else "")
            self.shelf.show_goods([], [("", found)], self._desk)
            return
        goods = pricing.goods(self._desk.shop, category=category, most=_MOST + 1)
        best = self._best if category is None else []
        self._say(self._more_words(len(goods)) if goods else self._first_words())
        self.shelf.show_goods(best, _by_category(goods[:_MOST]), self._desk)

    def _say(self, words: str) -> None:
        self.empty.setText(words)
        self.empty.setVisible(bool(words))

    def _first_words(self) -> str:
        return _("Type an amount on the right. To sell from a list, enter your items under Goods.")

    def _more_words(self, count: int) -> str:
        if count <= _MOST:
            return ""
        return _("These are the first {n}. Type to find any other.").format(n=_MOST)

    def _choose_category(self) -> None:
        self.search.clear()
        self._fill()
        self._scroll.verticalScrollBar().setValue(0)

    def _pick_first(self) -> None:
        if wanted(self.search.text()) and self.goods:
            self._pick(self.goods[0])

    def _pick_best(self, number: int) -> None:
        if number < len(self._best):
            self._pick(self._best[number])

    def _pick(self, good: GoodOnSale) -> None:
        self.search.clear()
        self.picked.emit(good)

    def _leave(self) -> None:
        self.search.clear()
        if not self._before.go_back():
            self.left.emit()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._fill)
        self.search.entered.connect(self._pick_first)
        self.search.left.connect(self._leave)
        self.chips.chosen.connect(self._choose_category)
        self.shelf.picked.connect(self._pick)
        on_window_key(self, "Ctrl+G", self.focus_search, repeats=False)
        for number in range(BEST):
            on_window_key(self, key_of(number), partial(self._pick_best, number), repeats=False)


def _kept_in_place(before: list[GoodOnSale], now: list[GoodOnSale]) -> list[GoodOnSale]:
    """The same key brings the same good as long as it sells among the best: who comes newly takes
    the place of who went."""
    best = {good.id: good for good in now}
    stay = {good.id for good in before} & set(best)
    newly = [good for good in now if good.id not in stay]
    placed = [best[good.id] if good.id in stay else None for good in before]
    filled = [good or (newly.pop(0) if newly else None) for good in placed]
    return [good for good in (*filled, *newly) if good is not None]


def _by_category(goods: Sequence[GoodOnSale]) -> list[tuple[str, list[GoodOnSale]]]:
    parts: list[tuple[str, list[GoodOnSale]]] = []
    for good in goods:
        if not parts or parts[-1][0] != good.category:
            parts.append((good.category, []))
        parts[-1][1].append(good)
    return parts


class _SearchLine(QLineEdit):
    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)

    def name(self, title: str) -> None:
        self._glass.setIcon(theme.icon("magnifying-glass", theme.look().muted))
        self.setPlaceholderText(title)
        self.setAccessibleName(title)

    def event(self, event: QEvent) -> bool:
        """Esc is this line's own: the counter's Esc would clear the basket."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

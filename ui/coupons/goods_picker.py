"""Goods and whole categories to tick, found by any piece of their names."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from shopfans.domain.names import name_keys, wanted
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.texts import _, ngettext
from ui.widgets.pieces import label, row

_KEY = Qt.ItemDataRole.UserRole
_FOUND_BY = Qt.ItemDataRole.UserRole + 1
_TICKED = Qt.CheckState.Checked


class GoodsPicker(QWidget):
    """Nothing ticked stands for everything, or for nothing: the form says which."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.count = label("small"), label("small")
        self.finder, self.list = QLineEdit(), QListWidget()
        self.error = label("error", wraps=True)
        self.error.hide()
        self.list.setObjectName("ticks")
        self.list.setMinimumHeight(120)
        self.finder.setClearButtonEnabled(True)
        self._nothing = ""
        self._names: Mapping[int, str] = {}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addLayout(row(self.title, None, self.count))
        inside.addWidget(self.finder)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.error)
        self.finder.textChanged.connect(self._filter)
        self.list.itemChanged.connect(self._tell)
        self.list.itemActivated.connect(self._turn)

    def name(self, title: str, nothing: str) -> None:
        """`nothing` is said while nothing is ticked."""
        self.title.setText(title)
        self._nothing = nothing
        self.finder.setPlaceholderText(_("Find goods or a category"))
        self.finder.setAccessibleName(_("Find goods or a category"))
        self.list.setAccessibleName(title)
        self._say()

    def offer(self, goods: Sequence[GoodOnSale], names: Mapping[int, str]) -> None:
        """What can be ticked; `names` knows those too that are off sale and ticked still."""
        chosen = self.value()
        self._names = names
        self.list.blockSignals(True)
        self.list.clear()
        for category in sorted({good.category for good in goods if good.category}):
            words = _("All of {category}").format(category=category)
            self._add(words, f"category {category}", category)
        for good in goods:
            self._add(good.name, f"good {good.id}", good.name)
        self.list.blockSignals(False)
        self.choose(*chosen)

    def value(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The goods and the categories that are ticked."""
        ticked = [item.data(_KEY) for item in self._items() if item.checkState() is _TICKED]
        keys = [key.split(" ", 1) for key in ticked]
        return (
            tuple(int(key) for kind, key in keys if kind == "good"),
            tuple(key for kind, key in keys if kind == "category"),
        )

    def choose(self, goods: Collection[int], categories: Collection[str]) -> None:
        """Tick these; nobody is told."""
        names = {f"good {good}": self._names.get(good, "") for good in goods}
        names |= {f"category {category}": category for category in categories}
        self.list.blockSignals(True)
        here = {item.data(_KEY) for item in self._items()}
        for key, name in names.items():
            if key not in here:
                self._add(name, key, name)
        for item in self._items():
            is_ticked = item.data(_KEY) in names
            item.setCheckState(_TICKED if is_ticked else Qt.CheckState.Unchecked)
        ticked = [item for item in self._items() if item.checkState() is _TICKED]
        for place, item in enumerate(ticked):  # first, where they are seen
            self.list.insertItem(place, self.list.takeItem(self.list.row(item)))
        self.list.blockSignals(False)
        self.list.scrollToTop()
        self.forgive()

    def refuse(self, words: str) -> None:
        self.error.setText(words)
        self.error.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def forgive(self) -> None:
        self.error.hide()
        self._say()

    def _add(self, words: str, key: str, name: str) -> None:
        item = QListWidgetItem(words)
        item.setData(_KEY, key)
        item.setData(_FOUND_BY, sorted(name_keys(name) | name_keys(words)))
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setCheckState(Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _filter(self, text: str) -> None:
        sought = wanted(text)
        for item in self._items():
            keys: list[str] = item.data(_FOUND_BY)
            item.setHidden(bool(sought) and not any(key.startswith(sought) for key in keys))

    def _turn(self, item: QListWidgetItem) -> None:
        """Enter ticks, as the space bar does."""
        is_ticked = item.checkState() is _TICKED
        item.setCheckState(Qt.CheckState.Unchecked if is_ticked else _TICKED)

    def _tell(self) -> None:
        self.forgive()
        self.changed.emit()

    def _say(self) -> None:
        count = sum(len(some) for some in self.value())
        words = ngettext("{n} ticked", "{n} ticked", count).format(n=count)
        self.count.setText(words if count else self._nothing)

"""Many short choices of which any number hold."""

from collections.abc import Collection, Sequence
from typing import Any

from ui.widgets.chips import Chips


class ManyChips(Chips):
    """`chosen` tells all that hold, as a frozenset; while there is nothing to choose it is away."""

    def __init__(self, *, most_lines: int = 2, takes_focus: bool = True) -> None:
        super().__init__(most_lines=most_lines, takes_focus=takes_focus)
        self._group.setExclusive(False)
        self.hide()

    def show_many(self, choices: Sequence[tuple[Any, str]], values: Collection[Any]) -> None:
        """A chip for each value and its words; these values hold."""
        self.show_choices([(value, words.replace("&", "&&")) for value, words in choices], None)
        for value, made in zip(self._values, self.buttons(), strict=True):
            made.setChecked(value in values)
        self.setVisible(bool(choices))

    def values(self) -> frozenset[Any]:
        """Those that hold."""
        return frozenset(
            value
            for value, made in zip(self._values, self.buttons(), strict=True)
            if made.isChecked()
        )

    def _tell(self) -> None:
        self.chosen.emit(self.values())

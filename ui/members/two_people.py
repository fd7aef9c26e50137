"""That two records are two people: said of the pair one looks at, and taken back."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.services.members import telling_apart
from shopfans.texts import _
from ui import theme
from ui.desk import Desk
from ui.widgets.pieces import button, row

_LONGEST = 12
"""Characters of a name on a button."""


class TwoPeople(QWidget):
    told = Signal(str)
    """What was done, in words."""
    refused = Signal(object)
    """A ShopError."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pair: tuple[int, int] | None = None
        self.back = button("quiet", self._take_back, takes_focus=True)
        self.apart = button("", self._tell_apart, takes_focus=True)
        across = row(self.back, self.apart)
        across.setContentsMargins(0, 0, 0, 0)
        self.setLayout(across)

    def show_pair(self, pair: tuple[int, int] | None) -> None:
        """The pair that is compared, or none; the last ones who were told apart can be looked at
        again."""
        self._pair = pair
        self.apart.setVisible(pair is not None)
        two = telling_apart.newest(self._desk.shop)
        self.back.setVisible(two is not None)
        if two is not None:
            names = _short(two.first_name), _short(two.second_name)
            self.back.setText(
                _("{first} and {second} may be one after all").format(
                    first=names[0], second=names[1]
                )
            )

    def retranslate(self) -> None:
        self.apart.setText(_("Two people"))
        self.apart.setIcon(theme.icon("users"))
        self.show_pair(self._pair)

    def _tell_apart(self) -> None:
        if self._pair is not None:
            self._say(telling_apart.tell_apart, self._pair, _("They stay two people."))

    def _take_back(self) -> None:
        two = telling_apart.newest(self._desk.shop)
        if two is not None:
            words = _("The list asks about them again.")
            self._say(telling_apart.take_back, (two.first, two.second), words)

    def _say(self, say: Callable[..., None], pair: tuple[int, int], words: str) -> None:
        first, second = pair
        try:
            say(
                self._desk.shop, by=self._desk.by, first=first, second=second,
                request=new_request(),
            )  # fmt: skip
        except ShopError as problem:
            self.refused.emit(problem)
            return
        self.told.emit(words)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"

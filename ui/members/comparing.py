"""Two records side by side: what each says, and which of it is to stay."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QPushButton, QWidget

from shopfans.domain.money import Money
from shopfans.services.members.duplicates import Side
from shopfans.services.members.merged_facts import Facts
from shopfans.texts import _, formats, labels
from ui.desk import Desk
from ui.widgets.pieces import Elided, button, label

_CHOSEN = ("name", "phone", "birthday", "note")
_TOLD = ("joined", "visits", "spent", "points", "stored", "coupons", "messages")


class Comparing(QWidget):
    """Facts to choose are buttons; what adds up is only told."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sides: tuple[Side, Side] | None = None
        self.titles = {name: label("small") for name in (*_CHOSEN, *_TOLD)}
        self.choices = {name: (self._choice(), self._choice()) for name in _CHOSEN}
        self.told = {name: (Elided(), Elided()) for name in _TOLD}
        self.either = QCheckBox()
        self._build()

    def show_pair(self, first: Side, second: Side) -> None:
        """The older record's facts stand, where it has any."""
        self._sides = (first, second)
        for name, (of_first, of_second) in self.choices.items():
            mine, hers = (self._value(name, side) for side in (first, second))
            (of_second if hers and not mine else of_first).setChecked(True)
        self.either.setChecked(False)
        self.either.setVisible(first.messages != second.messages)
        self.retranslate()

    def facts(self) -> Facts:
        """What was chosen of the second record."""
        chosen = {name: second.isChecked() for name, (_first, second) in self.choices.items()}
        return Facts(**chosen, messages=self.either.isChecked())

    def retranslate(self) -> None:
        words = {
            "name": _("Name"), "phone": _("Phone"), "birthday": _("Birthday"), "note": _("Note"),
            "joined": _("Joined"), "visits": _("Visits"), "spent": _("Spent"),
            "points": _("Points"), "stored": _("Stored value"),
            "coupons": _("Coupons in hand"), "messages": _("Messages"),
        }  # fmt: skip
        for name, title in self.titles.items():
            title.setText(words[name])
        self.either.setText(_("She would like messages about offers"))
        if self._sides is None:
            return
        for at, side in enumerate(self._sides):
            for name, choice in self.choices.items():
                choice[at].setText(self._value(name, side) or "–")
            for name, told in self.told.items():
                told[at].setText(self._value(name, side))

    def _value(self, name: str, side: Side) -> str:
        match name:
            case "birthday":
                return labels.birthday_text(side.birthday) if side.birthday else ""
            case "joined":
                return formats.day_text(side.joined)
            case "spent" | "stored":
                amount: Money = getattr(side, name)
                return self._desk.money(amount)
            case "messages":
                return _("yes") if side.messages else _("no")
            case "name" | "phone" | "note":
                return str(getattr(side, name))
            case _:
                return formats.count_text(getattr(side, name))

    def _choice(self) -> QPushButton:
        made = button("segment", self.changed.emit, takes_focus=True)
        made.setCheckable(True)
        return made

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for across in (1, 2):
            grid.setColumnStretch(across, 1)
        for down, name in enumerate((*_CHOSEN, *_TOLD)):
            grid.addWidget(self.titles[name], down, 0)
            if name in self.choices:
                group = QButtonGroup(self)
                for one in self.choices[name]:
                    group.addButton(one)
            for across, place in enumerate((self.choices | self.told)[name], 1):
                grid.addWidget(place, down, across)
        grid.addWidget(self.either, len(_CHOSEN) + len(_TOLD), 1, 1, 2)

"""To whom coupons go by what members are: a tier, a birthday this month or the next."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from shopfans.domain.audiences import Among
from shopfans.texts import _
from ui.desk import Desk
from ui.widgets.pieces import column, label, row


class AmongFields(QWidget):
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.tier_title, self.tier = label("small"), QComboBox()
        self.month_title, self.month = label("small"), QComboBox()
        across = row(gap=12)
        for title, box in ((self.tier_title, self.tier), (self.month_title, self.month)):
            across.addLayout(column(title, box, gap=4), 1)
            box.currentIndexChanged.connect(self.changed)
        self.setLayout(across)
        self.setFocusProxy(self.tier)

    def refresh(self) -> None:
        """The tiers there are now, and the months as they are today; what was chosen stays so."""
        rule, this = self._desk.terms.tiers, self._desk.today.replace(day=1)
        tiers = {None: _("any tier")} | {one.key: one.name for one in (rule.tiers if rule else ())}
        months = {None: _("any day"), this: _("this month"), _next(this): _("next month")}
        before = self.tier.currentData()
        _offer(self.tier, tiers, list(tiers).index(before) if before in tiers else 0)
        _offer(self.month, months, max(0, self.month.currentIndex()))

    def retranslate(self) -> None:
        self.tier_title.setText(_("Tier"))
        self.month_title.setText(_("Birthday"))
        self.tier.setAccessibleName(_("Tier"))
        self.month.setAccessibleName(_("Birthday"))
        self.refresh()

    def audience(self) -> Among:
        return Among(self.tier.currentData(), self.month.currentData())


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _offer(box: QComboBox, choices: Mapping[Any, str], chosen: int) -> None:
    """These, by what they stand for; nobody is told."""
    with QSignalBlocker(box):
        box.clear()
        for value, words in choices.items():
            box.addItem(words, value)
        box.setCurrentIndex(chosen)

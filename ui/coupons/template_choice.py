"""Which coupon comes by a rule, or none."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from shopfans.services.coupons.designing import TemplateName
from shopfans.texts import _


class TemplateChoice(QComboBox):
    """Templates that are issued, and the chosen one even if it is no more."""

    def offer(self, templates: Sequence[TemplateName], chosen: int | None) -> None:
        """Nobody is told that another stands there now: nobody chose it."""
        self.blockSignals(True)
        self.clear()
        self.addItem(_("none"), None)
        for one in templates:
            if one.active or one.id == chosen:
                words = one.name if one.active else _("{name} (stopped)").format(name=one.name)
                self.addItem(words, one.id)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)

    def retranslate(self) -> None:
        if self.count():
            self.setItemText(0, _("none"))

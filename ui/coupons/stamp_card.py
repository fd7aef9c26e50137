"""The stamp card: buy so many, and one more is free."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from shopfans.domain.points import parse_count
from shopfans.domain.stamps import StampRule
from shopfans.domain.terms import LONGEST_LAST, MOST_STAMPS, Terms
from shopfans.services.coupons import designing
from shopfans.services.goods import pricing
from shopfans.texts import _, ngettext
from ui.coupons.goods_picker import GoodsPicker
from ui.desk import Desk
from ui.keeping import Keeping
from ui.typed import Refused, count_or_none, read
from ui.widgets.field import Field
from ui.widgets.pieces import column, label, row


class StampCard(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.lead = label("heading"), label("muted", wraps=True)
        self.on = QCheckBox()
        self.needed, self.lasts, self.picker = Field(), Field(), GoodsPicker()
        self.sentence = label("strong", wraps=True)
        self.keeping = Keeping(desk)
        self.fields = QWidget()
        self._build()

    def refresh(self) -> None:
        """The rule in force, unless somebody is writing another."""
        shop = self._desk.shop
        self.picker.offer(pricing.goods(shop), designing.names_of_goods(shop))
        if self.keeping.is_touched:
            return
        rule = self._desk.terms.stamps
        shown = rule or StampRule()
        self.on.blockSignals(True)
        self.on.setChecked(rule is not None)
        self.on.blockSignals(False)
        self.needed.edit.setText(str(shown.needed))
        self.lasts.edit.setText(str(shown.lasts or ""))
        self.picker.choose(shown.goods, shown.categories)
        self._show()

    def retranslate(self) -> None:
        self.heading.setText(_("Stamp card"))
        self.lead.setText(_("Each piece brings a stamp; a full card gives one piece free."))
        self.on.setText(_("The shop has a stamp card"))
        self.needed.name(_("Stamps for a free piece"), "9")
        self.lasts.name(_("A stamp lasts, in days"), _("for ever"))
        self.picker.name(_("These bring a stamp"), _("all goods"))
        self.keeping.retranslate()
        self._show()

    def _typed(self) -> StampRule | None:
        """Raises Refused."""
        if not self.on.isChecked():
            return None
        goods, categories = self.picker.value()
        return StampRule(
            read(self.needed, parse_count, least=1, most=MOST_STAMPS),
            goods,
            categories,
            count_or_none(self.lasts, least=1, most=LONGEST_LAST),
        )

    def _terms(self) -> Terms:
        return replace(self._desk.terms, stamps=self._typed())

    def _touch(self) -> None:
        self.keeping.touch()
        self._show()

    def _show(self) -> None:
        self.fields.setEnabled(self.on.isChecked())
        try:
            rule = self._typed()
        except Refused:
            self.sentence.clear()
            return
        if rule is None:
            self.sentence.setText(_("No stamps are given; those that guests have are kept."))
            return
        words = ngettext(
            "Buy {n}, and the next one is free.", "Buy {n}, and the next one is free.", rule.needed
        )
        self.sentence.setText(words.format(n=rule.needed))

    def _save(self) -> None:
        self.keeping.keep(self._terms, self.refresh)

    def _build(self) -> None:
        inside = QVBoxLayout(self.fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addLayout(row(self.needed, self.lasts, gap=12))
        inside.addWidget(self.picker, 1)
        around = QVBoxLayout(self)
        around.setContentsMargins(18, 14, 18, 16)
        around.setSpacing(8)
        around.addLayout(column(self.heading, self.lead, self.on, gap=8))
        around.addWidget(self.fields, 1)
        around.addWidget(self.sentence)
        around.addWidget(self.keeping)
        self.keeping.wanted.connect(self._save)
        self.on.toggled.connect(self._touch)
        self.picker.changed.connect(self._touch)
        for field in (self.needed, self.lasts):
            field.edit.textEdited.connect(self._touch)
            field.edit.returnPressed.connect(self._save)

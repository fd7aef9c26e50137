"""The stamp card: buy so many, and one more is free."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.points import parse_count
from shopfans.domain.stamps import StampRule
from shopfans.domain.terms import LONGEST_LAST, MOST_STAMPS
from shopfans.services import designing, pricing, settings
from shopfans.texts import _, ngettext
from ui import theme
from ui.coupons.goods_picker import GoodsPicker
from ui.coupons.typed import Refused, count_or_none, read
from ui.desk import Desk
from ui.widgets.field import Field
from ui.widgets.pieces import button, column, label, row


class StampCard(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._is_touched = False
        self.heading, self.lead = label("heading"), label("muted", wraps=True)
        self.on = QCheckBox()
        self.needed, self.lasts, self.picker = Field(), Field(), GoodsPicker()
        self.sentence, self.saved = label("strong", wraps=True), label("good")
        self.problem = label("error", wraps=True)
        self.save = button("primary", self._save, takes_focus=True)
        self.fields = QWidget()
        self._build()

    def refresh(self) -> None:
        """The rule in force, unless somebody is writing another."""
        shop = self._desk.shop
        self.picker.offer(pricing.goods(shop), designing.names_of_goods(shop))
        if self._is_touched:
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
        self.save.setText(_("Save"))
        self.save.setIcon(theme.icon("check", theme.look().on_accent))
        self.saved.setText(_("Saved"))
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

    def _touch(self) -> None:
        self._is_touched = True
        self.saved.hide()
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
        self.problem.hide()
        try:
            terms = replace(self._desk.terms, stamps=self._typed())
            settings.save(self._desk.shop, by=self._desk.by, terms=terms, request=new_request())
        except Refused as refused:
            refused.field.refuse(self._desk.words(refused.problem))
        except ShopError as problem:
            self.problem.setText(self._desk.words(problem))
            self.problem.show()
        else:
            self._is_touched = False
            self.refresh()
            self.saved.show()

    def _build(self) -> None:
        inside = QVBoxLayout(self.fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addLayout(row(self.needed, self.lasts, gap=12))
        inside.addWidget(self.picker, 1)
        for part in (self.saved, self.problem):
            part.hide()
        around = QVBoxLayout(self)
        around.setContentsMargins(18, 14, 18, 16)
        around.setSpacing(8)
        around.addLayout(column(self.heading, self.lead, self.on, gap=8))
        around.addWidget(self.fields, 1)
        around.addLayout(column(self.sentence, self.problem, gap=8))
        around.addLayout(row(self.save, self.saved, None, gap=12))
        self.on.toggled.connect(self._touch)
        self.picker.changed.connect(self._touch)
        for field in (self.needed, self.lasts):
            field.edit.textEdited.connect(self._touch)
            field.edit.returnPressed.connect(self._save)

"""The owner's rules of points: earning, using, categories and special days, with an example."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.terms import Terms
from shopfans.services import pricing
from shopfans.texts import _
from shopfans.texts.examples import examples
from ui import theme
from ui.desk import Desk
from ui.settings.earning import EarningPanel
from ui.settings.multipliers import MultipliersPanel
from ui.settings.rates import RatesPanel
from ui.settings.spending import SpendingPanel
from ui.tokens import GAP
from ui.typed import Refused, kept_terms
from ui.widgets.pieces import button, column, label, panel, row


class PointsForm(QWidget):
    """Each refusal stands beside its field; what was granted under older terms keeps them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_touched = False
        self.earning, self.spending = EarningPanel(desk), SpendingPanel(desk)
        self.rates, self.multipliers = RatesPanel(), MultipliersPanel()
        self.example, self.problem = label("muted", wraps=True), label("error", wraps=True)
        self.saved = label("good")
        self.discard = button("quiet", self._discard, takes_focus=True)
        self.save = button("primary", self._save, takes_focus=True)
        self._build()

    def refresh(self) -> None:
        """The terms in force, unless somebody is typing others."""
        if self._is_touched:
            return
        terms = self._desk.terms
        categories = [good.category for good in pricing.goods(self._desk.shop)]
        self.earning.show_rule(terms.earning)
        self.spending.show_terms(terms)
        self.rates.show_rates(categories, terms.earning.by_category)
        self.multipliers.show_multipliers(terms.earning.multipliers)
        self.problem.hide()
        self._show_example()

    def retranslate(self) -> None:
        for part in (self.earning, self.spending, self.rates, self.multipliers):
            part.retranslate()
        self.save.setText(_("Save"))
        self.save.setIcon(theme.icon("check", theme.look().on_accent))
        self.discard.setText(_("Discard changes"))
        self.saved.setText(_("Saved"))
        self._show_example()

    def _typed(self) -> Terms:
        """The terms as the fields say. Raises Refused."""
        terms = self._desk.terms
        return replace(
            terms,
            earning=replace(
                self.earning.typed(terms.earning),
                by_category=self.rates.typed(),
                multipliers=self.multipliers.typed(),
            ),
            point_value=self.spending.worth(),
            points_last=self.spending.days(),
            spending=self.spending.rule(),
        )

    def _touch(self) -> None:
        self._mark(is_touched=True)
        self.saved.hide()
        self.problem.hide()
        self._show_example()

    def _mark(self, *, is_touched: bool) -> None:
        self._is_touched = is_touched
        self.discard.setVisible(is_touched)

    def _show_example(self) -> None:
        try:
            terms = self._typed()
        except Refused:
            self.example.clear()
        else:
            self.example.setText(examples(terms, self._desk.today))

    def _discard(self) -> None:
        self._mark(is_touched=False)
        self.refresh()
        self.earning.points.setFocus()

    def _save(self) -> None:
        if kept_terms(self._desk, self._typed, refuse=self._refuse):
            self._mark(is_touched=False)
            self.refresh()
            self.saved.show()
            return
        self._show_example()
        for part in (self.rates, self.multipliers):
            part.scrolled.keep_focus_in_view()

    def _refuse(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.show()

    def _build(self) -> None:
        self.saved.hide()
        self.discard.hide()
        above = row(gap=GAP)
        for part, share in ((self.earning, 5), (self.spending, 4), (self.rates, 3)):
            above.addWidget(part, share)
            part.changed.connect(self._touch)
        self.multipliers.changed.connect(self._touch)
        foot, inside = panel(edge=14, gap=4)
        across = row(gap=14)
        across.addWidget(self.example, 1)
        across.addLayout(column(None, row(self.saved, self.discard, self.save, gap=14), None))
        inside.addLayout(across)
        inside.addWidget(self.problem)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP)
        down.addLayout(above)
        down.addWidget(self.multipliers, 1)
        down.addWidget(foot)
        for field in (*self.earning.fields(), *self.spending.fields()):
            field.edit.returnPressed.connect(self._save)

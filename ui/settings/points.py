"""The owner's rules of points: earning, using, categories and special days, with an example."""

from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services.goods import pricing
from shopfans.texts.examples import examples
from ui.desk import Desk
from ui.keeping import Keeping
from ui.settings.earning import EarningPanel
from ui.settings.multipliers import MultipliersPanel
from ui.settings.rates import RatesPanel
from ui.settings.spending import SpendingPanel
from ui.tokens import GAP
from ui.typed import Refused
from ui.widgets.pieces import label, panel, row
from ui.widgets.scrolled import Scrolled

_ROOMY = 1050
"""Pixels of width from which on three panels stand beside each other."""


class PointsForm(QWidget):
    """Each refusal stands beside its field; what was granted under older terms keeps them."""

    topics = frozenset({Topic.TERMS, Topic.GOODS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.earning, self.spending = EarningPanel(desk), SpendingPanel(desk)
        self.rates, self.multipliers = RatesPanel(), MultipliersPanel()
        self.example, self.keeping = label("muted", wraps=True), Keeping(desk, discards=True)
        self._parts = QGridLayout()
        self._build()

    def refresh(self) -> None:
        """The terms in force, unless somebody is typing others."""
        if self.keeping.is_touched:
            return
        terms = self._desk.terms
        categories = [good.category for good in pricing.goods(self._desk.shop)]
        self.earning.show_rule(terms.earning)
        self.spending.show_terms(terms)
        self.rates.show_rates(categories, terms.earning.by_category)
        self.multipliers.show_multipliers(terms.earning.multipliers)
        self._show_example()

    def retranslate(self) -> None:
        for part in (self.earning, self.spending, self.rates, self.multipliers, self.keeping):
            part.retranslate()
        self._show_example()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where three panels have no room beside each other, the third goes below."""
        super().resizeEvent(event)
        is_roomy = self.width() >= _ROOMY
        self._parts.addWidget(self.earning, 0, 0)
        self._parts.addWidget(self.spending, 0, 1)
        self._parts.addWidget(self.rates, *((0, 2) if is_roomy else (2, 0, 1, 2)))
        self._parts.addWidget(self.multipliers, 1, 0, 1, 3 if is_roomy else 2)
        for column, share in enumerate((5, 4, 3 if is_roomy else 0)):
            self._parts.setColumnStretch(column, share)

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
        self.keeping.touch()
        self._show_example()

    def _show_example(self) -> None:
        try:
            terms = self._typed()
        except Refused:
            self.example.clear()
        else:
            self.example.setText(examples(terms, self._desk.today))

    def _discard(self) -> None:
        self.refresh()
        self.earning.points.setFocus()

    def _save(self) -> None:
        if self.keeping.keep(self._typed, self.refresh):
            return
        self._show_example()
        for part in (self.rates, self.multipliers):
            part.scrolled.keep_focus_in_view()

    def _build(self) -> None:
        for part in (self.earning, self.spending, self.rates, self.multipliers):
            part.changed.connect(self._touch)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(GAP)
        self._parts.setRowStretch(1, 1)
        every, scrolled = QWidget(), Scrolled()
        every.setLayout(self._parts)
        scrolled.setWidget(every)
        foot, inside = panel(edge=14, gap=4)
        across = row(gap=14)
        across.addWidget(self.example, 1)
        across.addWidget(self.keeping)
        inside.addLayout(across)
        self.keeping.wanted.connect(self._save)
        self.keeping.discarded.connect(self._discard)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP)
        down.addWidget(scrolled, 1)
        down.addWidget(foot)
        for field in (*self.earning.fields(), *self.spending.fields()):
            field.edit.returnPressed.connect(self._save)

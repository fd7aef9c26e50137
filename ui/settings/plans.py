"""Paid membership: what is sold and what it gives, and what that comes to for the shop."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services.coupons import designing
from shopfans.texts import _
from ui.desk import Desk
from ui.keeping import Keeping
from ui.settings.plan_figures import PlanTable
from ui.settings.plan_lines import PlanLines
from ui.tokens import GAP
from ui.widgets.pieces import label, panel, row


class PlansForm(QWidget):
    """Nothing is taken from who has a membership already: plans are for what is sold next."""

    topics = frozenset({Topic.TERMS, Topic.COUPONS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.lines, self.figures = PlanLines(desk), PlanTable(desk)
        self.keeping, self.rule = Keeping(desk, discards=True), label("muted", wraps=True)
        self._build()

    def refresh(self) -> None:
        """The plans on sale, unless somebody is writing others."""
        if self.keeping.is_touched:
            return
        self.lines.show_plans(self._desk.terms.plans, designing.names(self._desk.shop))
        self.lines.retranslate()

    def retranslate(self) -> None:
        for part in (self.lines, self.figures, self.keeping):
            part.retranslate()
        self.rule.setText(
            _("Of a tier and a membership the larger discount counts, and the larger multiplier. "
              "Coupons of a month come when she comes. Renewed early, it goes on without a gap; "
              "given back, the fee of the days left is returned.")
        )  # fmt: skip

    def _typed(self) -> Terms:
        """Raises Refused."""
        return replace(self._desk.terms, plans=self.lines.typed())

    def _discarded(self) -> None:
        self.refresh()
        self.lines.add.setFocus()

    def _save(self) -> None:
        self.keeping.keep(self._typed, self.refresh)
        self.lines.scrolled.keep_focus_in_view()

    def _build(self) -> None:
        self.lines.changed.connect(self.keeping.touch)
        self.keeping.discarded.connect(self._discarded)
        self.keeping.wanted.connect(self._save)
        foot, inside = panel(edge=14, gap=4)
        across = row(gap=14)
        across.addWidget(self.rule, 1)
        across.addWidget(self.keeping)
        inside.addLayout(across)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP)
        down.addWidget(self.lines, 5)
        down.addWidget(self.figures, 2)
        down.addWidget(foot)

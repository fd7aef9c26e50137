"""How points are used: what one is worth, how long it lasts, in which steps and up to what."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import MOST_AT_ONCE, Points, parse_count
from shopfans.domain.spending import ALL, MOST_STEP, SpendingRule
from shopfans.domain.terms import LONGEST_LAST, Terms
from shopfans.texts import _
from shopfans.texts.formats import number_text
from ui.desk import Desk
from ui.typed import read, read_or
from ui.widgets.field import Field
from ui.widgets.pieces import column, label


class SpendingPanel(QFrame):
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading = label("heading")
        self.value, self.last, self.step = Field(), Field(), Field()
        self.least, self.percent, self.most = Field(), Field(), Field()
        self.unproven = Field()
        self._build()

    def fields(self) -> tuple[Field, ...]:
        return (self.value, self.last, self.step, self.least, self.percent, self.most,
                self.unproven)  # fmt: skip

    def show_terms(self, terms: Terms) -> None:
        rule = terms.spending
        for field, text in zip(
            self.fields(),
            (
                number_text(terms.point_value, terms.currency),
                str(terms.points_last),
                str(rule.step) if rule.step != 1 else "",
                str(rule.least) if rule.least else "",
                str(rule.most_percent) if rule.most_percent != ALL else "",
                "" if rule.most_points is None else str(rule.most_points),
                "" if rule.unproven is None else str(rule.unproven),
            ),
            strict=True,
        ):
            field.edit.setText(text)
            field.forgive()

    def worth(self) -> Money:
        """What one point is worth. Raises Refused."""
        digits = self._desk.terms.currency.digits
        found: Money = read(self.value, parse_amount, digits=digits)
        return found

    def days(self) -> int:
        """How long points last. Raises Refused."""
        found: int = read(self.last, parse_count, least=1, most=LONGEST_LAST)
        return found

    def rule(self) -> SpendingRule:
        """Raises Refused."""
        return SpendingRule(
            step=read_or(1, self.step, parse_count, least=1, most=MOST_STEP),
            least=read_or(0, self.least, parse_count, least=0, most=MOST_STEP),
            most_percent=read_or(ALL, self.percent, parse_count, least=0, most=ALL),
            most_points=read_or(None, self.most, _points, least=0, most=MOST_AT_ONCE),
            unproven=read_or(None, self.unproven, _points, least=0, most=MOST_AT_ONCE),
        )

    def retranslate(self) -> None:
        symbol = self._desk.terms.currency.symbol
        self.heading.setText(_("Using points"))
        self.value.name(_("One point is worth, in {currency}").format(currency=symbol))
        self.last.name(_("Points last, in days"))
        self.step.name(_("Used in steps of"), "1")
        self.least.name(_("Not fewer than"), _("any"))
        self.percent.name(_("At most, in % of a price"), str(ALL))
        self.most.name(_("At most, in one sale"), _("any"))
        self.unproven.name(_("More only with her phone or its number"), _("any"))

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for number, field in enumerate(self.fields()):
            grid.addLayout(column(field, None), number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
            field.edit.textEdited.connect(self.changed)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 10, 18, 14)
        inside.setSpacing(8)
        inside.addWidget(self.heading)
        inside.addLayout(grid)
        inside.addStretch(1)


def _points(text: str, *, least: int, most: int) -> Points:
    return Points(parse_count(text, least=least, most=most))

"""How points arise: the rate, rounding, the money that counts, her birthday."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.earning_rule import (
    MOST_POINTS,
    WHOLE,
    BirthdaySpan,
    Counts,
    EarningRule,
    Rounding,
    parse_times,
)
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from shopfans.texts import _
from shopfans.texts.earning import times_text
from shopfans.texts.formats import number_text
from shopfans.texts.labels import counts_label, span_label
from ui.desk import Desk
from ui.tokens import CONTROL
from ui.typed import read, read_or
from ui.widgets.field import Field, beside
from ui.widgets.pieces import column, label, row
from ui.widgets.segments import Segments

_DOWN, _KEPT = (Rounding.DOWN, False), (Rounding.DOWN, True)
_NEAREST, _UP = (Rounding.NEAREST, False), (Rounding.UP, False)


class EarningPanel(QFrame):
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading = label("heading")
        self.points, self.each, self.minimum = Field(), Field(), Field()
        self.rounding_title, self.counts_title = label("small"), label("small")
        self.rounding = Segments([_DOWN, _KEPT, _NEAREST, _UP], wraps=True)
        self.counts = Segments(list(Counts), wraps=True)
        self.birthday, self.span = Field(), Segments(list(BirthdaySpan))
        self._build()

    def fields(self) -> tuple[Field, ...]:
        return (self.points, self.each, self.minimum, self.birthday)

    def show_rule(self, rule: EarningRule) -> None:
        currency = self._desk.terms.currency
        for field, text in zip(
            self.fields(),
            (
                str(rule.points),
                number_text(rule.each, currency),
                number_text(rule.minimum, currency) if rule.minimum else "",
                times_text(rule.birthday_percent) if rule.birthday_percent != WHOLE else "",
            ),
            strict=True,
        ):
            field.edit.setText(text)
            field.forgive()
        self.rounding.choose(_KEPT if rule.carries else (rule.rounding, False))
        self.counts.choose(rule.counts)
        self.span.choose(rule.birthday_span)

    def typed(self, rule: EarningRule) -> EarningRule:
        """The rule with what stands here. Raises Refused."""
        digits = self._desk.terms.currency.digits
        rounding, carries = self.rounding.value()
        return replace(
            rule,
            points=read(self.points, parse_count, least=0, most=MOST_POINTS),
            each=read(self.each, parse_amount, digits=digits),
            minimum=read_or(Money(), self.minimum, parse_amount, digits=digits),
            rounding=rounding,
            carries=carries,
            counts=self.counts.value(),
            birthday_percent=read_or(WHOLE, self.birthday, parse_times, least=WHOLE),
            birthday_span=self.span.value(),
        )

    def retranslate(self) -> None:
        symbol = self._desk.terms.currency.symbol
        self.heading.setText(_("Earning points"))
        self.points.name(_("Points earned"))
        self.each.name(_("for each full {currency}").format(currency=symbol))
        self.minimum.name(_("from a sale of, {currency}").format(currency=symbol), _("any"))
        self.rounding_title.setText(_("Parts of a point"))
        self.rounding.name(_("Dropped"), _("Saved up"), _("Nearest"), _("Rounded up"))
        self.counts_title.setText(_("Points are given on"))
        self.counts.name(*map(counts_label, Counts))
        self.birthday.name(_("On her birthday ×"), _("as ever"))
        self.span.name(*map(span_label, BirthdaySpan))

    def _build(self) -> None:
        self.span.setFixedHeight(CONTROL + 2)
        base, hers = row(gap=12), row(gap=12)
        for field in (self.points, self.each, self.minimum):
            base.addLayout(column(field, None), 1)
        hers.addLayout(column(self.birthday, None), 1)
        hers.addLayout(beside(self.span))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 10, 18, 12)
        inside.setSpacing(8)
        inside.addWidget(self.heading)
        inside.addLayout(base)
        inside.addLayout(column(self.rounding_title, self.rounding, gap=4))
        inside.addLayout(column(self.counts_title, self.counts, gap=4))
        inside.addLayout(hers)
        inside.addStretch(1)
        for field in self.fields():
            field.edit.textEdited.connect(self.changed)
        for choice in (self.rounding, self.counts, self.span):
            choice.chosen.connect(self.changed)

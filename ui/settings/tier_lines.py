"""A line for each tier: its name, from how much on, and what it gives."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from shopfans.domain.earning_rule import WHOLE, parse_times
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from shopfans.domain.tiers import LONGEST_NAME, MOST_OFF, MOST_TIERS, Measure, Tier, most_of
from shopfans.services.coupons.designing import TemplateName
from shopfans.texts import _
from shopfans.texts.earning import times_text
from shopfans.texts.formats import number_text
from ui.desk import Desk
from ui.settings.template_box import offer_templates, template_box
from ui.typed import parse_name, parse_percent, read, read_or
from ui.widgets.field import Field
from ui.widgets.line_list import Line, LineList
from ui.widgets.pieces import column, label, row

_NUMBER = 110
"""Pixels: an amount."""


class TierLines(LineList["TierLine"]):
    def __init__(self, desk: Desk) -> None:
        super().__init__(most=MOST_TIERS)
        self._desk = desk
        self._templates: Sequence[TemplateName] = ()
        self._measure = Measure.SPEND

    def show_tiers(
        self, tiers: Sequence[Tier], measure: Measure, templates: Sequence[TemplateName]
    ) -> None:
        self._templates, self._measure = templates, measure
        self.clear()
        for tier in tiers:
            self._line(tier)
        self.show_lines()

    def measure_by(self, measure: Measure) -> None:
        """Thresholds are of this kind from now on."""
        self._measure = measure
        for line in self.lines:
            line.measure_by(measure)
        self.retranslate()

    def typed(self) -> tuple[Tier, ...]:
        """Raises Refused."""
        return tuple(line.typed() for line in self.lines)

    def new_line(self) -> "TierLine":
        key = max((line.key for line in self.lines), default=0)
        had = self._desk.terms.tiers
        key = max(key, *(tier.key for tier in had.tiers)) if had else key
        return self._line(Tier(key + 1, "", 0))

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(_("Tiers, from the lowest up"))
        self.words.setText(
            _("Reached within a year, kept for a year. Gifts come when a sale lifts her.")
        )
        self.empty.setText(_("No tiers yet. Add the first one, for example Silver from 1,000."))

    def _line(self, tier: Tier) -> "TierLine":
        line = TierLine(self._desk, self.problem, self._measure)
        line.show_tier(tier, self._templates)
        return self.put(line)


class TierLine(Line):
    def __init__(self, desk: Desk, problem: QLabel, measure: Measure) -> None:
        super().__init__()
        self._desk, self.key, self.measure = desk, 0, measure
        self.name, self.threshold, self.percent, self.times = (
            Field(error=problem) for _field in range(4)
        )
        self.gift, self.birthday = template_box(), template_box()
        self.gift_title, self.birthday_title = label("small"), label("small")
        self.setFocusProxy(self.name.edit)
        self._build()

    def show_tier(self, tier: Tier, templates: Sequence[TemplateName]) -> None:
        self.key = tier.key
        self.name.edit.setText(tier.name)
        self.threshold.edit.setText(self._threshold_text(tier.threshold))
        self.percent.edit.setText(f"{tier.percent / 100:g}" if tier.percent else "")
        self.times.edit.setText(times_text(tier.times) if tier.times != WHOLE else "")
        for box, chosen in ((self.gift, tier.gift), (self.birthday, tier.birthday)):
            offer_templates(box, templates, chosen)

    def measure_by(self, measure: Measure) -> None:
        """The number stays, as far as it can be one of this kind."""
        self.measure = measure
        if measure is not Measure.SPEND:
            whole = self.threshold.text().replace(",", "").split(".")[0]
            self.threshold.edit.setText(whole)

    def typed(self) -> Tier:
        """Raises Refused."""
        return Tier(
            self.key,
            read(self.name, parse_name, most=LONGEST_NAME),
            self._threshold(),
            read_or(0, self.percent, parse_percent, most=MOST_OFF),
            read_or(WHOLE, self.times, parse_times, least=WHOLE),
            self.gift.currentData(),
            self.birthday.currentData(),
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.name.name(_("Name, seen at the till"), _("Silver"))
        self.threshold.name(self._threshold_title())
        self.percent.name(_("Off, in percent"), _("nothing"))
        self.times.name(_("Points ×"), "1")
        self.gift_title.setText(_("On reaching it"))
        self.birthday_title.setText(_("At the birthday"))
        self.gift.setAccessibleName(_("On reaching it"))
        self.birthday.setAccessibleName(_("At the birthday"))
        self.gift.setItemText(0, _("none"))
        self.birthday.setItemText(0, _("as for all"))

    def titles(self) -> tuple[QWidget, ...]:
        fields = (self.name, self.threshold, self.percent, self.times)
        above = (self.gift_title, self.birthday_title, *super().titles())
        return (*(field.title for field in fields), *above)

    def _threshold_title(self) -> str:
        return {
            Measure.SPEND: _("From, in {currency}").format(
                currency=self._desk.terms.currency.symbol
            ),
            Measure.VISITS: _("From so many visits"),
            Measure.GROWTH: _("From, in growth"),
        }[self.measure]

    def _threshold_text(self, threshold: int) -> str:
        if not threshold:
            return ""
        if self.measure is Measure.SPEND:
            return number_text(Money(threshold), self._desk.terms.currency)
        return str(threshold)

    def _threshold(self) -> int:
        if self.measure is Measure.SPEND:
            amount: Money = read(
                self.threshold, parse_amount, digits=self._desk.terms.currency.digits
            )
            return amount.fen
        found: int = read(self.threshold, parse_count, least=1, most=most_of(self.measure))
        return found

    def _build(self) -> None:
        for field in (self.threshold, self.percent, self.times):
            field.setFixedWidth(_NUMBER)
        for field in (self.name, self.threshold, self.percent, self.times):
            field.edit.textEdited.connect(self.changed)
        for box in (self.gift, self.birthday):
            box.activated.connect(self.changed)
        across = row(gap=10)
        across.addWidget(self.name, 3)
        for field in (self.threshold, self.percent, self.times):
            across.addWidget(field)
        across.addLayout(column(self.gift_title, self.gift, gap=4), 3)
        across.addLayout(column(self.birthday_title, self.birthday, gap=4), 3)
        across.addLayout(column(self._above, self.remove, None, gap=4))
        across.setContentsMargins(0, 0, 0, 0)
        self.setLayout(across)

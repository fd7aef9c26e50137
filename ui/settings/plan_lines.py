"""What the owner sells as a membership: on two lines each plan, its price and all that it gives."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout

from shopfans.domain.coupon_terms import CouponKind
from shopfans.domain.earning_rule import WHOLE, parse_times
from shopfans.domain.memberships import (
    LONGEST_NAME,
    LONGEST_TERM,
    MOST_COUPONS,
    MOST_OFF,
    MOST_PLANS,
    Plan,
)
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from shopfans.services.coupons.designing import TemplateName
from shopfans.texts import _
from shopfans.texts.earning import times_text
from shopfans.texts.formats import number_text
from ui.desk import Desk
from ui.settings.template_box import offer_templates, template_box
from ui.typed import parse_name, parse_percent, read, read_or
from ui.widgets.field import Field
from ui.widgets.line_list import Line, LineList
from ui.widgets.pieces import column, label, row, rule

_NUMBER, _FEW = 110, 64
"""Pixels: an amount, a small number."""


class PlanLines(LineList["PlanLine"]):
    def __init__(self, desk: Desk) -> None:
        super().__init__(most=MOST_PLANS)
        self._desk = desk
        self._templates: Sequence[TemplateName] = ()

    def show_plans(self, plans: Sequence[Plan], templates: Sequence[TemplateName]) -> None:
        self._templates = templates
        self.clear()
        for plan in plans:
            self._line(plan)
        self.show_lines()

    def typed(self) -> tuple[Plan, ...]:
        """Raises Refused."""
        return tuple(line.typed() for line in self.lines)

    def new_line(self) -> "PlanLine":
        keys = [line.key for line in self.lines] + [one.key for one in self._desk.terms.plans]
        return self._line(Plan(max(keys, default=0) + 1, "", Money()))

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(_("Memberships on sale"))
        self.words.setText(_("What was sold stays as it was sold."))
        self.empty.setText(
            _("None yet. Add the first one, for example a year for 398 with a tenth off: the "
              "counter sells it to members with one key.")
        )  # fmt: skip

    def _line(self, plan: Plan) -> "PlanLine":
        line = PlanLine(self._desk, self.problem)
        line.show_plan(plan, self._templates)
        return self.put(line)


class PlanLine(Line):
    def __init__(self, desk: Desk, problem: QLabel) -> None:
        super().__init__()
        self._desk, self.key = desk, 0
        self.name, self.price, self.months, self.percent, self.times = (
            Field(error=problem) for _field in range(5)
        )
        self.firsts, self.monthlies = Field(error=problem), Field(error=problem)
        self.first, self.monthly, self.item, self.birthday = (template_box() for _box in range(4))
        self.above = [label("small") for _box in self.boxes()]
        self.setFocusProxy(self.name.edit)
        self._build()

    def boxes(self) -> tuple[QComboBox, ...]:
        return (self.first, self.monthly, self.item, self.birthday)

    def show_plan(self, plan: Plan, templates: Sequence[TemplateName]) -> None:
        self.key = plan.key
        free = [one for one in templates if one.kind is CouponKind.FREE_ITEM]
        for box, some, chosen in (
            (self.first, templates, plan.first), (self.monthly, templates, plan.monthly),
            (self.item, free, plan.item), (self.birthday, templates, plan.birthday),
        ):  # fmt: skip
            offer_templates(box, some, chosen)
        currency = self._desk.terms.currency
        self.name.edit.setText(plan.name)
        self.price.edit.setText(number_text(plan.price, currency) if plan.price else "")
        self.months.edit.setText(str(plan.months))
        self.percent.edit.setText(f"{plan.percent / 100:g}" if plan.percent else "")
        self.times.edit.setText(times_text(plan.times) if plan.times != WHOLE else "")
        self.firsts.edit.setText(str(plan.firsts) if plan.firsts > 1 else "")
        self.monthlies.edit.setText(str(plan.monthlies) if plan.monthlies > 1 else "")

    def typed(self) -> Plan:
        """Raises Refused."""
        digits = self._desk.terms.currency.digits
        return Plan(
            self.key,
            read(self.name, parse_name, most=LONGEST_NAME),
            read(self.price, parse_amount, digits=digits),
            read(self.months, parse_count, least=1, most=LONGEST_TERM),
            read_or(0, self.percent, parse_percent, most=MOST_OFF),
            read_or(WHOLE, self.times, parse_times, least=WHOLE),
            self.first.currentData(),
            read_or(1, self.firsts, parse_count, least=1, most=MOST_COUPONS),
            self.monthly.currentData(),
            read_or(1, self.monthlies, parse_count, least=1, most=MOST_COUPONS),
            self.item.currentData(),
            self.birthday.currentData(),
        )

    def retranslate(self) -> None:
        super().retranslate()
        symbol = self._desk.terms.currency.symbol
        self.name.name(_("Name, seen at the till"), _("Gold card"))
        self.price.name(_("Price, in {currency}").format(currency=symbol), "398")
        self.months.name(_("Months"), "12")
        self.percent.name(_("Off, in percent"), _("nothing"))
        self.times.name(_("Points ×"), "1")
        self.firsts.name(_("Each"), "1")
        self.monthlies.name(_("Each"), "1")
        titles = (
            _("Coupons at the start"), _("Coupons each month"), _("Free each month"),
            _("At the birthday"),
        )  # fmt: skip
        for above, box, title in zip(self.above, self.boxes(), titles, strict=True):
            above.setText(title)
            box.setAccessibleName(title)
            box.setItemText(0, _("none"))
        self.birthday.setItemText(0, _("as for all"))

    def _build(self) -> None:
        for field in (self.price, self.months, self.percent, self.times):
            field.setFixedWidth(_NUMBER)
        for field in (self.firsts, self.monthlies):
            field.setFixedWidth(_FEW)
        fields = (
            self.name, self.price, self.months, self.percent, self.times, self.firsts,
            self.monthlies,
        )  # fmt: skip
        for field in fields:
            field.edit.textEdited.connect(self.changed)
        for box in self.boxes():
            box.activated.connect(self.changed)
        above, below = row(gap=10), row(gap=10)
        above.addWidget(self.name, 1)
        for field in (self.price, self.months, self.percent, self.times):
            above.addWidget(field)
        above.addLayout(column(self._above, self.remove, None, gap=4))
        for title, box, count in zip(
            self.above, self.boxes(), (self.firsts, self.monthlies, None, None), strict=True
        ):
            below.addLayout(column(title, box, None, gap=4), 1)
            if count is not None:
                below.addWidget(count)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 4, 0, 8)
        down.setSpacing(6)
        down.addLayout(above)
        down.addLayout(below)
        down.addSpacing(4)
        down.addWidget(rule())

"""Coupons that come by themselves, and what a refund does with coupons and points."""

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.points import parse_count
from shopfans.domain.terms import FARTHEST_AHEAD, RefundPolicy, Terms
from shopfans.services.coupons import designing
from shopfans.texts import _
from ui.coupons.template_choice import TemplateChoice
from ui.desk import Desk
from ui.keeping import Keeping
from ui.typed import read
from ui.widgets.field import Field
from ui.widgets.pieces import column, label, rule
from ui.widgets.segments import Segments


class ByRule(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.refunds = label("heading"), label("heading")
        self.welcome_title, self.welcome = label("small"), TemplateChoice()
        self.birthday_title, self.birthday = label("small"), TemplateChoice()
        self.ahead, self.grace = Field(), Field()
        self.policy_title = label("small")
        self.policy, self.meaning = Segments(list(RefundPolicy)), label("muted", wraps=True)
        self.keeping = Keeping(desk)
        self._build()

    def refresh(self) -> None:
        """The rules in force, unless somebody is writing others."""
        if self.keeping.is_touched:
            return
        terms = self._desk.terms
        templates = designing.names(self._desk.shop)
        self.welcome.offer(templates, terms.welcome_template)
        self.birthday.offer(templates, terms.birthday_template)
        self.ahead.edit.setText(str(terms.birthday_ahead))
        self.grace.edit.setText(str(terms.coupon_grace))
        self.policy.choose(terms.refund_policy)
        self._show_meaning()

    def retranslate(self) -> None:
        self.heading.setText(_("Coupons that come by themselves"))
        self.refunds.setText(_("When a sale is refunded"))
        self.welcome_title.setText(_("At joining"))
        self.welcome.setAccessibleName(_("At joining"))
        self.birthday_title.setText(_("At the birthday"))
        self.birthday.setAccessibleName(_("At the birthday"))
        self.ahead.name(_("Days before the birthday"))
        self.grace.name(_("A coupon that comes back lasts at least, in days"))
        self.policy_title.setText(_("Points that are spent already"))
        self.policy.name(_("Owed"), _("Kept back"))
        self.keeping.retranslate()
        for box in (self.welcome, self.birthday):
            box.retranslate()
        self._show_meaning()

    def _typed(self) -> Terms:
        """Raises Refused."""
        return replace(
            self._desk.terms,
            welcome_template=self.welcome.currentData(),
            birthday_template=self.birthday.currentData(),
            birthday_ahead=read(self.ahead, parse_count, least=0, most=FARTHEST_AHEAD),
            coupon_grace=read(self.grace, parse_count, least=0, most=FARTHEST_AHEAD),
            refund_policy=self.policy.value(),
        )

    def _touch(self) -> None:
        self.keeping.touch()
        self._show_meaning()

    def _show_meaning(self) -> None:
        if self.policy.value() is RefundPolicy.BELOW_ZERO:
            self.meaning.setText(_("Her points go below zero; the next ones fill them up."))
        else:
            self.meaning.setText(_("Their worth is kept back from the money returned."))

    def _save(self) -> None:
        self.keeping.keep(self._typed, self.refresh)

    def _build(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addWidget(self.heading)
        inside.addLayout(column(self.welcome_title, self.welcome, gap=4))
        inside.addLayout(column(self.birthday_title, self.birthday, gap=4))
        inside.addLayout(column(self.ahead, rule(), self.refunds, self.grace))
        inside.addLayout(column(self.policy_title, self.policy, self.meaning, gap=4))
        inside.addStretch(1)
        inside.addWidget(self.keeping)
        self.keeping.wanted.connect(self._save)
        for box in (self.welcome, self.birthday):
            box.currentIndexChanged.connect(self._touch)
        for field in (self.ahead, self.grace):
            field.edit.textEdited.connect(self._touch)
            field.edit.returnPressed.connect(self._save)
        self.policy.chosen.connect(self._touch)

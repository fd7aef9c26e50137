"""What both get for a friend who was brought: the owner's rule, with its effect as an example."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money, parse_sum
from shopfans.domain.points import Points, parse_count
from shopfans.domain.referral import MOST_A_MONTH, MOST_POINTS, ReferralRule, Reward
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services.coupons import designing
from shopfans.services.coupons.designing import TemplateName
from shopfans.texts import _
from shopfans.texts.formats import number_text
from shopfans.texts.referral import effect_text
from ui.coupons.template_choice import TemplateChoice
from ui.desk import Desk
from ui.keeping import Keeping
from ui.typed import Refused, read, read_or
from ui.widgets.field import Field
from ui.widgets.pieces import column, label, row


class FriendsRule(QFrame):
    """Nothing is taken from what members got already: the rule is for friends who come from now
    on."""

    topics = frozenset({Topic.COUPONS, Topic.TERMS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._templates: Sequence[TemplateName] = ()
        self.heading, self.lead = label("heading"), label("muted", wraps=True)
        self.on, self.fields = QCheckBox(), QWidget()
        self.referrer, self.referred = _RewardFields(), _RewardFields()
        self.least, self.most = Field(), Field()
        self.example, self.back = label("strong", wraps=True), label("muted", wraps=True)
        self.keeping = Keeping(desk)
        self._build()

    def refresh(self) -> None:
        """The rule in force, unless somebody is writing another."""
        self._templates = designing.names(self._desk.shop)
        if self.keeping.is_touched:
            return
        rule, currency = self._desk.terms.referral, self._desk.terms.currency
        self.on.blockSignals(True)
        self.on.setChecked(rule.gives)
        self.on.blockSignals(False)
        self.referrer.show_reward(rule.referrer, self._templates)
        self.referred.show_reward(rule.referred, self._templates)
        self.least.edit.setText(number_text(rule.least, currency) if rule.least else "")
        self.most.edit.setText(str(rule.most_a_month))
        self._show()

    def retranslate(self) -> None:
        self.heading.setText(_("Bring a friend"))
        self.lead.setText(
            _("Both get something with the first visit that the friend pays for, once. Who brought "
              "the one who brought her gets nothing.")
        )  # fmt: skip
        self.on.setText(_("Who brings a friend is rewarded"))
        self.referrer.name(_("She who brought her gets"))
        self.referred.name(_("The friend gets"))
        symbol = self._desk.terms.currency.symbol
        self.least.name(
            _("The friend pays at least, in {currency}").format(currency=symbol), _("any")
        )
        self.most.name(_("Friends a month at most"))
        self.back.setText(
            _("Beyond that many friends in a month only the friend gets hers: the shop does not "
              "know who lives together. Two records of one person count as one. If the visit is "
              "refunded, both give it back: points that are spent are owed, a coupon that is used "
              "stays used.")
        )  # fmt: skip
        self.keeping.retranslate()
        self._show()

    def typed(self) -> ReferralRule:
        """The rule as it is written. Raises Refused."""
        digits = self._desk.terms.currency.digits
        return ReferralRule(
            self.on.isChecked(),
            self.referrer.typed(),
            self.referred.typed(),
            read_or(Money(), self.least, parse_sum, digits=digits),
            read(self.most, parse_count, least=1, most=MOST_A_MONTH),
        )

    def _terms(self) -> Terms:
        return replace(self._desk.terms, referral=self.typed())

    def _touch(self) -> None:
        self.keeping.touch()
        self._show()

    def _show(self) -> None:
        self.fields.setEnabled(self.on.isChecked())
        names = {one.id: one.name for one in self._templates}
        try:
            rule = self.typed()
        except (Refused, ShopError):
            self.example.clear()
            return
        currency = self._desk.terms.currency
        self.example.setText(effect_text(rule, currency, lambda one: names.get(one, "")))

    def _save(self) -> None:
        self.keeping.keep(self._terms, self.refresh)

    def _build(self) -> None:
        within = column(self.referrer, self.referred, row(self.least, self.most, gap=12), gap=12)
        self.fields.setLayout(within)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        for part in (self.heading, self.lead, self.on, self.fields, self.example, self.back):
            inside.addWidget(part)
        inside.addStretch(1)
        inside.addWidget(self.keeping)
        self.keeping.wanted.connect(self._save)
        self.on.toggled.connect(self._touch)
        for one in (self.referrer, self.referred):
            one.coupon.currentIndexChanged.connect(self._touch)
        for field in (self.referrer.points, self.referred.points, self.least, self.most):
            field.edit.textEdited.connect(self._touch)
            field.edit.returnPressed.connect(self._save)


class _RewardFields(QWidget):
    """Points, a coupon, or both."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.points, self.coupon_title = label("strong"), Field(), label("small")
        self.coupon = TemplateChoice()
        self.points.setFixedWidth(110)
        across = row(gap=12)
        across.addWidget(self.points)
        across.addLayout(column(self.coupon_title, self.coupon, gap=4), 1)
        self.setLayout(column(self.title, across, gap=4))

    def show_reward(self, reward: Reward, templates: Sequence[TemplateName]) -> None:
        self.points.edit.setText(str(reward.points) if reward.points else "")
        self.points.forgive()
        self.coupon.offer(templates, reward.template)

    def name(self, title: str) -> None:
        self.title.setText(title)
        self.points.name(_("Points"), _("none"))
        self.points.edit.setAccessibleName(f"{title}: {_('Points')}")
        self.coupon_title.setText(_("Coupon"))
        self.coupon.setAccessibleName(f"{title}: {_('Coupon')}")
        self.coupon.retranslate()

    def typed(self) -> Reward:
        """Raises Refused."""
        points = read_or(0, self.points, parse_count, least=0, most=MOST_POINTS)
        return Reward(Points(points), self.coupon.currentData())

"""How many of a coupon there are, and what it can be used together with."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from shopfans.domain.coupon_terms import MOST_COUPONS, CouponTerms
from shopfans.texts import _
from ui.typed import count_or_none
from ui.widgets.field import Field
from ui.widgets.pieces import column, label, row


class LimitFields(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("heading")
        self.per_member, self.in_all = Field(), Field()
        self.with_points, self.with_tier, self.with_coupons = (QCheckBox() for _box in range(3))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self.heading)
        inside.addLayout(row(self.per_member, self.in_all, gap=12))
        inside.addLayout(column(self.with_points, self.with_tier, self.with_coupons, gap=0))
        for field in (self.per_member, self.in_all):
            field.edit.textEdited.connect(self.changed)
        for box in (self.with_points, self.with_tier, self.with_coupons):
            box.toggled.connect(self.changed)

    def show_terms(self, terms: CouponTerms) -> None:
        for field, limit in ((self.per_member, terms.per_member), (self.in_all, terms.in_all)):
            field.edit.setText(str(limit or ""))
            field.forgive()
        self.with_points.setChecked(terms.with_points)
        self.with_tier.setChecked(terms.with_tier)
        self.with_coupons.setChecked(terms.with_coupons)

    def terms(self, others: CouponTerms) -> CouponTerms:
        """The others with these limits. Raises Refused."""
        return replace(
            others,
            per_member=count_or_none(self.per_member, least=1, most=MOST_COUPONS),
            in_all=count_or_none(self.in_all, least=1, most=MOST_COUPONS),
            with_points=self.with_points.isChecked(),
            with_tier=self.with_tier.isChecked(),
            with_coupons=self.with_coupons.isChecked(),
        )

    def retranslate(self) -> None:
        self.heading.setText(_("How many, and beside what"))
        self.per_member.name(_("For one member"), _("no limit"))
        self.in_all.name(_("In all"), _("no limit"))
        self.with_points.setText(_("Together with points"))
        self.with_tier.setText(_("Together with the tier discount"))
        self.with_coupons.setText(_("Together with other coupons"))

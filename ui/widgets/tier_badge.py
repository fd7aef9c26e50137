"""The name of a tier, small, beside the name of a member."""

from PySide6.QtWidgets import QLabel, QSizePolicy

from shopfans.domain.tiers import Tier
from shopfans.texts.tiers import benefit_text
from ui.widgets.pieces import label


def tier_badge() -> QLabel:
    badge = label("badge")
    badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    badge.hide()
    return badge


def show_tier(badge: QLabel, tier: Tier | None) -> None:
    """Her tier, with what it gives when the pointer rests on it; hidden for none."""
    badge.setVisible(tier is not None)
    if tier is not None:
        badge.setText(tier.name)
        badge.setToolTip(f"<span>{benefit_text(tier)}</span>")

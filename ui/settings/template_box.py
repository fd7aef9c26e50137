"""Which coupon comes along with something: none, or one of the templates."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from shopfans.services.coupons.designing import TemplateName


def template_box() -> QComboBox:
    """Empty yet, and as narrow as its place."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box


def offer_templates(box: QComboBox, templates: Sequence[TemplateName], chosen: int | None) -> None:
    """None, those that are issued, and the chosen one even if it is issued to nobody else."""
    box.clear()
    box.addItem("", None)
    for one in templates:
        if one.active or one.id == chosen:
            box.addItem(one.name, one.id)
    box.setCurrentIndex(max(0, box.findData(chosen)))

"""A field for a PIN: digits, shown as dots."""

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLabel, QLineEdit

from ui.widgets.field import Field


def pin_field(*, error: QLabel | None = None) -> Field:
    made = Field(error=error)
    made.edit.setEchoMode(QLineEdit.EchoMode.Password)
    made.edit.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), made.edit))
    return made

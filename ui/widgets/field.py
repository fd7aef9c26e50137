"""A field with its name above and its error below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.pieces import column, label, set_tone


class Field(QWidget):
    """One line to type in; a refusal stands below it until something else is typed.

    Fields beside each other may share one label for it, below the row.
    """

    def __init__(self, parent: QWidget | None = None, *, error: QLabel | None = None) -> None:
        super().__init__(parent)
        self.title = label("small")
        self.edit = QLineEdit()
        self.edit.setMaxLength(20_000)  # what is too long is refused in words, never cut off
        self.error = error or label("error", wraps=True)
        self.error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.title, self.edit):
            column.addWidget(part)
        if error is None:
            column.addWidget(self.error)
        self.title.setBuddy(self.edit)
        self.edit.textEdited.connect(self.forgive)
        self.setFocusProxy(self.edit)

    def name(self, title: str, hint: str = "") -> None:
        self.title.setText(title)
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(title)

    def text(self) -> str:
        return self.edit.text()

    def refuse(self, words: str) -> None:
        """Say what is wrong, here, and wait here for the correction."""
        self.error.setText(words)
        self.error.show()
        set_tone(self.edit, "wrong", value=True)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def forgive(self) -> None:
        if not self.error.isHidden():
            self.error.hide()
            set_tone(self.edit, "wrong", value=False)

    def clear(self) -> None:
        self.edit.clear()
        self.forgive()


def beside(thing: QWidget) -> QVBoxLayout:
    """Something that stands level with the line of a field, under a title of no words."""
    return column(label("small", " "), thing, None, gap=4)

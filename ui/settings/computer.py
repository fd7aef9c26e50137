"""What holds on this computer alone: the language, the look, and the way to the printer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from shopfans import texts
from shopfans.texts import _
from ui import theme
from ui.preferences import Preferences
from ui.widgets.pieces import Elided, button, column, label
from ui.widgets.segments import Segments


class Computer(QFrame):
    printer_asked = Signal()
    """The button of the receipt printer was pressed, or let go."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.note = Elided("muted")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.printer = button("", self.printer_asked.emit, takes_focus=True)
        self.printer.setCheckable(True)
        self.language_title, self.look_title = label("small"), label("small")
        self.language, self.look = Segments(list(texts.LANGUAGES)), Segments(theme.CHOICES)
        self.language.name(*texts.LANGUAGES.values())
        self.language.choose(texts.language())
        self.look.choose(Preferences().look)
        across = QHBoxLayout(self)
        across.setContentsMargins(18, 12, 18, 14)
        across.setSpacing(36)
        across.addLayout(column(self.language_title, self.language, gap=6))
        across.addLayout(column(self.look_title, self.look, gap=6))
        across.addWidget(self.note, 1)
        across.addWidget(self.printer)

    def retranslate(self) -> None:
        self.note.setText(_("Holds on this computer alone."))
        self.language_title.setText(_("Language"))
        self.look_title.setText(_("Look"))
        self.printer.setText(_("Receipt printer"))
        self.printer.setIcon(theme.icon("printer"))
        self.look.name(_("As the computer"), _("Light"), _("Dark"))
        self.language.choose(texts.language())
        for choice, icon in zip(theme.CHOICES, ("desktop", "sun", "moon"), strict=True):
            self.look.button(choice).setIcon(theme.icon(icon))

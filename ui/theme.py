"""How the tokens reach the widgets: Fusion, a palette, one style sheet, icons in the right ink."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import resources
from shopfans import texts
from ui.tokens import CONTROL, DARK, LIGHT, RADIUS, Look, families

CHOICES = ("system", "light", "dark")

if TYPE_CHECKING:
    # Qt makes its classes when they are first named: not before the first paint.
    from PySide6.QtGui import QIcon, QPalette

_look = LIGHT


def look() -> Look:
    """The look in force."""
    return _look


def choose(app: QApplication, choice: str) -> None:
    """The look in force from now on: light, dark, or as the computer has it."""
    global _look  # noqa: PLW0603  (a program has one look)
    is_dark = choice == "dark" or (
        choice == "system" and app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    _look = DARK if is_dark else LIGHT


def put_on(app: QApplication) -> None:
    """Dress the whole program in the look in force, with the fonts of the language in force."""
    from PySide6.QtGui import QFont

    app.setStyle("Fusion")
    font = QFont()
    font.setFamilies(families(texts.language()))
    font.setPixelSize(14)
    app.setFont(font)
    app.setPalette(_palette(_look))
    app.setStyleSheet(style_sheet(_look))
    icon("gear")  # loads the icons' font: after Chinese text was laid out, its glyphs would be lost


def style_sheet(of: Look) -> str:
    """The style sheet with the look's colours written in."""
    words = {
        **of._asdict(),
        "radius": RADIUS,
        "small_radius": RADIUS - 3,
        "control": CONTROL,
        "chevron": resources.path("chevron.svg").as_posix(),
        "check_mark": resources.path("check-mark.svg").as_posix(),
    }
    sheet = resources.text("style.qss")
    for name, value in words.items():
        sheet = sheet.replace(f"${{{name}}}", str(value))
    return sheet


def icon(name: str, ink: str | None = None) -> "QIcon":
    """An icon of the Phosphor set in the look's text colour, or in another ink."""
    import qtawesome  # not before the first paint

    made: QIcon = qtawesome.icon(f"ph.{name}", color=ink or _look.text)
    return made


def _palette(of: Look) -> "QPalette":
    from PySide6.QtGui import QColor, QPalette

    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: of.ground,
        QPalette.ColorRole.WindowText: of.text,
        QPalette.ColorRole.Base: of.surface,
        QPalette.ColorRole.AlternateBase: of.raised,
        QPalette.ColorRole.Text: of.text,
        QPalette.ColorRole.Button: of.surface,
        QPalette.ColorRole.ButtonText: of.text,
        QPalette.ColorRole.ToolTipBase: of.raised,
        QPalette.ColorRole.ToolTipText: of.text,
        QPalette.ColorRole.PlaceholderText: of.muted,
        QPalette.ColorRole.Highlight: of.accent,
        QPalette.ColorRole.HighlightedText: of.on_accent,
        QPalette.ColorRole.Link: of.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette

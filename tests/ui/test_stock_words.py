"""What Qt says by itself is said in the language of the program too."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from shopfans import texts
from ui.main_window import MainWindow
from ui.preferences import Preferences


def on_the_menu_of_a_field(qtbot: QtBot) -> str:
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    return " ".join(action.text() for action in menu.actions())


@pytest.mark.parametrize(
    ("language", "copy"), [("zh_CN", "复制"), ("zh_TW", "複製"), ("en", "Copy")]
)
def test_the_menu_of_a_field_speaks_the_language_chosen(
    qtbot: QtBot, qapp: QApplication, language: str, copy: str
) -> None:
    window = MainWindow(qapp, Preferences())
    qtbot.addWidget(window)
    window.speak(language)
    try:
        assert copy in on_the_menu_of_a_field(qtbot).replace("&", "")
    finally:
        texts.speak("en")

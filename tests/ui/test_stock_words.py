"""What Qt says by itself is said in the language of the program too."""

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
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


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh_CN", ["查找范围(&L)：", "文件名称(&N)：", "文件类型(&T)："]),
        ("zh_TW", ["查詢範圍(&L)：", "檔名(&N)：", "檔案類型(&T)："]),
    ],
)
def test_no_word_of_the_dialog_for_files_stays_english(
    qtbot: QtBot, qapp: QApplication, language: str, words: list[str]
) -> None:
    window = MainWindow(qapp, Preferences())
    qtbot.addWidget(window)
    window.speak(language)
    try:
        dialog = QFileDialog()
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        qtbot.addWidget(dialog)
        dialog.show()
        assert [label.text() for label in dialog.findChildren(QLabel)] == words
    finally:
        texts.speak("en")

"""What this computer remembers: language and look. The shop's own choices are in its file."""

from pathlib import Path

from PySide6.QtCore import QLocale, QSettings, QStandardPaths

from shopfans import texts
from ui import theme


class Preferences:
    """Kept by Qt where the computer keeps such things."""

    def __init__(self) -> None:
        self._kept = QSettings("ShopFans", "ShopFans")

    @property
    def language(self) -> str:
        kept = str(self._kept.value("language", ""))
        return kept if kept in texts.LANGUAGES else language_of_computer()

    @language.setter
    def language(self, language: str) -> None:
        self._kept.setValue("language", language)

    @property
    def look(self) -> str:
        kept = str(self._kept.value("look", ""))
        return kept if kept in theme.CHOICES else "system"

    @look.setter
    def look(self, look: str) -> None:
        self._kept.setValue("look", look)


def language_of_computer() -> str:
    """Chinese as the computer writes it, else English."""
    locale = QLocale.system()
    if locale.language() is not QLocale.Language.Chinese:
        return "en"
    traditional = locale.script() is QLocale.Script.TraditionalChineseScript
    return "zh_TW" if traditional else "zh_CN"


def documents_folder() -> Path:
    """Where the user keeps what she writes; her home if she has no such folder."""
    documents = Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    )
    return documents if documents.is_dir() else Path.home()


def data_folder() -> Path:
    """Where the shop's file and the log live: a folder of the user's own."""
    own = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(own)) / "ShopFans"

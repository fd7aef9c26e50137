"""Qt's own words, on the menus of fields and in the dialogs for files, in the language spoken."""

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from shopfans import texts
from shopfans.texts import _


class StockWords(QTranslator):
    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self.follow()

    def follow(self) -> None:
        """As the program speaks now; where Qt was installed without its words they stay English."""
        self._app.removeTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self.load(f"qtbase_{texts.spoken()}", folder):
            self._app.installTranslator(self)

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Qt's words, or ours where it changed its English and its translations lag behind.

        None and not an empty text where nobody has a word for it: Qt would show that.
        """
        if context == "QFileDialog":
            match source:
                case "&Look in:":
                    return _("&Look in:")
                case "Files of &type:":
                    return _("Files of &type:")
        return super().translate(context, source, disambiguation, n) or None

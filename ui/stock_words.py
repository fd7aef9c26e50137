"""Qt's own words, on the menus of fields and in the dialogs for files, in the language spoken."""

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from shopfans import texts


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

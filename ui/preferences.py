"""What this computer remembers: language and look. The shop's own choices are in its file."""

from enum import Enum
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QLocale, QSettings, QStandardPaths

from shopfans import texts
from ui import theme


class PrinterKind(Enum):
    NONE = "none"
    SYSTEM = "system"
    """One that the computer's own programs print on, by its name."""
    NETWORK = "network"
    """A thermal printer by its address, 192.168.1.50 or 192.168.1.50:9100."""
    DEVICE = "device"
    """A thermal printer by its device file; on Windows by its name."""


class Printer(NamedTuple):
    """The receipt printer of this computer and what it is used for."""

    kind: PrinterKind = PrinterKind.NONE
    address: str = ""
    paper_mm: int = 58
    prints_receipts: bool = True
    """After every sale, by itself."""
    kicks_drawer: bool = False
    """The cash drawer hangs on the printer and opens when cash is paid."""


PAPERS_MM = (58, 80)


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

    @property
    def printer(self) -> Printer:
        kept = {name: str(self._kept.value(f"printer/{name}", "")) for name in Printer._fields}
        kinds = {kind.value: kind for kind in PrinterKind}
        return Printer(
            kind=kinds.get(kept["kind"], PrinterKind.NONE),
            address=kept["address"],
            paper_mm=80 if kept["paper_mm"] == "80" else 58,
            prints_receipts=kept["prints_receipts"] != "no",
            kicks_drawer=kept["kicks_drawer"] == "yes",
        )

    @printer.setter
    def printer(self, printer: Printer) -> None:
        for name, value in (
            ("kind", printer.kind.value),
            ("address", printer.address),
            ("paper_mm", str(printer.paper_mm)),
            ("prints_receipts", "yes" if printer.prints_receipts else "no"),
            ("kicks_drawer", "yes" if printer.kicks_drawer else "no"),
        ):
            self._kept.setValue(f"printer/{name}", value)


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

"""What this computer remembers: language, look, printer, the phones' door, who worked last.

The shop's own choices are in its file.
"""

from enum import Enum
from hashlib import sha256
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
    """The cash drawer hangs on the printer and opens when cash comes or goes."""


PAPERS_MM = (58, 80)

PORT = 8765
LOWEST_PORT, HIGHEST_PORT = 1024, 65_535
"""Below, a program needs rights that this one should not have."""


class Joining(NamedTuple):
    """How guests' phones reach the sign-up page of a shop on this computer.

    Here and not in the shop's file: network and port are this computer's, and the file keeps every
    version of the owner's terms for ever, where a password of the Wi-Fi has no business.
    """

    is_on: bool = False
    network: str = ""
    """The computer's own name for it; empty: whichever there is, Wi-Fi first."""
    port: int = PORT
    secret: str = ""
    """The path of the page; printed on posters, so it stays until the owner renews it."""
    wifi_name: str = ""
    wifi_password: str = ""
    printed: str = ""
    """Where the last poster leads."""
    is_on_second_screen: bool = False
    """The codes stand on a screen that faces the guests."""


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

    def joining(self, shop: Path) -> Joining:
        """What was chosen for the shop in this file."""
        group = _of("joining", shop)
        kept = {name: str(self._kept.value(f"{group}/{name}", "")) for name in Joining._fields}
        port = int(kept["port"]) if kept["port"].isdecimal() else PORT
        return Joining(
            is_on=kept["is_on"] == "yes",
            network=kept["network"],
            port=port if LOWEST_PORT <= port <= HIGHEST_PORT else PORT,
            secret=kept["secret"],
            wifi_name=kept["wifi_name"],
            wifi_password=kept["wifi_password"],
            printed=kept["printed"],
            is_on_second_screen=kept["is_on_second_screen"] == "yes",
        )

    def keep_joining(self, shop: Path, joining: Joining) -> None:
        for name, value in joining._asdict().items():
            text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
            self._kept.setValue(f"{_of('joining', shop)}/{name}", text)

    def last_operator(self, shop: Path) -> int | None:
        """Who signed in last on this computer to the shop in this file; she may have left since."""
        kept = str(self._kept.value(_of("operator", shop), ""))
        return int(kept) if kept.isdecimal() else None

    def keep_operator(self, shop: Path, staff: int) -> None:
        self._kept.setValue(_of("operator", shop), str(staff))


def _of(what: str, shop: Path) -> str:
    """A demo beside the real shop has a door and people of its own."""
    return f"{what}-{sha256(str(shop.resolve()).encode()).hexdigest()[:12]}"


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


DEMO_FILES = {"dessert": "demo.shop", "salon": "salon.shop"}
"""In the data folder, by the kind of shop."""


def data_folder() -> Path:
    """Where the shop's file and the log live: a folder of the user's own."""
    own = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(own)) / "ShopFans"

"""The program is put together here: arguments, log, words, look, shop, window."""

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication

from shopfans import __version__, texts
from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.errors import NotAShop, ShopError
from shopfans.domain.terms import Terms
from shopfans.texts import _, messages
from ui import crashes, theme
from ui.background import Job, Progress
from ui.changes import Changes
from ui.main_window import MainWindow
from ui.one_instance import OneInstance
from ui.preferences import Preferences, data_folder
from ui.scanner import Scanner

UPKEEP_EVERY = 60_000
"""Milliseconds."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and stay until it closes; the exit code."""
    asked = _parser().parse_args(arguments)
    with crashes.Watch(data_folder()) as watch:
        app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(app, QApplication)
        app.setApplicationName("ShopFans")
        app.setApplicationVersion(__version__)
        preferences = Preferences()
        texts.speak(asked.language or preferences.language)
        theme.put_on(app, asked.look or preferences.look)
        if asked.pictures:
            from ui.pictures import take_pictures

            return take_pictures(app, asked.pictures, asked.file, QSize(*asked.size))
        program = Program(app, preferences, asked.file, is_demo=asked.demo)
        watch.on_bug = program.bug_met.emit
        return program.run()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="shopfans", description=_("ShopFans at the counter."))
    parser.add_argument("--file", type=Path, help=_("the shop's file, if not the usual one"))
    parser.add_argument("--demo", action="store_true", help=_("open a demo dessert shop"))
    parser.add_argument("--language", choices=list(texts.LANGUAGES), help=_("language to begin in"))
    parser.add_argument("--look", choices=theme.CHOICES, help=_("light, dark, or as the computer"))
    parser.add_argument(
        "--pictures", type=Path, metavar="FOLDER", help=_("save a picture of each place and end")
    )
    parser.add_argument(
        "--size", type=int, nargs=2, default=(1280, 800), help=_("size of the pictures")
    )
    parser.add_argument("--version", action="version", version=f"ShopFans {__version__}")
    return parser


class Program(QObject):
    """One run: it holds what must live as long as the window."""

    bug_met = Signal()

    def __init__(
        self, app: QApplication, preferences: Preferences, file: Path | None, *, is_demo: bool
    ) -> None:
        super().__init__()
        self._app = app
        self._is_demo = is_demo
        self._path = file or data_folder() / ("demo.shop" if is_demo else "our.shop")
        self.shop: Shop | None = None
        self._changes = Changes()
        self.window = MainWindow(app, preferences, self._changes)
        self.window.opened.connect(self._opened)
        self._instance = OneInstance(self._path)
        self._instance.asked_to_show.connect(self._show)
        self._scanner = Scanner(app)
        self._scanner.scanned.connect(self.window.scanned)
        self._upkeep = QTimer(self, interval=UPKEEP_EVERY)
        self._upkeep.timeout.connect(self._keep_up)
        self.bug_met.connect(self.window.tell_of_bug)

    def run(self) -> int:
        if not self.begin():
            return 0
        code: int = self._app.exec()
        self.end()
        return code

    def begin(self) -> bool:
        """Show the window; False if another one has the shop already."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self._instance.is_first():
            return False
        try:
            self._open()
        except ShopError as problem:
            self.window.tell(messages.message(problem, Terms(shop_name="")))
        self.window.show()
        return True

    def end(self) -> None:
        """Give everything back: timers, the scanner, the file and the lock."""
        self._upkeep.stop()
        self.window.end()
        QThreadPool.globalInstance().waitForDone()
        self._scanner.stop()
        if self.shop is not None:
            self.shop.close()
        self._instance.end()

    def _open(self) -> None:
        if self._is_demo and not self._path.exists():
            _make_demo(self._path)
        if self._path.exists() or self._path.is_symlink():
            self._opened(opening.open_shop(self._path))
            self.window.sign_in(self._known_shop(), _demo_hint() if self._is_demo else "")
        else:
            self.window.found(self._path)

    def _known_shop(self) -> Shop:
        if self.shop is None:
            raise NotAShop(self._path)
        return self.shop

    def _opened(self, shop: Shop) -> None:
        self.shop = shop
        shop.on_change = self._changes.tell
        self._upkeep.start()

    def _keep_up(self) -> None:
        if self.shop is not None:
            Job(partial(_keep_up, self.shop)).start()

    def _show(self) -> None:
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()


def _keep_up(shop: Shop, _progress: Progress) -> None:
    """What is due once a day, and what is in the log into the file: off the event loop and off
    the sale."""
    from shopfans.services import rewarding

    rewarding.lapse_points(shop)
    shop.checkpoint()


def _make_demo(path: Path) -> None:
    from shopfans.services import demo

    today = datetime.now().astimezone().date()
    demo.make_demo(path, members=100, sales_per_member=24, seed=1, until=today).close()


def _demo_hint() -> str:
    return _("A demo shop: the owner's PIN is 246810.")

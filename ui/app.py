"""The way in: arguments, log, words and look; the rest is `program`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from shopfans import __version__, texts
from shopfans.texts import _
from ui import crashes, theme
from ui.preferences import DEMO_FILES, Preferences, data_folder
from ui.program import Program
from ui.sweeper import Sweeper


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and stay until it closes; the exit code."""
    preferences = Preferences()
    texts.speak(_language_asked(arguments) or preferences.language)
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.pictures and asked.file:
        parser.error(_("--pictures shows a demo shop; leave --file out"))
    with crashes.Watch(data_folder()) as watch:
        app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(app, QApplication)
        app.setApplicationName("ShopFans")
        app.setApplicationVersion(__version__)
        Sweeper(app)
        theme.choose(app, asked.look or preferences.look)
        if asked.pictures:
            # of a demo alone: the pictures are made by selling and voiding
            from ui.pictures.taking import take_pictures

            watch.keep_log()
            return take_pictures(app, asked.pictures, QSize(*asked.size))
        program = Program(app, preferences, asked.file, demo=asked.demo)
        watch.on_bug = program.bug_met.emit
        program.painted.connect(watch.keep_log)
        return program.run()


def _language_asked(arguments: Sequence[str] | None) -> str | None:
    """Read first, so that --help speaks it too."""
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--language")
    language: str | None = first.parse_known_args(arguments)[0].language
    return language


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="shopfans", description=_("ShopFans at the counter."))
    parser.add_argument("--file", type=Path, help=_("the shop's file, if not the usual one"))
    parser.add_argument(
        "--demo", nargs="?", const="dessert", default="", choices=list(DEMO_FILES),
        help=_("open a demo shop: a dessert shop, or a beauty salon (salon)"),
    )  # fmt: skip
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

"""Where warnings and crashes go: a rotating log; a bug is also said once, in words."""

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

log = logging.getLogger("shopfans")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Watch:
    """While it is entered, whatever nobody caught, on any thread and in Qt, is in the log."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._undo = ExitStack()
        self.on_bug: Callable[[], None] = lambda: None
        """Called on whichever thread the bug was met."""

    def __enter__(self) -> Self:
        self._undo.callback(setattr, sys, "excepthook", sys.excepthook)
        self._undo.callback(setattr, threading, "excepthook", threading.excepthook)
        self._undo.callback(qInstallMessageHandler, qInstallMessageHandler(_from_qt))
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        return self

    def keep_log(self) -> None:
        """Begin the log: until then, for the first tenth of a second, bugs go to the terminal."""
        handler = self._log_handler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        level = logging.root.level
        logging.root.addHandler(handler)
        logging.root.setLevel(logging.INFO)
        self._undo.callback(handler.close)
        self._undo.callback(logging.root.removeHandler, handler)
        self._undo.callback(logging.root.setLevel, level)

    def __exit__(self, *_problem: object) -> None:
        self._undo.close()

    def _log_handler(self) -> logging.Handler:
        """A file of a megabyte, three old ones kept; without a writable folder the terminal."""
        from logging.handlers import RotatingFileHandler

        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            crashes = (self._folder / "crash.log").open("a", encoding="utf-8")
            handler = RotatingFileHandler(
                self._folder / "shopfans.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8"
            )
        except OSError:
            return logging.StreamHandler()
        if not faulthandler.is_enabled():  # whoever runs us may watch already
            faulthandler.enable(crashes)
            self._undo.callback(faulthandler.disable)
        self._undo.callback(crashes.close)
        return handler

    def _caught(
        self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        log.critical("a bug", exc_info=(kind, problem, trace))
        self.on_bug()

    def _caught_in_thread(self, facts: threading.ExceptHookArgs) -> None:
        if facts.exc_value is not None:
            self._caught(facts.exc_type, facts.exc_value, facts.exc_traceback)


def _from_qt(kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)

"""Where warnings and crashes go: a rotating log in the user's folder; a bug is said once, in
words."""

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

log = logging.getLogger("shopfans")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def keep_log(folder: Path) -> None:
    """Log to a file of a megabyte, three old ones kept; without a writable folder to the
    terminal."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler: logging.Handler = RotatingFileHandler(
            folder / "shopfans.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8"
        )
        _native = (folder / "crash.log").open("a", encoding="utf-8")
        faulthandler.enable(_native)
    except OSError:
        handler = logging.StreamHandler()
        faulthandler.enable()
    logging.basicConfig(
        level=logging.INFO, handlers=[handler], format="%(asctime)s %(levelname)s %(message)s"
    )
    qInstallMessageHandler(_from_qt)


def catch_bugs(tell: Callable[[], None]) -> None:
    """Log whatever nobody caught, on any thread, and tell the person at the screen."""

    def caught(
        kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        log.critical("a bug", exc_info=(kind, problem, trace))
        tell()

    def caught_in_thread(facts: threading.ExceptHookArgs) -> None:
        if facts.exc_value is not None:
            caught(facts.exc_type, facts.exc_value, facts.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread


def _from_qt(kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)

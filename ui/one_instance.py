"""One window for one shop file: a second start shows the one that runs."""

import hashlib
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shopfans.texts import _

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer


class OneInstance(QObject):
    """Holds a lock beside the file, which the operating system frees whatever happens to us."""

    asked_to_show = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._name = "shopfans-" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]
        self._path = path.with_name(f".{path.name}.lock")
        self._held: IO[bytes] | None = None
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Whether the shop is ours now; otherwise the window that has it was asked to come up."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._held = self._path.open("ab")
        except OSError:
            return True  # a folder that cannot be written is told when the shop is opened
        if _locked(self._held):
            return True
        self._held.close()
        self._held = None
        self._ask_to_show()
        return False

    def end(self) -> None:
        if self._server is not None:
            self._server.close()
        if self._held is not None:
            self._held.close()

    def listen(self) -> None:
        """From now on a second start brings the window up."""
        from PySide6.QtNetwork import QLocalServer  # not before the window is painted

        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)

    def _answer(self) -> None:
        connection = self._server.nextPendingConnection() if self._server is not None else None
        if connection is not None:
            connection.close()
        self.asked_to_show.emit()

    def _ask_to_show(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        caller = QLocalSocket()
        caller.connectToServer(self._name)
        if not caller.waitForConnected(1000):
            print(_("ShopFans is open already, but its window does not answer."), file=sys.stderr)  # noqa: T201
        caller.disconnectFromServer()


def _locked(file: IO[bytes]) -> bool:
    """Whether the file is locked for us now; it is until it is closed, or until we die."""
    with suppress(OSError):
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False

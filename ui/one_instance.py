"""One window for one shop file: a second start shows the one that runs."""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer


class OneInstance(QObject):
    """Holds the file's lock, which the operating system frees whatever happens to us."""

    asked_to_show = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._name = "shopfans-" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]
        with suppress(OSError):  # a folder that cannot be made is told when the shop is opened
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Whether the shop is ours now; otherwise the window that has it was asked to come up."""
        if self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError:
            return True
        from PySide6.QtNetwork import QLocalSocket

        caller = QLocalSocket()
        caller.connectToServer(self._name)
        caller.waitForConnected(1000)
        caller.disconnectFromServer()
        return False

    def end(self) -> None:
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

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

"""One window for one shop file: a second start shows the one that runs."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket


class OneInstance(QObject):
    """Holds the file's lock, which the operating system frees whatever happens to us."""

    asked_to_show = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._name = "shopfans-" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]
        self._lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._answer)

    def is_first(self) -> bool:
        """Whether the shop is ours now; otherwise the window that has it was asked to come up."""
        if self._lock.tryLock(0) or self._lock.error() is QLockFile.LockError.PermissionError:
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)
            return True
        caller = QLocalSocket()
        caller.connectToServer(self._name)
        caller.waitForConnected(1000)
        caller.disconnectFromServer()
        return False

    def end(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _answer(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.close()
        self.asked_to_show.emit()

"""Printers on this computer's own network, in every state a counter knows."""

import itertools
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum

_ASKED_FOR_PAPER, _ASKED_IF_READY = b"\x10\x04\x04", b"\x10\x04\x01"


class State(Enum):
    READY = "ready"
    MUTE = "prints, and never tells how it is"
    NO_PAPER = "out of paper"
    OPEN = "its cover is open"
    STUCK = "accepts, and never reads"


_ANSWERS = {
    State.READY: (0x12, 0x12),
    State.NO_PAPER: (0x72, 0x1A),
    State.OPEN: (0x12, 0x1A),
}


class NetworkPrinter:
    """Keeps what it was sent, one entry a connection."""

    def __init__(self, state: State, port: int = 0) -> None:
        self.state = state
        self.received: list[bytes] = []
        self._door = socket.socket()
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._door.bind(("127.0.0.1", port))
        self._door.listen()
        self.port = int(self._door.getsockname()[1])
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def is_called(self) -> bool:
        return bool(self._open)

    def close(self) -> None:
        # a call that waits is not ended by closing alone
        for wire in (*self._open, self._door):
            _hang_up(wire)
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                wire, _address = self._door.accept()
            except OSError:
                return
            self._open.append(wire)
            if self.state is not State.STUCK:
                self._take(wire)

    def _take(self, wire: socket.socket) -> None:
        got = b""
        try:
            while chunk := wire.recv(65_536):
                got += chunk
                self._answer(wire, got)
        except OSError:
            pass
        self.received.append(got)
        wire.close()

    def _answer(self, wire: socket.socket, got: bytes) -> None:
        answers = _ANSWERS.get(self.state)
        if answers and got.endswith(_ASKED_FOR_PAPER):
            wire.sendall(bytes([answers[0]]))
        elif answers and got.endswith(_ASKED_IF_READY):
            wire.sendall(bytes([answers[1]]))


def _hang_up(wire: socket.socket) -> None:
    with suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)
    wire.close()


@contextmanager
def on_network(state: State, port: int = 0) -> Iterator[NetworkPrinter]:
    printer = NetworkPrinter(state, port)
    try:
        yield printer
    finally:
        printer.close()


_PORTS = itertools.count(10_000 + os.getpid() * 101 % 20_000)


def closed_port() -> int:
    """Where nobody listens, nor will by chance: of a hundred that processes at work beside this one
    do not try, below those that systems hand out by themselves."""
    for port in _PORTS:
        with socket.socket() as door, suppress(OSError):
            door.bind(("", port))
            return port
    raise AssertionError("the count has no end")

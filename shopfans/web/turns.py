"""Who answers a phone: one thread after the other, for Python lets no two of them work at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, get_ident

PATIENCE = 0.1
"""Seconds that a thread waits for its turn; then it answers without: one that is held up by the
disk holds up nobody else."""


class Turns:
    """Four threads that snatch the interpreter from one another use half as much again of the
    processor, and the window beside them waits for each of them."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._lock = Lock()
        self._whose: int | None = None

    @contextmanager
    def mine(self) -> Iterator[None]:
        self._take()
        try:
            yield
        finally:
            self._give()

    @contextmanager
    def given_away(self) -> Iterator[None]:
        """For what waits for the disk: the next one answers meanwhile."""
        self._give()
        try:
            yield
        finally:
            self._take()

    def _take(self) -> None:
        if self._lock.acquire(timeout=self._patience):
            self._whose = get_ident()

    def _give(self) -> None:
        if self._whose == get_ident():
            self._whose = None
            self._lock.release()

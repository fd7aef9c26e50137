"""The open shop: the one door to the books."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import peewee

from shopfans.database.connection import BUSY_SECONDS, CURRENT, ShopFile, database, looked_at
from shopfans.database.together import Errand, Together
from shopfans.database.trouble import in_our_words
from shopfans.domain.errors import FileBusy
from shopfans.domain.topics import Topic

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Shop:
    """`with shop.reading():` to look, `with shop.changing(Topic.SALES):` to change, from any
    thread.

    The thread that opened it keeps its connection and waits `patience` seconds for another
    program that writes; others borrow one for each block. Made by `opening`. One that is for
    `looking` only reads a file to which nobody writes, such as a backup.
    """

    def __init__(
        self,
        path: Path,
        *,
        now: Callable[[], datetime] = utc_now,
        elapsed: Callable[[], float] = time.monotonic,
        patience: float = BUSY_SECONDS,
        looking: bool = False,
    ) -> None:
        self.path = path
        self.now = now
        self.elapsed = elapsed
        """Seconds that only go on, whatever happens to the clock."""
        self.opened = elapsed()
        self.on_change: Callable[[frozenset[Topic]], None] = lambda topics: None
        self._db: ShopFile = looked_at(path) if looking else database(path)
        self._is_looking = looking
        self._home = threading.get_ident()
        self._patience = patience
        # SQLite lets who waits sleep up to a tenth of a second and then asks again, in no order
        self._turn = threading.Lock()
        self._together = Together(self._store)
        with in_our_words(self.path):
            self._db.connect()
            if not looking:
                self._assert_durable()
            self._db.execute_sql(f"PRAGMA busy_timeout = {round(patience * 1000)}")

    def reading(self) -> AbstractContextManager[None]:
        """One consistent snapshot that holds nobody up; inside another block it is that block's."""
        is_inside = CURRENT.get(None) is self._db and self._db.in_transaction()
        return nullcontext() if is_inside else self._snapshot()

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        with self._connected(), in_our_words(self.path), self._db.transaction("DEFERRED"):
            yield

    @contextmanager
    def changing(self, *topics: Topic) -> Iterator[None]:
        """All of the block, or none of it; whoever listens is told once it is safely stored."""
        with self._connected():
            self._refuse_nesting()
            self._take_turn()
            try:
                with in_our_words(self.path), self._db.transaction("IMMEDIATE"):
                    yield
            finally:
                self._turn.release()
        self.on_change(frozenset(topics))

    def change_together(self, work: Callable[[], None], *topics: Topic) -> None:
        """The same for short work that many threads bring at once: while one flush goes on, the
        next ones gather, and one flush is enough for all of them.

        `work` may be done by another thread, and once more if one that was gathered with it is
        refused; what it raises is raised here.
        """
        self._refuse_nesting()
        self._together.do(Errand(work, frozenset(topics)))

    @contextmanager
    def connected(self) -> Iterator[None]:
        """One connection for all blocks inside: to make one costs as much as a row."""
        with self._connected():
            yield

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query that is plainer in SQL; inside a block only."""
        return list(self._db.execute_sql(sql, values).fetchall())

    def stream(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The same one by one, for results too long to hold."""
        rows: Iterator[tuple[Any, ...]] = iter(self._db.execute_sql(sql, values))
        return rows  # a generator would close the cursor when dropped, be it after the block

    def write_many(self, sql: str, rows: Iterator[tuple[Any, ...]] | list[tuple[Any, ...]]) -> None:
        """One statement for each of the rows, inside `changing`."""
        self._db.write_many(sql, rows)

    def checkpoint(self) -> bool:
        """Move what is safely in the log into the file; called off the sale, from a timer.

        It waits for no reader: what a long reading still needs is left to the next one. Returns
        whether the log is empty now.
        """
        with self._connected(), suppress(peewee.OperationalError, FileBusy):  # the next one will do
            [(patience,)] = self._db.execute_sql("PRAGMA busy_timeout").fetchall()
            self._db.execute_sql("PRAGMA busy_timeout = 0")
            try:
                # the other kind keeps whoever sells waiting: it finds nothing left to move
                self._db.execute_sql("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                self._take_turn()  # who sells goes on at once, instead of asking now and then
                try:
                    answer = self._db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                finally:
                    self._turn.release()
                return bool(answer[0][0] == 0)
            finally:
                self._db.execute_sql(f"PRAGMA busy_timeout = {patience}")
        return False

    def size(self) -> int:
        """Bytes of the file, asked of SQLite."""
        with self._connected():
            return int(
                self._db.execute_sql(
                    "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
                ).fetchone()[0]
            )

    def rewrite(self) -> bool:
        """Write the whole file anew: what is deleted is overwritten at once, but SQLite leaves
        copies of rows in pages that it once moved them out of.

        Holds up whoever writes. Returns False if somebody was in the way.
        """
        with self._connected(), suppress(peewee.OperationalError):
            self._db.execute_sql("VACUUM")
            return self.checkpoint()
        return False

    def close(self) -> None:
        """Give the file back whole: nothing stays in the log beside it."""
        if not self._is_looking:
            self.checkpoint()
        self._db.close()

    def _store(self, errands: Sequence[Errand]) -> None:
        with self.changing(*frozenset[Topic]().union(*(errand.topics for errand in errands))):
            for errand in errands:
                errand.work()

    @contextmanager
    def _connected(self) -> Iterator[None]:
        token = CURRENT.set(self._db)
        borrowed = threading.get_ident() != self._home and self._db.is_closed()
        try:
            if borrowed:
                with in_our_words(self.path):
                    self._db.connect()
            yield
        finally:
            if borrowed:
                self._db.close()
            CURRENT.reset(token)

    def _refuse_nesting(self) -> None:
        if self._db.in_transaction():
            raise RuntimeError("a command may not run inside another")

    def _take_turn(self) -> None:
        """One thread of this program writes at a time. Raises FileBusy."""
        is_home = threading.get_ident() == self._home
        if not self._turn.acquire(timeout=self._patience if is_home else BUSY_SECONDS):
            raise FileBusy()

    def _assert_durable(self) -> None:
        mode = self._db.execute_sql("PRAGMA journal_mode").fetchone()[0]
        flush = self._db.execute_sql("PRAGMA synchronous").fetchone()[0]
        if mode not in {"wal", "truncate"} or flush != 2:
            raise RuntimeError(f"the file would not survive a power cut: {mode}, {flush}")
        if mode == "truncate":
            log.warning(
                "SQLite %s has the WAL-reset bug: slower journal", peewee.sqlite3.sqlite_version
            )

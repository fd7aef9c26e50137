"""A copy of the shop as it is at one moment, made while it sells, that is there whole or not at
all."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from peewee import sqlite3

from shopfans.database.connection import BUSY_SECONDS, DISTRUST, address
from shopfans.database.trouble import in_our_words, of_disk
from shopfans.domain.errors import FileDamaged

Progress = Callable[[int, int], None]

FLUSHED_AT = 2 * 1024 * 1024
"""Bytes: flushed as it grows, for a sale waits behind all that is on its way to the disk. With four
times as much it waited for a third of a second on a busy one."""

_MARK = b"ShopFans SHA-256"
DIGEST_SIZE = len(_MARK) + 32
"""Bytes at the end of each backup: a mark, and the digest of all that stands before it. SQLite,
which has its own count of pages, leaves them alone."""

PART = ".part"
"""What the name of a backup ends with while it is made."""


def backups_of(shop: Path) -> Path:
    """The folder beside the shop's file in which its backups are."""
    return shop.with_name(f"{shop.name}.backups")


def back_up(shop: Path, target: Path, *, check: Callable[[Path], None], progress: Progress) -> None:
    """Copy the open shop to `target`, which appears only once `check` has returned, such as
    `prove_sound`, and all of it is on the disk; it ends with its digest.

    The copy has everything confirmed before, and is an ordinary file without a log. Raises
    DiskFull, DiskTrouble, CannotWrite, FileBusy, FileDamaged, or what `check` and `progress` raise.
    """
    with part_of(target) as part:
        with of_disk(target), in_our_words(shop):
            _copy_pages(shop, part, progress)
        check(part)
        with of_disk(target):
            add_digest(part)
        finish(part, target)


def finish(part: Path, target: Path) -> None:
    """Let a part that is written take its name, for good."""
    with of_disk(target):
        flush(part)
        part.replace(target)
        flush_folder(target.parent)


def prove_sound(path: Path, progress: Progress = lambda done, total: None) -> None:
    """Every page and column, and each index against its table, of a file that nobody writes to.
    Raises FileDamaged, or what `progress` raises, which is called again and again."""
    with in_our_words(path), watched(path, progress) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            raise FileDamaged()


def add_digest(path: Path) -> None:
    """From now on nothing in the file can change unnoticed. Raises OSError."""
    digest = _digest(path, path.stat().st_size)
    with path.open("ab") as file:
        file.write(_MARK + digest)


def take_digest_off(path: Path) -> str | None:
    """Cut it off, if the file is as it was when it got it; returns it as hexadecimal digits.

    None, with the file as it is, if it ends with none. Raises FileDamaged or OSError.
    """
    size = path.stat().st_size - DIGEST_SIZE
    if size < 0:
        return None
    with path.open("rb") as file:
        file.seek(size)
        tail = file.read(DIGEST_SIZE)
    if not tail.startswith(_MARK):
        return None
    digest = _digest(path, size)
    if tail != _MARK + digest:
        raise FileDamaged()
    os.truncate(path, size)
    return digest.hex()


def _digest(path: Path, size: int) -> bytes:
    """SHA-256 of so many bytes."""
    digest = sha256()
    with path.open("rb") as file:
        while size > 0 and (piece := file.read(min(size, 1 << 20))):
            digest.update(piece)
            size -= len(piece)
    return digest.digest()


def write_flushed(file: BinaryIO, pieces: Iterable[bytes]) -> None:
    """Write what may be as large as the shop while it sells: see FLUSHED_AT. Raises OSError."""
    waiting = 0
    for piece in pieces:
        waiting += file.write(piece)
        if waiting >= FLUSHED_AT:
            file.flush()
            os.fsync(file.fileno())
            waiting = 0


def flush(path: Path) -> None:
    """Returns once it is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """The names in it, too; Windows does that by itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """An empty file beside it, for the owner alone; gone at the end if it has not become it."""
    part = target.with_name(target.name + PART)
    with of_disk(target):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        remove_whole(part)
        part.touch(mode=0o600)
    try:
        yield part
    finally:
        with suppress(OSError):  # a stick that was pulled out
            remove_whole(part)


def remove_whole(path: Path) -> None:
    """The file and what SQLite keeps beside it."""
    path.unlink(missing_ok=True)
    for end in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _copy_pages(shop: Path, part: Path, progress: Progress) -> None:
    """The snapshot is held from first to last: what is sold meanwhile neither gets in nor makes the
    copying begin anew."""
    with closing(_connected(shop, "mode=rw")) as source, closing(_connected(part, "mode=rw")) as to:
        for pragma in ("synchronous = 0", "journal_mode = off", "cache_size = -2000"):
            to.execute(f"PRAGMA {pragma}").fetchall()
        source.execute("BEGIN")
        [(page,)] = source.execute("PRAGMA page_size").fetchall()
        source.execute("SELECT COUNT(*) FROM sqlite_schema").fetchall()

        def flush_and_tell(_status: int, remaining: int, total: int) -> None:
            flush(part)
            progress(total - remaining, total)

        source.backup(to, pages=FLUSHED_AT // page, progress=flush_and_tell)
        # the copied header still speaks of a log
        to.execute("PRAGMA journal_mode = delete").fetchall()


@contextmanager
def watched(path: Path, progress: Progress) -> Iterator[sqlite3.Connection]:
    """A file that nobody writes to, read with distrust; what `progress` raises ends a statement
    that takes its time."""
    raised: list[BaseException] = []

    def tell() -> bool:
        try:
            progress(0, 1)
        except BaseException as problem:  # SQLite swallows it: it is raised below
            raised.append(problem)
        return bool(raised)

    with closing(_connected(path, "mode=ro&immutable=1")) as connection:
        for pragma, value in DISTRUST.items():
            connection.execute(f"PRAGMA {pragma} = {value}")
        connection.set_progress_handler(tell, 100_000)
        try:
            yield connection
        except sqlite3.Error:
            if raised:
                raise raised[0] from None
            raise


def _connected(path: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(address(path, how), uri=True, timeout=BUSY_SECONDS, isolation_level=None)

"""A file that may come from anywhere: copied, and looked at with distrust, before it is opened."""

import os
import shutil
import stat
import struct
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from peewee import SqliteDatabase, sqlite3
from playhouse.migrations import Runner

from shopfans.database import backup, opening
from shopfans.database.connection import APPLICATION_ID, CURRENT
from shopfans.database.trouble import of_disk
from shopfans.domain.errors import (
    BackupDamaged,
    CannotRead,
    CheckTookTooLong,
    DamagedWhenMade,
    DigestMissing,
    DiskFull,
    FileAltered,
    FileDamaged,
    NewerFile,
    NotAShop,
    NotPlainFile,
)

Progress = Callable[[int, int], None]

SECONDS = 30
BYTES_A_SECOND = 4_000_000
"""The checks may take `SECONDS` of the processor, and one more for each so many bytes: an honest
file takes a third of that. On a busy computer they wait without being held to it."""

_PIECE = 1 << 20


class _Header(NamedTuple):
    """What the first hundred bytes of an SQLite file say."""

    page_size: int
    pages: int
    has_log: bool
    version: int
    application: int


def copied(file: Path, to: Path, progress: Progress) -> None:
    """A private copy of an ordinary file.

    Raises NotPlainFile for a folder, a link or a pipe, CannotRead, DiskFull, DiskTrouble,
    CannotWrite or what `progress` raises.
    """
    try:
        handle = os.open(file, os.O_RDONLY | _CAREFULLY)
    except OSError:
        is_plain = file.is_file() and not file.is_symlink()
        raise (CannotRead if is_plain or not file.exists() else NotPlainFile)(file) from None
    about = os.fstat(handle)
    if not stat.S_ISREG(about.st_mode) or file.is_symlink():
        os.close(handle)
        raise NotPlainFile(file)
    with os.fdopen(handle, "rb") as source:
        if about.st_size > shutil.disk_usage(to.parent).free:
            raise DiskFull()  # before a byte of it is copied
        with of_disk(to), to.open("wb") as target:
            to.chmod(0o600)
            backup.write_flushed(target, _pieces(source, about.st_size, progress))


def _pieces(source: BinaryIO, size: int, progress: Progress) -> Iterator[bytes]:
    for start in range(0, size, _PIECE):
        progress(start, size)
        yield source.read(min(_PIECE, size - start))


def whole(copy: Path, named_as: Path) -> str:
    """The digest with which a private copy of a backup ended; it is cut off.

    Raises NotAShop, NewerFile, BackupDamaged, or DigestMissing if it ends with none.
    """
    _header(copy, named_as)
    try:
        digest = backup.take_digest_off(copy)
    except FileDamaged:
        raise BackupDamaged(named_as) from None
    if digest is None:
        raise DigestMissing(named_as)
    return digest


def admitted(copy: Path, named_as: Path, progress: Progress) -> int:
    """The version of a private copy that is sound, and has all that a shop of that version has and
    nothing else: no view, trigger or table of anybody's own. Nothing was read from any table.

    `named_as` stands in the refusal: of a copy whose digest was right. Raises NotAShop, NewerFile,
    DamagedWhenMade, FileAltered, CheckTookTooLong, or what `progress` raises.
    """
    size = copy.stat().st_size
    header = _header(copy, named_as)
    if header.has_log or header.page_size * header.pages != size:
        raise DamagedWhenMade(named_as)
    watch = in_time(size, progress)
    try:
        found = _schema(copy)
        if found != schema_of(header.version):
            raise FileAltered(named_as)
        backup.prove_sound(copy, watch)
    except (sqlite3.Error, FileDamaged):
        raise DamagedWhenMade(named_as) from None
    return header.version


def in_time(size: int, progress: Progress) -> Progress:
    """The same, until a file of this size has been looked at for too long: then it raises
    CheckTookTooLong."""
    ends = time.process_time() + SECONDS + size / BYTES_A_SECOND

    def tell(done: int, total: int) -> None:
        if time.process_time() > ends:
            raise CheckTookTooLong()
        progress(done, total)

    return tell


@cache
def schema_of(version: int) -> frozenset[tuple[str, str, str, str | None]]:
    """All that a file of this version has: kind, name, table and the words that made it."""
    names = (path.stem for path in opening.MIGRATIONS.glob("[0-9]*.py"))
    last = max(name for name in names if int(name[:4]) <= version)
    db = SqliteDatabase(":memory:", autoconnect=False)
    token = CURRENT.set(db)
    try:
        with db.connection_context():
            Runner(db, str(opening.MIGRATIONS)).up(last)
            return frozenset(db.execute_sql(_SCHEMA).fetchall())
    finally:
        CURRENT.reset(token)


def _schema(copy: Path) -> frozenset[tuple[str, str, str, str | None]]:
    with backup.watched(copy, lambda done, total: None) as connection:
        return frozenset(connection.execute(_SCHEMA).fetchall())


def _header(copy: Path, named_as: Path) -> _Header:
    with copy.open("rb") as file:
        first = file.read(100)
    if len(first) < 100 or not first.startswith(b"SQLite format 3\0"):
        raise NotAShop(named_as)
    page, writes, reads = struct.unpack_from(">HBB", first, 16)
    (pages,) = struct.unpack_from(">I", first, 28)
    (version,) = struct.unpack_from(">I", first, 60)
    (application,) = struct.unpack_from(">I", first, 68)
    if application != APPLICATION_ID:
        raise NotAShop(named_as)
    if version > opening.latest_version():
        raise NewerFile(named_as, version)
    if version < 1:
        raise BackupDamaged(named_as)
    return _Header(
        page if page > 1 else 65536, pages, (writes, reads) != (1, 1), version, application
    )


_CAREFULLY = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
"""No link is followed, and a pipe keeps nobody waiting."""

_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema"

"""One reader for whatever comes in: goods, members, past sales."""

import logging
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from shopfans.domain.errors import (
    CannotRead,
    CellTooLong,
    FileHasMacros,
    FileTooLarge,
    ShopError,
)
from shopfans.services.books.auditing import Progress
from shopfans.services.spreadsheets import apart, packed, plain_text
from shopfans.services.spreadsheets.limits import (
    LONGEST_TEXT,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
)
from shopfans.services.uncollected import uncollected

log = logging.getLogger(__name__)

_PACKED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How a file begins tells its kind: its name may say anything."""
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
"""A folder in an old workbook that has some."""

_REPORT_EVERY = 200


class SheetRow(NamedTuple):
    number: int
    """As the spreadsheet shows it."""
    cells: tuple[str, ...]
    """Tidied: an empty text where there is nothing."""


def read_rows(path: Path, *, known: Collection[str], progress: Progress) -> list[SheetRow]:
    """The rows of the first sheet that hold anything.

    A text file's encoding is known by the `known` headings. Raises CannotRead, FileTooLarge,
    FileUnsafe, FileLocked, FileHasMacros, FileIsPage, CellFarOff, CellTooLong or what `progress`
    raises.
    """
    return rows_of(body_of(path), path, known=known, progress=progress)


def body_of(path: Path) -> bytes:
    """The bytes of a file that is not too large. Raises CannotRead or FileTooLarge."""
    try:
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except OSError:
        raise CannotRead(path) from None
    if len(body) > MOST_BYTES:
        raise FileTooLarge(MOST_BYTES, MOST_ROWS)
    return body


@uncollected()
def rows_of(
    body: bytes, path: Path, *, known: Collection[str], progress: Progress
) -> list[SheetRow]:
    """The same of bytes that were read; `path` is only for the words. Raises what read_rows
    does."""
    try:
        return list(_filled(_sheet(body, known, progress)))
    except ShopError:
        raise
    except Exception:  # what a damaged file makes its reader raise is anybody's guess
        log.info("unreadable: %s", path, exc_info=True)
        raise CannotRead(path) from None


def _sheet(body: bytes, known: Collection[str], progress: Progress) -> Iterable[tuple[str, ...]]:
    if body.startswith(_PACKED):
        packed.check(body, progress)
        return apart.rows(body, progress)
    if body.startswith(_OLD):
        if _MACROS in body:
            raise FileHasMacros()
        return apart.rows(body, progress)
    return _counted(plain_text.rows(body, known), body.count(b"\n"), progress)


def _counted(
    lines: Iterable[list[str]], total: int, progress: Progress
) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(lines):
        if number % _REPORT_EVERY == 0:
            progress(min(number, total), max(1, total))
        if max(map(len, line), default=0) > LONGEST_TEXT:
            raise CellTooLong(LONGEST_TEXT)
        yield tuple(map(str.strip, line[:MOST_COLUMNS]))


def _filled(lines: Iterable[tuple[str, ...]]) -> Iterator[SheetRow]:
    found = 0
    for number, cells in enumerate(lines, 1):
        if any(cells):
            found += 1
            if found > MOST_ROWS + 1:  # one more: the headings
                raise FileTooLarge(MOST_BYTES, MOST_ROWS)
            yield SheetRow(number, cells)

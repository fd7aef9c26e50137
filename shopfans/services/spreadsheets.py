"""The rows of a file from a spreadsheet program, as text: .xlsx, .xls and .csv."""

import csv
import logging
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from shopfans.domain.errors import CannotRead, FileTooLarge, ShopError
from shopfans.services.auditing import Progress

log = logging.getLogger(__name__)

MOST_BYTES = 20 * 2**20
MOST_ROWS = 20_000

_MOST_UNPACKED = 15 * MOST_BYTES
"""A workbook is a packed file: a small one may unpack to more than the computer holds."""
_MOST_COLUMNS = 60
_ENCODINGS = ("utf-8-sig", "gb18030", "big5hkscs")
_REPORT_EVERY = 200


class SheetRow(NamedTuple):
    number: int
    """As the spreadsheet shows it."""
    cells: tuple[str, ...]
    """Tidied: an empty text where there is nothing."""


def read_rows(path: Path, *, known: Collection[str], progress: Progress) -> list[SheetRow]:
    """The rows of the first sheet that hold anything.

    A text file is read in the first encoding in which one of the `known` words is found. Raises
    CannotRead, FileTooLarge or what `progress` raises.
    """
    try:
        body = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError:
        raise CannotRead(path) from None
    if body is None:
        raise FileTooLarge(MOST_BYTES, MOST_ROWS)
    try:
        return list(_filled(_sheet(body, known), progress))
    except ShopError:
        raise
    except Exception:  # what a damaged file makes its reader raise is anybody's guess
        log.info("unreadable: %s", path, exc_info=True)
        raise CannotRead(path) from None


def _filled(lines: Iterable[Sequence[object]], progress: Progress) -> Iterator[SheetRow]:
    found = 0
    for number, line in enumerate(lines, 1):
        if number % _REPORT_EVERY == 0:
            progress(min(number, MOST_ROWS), MOST_ROWS)
        cells = tuple(_text(cell) for cell in islice(line, _MOST_COLUMNS))
        if any(cells):
            found += 1
            if found > MOST_ROWS + 1:
                raise FileTooLarge(MOST_BYTES, MOST_ROWS)
            yield SheetRow(number, cells)


def _text(cell: object) -> str:
    """What the cell says; a number as the spreadsheet would write it, with 15 digits at most."""
    match cell:
        case None:
            return ""
        case bool():
            return str(int(cell))
        case float():
            return f"{cell:.15g}"
        case date():
            return cell.isoformat()
        case _:
            return str(cell).strip()


def _sheet(body: bytes, known: Collection[str]) -> Iterator[Sequence[object]]:
    for beginning, read in _KINDS.items():
        if body.startswith(beginning):
            return read(body)
    return _from_text(body, known)


def _from_xlsx(body: bytes) -> Iterator[Sequence[object]]:
    """Row by row: a library that holds a sheet as one rectangle ends the program when a stray cell
    stands in its last corner."""
    from openpyxl import load_workbook  # a third of a second to import

    with zipfile.ZipFile(BytesIO(body)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
            raise FileTooLarge(MOST_BYTES, MOST_ROWS)
    book = load_workbook(BytesIO(body), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # many programs write a wrong one
    yield from sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)


def _from_xls(body: bytes) -> Iterator[Sequence[object]]:
    import xlrd

    book = xlrd.open_workbook(
        file_contents=body, on_demand=True, ragged_rows=True, logfile=StringIO()
    )
    sheet = book.sheet_by_index(0)
    for number in range(sheet.nrows):
        yield [
            bool(value) if kind == xlrd.XL_CELL_BOOLEAN else value
            for kind, value in zip(sheet.row_types(number), sheet.row_values(number), strict=True)
        ]


def _from_text(body: bytes, known: Collection[str]) -> Iterator[Sequence[object]]:
    text = _decoded(body, known)
    top = text[:2_000]
    separator = max(",\t;", key=top.count)
    return csv.reader(StringIO(text, newline=""), delimiter=separator)


def _decoded(body: bytes, known: Collection[str]) -> str:
    encodings = ("utf-16",) if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else _ENCODINGS
    readings = []
    for encoding in encodings:
        try:
            readings.append(body.decode(encoding))
        except UnicodeDecodeError:
            continue
    for text in readings:
        if any(word in text[:2_000].casefold() for word in known):
            return text
    return readings[0]


_KINDS: dict[bytes, Callable[[bytes], Iterator[Sequence[object]]]] = {
    b"PK\x03\x04": _from_xlsx,
    b"\xd0\xcf\x11\xe0": _from_xls,
}
"""By how the file begins: its name may say anything."""

"""A look over a packed workbook (.xlsx) before any library reads it.

A part is unpacked here piece by piece, by what it really holds and not by what the file says of
itself, and nothing is kept.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from shopfans.domain.errors import CellFarOff, FileHasMacros, FileTooLarge, FileUnsafe
from shopfans.services.books.auditing import Progress
from shopfans.services.spreadsheets import limits

_PIECE = 2**20
_OVERLAP = 256
"""Bytes of the piece before that are looked at once more: what is sought may lie across."""
_HEADER = 30
"""Bytes of a local header before the name (PKWARE APPNOTE 4.3.7)."""

_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_FAR = re.compile(
    rb"""(?<=\s)r\s*=\s*["']("""
    rb"(?:[A-Za-z]{3,}|B[I-Z]|[C-Z][A-Z])[0-9]+"  # column BI is the 61st
    rb"|[A-Za-z]*(?:[2-9][0-9]{5}|[0-9]{7,})"  # rows from 200,000 on
    rb""")["'](?:[^>]*[^/>])?>"""  # <c r="XFD9" s="1"/> is only painted: nothing stands in it
)


def check(body: bytes, progress: Progress) -> None:
    """Returns if a spreadsheet program could have written this.

    Raises FileUnsafe, FileTooLarge, FileHasMacros, CellFarOff, BadZipFile or what `progress`
    raises.
    """
    with zipfile.ZipFile(BytesIO(body)) as packed:
        parts = packed.infolist()
    _check_parts(parts)
    whole, done = max(1, sum(part.file_size for part in parts)), 0
    for part in parts:
        before = b""
        for piece in _pieces(body, part):
            progress(done, whole)
            done += len(piece)
            _check_words(part.filename, before + piece)
            before = piece[-_OVERLAP:]


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.casefold() for part in parts]
    if any("vbaproject" in name or "macrosheets/" in name for name in names):
        raise FileHasMacros()
    if sum(part.file_size for part in parts) > limits.MOST_UNPACKED:
        raise FileTooLarge(limits.MOST_BYTES, limits.MOST_ROWS)
    if (
        len(parts) > limits.MOST_PARTS
        or len(set(names)) < len(names)
        or any(".." in name or "\\" in name or name.startswith("/") for name in names)
        or any(map(_is_odd, parts))
    ):
        raise FileUnsafe()


def _is_odd(part: zipfile.ZipInfo) -> bool:
    is_locked = bool(part.flag_bits & 1)
    is_plain = part.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    is_bomb = (
        part.file_size > limits.SMALL_PART
        and part.file_size > limits.MOST_RATIO * part.compress_size
    )
    return is_locked or not is_plain or is_bomb


def _pieces(body: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """What the part unpacks to. Raises FileUnsafe as soon as that is more than the file says."""
    start = part.header_offset
    if body[start : start + 4] != b"PK\x03\x04":
        raise FileUnsafe()
    start += _HEADER + sum(
        int.from_bytes(body[start + at : start + at + 2], "little") for at in (26, 28)
    )
    rest, left = body[start : start + part.compress_size], part.file_size
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (rest[at : at + _PIECE] for at in range(0, len(rest), _PIECE))
        return
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while not unpacking.eof and (piece := unpacking.decompress(rest, _PIECE)):
            left -= len(piece)
            if left < 0:
                raise FileUnsafe()
            yield piece
            rest = unpacking.unconsumed_tail
    except zlib.error:
        raise FileUnsafe() from None


def _check_words(name: str, text: bytes) -> None:
    """Refuse what reaches out of the file, or a cell that would make the sheet endless."""
    if not name.casefold().endswith((".xml", ".rels", ".vml")):
        return
    if (b"<!" in text and _ENTITY.search(text)) or text.startswith(
        (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
    ):
        raise FileUnsafe()
    if b"macroEnabled" in text:
        raise FileHasMacros()
    for found in islice(_FAR.finditer(text), 1):
        raise CellFarOff(found[1].decode(), limits.MOST_ROWS, limits.MOST_COLUMNS)

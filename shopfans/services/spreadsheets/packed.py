"""A look over a packed workbook (.xlsx) before any library reads it.

A part is unpacked here piece by piece, by what it really holds and not by what the file says of
itself, and nothing is kept.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

from shopfans.domain.errors import FileHasMacros, FileTooLarge, FileUnsafe
from shopfans.services.books.auditing import Progress
from shopfans.services.spreadsheets import far_cells, limits

_PIECE = 2**20
_BITE = 2**17
"""Packed bytes that are unpacked at a time: what is left over each time is copied."""
_LONGEST_TAG = 2**20
_HEADER = 30
"""Bytes of a local header before the name (PKWARE APPNOTE 4.3.7)."""

_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DATA = b"sheetData"
"""What every sheet is known by, whatever its name."""


def check(body: bytes, progress: Progress) -> None:
    """Returns if a spreadsheet program could have written this.

    Raises FileUnsafe, FileTooLarge, FileHasMacros, CellFarOff, BadZipFile or what `progress`
    raises.
    """
    with zipfile.ZipFile(BytesIO(body)) as packed:
        parts = packed.infolist()
    _check_parts(parts)
    whole, done = max(1, sum(part.file_size for part in parts)), 0

    def told(part: zipfile.ZipInfo) -> Iterator[bytes]:
        for number, piece in enumerate(_pieces(body, part)):
            progress(min(done + number * _PIECE, whole), whole)
            yield piece

    for part in parts:
        if not _is_xml(part):
            _check_no_sheet(told(part))
        elif _has_unusual_cells(part, told(part)):
            far_cells.walk(_with_whole_tags(told(part)))
        done += part.file_size


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
    packed, left = memoryview(body)[start : start + part.compress_size], part.file_size
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _PIECE]) for at in range(0, len(packed), _PIECE))
        return
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _BITE):
            rest: bytes | memoryview = packed[at : at + _BITE]
            while rest and not unpacking.eof:
                piece = unpacking.decompress(rest, _PIECE)
                left -= len(piece)
                if left < 0:
                    raise FileUnsafe()
                yield piece
                rest = unpacking.unconsumed_tail
    except zlib.error:
        raise FileUnsafe() from None


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.casefold().endswith((".xml", ".rels", ".vml"))


def _check_no_sheet(pieces: Iterable[bytes]) -> None:
    """A picture is not looked into; but a sheet may call itself one."""
    before = b""
    for piece in pieces:
        before += piece
        if _DATA in before:
            raise FileUnsafe()
        before = before[-len(_DATA) :]


def _has_unusual_cells(part: zipfile.ZipInfo, pieces: Iterable[bytes]) -> bool:
    is_list_of_types = part.filename.casefold() == "[content_types].xml"
    is_sheet = is_unusual = False
    for text, end in _with_whole_tags(pieces):
        _check_words(text)
        if is_list_of_types and b"macroEnabled" in text:
            raise FileHasMacros()
        is_sheet = is_sheet or _DATA in text
        is_unusual = is_unusual or (is_sheet and far_cells.has_unusual(text, end))
    return is_unusual


def _with_whole_tags(pieces: Iterable[bytes]) -> Iterator[far_cells.Text]:
    """Each piece, and up to where no tag of it is cut off; one that lies across a border comes by
    itself, before the piece in which it ends."""
    begun = b""
    for piece in pieces:
        closed = piece.find(b">") + 1 if begun else 0
        if begun:
            begun += piece[: closed or None]
            if len(begun) > _LONGEST_TAG:
                raise FileUnsafe()
            if not closed:
                continue
            yield begun, len(begun)
        last = piece.rfind(b"<")
        is_cut = last >= 0 and piece.find(b">", last) < 0
        yield piece, last if is_cut else len(piece)
        begun = piece[last:] if is_cut else b""
    if begun:
        yield begun, len(begun)


def _check_words(text: bytes) -> None:
    """Refuse what reaches out of the file, and what is in no encoding in which a tag is found."""
    # a look for one character costs nothing, and most sheets have neither
    if b"\0" in text or (b"!" in text and b"<!" in text and _ENTITY.search(text)):
        raise FileUnsafe()

"""Whether anything stands so far off in a sheet that the sheet becomes endless to who reads it.

The library that reads it makes room for every cell up to the last. Nearly all programs write a cell
in one of very few ways, and a pattern runs over them in a fifth of the time of the reading. Where a
cell is written otherwise, the sheet is walked tag by tag, as the library does, and what it would
read in another way than this does is refused.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from shopfans.domain.errors import CellFarOff, FileTooLarge, FileUnsafe
from shopfans.services.spreadsheets import limits

Text = tuple[bytes, int]
"""A piece of a sheet, and up to where no tag of it is cut off."""

_NEAR = rb'(?:[A-Z]|A[A-Z]|B[A-H])1?[0-9]{1,5}"'  # column BH is the 60th, row 199,999 the last
_TYPE, _STYLE = rb' t="[A-Za-z]*+"', rb' s="[0-9]*+"'
_REST = rb"(?:>|%b(?:>|%b>)|%b(?:>|%b>))" % (_TYPE, _STYLE, _STYLE, _TYPE)
_PAINTED = rb'[A-Z]++[0-9]++"(?: [st]="[A-Za-z0-9]*+")*+ ?/>'
_USUAL = rb'(?! r="%b%b| r="%b|[A-Za-z])' % (_NEAR, _REST, _PAINTED)
"""What follows the name of a cell; a letter makes it another name. One that is only painted is no
harm wherever it is: nothing stands in it."""
_UNUSUAL, _UNUSUAL_PREFIXED = re.compile(rb"<c" + _USUAL), re.compile(rb":c" + _USUAL)

_SPACE, _NAME = rb"[ \t\r\n]", rb"[\w.-]+"
_ATTRIBUTE = rb"""%b+((?:%b:)?%b)%b*=%b*("[^"]*"|'[^']*')""" % (
    _SPACE, _NAME, _NAME, _SPACE, _SPACE,
)  # fmt: skip
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_PLAIN = rb"<(?:/(?:%b:)?(?:c|is|t|v|f)|(?:%b:)?(?:is|t|v|f))>" % (_NAME, _NAME)
_TAG = re.compile(rb"(?:%b[^<]*+)*+<(?!%b)([^<>]*+)(>?)" % (_PLAIN, _PLAIN))
"""One that may tell of a place, with those before it that cannot."""
_INSIDE_TAG = re.compile(
    rb"(?P<end>/?)(?:%b:)?(?P<name>%b)(?P<attributes>(?:%b)*+)%b*(?P<empty>/?)"
    % (_NAME, _NAME, re.sub(rb"\((?!\?)", b"(?:", _ATTRIBUTE), _SPACE)
)
_ZEROS = bytes.maketrans(b"123456789", b"000000000")
_CELL_PLACE, _ROW_PLACE = re.compile(rb"([A-Za-z]{1,8})([0-9]{1,12})"), re.compile(rb"[0-9]{1,12}")
_MOST_TAGS = 6_000_000
"""That are walked; a million takes about two seconds."""


def has_unusual(text: bytes, end: int) -> bool:
    """Whether any cell up to `end` may stand far off, or does not say plainly where it stands."""
    return _UNUSUAL.search(text, 0, end) is not None or (
        b":" in text and _UNUSUAL_PREFIXED.search(text, 0, end) is not None
    )


def walk(sheet: Iterable[Text]) -> None:
    """Returns if all that stands in the sheet stands near.

    Raises CellFarOff, FileTooLarge for more tags than can be walked, FileUnsafe for what two
    readers could read in two ways.
    """
    row, column = 1, 1
    for tag, place in _tags(sheet):
        if tag.name == b"row":
            if place is not None:
                row = int(_matched(_ROW_PLACE, place)[0])
            if tag.is_end or tag.is_empty:
                row, column = row + 1, 1
        elif tag.name == b"c" and not tag.is_end:
            at = row
            if place is not None:
                letters, digits = _matched(_CELL_PLACE, place).groups()
                at, column = int(digits), _number(letters)
            is_far = at >= limits.MOST_ROWS or column > limits.MOST_COLUMNS
            if is_far and not tag.is_empty:
                where = f"R{at}C{column}" if place is None else place.decode()
                raise CellFarOff(where, limits.MOST_ROWS, limits.MOST_COLUMNS)
            column += 1


class _Tag(NamedTuple):
    name: bytes
    """Without a prefix."""
    place: slice | None
    """Where its attribute "r" says something."""
    is_end: bool
    is_empty: bool


def _tags(sheet: Iterable[Text]) -> Iterator[tuple[_Tag, bytes | None]]:
    """Each tag between the ends of the data that may tell of a place, and the place."""
    is_inside = False
    for number, text in enumerate(_between_angles(sheet)):
        if number == 0 and text.startswith(b"?xml "):
            continue
        if number > _MOST_TAGS:
            raise FileTooLarge(limits.MOST_BYTES, limits.MOST_ROWS)
        tag = _tag(text.translate(_ZEROS))
        if tag.name == b"sheetData":
            if is_inside and not tag.is_end:
                raise FileUnsafe()
            if is_inside or tag.is_empty:
                return
            is_inside = not tag.is_end
        elif is_inside:
            yield tag, None if tag.place is None else text[tag.place]


def _between_angles(sheet: Iterable[Text]) -> Iterator[bytes]:
    for text, end in sheet:
        for found in _TAG.finditer(text, 0, end):
            if not found[2]:
                raise FileUnsafe()
            yield found[1]


@lru_cache(maxsize=10_000)
def _tag(text: bytes) -> _Tag:
    """Read once for all tags that are alike but for their numbers."""
    found = _matched(_INSIDE_TAG, text)
    attributes = _ATTRIBUTES.finditer(text, *found.span("attributes"))
    places = [one.span(2) for one in attributes if one[1] == b"r"]
    if len(places) > 1:
        raise FileUnsafe()
    place = slice(places[0][0] + 1, places[0][1] - 1) if places else None
    return _Tag(found["name"], place, bool(found["end"]), bool(found["empty"]))


def _matched(pattern: re.Pattern[bytes], text: bytes) -> re.Match[bytes]:
    found = pattern.fullmatch(text)
    if found is None:
        raise FileUnsafe()
    return found


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number

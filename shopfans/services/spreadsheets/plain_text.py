"""A text file of a spreadsheet program (.csv), in whichever encoding it was saved.

Told apart in this order: by its mark; UTF-8 if it is that without a fault, for Chinese in GBK or
Big5 never is; of those two the one in which a heading is known that we look for; else the one in
which more of the characters are everyday ones (level 1 of GB 2312 and of Big5: what is read in the
wrong one falls among the rare).
"""

import csv
import re
from collections.abc import Collection, Iterator
from io import StringIO

from shopfans.domain.errors import FileIsPage, FileUnsafe
from shopfans.services.exporting.formulas import looks_like_one

_SAMPLE = 20_000
"""Characters that are looked at."""
_TOP = 2_000
"""Characters among which the headings stand."""
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")
_EVERYDAY = {"gb18030": ("gb2312", 0xB0, 0xD7), "big5hkscs": ("big5", 0xA4, 0xC6)}
"""The plain set of each encoding, and between which first bytes its level 1 lies."""


def rows(body: bytes, known: Collection[str]) -> Iterator[list[str]]:
    """Each row; separated by what separates most at the top, and without the apostrophes that kept
    texts from being formulas.

    Raises FileIsPage for a web page, which many programs save as .xls, FileUnsafe for no text, or
    csv.Error.
    """
    text = decoded(body, known)
    top = text[:_TOP]
    if _NO_TEXT.search(text):
        raise FileUnsafe()
    if top.lstrip().startswith("<"):
        raise FileIsPage()
    separator = max(",\t;", key=top.count)
    for line in csv.reader(StringIO(text, newline=""), delimiter=separator):
        yield [cell[1:] if cell[:1] == "'" and looks_like_one(cell[1:]) else cell for cell in line]


def decoded(body: bytes, known: Collection[str]) -> str:
    """The text. Raises FileUnsafe if it is in none of the encodings."""
    marked = "utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    found = _in(marked, body)
    if found is not None:
        return found
    readings = {one: text for one in _EVERYDAY if (text := _in(one, body)) is not None}
    if not readings:
        raise FileUnsafe()
    with_heading = {
        one: text for one, text in readings.items()
        if any(word in text[:_TOP].casefold() for word in known if not word.isascii())
    }  # fmt: skip
    likely = with_heading or readings
    return likely[max(likely, key=lambda one: _everyday(likely[one], one))]


def _in(encoding: str, body: bytes) -> str | None:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        return None


def _everyday(text: str, encoding: str) -> float:
    """Which share of its Chinese characters is an everyday one."""
    plain, first, last = _EVERYDAY[encoding]
    chinese = [char for char in text[:_SAMPLE] if not char.isascii()]
    codes = [char.encode(plain, "ignore") for char in chinese]
    return sum(len(code) == 2 and first <= code[0] <= last for code in codes) / max(1, len(codes))

"""What stands above the columns of a sheet, and which of our fields a column is."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

_Field = TypeVar("_Field")


def tidy_heading(cell: str) -> str:
    """A heading without its case, its width and what stands in brackets: 价格（元） is 价格."""
    plain = unicodedata.normalize("NFKC", cell).casefold()
    return re.sub(r"\(.*", "", plain).strip(" *:")


def places(cells: Sequence[str], headings: Mapping[_Field, Sequence[str]]) -> dict[_Field, int]:
    """In which column each field stands; the first name of a field counts most."""
    tidy = [tidy_heading(cell) for cell in cells]
    return {
        field: tidy.index(word)
        for field, words in headings.items()
        for word in reversed(words)
        if word in tidy
    }


def shape_of(cells: Sequence[str]) -> str:
    """By what a sheet with these headings is known again: a digest."""
    return sha256("\x1f".join(map(tidy_heading, cells)).encode()).hexdigest()

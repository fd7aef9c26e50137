"""Texts that a spreadsheet would take for formulas."""

import unicodedata

_BEGINNINGS = frozenset("=+-@\t\r\n")


def looks_like_one(text: str) -> bool:
    """Whether a spreadsheet might run it; full-width forms count, for some programs narrow them."""
    return unicodedata.normalize("NFKC", text[:1]) in _BEGINNINGS


def harmless(text: str) -> str:
    """For files in which a cell has no kind: an apostrophe before it makes any program take it for
    text."""
    return f"'{text}" if looks_like_one(text) else text

"""Texts that a spreadsheet would take for formulas."""

_BEGINNINGS = frozenset("=＝﹦⁼₌+＋﹢⁺₊﬩-－﹣@＠﹫\t\r\n")
"""Some programs narrow wide and small forms before they look."""


def looks_like_one(text: str) -> bool:
    """Whether a spreadsheet might run it."""
    return text[:1] in _BEGINNINGS


def harmless(text: str) -> str:
    """For files in which a cell has no kind: an apostrophe before it makes any program take it for
    text."""
    return f"'{text}" if looks_like_one(text) else text

"""How large a file may be that comes in from outside."""

from shopfans.services.spreadsheets.child import LONGEST_TEXT, MOST_COLUMNS, MOST_ROWS

__all__ = [
    "LONGEST_TEXT", "MOST_BYTES", "MOST_COLUMNS", "MOST_PARTS", "MOST_RATIO", "MOST_ROWS",
    "MOST_UNPACKED", "SMALL_PART",
]  # fmt: skip

MOST_BYTES = 20 * 2**20

MOST_PARTS = 500
MOST_UNPACKED = 200 * 2**20
"""A workbook is a packed file: a small one may unpack to more than the computer holds."""
MOST_RATIO = 300
"""Times its size that a part of a workbook may unpack to; sheets reach about 30."""
SMALL_PART = 2**20
"""Bytes below which any ratio is harmless."""

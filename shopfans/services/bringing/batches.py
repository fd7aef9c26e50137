"""What came in from a file, all at once."""

from datetime import date
from typing import NamedTuple


class Brought(NamedTuple):
    """An import that was not taken back."""

    id: int
    file: str
    day: date
    new: int
    changed: int

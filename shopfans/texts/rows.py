"""What a strip of paper is made of, from top to bottom."""

from typing import NamedTuple


class Heading(NamedTuple):
    """Large and in the middle."""

    text: str


class Middle(NamedTuple):
    text: str
    is_strong: bool = False


class Band(NamedTuple):
    """White on black: what nobody may overlook."""

    text: str


class Pair(NamedTuple):
    """The right one is never broken; the left one gives way to it."""

    left: str
    right: str
    is_strong: bool = False


class Total(NamedTuple):
    """A pair as large as the receipt has."""

    left: str
    right: str


class Columns(NamedTuple):
    """A name that wraps, how many, and an amount."""

    name: str
    quantity: str
    amount: str


class Note(NamedTuple):
    """Small print on the left."""

    text: str


class Rule(NamedTuple):
    pass


class Circles(NamedTuple):
    """So many filled of so many."""

    filled: int
    all: int


class Voucher(NamedTuple):
    """In a frame of its own, with its code to scan."""

    title: str
    lines: tuple[str, ...]
    code: str


class Code(NamedTuple):
    """A QR code in the middle."""

    text: str
    caption: str


class Gap(NamedTuple):
    pass


Row = (
    Heading | Middle | Band | Pair | Total | Columns | Note | Rule | Circles | Voucher | Code | Gap
)


def grouped(code: str) -> str:
    """A code in groups of four, as a person reads it out."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))

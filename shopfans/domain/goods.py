"""What the owner says of a good, checked."""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from shopfans.domain import scans
from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    BadBarcode,
    BarcodeIsOurs,
    NumberOutOfRange,
)
from shopfans.domain.money import MOST, Money

LONGEST_LASTING = 3650
"""Days until one piece is used up, at most."""


class Details(NamedTuple):
    """All that a good is known by."""

    name: str
    price: Money
    category: str = ""
    barcode: str = ""
    earns: bool = True
    """False: nothing paid for it earns points."""
    lasts: int | None = None
    """Days until one piece is used up, for reminders."""


def checked(details: Details) -> Details:
    """The same with its texts tidied.

    Raises NameMissing, NameTooLong, AmountNotPositive, AmountTooLarge, NumberOutOfRange,
    BadBarcode or BarcodeIsOurs.
    """
    if details.price <= Money():
        raise AmountNotPositive()
    if details.price > MOST:
        raise AmountTooLarge(MOST.fen)
    if details.lasts is not None and not 1 <= details.lasts <= LONGEST_LASTING:
        raise NumberOutOfRange(1, LONGEST_LASTING)
    return details._replace(
        name=tidy_name(details.name),
        category=tidy_category(details.category),
        barcode=parse_barcode(details.barcode),
    )


def alike(name: str) -> str:
    """The name as one hears it: the width and the case of its letters and the spaces between them
    make no other good."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def renamed(categories: Iterable[str], name: str, to: str) -> tuple[str, ...]:
    """These categories, one of them under another name, and none twice."""
    return tuple(dict.fromkeys(to if one == name else one for one in categories))


def tidy_category(text: str) -> str:
    """The category on one line; none is allowed. Raises NameTooLong."""
    return tidy_name(text) if text.strip() else ""


def parse_barcode(text: str) -> str:
    """The barcode as a scanner reads it, empty for none. Raises BadBarcode or BarcodeIsOurs."""
    if not text.strip():
        return ""
    match scans.read(text):
        case scans.Goods(barcode=barcode):
            return barcode
        case scans.Ours():
            raise BarcodeIsOurs()
        case _:
            raise BadBarcode(text)


def is_ean(text: str) -> bool:
    """Whether these digits can hardly be anything but the number of goods that are sold: of 8, 12
    or 13 (EAN-8, UPC-A, EAN-13), and the last of them the one that checks the others."""
    if len(text) not in (8, 12, 13) or not (text.isascii() and text.isdigit()):
        return False
    weighed = (int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(reversed(text)))
    return sum(weighed) % 10 == 0 and int(text) > 0


def scanned_as(barcode: str) -> tuple[str, ...]:
    """Each way in which a scanner may read this barcode, the literal one first: twelve digits of
    UPC are thirteen of EAN with a nought before them."""
    if not (barcode.isascii() and barcode.isdigit()):
        return (barcode,)
    if len(barcode) == 12:
        return (barcode, f"0{barcode}")
    if len(barcode) == 13 and barcode.startswith("0"):
        return (barcode, barcode[1:])
    return (barcode,)

"""Codes that are scanned, and goods."""

from dataclasses import dataclass

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class UnknownCode(ShopError):
    text: str


@dataclass(eq=False)
class PaymentCode(ShopError):
    """A guest's phone shows it to pay; it is for the payment terminal."""


@dataclass(eq=False)
class WebAddress(ShopError):
    """A code that leads to a page, perhaps another shop's."""


@dataclass(eq=False)
class CodeTooLong(ShopError):
    pass


@dataclass(eq=False)
class NotACode(ShopError):
    """Neither a code of ours nor anything that is put on goods."""


@dataclass(eq=False)
class UnknownBarcode(ShopError):
    """No good on the list has this barcode."""

    text: str


@dataclass(eq=False)
class GoodOffSale(ShopError):
    """It was on the list once and is not sold now."""

    name: str


@dataclass(eq=False)
class UnknownGood(ShopError):
    pass


@dataclass(eq=False)
class BadBarcode(ShopError):
    text: str


@dataclass(eq=False)
class BarcodeIsOurs(ShopError):
    """It would be taken for a member, a coupon, a receipt or a card."""


@dataclass(eq=False)
class BarcodeTaken(ShopError):
    name: str


@dataclass(eq=False)
class BarcodeCutShort(ShopError):
    """A spreadsheet has rounded it: its last digits are gone."""

    text: str


@dataclass(eq=False)
class CodeTooOld(ShopError):
    """A member's rotating code, shown longer ago than it lives."""


@dataclass(eq=False)
class CodeOfElsewhere(ShopError):
    """A rotating code that this shop, with the key it has now, did not make."""


@dataclass(eq=False)
class CodeSpent(ShopError):
    """A rotating code that has served for another sale already."""


@dataclass(eq=False)
class CardUnknown(ShopError):
    """No card with this code was printed here."""


@dataclass(eq=False)
class CardBound(ShopError):
    """The card belongs to a member already."""

    member: int
    name: str

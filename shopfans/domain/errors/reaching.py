"""Reaching members."""

from dataclasses import dataclass
from datetime import date

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class NoConsentToMessages(ShopError):
    """She did not agree to be written to."""


@dataclass(eq=False)
class AskedForSilence(ShopError):
    """She asked not to be contacted."""


@dataclass(eq=False)
class QuietUntil(ShopError):
    """She was reached a short while ago."""

    day: date


@dataclass(eq=False)
class WrittenEnough(ShopError):
    """She was reached as often this month as the owner allows."""

    most: int


@dataclass(eq=False)
class ShopWroteEnough(ShopError):
    """All members together were reached as often this month as the owner allows."""

    most: int
    left: int


@dataclass(eq=False)
class DayGoneBy(ShopError):
    """A line can only be put off to a later day."""

    day: date


@dataclass(eq=False)
class NobodyToReach(ShopError):
    """Of those who were chosen none may be written to."""


@dataclass(eq=False)
class CareHasNoStrings(ShopError):
    """A gift of care may not ask for a minimum spend."""

    minimum_fen: int


@dataclass(eq=False)
class NotAGuestOfThePlan(ShopError):
    """The care plan is not for her."""


@dataclass(eq=False)
class TextMissing(ShopError):
    pass


@dataclass(eq=False)
class TextTooLong(ShopError):
    most: int


@dataclass(eq=False)
class UnknownPlaceholder(ShopError):
    """A text has something in braces that the program does not know, or half a pair."""

    name: str

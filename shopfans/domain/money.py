"""Money in whole fen, and how a typed amount becomes money."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self

from shopfans.domain.errors import AmountNotPositive, AmountTooLarge, BadAmount, TooManyDecimals


@dataclass(frozen=True, order=True, slots=True, repr=False)
class Money:
    """An amount in the smallest unit of the shop's currency (fen, cents)."""

    fen: int = 0

    def __repr__(self) -> str:
        """Digests of what was asked are kept: it stays as it is."""
        return f"Money(fen={self.fen})"

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + other.fen)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - other.fen)

    def __neg__(self) -> "Money":
        return Money(-self.fen)

    def __mul__(self, times: int) -> "Money":
        return Money(self.fen * times)

    def __bool__(self) -> bool:
        return self.fen != 0

    @classmethod
    def total(cls, amounts: Iterable["Money"]) -> Self:
        return cls(sum([amount.fen for amount in amounts]))


MOST = Money(10**9)
"""No single amount may be larger: 10,000,000.00, far above any counter."""


class Currency(NamedTuple):
    code: str
    """ISO 4217."""
    symbol: str
    digits: int
    """How many decimals an amount is written with."""


CURRENCIES = {
    currency.code: currency
    for currency in (
        Currency("CNY", "¥", 2),
        Currency("TWD", "NT$", 0),
        Currency("HKD", "HK$", 2),
        Currency("MOP", "MOP$", 2),
        Currency("SGD", "S$", 2),
        Currency("MYR", "RM", 2),
        Currency("USD", "$", 2),
        Currency("EUR", "€", 2),
        Currency("GBP", "£", 2),
        Currency("JPY", "¥", 0),
    )
}

_AMOUNT = re.compile(r"(\d{1,12})?(?:\.(\d*))?")
_SIGN = re.compile(
    "^(" + "|".join(re.escape(currency.symbol) for currency in CURRENCIES.values()) + ") *"
)


def parse_amount(text: str, digits: int = 2) -> Money:
    """The positive amount a person typed. Raises AmountNotPositive or what parse_sum raises."""
    amount = parse_sum(text, digits)
    if not amount:
        raise AmountNotPositive()
    return amount


def parse_sum(text: str, digits: int = 2) -> Money:
    """The amount a person typed, which may be nothing; full-width digits and a currency sign are
    understood.

    Raises BadAmount, TooManyDecimals, AmountNotPositive or AmountTooLarge.
    """
    plain = unicodedata.normalize("NFKC", text).replace("。", ".").strip()
    plain = _SIGN.sub("", plain)
    plain = plain.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d*)?", plain) else plain
    if plain.startswith("-"):
        raise AmountNotPositive()
    match = _AMOUNT.fullmatch(plain) if plain.isascii() else None
    if match is None or not any(match.groups()):
        raise BadAmount(text)
    whole, decimals = match[1] or "0", match[2] or ""
    if len(decimals) > digits:
        raise TooManyDecimals(digits)
    amount = Money(int(whole + decimals.ljust(digits, "0")))
    if amount > MOST:
        raise AmountTooLarge(MOST.fen)
    return amount

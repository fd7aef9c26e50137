"""Money, days and times as people read them."""

from collections.abc import Iterable
from datetime import date, datetime

from shopfans.domain.money import Currency, Money
from shopfans.domain.periods import time_zone
from shopfans.texts import _

MINUS = "−"


def number_text(money: Money, currency: Currency) -> str:
    """An amount without its currency: 1,234.50."""
    unit = 10**currency.digits
    whole, rest = divmod(abs(money.fen), unit)
    sign = MINUS if money.fen < 0 else ""
    return f"{sign}{whole:,}" + (f".{rest:0{currency.digits}}" if currency.digits else "")


def money_text(money: Money, currency: Currency) -> str:
    """An amount with the currency's sign: ¥1,234.50."""
    sign = MINUS if money.fen < 0 else ""
    return f"{sign}{currency.symbol}{number_text(Money(abs(money.fen)), currency)}"


def piece_text(value: Money, currency: Currency) -> str:
    """A note or coin as one speaks of it: ¥100, ¥0.50."""
    text = money_text(value, currency)
    return text.partition(".")[0] if value.fen % 10**currency.digits == 0 else text


def count_text(count: int) -> str:
    """A whole number with thousands apart and a real minus sign."""
    return f"{MINUS if count < 0 else ''}{abs(count):,}"


def change_text(count: int) -> str:
    """A change, its sign always shown: +32, −100."""
    return count_text(count) if count < 0 else f"+{count:,}"


def number_change_text(money: Money, currency: Currency) -> str:
    """A change of an amount, its sign always shown: +500.00, −18.50."""
    return f"{'' if money.fen < 0 else '+'}{number_text(money, currency)}"


def day_text(day: date) -> str:
    return day.isoformat()


def short_day_text(day: date) -> str:
    """Month and day, where the year goes without saying."""
    return f"{day:%m-%d}"


def time_text(at: datetime, zone: str) -> str:
    """Day and minute on the shop's own clock."""
    return f"{at.astimezone(time_zone(zone)):%Y-%m-%d %H:%M}"


def joined(*sentences: str) -> str:
    """One after the other; in Chinese nothing stands between them. Empty ones are left out."""
    said = ""
    for more in filter(None, sentences):
        said = _("{said} {more}").format(said=said, more=more) if said else more
    return said


def list_text(words: Iterable[str]) -> str:
    """Several in a row: cakes, tea; in Chinese 蛋糕、茶."""
    return _(", ").join(words)

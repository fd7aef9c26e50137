"""How the points of a sale come about, on one line: 32.00 × 1, Tuesday ×2 = 64."""

from decimal import Decimal

from shopfans.domain.earning import PARTS, Earning
from shopfans.domain.earning_rule import WHOLE
from shopfans.domain.money import Currency, Money
from shopfans.texts import _
from shopfans.texts.formats import count_text, money_text, number_text
from shopfans.texts.weekdays import weekday_text


def explained(earning: Earning, currency: Currency) -> str:
    """The sum as one would do it by hand; empty where there is nothing to explain."""
    if earning.minimum is not None:
        return _("points from {amount} on").format(amount=money_text(earning.minimum, currency))
    if not earning.parts:
        return _("nothing here earns points")
    sums = " + ".join(
        f"{number_text(part.amount, currency)} {_rate(part.rate, earning.each, currency)}"
        for part in earning.parts
    )
    if earning.percent != WHOLE:
        sums += ", " + f"{_name(earning)} ×{times_text(earning.percent)}".lstrip()
    if earning.brought:
        over = f"{abs(earning.brought) / PARTS:g}"
        sign = "+" if earning.brought > 0 else "−"
        sums += " " + _("{sign} {points} from last time").format(sign=sign, points=over)
    return f"{sums} = {count_text(earning.points)}"


def _rate(points: int, each: Money, currency: Currency) -> str:
    """Points for one unit of money; where that is no short number, the unit they are given for."""
    per_unit = Decimal(points * 10**currency.digits) / each.fen
    if per_unit == round(per_unit, 3):
        return f"× {per_unit.normalize():f}"
    return f"÷ {number_text(each, currency)} × {points}"


def times_text(percent: int) -> str:
    """How many times a multiplier counts: 2, 1.5."""
    return f"{percent / WHOLE:g}"


def _name(earning: Earning) -> str:
    if earning.is_birthday or earning.multiplier is None:
        return _("birthday")
    named = earning.multiplier
    return named.name or " ".join(weekday_text(day) for day in named.weekdays)

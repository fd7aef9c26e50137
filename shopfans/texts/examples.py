"""What the owner's rules of points mean, shown by a sale or two while she sets them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from shopfans.domain.earning import Earning, Piece, earn
from shopfans.domain.earning_rule import WHOLE
from shopfans.domain.money import Money
from shopfans.domain.points import MOST_AT_ONCE, worth
from shopfans.domain.spending import SpendingRule, most
from shopfans.domain.terms import Terms
from shopfans.texts import _
from shopfans.texts.earning import explained
from shopfans.texts.formats import count_text, day_text, joined, money_text
from shopfans.texts.weekdays import weekday_text

_LOOKS_AHEAD = 366
"""Days in which the next day that counts more is looked for."""


def examples(terms: Terms, on: date) -> str:
    """An ordinary sale and what points pay; on a line of its own the next day that counts more."""
    paid = max(Money(100 * 10**terms.currency.digits), terms.earning.minimum)
    always = joined(_ordinary(terms, paid, on), *_spending(terms, paid))
    return "\n".join((always, *_special(terms, paid, on)))


def _ordinary(terms: Terms, paid: Money, on: date) -> str:
    plain = replace(terms, earning=replace(terms.earning, multipliers=()))
    points = _earned(plain, paid, on).points
    return _("A sale of {paid} earns {points} points; used, they take {worth} off.").format(
        paid=money_text(paid, terms.currency),
        points=count_text(points),
        worth=money_text(worth(points, terms.point_value), terms.currency),
    )


def _special(terms: Terms, paid: Money, on: date) -> Iterator[str]:
    for ahead in range(_LOOKS_AHEAD if terms.earning.multipliers else 0):
        day = on + timedelta(days=ahead)
        earning = _earned(terms, paid, day)
        if earning.percent != WHOLE:
            yield _("On {weekday}, {day}: {sum}").format(
                weekday=weekday_text(day.weekday()),
                day=day_text(day),
                sum=explained(earning, terms.currency),
            )
            return


def _spending(terms: Terms, price: Money) -> Iterator[str]:
    if terms.spending == SpendingRule():
        return
    points = most(terms.spending, MOST_AT_ONCE, price, terms.point_value)
    if not points:
        yield _("For {price} no points can be used.").format(
            price=money_text(price, terms.currency)
        )
        return
    yield _("Of {price} she can pay {worth} with {points} points.").format(
        price=money_text(price, terms.currency),
        worth=money_text(worth(points, terms.point_value), terms.currency),
        points=count_text(points),
    )


def _earned(terms: Terms, paid: Money, day: date) -> Earning:
    piece = Piece(paid, Money(), Money(), "", earns=True)
    return earn(terms.earning, [piece], day=day, birthday=None)

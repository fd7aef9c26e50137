"""Which date it is: the computer says it, and the owner confirms it where it cannot be believed.

Until then the counter sells on, for the books go by sequence, and nothing is done for good that
depends on the date:

    what                                          waits in
    points, stamps and cards lapse                database.ledger.expire, rewarding.lapse_points
    a tier ends with its year                     tiering.look_again
    a rule of before counts sessions as visits    tiering.count_sessions
    birthday coupons are given                    celebrating
    Today's list, greetings at the counter        reminding.today_list, whispering.whisper
    forecasts are fitted and scored               forecasting.keep_up
    forms and what undoes a merge are forgotten   applying.forget_old, merging.forget_old
    a day is closed                               closing.close_day
"""

from datetime import date, datetime
from typing import NamedTuple

from shopfans.database.operations import begin, is_known, newest_known
from shopfans.database.shop import Shop
from shopfans.domain.errors import DateInDoubt
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings


class Doubt(NamedTuple):
    """What the computer says, and when somebody last worked by a clock that was believed."""

    says: date
    newest: datetime


def doubt(shop: Shop) -> Doubt | None:
    """None while the date is known."""
    with shop.reading():
        newest = newest_known()
        if newest is None or is_known(shop):
            return None
        return Doubt(settings.clock_day(shop), newest)


def confirm(shop: Shop, *, by: Staff, day: date, request: str) -> None:
    """From now on the clock is believed. Raises DateInDoubt if it says another day by now."""
    require(by, Right.CONFIRM_DATE)
    terms = settings.load(shop)
    with shop.changing(Topic.DATE, Topic.REMINDERS):
        done = begin(shop, Act.CONFIRM_DATE, terms=terms, by=by, request=request, asked=day)
        if done.is_new and settings.clock_day(shop) != day:
            raise DateInDoubt(settings.clock_day(shop))


def require_known(shop: Shop) -> None:
    """Returns if the date is known, inside a block. Raises DateInDoubt."""
    if not is_known(shop):
        raise DateInDoubt(settings.clock_day(shop))

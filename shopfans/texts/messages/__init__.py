"""The words for each refusal: one clear sentence, in the words of the counter.

A file a topic, as the refusals have.
"""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.texts import _
from shopfans.texts.formats import short_day_text
from shopfans.texts.messages import (
    amounts,
    bringing,
    codes,
    coupons,
    days,
    files,
    joining,
    members,
    memberships,
    network,
    points,
    prepaid,
    printers,
    reaching,
    sales,
    session_cards,
    staff,
)

_TOPICS = (
    amounts.words,
    bringing.words,
    codes.words,
    coupons.words,
    days.words,
    files.words,
    joining.words,
    members.words,
    memberships.words,
    network.words,
    points.words,
    prepaid.words,
    printers.words,
    reaching.words,
    sales.words,
    session_cards.words,
    staff.words,
)


def message(problem: ShopError, terms: Terms) -> str:
    """What to show beside the field; `terms` give the currency and the clock.

    Raises KeyError for a refusal without words: a test holds that there is none.
    """
    for words_of in _TOPICS:
        words = words_of(problem, terms)
        if words is not None:
            return words
    raise KeyError(type(problem).__name__)


def guard_text(problem: ShopError) -> str:
    """What the fatigue guard has against it, in two or three words for a list."""
    match problem:
        case errors.NoConsentToMessages():
            return _("no messages")
        case errors.AskedForSilence():
            return _("wants no contact")
        case errors.QuietUntil(day=day):
            return _("in peace until {day}").format(day=short_day_text(day))
        case _:
            return _("enough this month")

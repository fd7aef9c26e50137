"""What makes one doubt a list of people to speak to: a date that is not confirmed, a wrong clock,
or years without a sale."""

from datetime import date

from shopfans.texts import _
from shopfans.texts.formats import day_text, joined


def doubts_text(later_sale: date | None, nothing_since: date | None) -> str:
    """Of the newest day on which anybody came, if it is still to come or long past; else empty."""
    return joined(
        _clock_text(later_sale) if later_sale else "",
        _years_text(nothing_since) if nothing_since else "",
    )


def unknown_text(says: date) -> str:
    """Of a date of this computer that nobody has confirmed."""
    return _(
        "This computer says {day}. Until the owner has confirmed that in the program, nobody is "
        "listed."
    ).format(day=day_text(says))


def _clock_text(later_sale: date) -> str:
    """Of sales that are still to come."""
    return _(
        "There is a sale of {day}, which is still to come: was the clock wrong? Until then who "
        "came that day is not reminded."
    ).format(day=day_text(later_sale))


def _years_text(last_sale: date) -> str:
    """Of a shop that has sold nothing for longer than any holiday."""
    return _(
        "The last sale is of {day}: who came until then counts as gone, and nobody is due before "
        "she has come again. Was the shop closed all the time? Then mark it under Days closed."
    ).format(day=day_text(last_sale))

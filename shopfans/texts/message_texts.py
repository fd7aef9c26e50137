"""What is written to a member as long as the owner has no words of her own."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from shopfans import texts
from shopfans.domain.kinds import Reason
from shopfans.domain.message_texts import chosen, filled
from shopfans.domain.terms import Terms
from shopfans.texts import _, reasons
from shopfans.texts.formats import count_text, short_day_text


class Line(reasons.Line, Protocol):
    """What a text needs of a line of the list."""

    @property
    def name(self) -> str: ...
    @property
    def usual_gap(self) -> int | None: ...


def default_text(reason: Reason) -> str:
    return {
        Reason.DUE: _("Hello {name}, your {favourite} is waiting for you at {shop}. See you soon!"),
        Reason.SLIPPING: _(
            "Hello {name}, we have not seen you for {silent} days and miss you at {shop}. "
            "Your {favourite} is as good as ever!"
        ),
        Reason.BIRTHDAY: _("Happy birthday, {name}! All of us at {shop} wish you a lovely year."),
        Reason.COUPON: _("Hello {name}, your coupon “{coupon}” is good until {day}. {shop}"),
        Reason.POINTS: _("Hello {name}, {points} points of yours are good until {day}. {shop}"),
        Reason.MEMBERSHIP: _(
            "Hello {name}, your {coupon} is good until {day}. Renew it with us and it goes on. "
            "{shop}"
        ),
        Reason.SESSIONS: _(
            "Hello {name}, {points} sessions of your card “{coupon}” are good until {day}: "
            "shall we keep you a place? {shop}"
        ),
        Reason.JOINED: _("Hello {name}, you joined us on a {day}. Thank you for coming! {shop}"),
        Reason.CARE: _("Hello {name}, we just thought of you. All the best from {shop}!"),
        Reason.NEWCOMER: _("Hello {name}, thank you for joining {shop}. We look forward to you!"),
    }[reason]


def text_for(terms: Terms, reason: Reason) -> str:
    """The owner's words in the language spoken here, or the default ones."""
    return chosen(terms.texts, reason, texts.language()) or default_text(reason)


def message(terms: Terms, line: Line, favourite: str, on: date) -> str:
    """What to write to her about this line; a good that she needs now is spoken of before her
    favourite."""
    return filled(text_for(terms, line.reason), facts(terms, line, favourite, on))


def facts(terms: Terms, line: Line, favourite: str, on: date) -> Mapping[str, str]:
    """What each place holds."""
    silent = (on - line.last_visit).days if line.last_visit else 0
    needed = line.foresaw.good if line.foresaw else ""
    return {
        "name": line.name,
        "shop": terms.shop_name,
        "favourite": needed or favourite or _("favourite"),
        "points": count_text(line.points),
        "coupon": line.coupon or "",
        "day": short_day_text(line.day),
        "gap": str(line.usual_gap or ""),
        "silent": str(silent),
    }

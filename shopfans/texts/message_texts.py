"""What is written to a member as long as the owner has no words of her own."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Protocol

from shopfans import texts
from shopfans.domain.care_plan import Moment, moment_of
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
            "Your {favourite} is here, as good as ever!"
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
    return filled(_text_about(terms, line), facts(terms, line, favourite, on))


def _text_about(terms: Terms, line: Line) -> str:
    """At a moment of care what fits it: on her birthday she is wished a happy one."""
    if line.reason is not Reason.CARE:
        return text_for(terms, line.reason)
    own = chosen(terms.texts, Reason.CARE, texts.language())
    match moment_of(line.occasion):
        case Moment.BIRTHDAY:
            return text_for(terms, Reason.BIRTHDAY)
        case Moment.JOINED:
            return text_for(terms, Reason.JOINED)
        case Moment.FESTIVAL:
            return own or _(
                "Happy {festival}, {name}! All of us at {shop} wish you and yours all the best."
            )
        case Moment.FRIEND:
            return own or _("Hello {name}, thank you for bringing a friend to {shop}!")
        case _:
            return own or default_text(Reason.CARE)


def facts(terms: Terms, line: Line, favourite: str, on: date) -> Mapping[str, str]:
    """What each place holds."""
    silent = (on - line.last_visit).days if line.last_visit else 0
    needed = line.foresaw.good if line.foresaw else ""
    return {
        "name": line.name,
        "shop": terms.shop_name,
        "favourite": needed or favourite or _("usual"),
        "points": count_text(line.points),
        "coupon": line.coupon or "",
        "day": short_day_text(line.day),
        "gap": str(line.usual_gap or ""),
        "silent": str(silent),
        "festival": reasons.moment_text(line.occasion) if line.reason is Reason.CARE else "",
    }


def example(terms: Terms, words: str, on: date, *, good: str = "", coupon: str = "") -> str:
    """The words as they might reach somebody who comes every 23 days and was not seen for 34."""
    known = {
        "name": _("Amy"),
        "shop": terms.shop_name,
        "favourite": good or _("usual"),
        "points": "120",
        "coupon": coupon or "…",
        "day": short_day_text(on + timedelta(days=terms.days_ahead)),
        "gap": "23",
        "silent": "34",
    }
    return filled(words, known)


def place_label(name: str) -> str:
    """What stands in a place of a text, in the shop's words."""
    return {
        "name": _("her name"),
        "shop": _("your shop"),
        "favourite": _("what she likes"),
        "points": _("points or sessions"),
        "coupon": _("coupon, card or membership"),
        "day": _("the day it is about"),
        "gap": _("days between her visits"),
        "silent": _("days since she came"),
    }[name]

"""The one line under a guest's name, made only of what matters now."""

from datetime import date
from typing import Protocol

from shopfans.domain.points import Points
from shopfans.texts import _, ngettext
from shopfans.texts.facts import Lapsing
from shopfans.texts.formats import count_text, list_text, short_day_text
from shopfans.texts.reasons import coming_day_text


class Closed(Protocol):
    @property
    def day(self) -> date: ...
    @property
    def points(self) -> Points: ...
    @property
    def coupons(self) -> int: ...


class Whisper(Protocol):
    @property
    def away(self) -> int | None: ...
    @property
    def favourite(self) -> str: ...
    @property
    def birthday(self) -> date | None: ...
    @property
    def coupon_lapses(self) -> date | None: ...
    @property
    def points(self) -> Lapsing | None: ...
    @property
    def lunar(self) -> bool: ...
    @property
    def closed(self) -> Closed | None: ...


def whisper_text(whisper: Whisper, today: date) -> str:
    """The line; empty if there is nothing to say."""
    return "  ·  ".join(part for part in _parts(whisper, today) if part)


def away_text(days: int) -> str:
    """How long ago, as one says it: in days, weeks or months."""
    if days < 14:
        return ngettext("last came {n} day ago", "last came {n} days ago", days).format(n=days)
    if days < 60:
        weeks = days // 7
        return ngettext("last came {n} week ago", "last came {n} weeks ago", weeks).format(n=weeks)
    months = days // 30
    return ngettext("last came {n} month ago", "last came {n} months ago", months).format(n=months)


def _parts(whisper: Whisper, today: date) -> list[str]:
    parts = [] if whisper.closed is None else [_closed_text(whisper.closed)]
    if whisper.birthday is not None:
        when = coming_day_text(whisper.birthday, today)
        words = _("birthday {when} (lunar)") if whisper.lunar else _("birthday {when}")
        parts.append(words.format(when=when))
    if whisper.away is not None:
        parts.append(away_text(whisper.away))
    if whisper.favourite:
        parts.append(_("loves {good}").format(good=whisper.favourite))
    if whisper.coupon_lapses is not None:
        when = coming_day_text(whisper.coupon_lapses, today)
        parts.append(_("coupon lapses {when}").format(when=when))
    if whisper.points is not None and whisper.points.lapses is not None:
        when = coming_day_text(whisper.points.lapses, today)
        points = count_text(whisper.points.left)
        parts.append(_("{points} points lapse {when}").format(points=points, when=when))
    return parts


def _closed_text(closed: Closed) -> str:
    """Why what lasts until today is of no use any more."""
    points, coupons = closed.points, closed.coupons
    gone = [
        words.format(n=count_text(number))
        for number, words in (
            (points, ngettext("{n} point", "{n} points", points)),
            (coupons, ngettext("a coupon", "{n} coupons", coupons)),
        )
        if number > 0
    ]
    return _("{day} is closed, and with it {what}").format(
        day=short_day_text(closed.day), what=list_text(gone)
    )

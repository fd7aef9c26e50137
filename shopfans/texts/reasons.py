"""Why a member stands on Today's list, in one sentence."""

from datetime import date
from typing import Protocol

from shopfans.domain.care_plan import Moment, moment_of
from shopfans.domain.festivals import Festival
from shopfans.domain.kinds import Reason
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text, short_day_text
from shopfans.texts.weekdays import weekday_text


class Foresaw(Protocol):
    @property
    def rhythm(self) -> int: ...
    @property
    def give_or_take(self) -> int: ...
    @property
    def good(self) -> str: ...
    @property
    def runs_out(self) -> date | None: ...
    @property
    def is_used_up(self) -> bool: ...


class Line(Protocol):
    """What a sentence needs of a line of the list."""

    @property
    def reason(self) -> Reason: ...
    @property
    def occasion(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def last_visit(self) -> date | None: ...
    @property
    def lunar(self) -> bool: ...
    @property
    def coupon(self) -> str | None: ...
    @property
    def points(self) -> int: ...
    @property
    def foresaw(self) -> Foresaw | None: ...


def why(line: Line, on: date, favourite: str = "", stored: str = "", sessions: int = 0) -> str:
    """The reason in one sentence, as it stands on the day `on`; `stored` is what she has left of
    stored value, `sessions` what is left on her session cards."""
    words = _why(line, on)
    if line.reason not in {Reason.DUE, Reason.SLIPPING}:
        return words
    if favourite and (line.foresaw is None or line.foresaw.good != favourite):
        words = _("{reason}; likes {good}").format(reason=words, good=favourite)
    if stored:
        words = _("{reason}; {amount} of stored value left").format(reason=words, amount=stored)
    if sessions:
        words = ngettext(
            "{reason}; {n} session left", "{reason}; {n} sessions left", sessions
        ).format(reason=words, n=count_text(sessions))
    return words


def _why(line: Line, on: date) -> str:
    match line.reason:
        case Reason.DUE | Reason.SLIPPING:
            return _rhythm(line, on)
        case Reason.CARE:
            return _care(line, on)
        case Reason.NEWCOMER:
            days = (on - line.day).days
            return ngettext(
                "Joined {n} day ago and has not bought anything yet",
                "Joined {n} days ago and has not bought anything yet",
                days,
            ).format(n=days)
        case _:
            return _coming(line, coming_day_text(line.day, on))


def _coming(line: Line, when: str) -> str:
    match line.reason:
        case Reason.COUPON | Reason.POINTS | Reason.MEMBERSHIP | Reason.SESSIONS:
            return _lapsing(line, when)
        case Reason.JOINED:
            return _("The day she joined comes round {when}").format(when=when)
        case _ if line.lunar:
            return _("Birthday {when} (lunar)").format(when=when)
        case _:
            return _("Birthday {when}").format(when=when)


def _lapsing(line: Line, when: str) -> str:
    match line.reason:
        case Reason.COUPON:
            return _("{coupon} lapses {when}").format(coupon=line.coupon, when=when)
        case Reason.MEMBERSHIP:
            return _("{plan} ends {when}").format(plan=line.coupon, when=when)
        case Reason.SESSIONS:
            words = ngettext(
                "{n} session of {card} lapses {when}", "{n} sessions of {card} lapse {when}",
                line.points,
            )  # fmt: skip
            return words.format(n=count_text(line.points), card=line.coupon, when=when)
        case _:
            points = count_text(line.points)
            return _("{points} points lapse {when}").format(points=points, when=when)


def coming_day_text(day: date, on: date) -> str:
    """A day of this week as one speaks of it: today, tomorrow, on Thursday 03-12."""
    match (day - on).days:
        case 0:
            return _("today")
        case 1:
            return _("tomorrow")
        case _:
            return _("on {weekday} {day}").format(
                weekday=weekday_text(day.weekday()), day=short_day_text(day)
            )


def moment_text(key: str) -> str:
    """What a moment of the care plan is about, by its key."""
    moment = moment_of(key)
    if moment is Moment.FESTIVAL:
        return festival_text(Festival(key.split(maxsplit=1)[0]))
    return moment_label(moment)


def moment_label(moment: Moment) -> str:
    return {
        Moment.BIRTHDAY: _("Her birthday"),
        Moment.JOINED: _("The day she joined"),
        Moment.FIRST_PURCHASE: _("Her first purchase"),
        Moment.FESTIVAL: _("A festival"),
        Moment.SILENCE: _("A long silence"),
        Moment.FRIEND: _("She brought a friend"),
    }[moment]


def festival_text(festival: Festival) -> str:
    return {
        Festival.SPRING: _("Spring Festival"),
        Festival.LANTERN: _("Lantern Festival"),
        Festival.DRAGON_BOAT: _("Dragon Boat Festival"),
        Festival.SEVENTH_NIGHT: _("Seventh Night"),
        Festival.MID_AUTUMN: _("Mid-Autumn Festival"),
        Festival.DOUBLE_NINTH: _("Double Ninth"),
    }[festival]


def _care(line: Line, on: date) -> str:
    words = _("{moment} {when}").format(
        moment=moment_text(line.occasion), when=coming_day_text(line.day, on)
    )
    if line.coupon:
        return _("{moment}; a gift: {gift}").format(moment=words, gift=line.coupon)
    return words


def _rhythm(line: Line, on: date) -> str:
    if line.last_visit is None or line.foresaw is None:
        return _("Was due on {day}").format(day=day_text(line.day))
    silent, told = (on - line.last_visit).days, line.foresaw
    words = ngettext(
        "Comes every {gap} days, give or take {more}; last {silent} day ago",
        "Comes every {gap} days, give or take {more}; last {silent} days ago",
        silent,
    ).format(gap=told.rhythm, more=told.give_or_take, silent=silent)
    if not told.good or told.runs_out is None:
        return words
    when = coming_day_text(told.runs_out, on)
    if told.is_used_up:
        return _("{good}: used up {when}. {reason}").format(reason=words, good=told.good, when=when)
    return _("{reason}; {good} again {when}").format(reason=words, good=told.good, when=when)

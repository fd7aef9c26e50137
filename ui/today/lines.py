"""What a line of Today's list shows."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.services.members import portraying
from shopfans.services.members.portraying import Portrait
from shopfans.services.reminders.reminding import Reminder
from shopfans.texts import _, formats, labels, messages
from shopfans.texts.reasons import why
from ui import theme
from ui.table import Column

Key = tuple[int, Reason, str]

_TONES = {
    Reason.COUPON: "warn",
    Reason.POINTS: "warn",
    Reason.SESSIONS: "warn",
    Reason.MEMBERSHIP: "warn",
    Reason.SLIPPING: "bad",
}


class Shown(NamedTuple):
    """A line with what is known of her."""

    line: Reminder
    portrait: Portrait
    hindrance: ShopError | None
    """What the fatigue guard has against writing to her."""


def shown(shop: Shop, terms: Terms, on: date, lines: Sequence[Reminder]) -> list[Shown]:
    """The lines of one screen with the facts about each member."""
    known = portraying.portraits(shop, [line.member for line in lines], on)
    return [
        Shown(
            line, known[line.member], known[line.member].hindrance(terms, line.reason, on)
        )
        for line in lines
    ]  # fmt: skip


def key_of(line: Reminder) -> Key:
    """What tells a line from every other, whatever day it is looked at."""
    return line.member, line.reason, line.occasion


def columns(terms: Terms, on: date) -> list[Column[Shown]]:
    return [
        Column(_("Reason"), lambda row: labels.reason_label(row.line.reason), tone=_tone),
        Column(_("Name"), lambda row: row.line.name, ink=_ink),
        Column(
            _("Why"),
            lambda row: why_text(row, terms, on),
            ink=_ink,
            struck=is_done,
            stretches=True,
        ),
        Column(_("By herself"), chance_text, ink=_ink, is_number=True),
        Column(
            _("A year"),
            lambda row: formats.number_text(row.portrait.worth, terms.currency),
            ink=_ink,
            is_number=True,
        ),
        Column(_("Last contact"), _contact_text, ink=_ink),
        Column(_("Done"), state_text, ink=_state_ink),
    ]


def why_text(row: Shown, terms: Terms, on: date) -> str:
    """The reason with what is known of her."""
    stored = row.portrait.stored
    left = formats.money_text(stored, terms.currency) if stored > Money() else ""
    return why(row.line, on, row.portrait.favourite, left, row.portrait.sessions)


def chance_text(row: Shown) -> str:
    """The chance that she comes by herself this week."""
    told = row.line.foresaw
    return "" if told is None else f"{round(100 * told.p7)}%"


def state_text(row: Shown) -> str:
    """What was done, or why she may not be written to."""
    done = row.line.done
    if done is not None:
        words = labels.touch_label(done.kind)
        return f"✓ {done.note or words}"
    return "" if row.hindrance is None else messages.guard_text(row.hindrance)


def is_done(row: Shown) -> bool:
    return row.line.done is not None


def _contact_text(row: Shown) -> str:
    last = row.portrait.contacts.last
    return formats.day_text(last) if last else ""


def _tone(row: Shown) -> str | None:
    return "good" if is_done(row) else _TONES.get(row.line.reason, "plain")


def _ink(row: Shown) -> str | None:
    return theme.look().muted if is_done(row) else None


def _state_ink(row: Shown) -> str:
    return theme.look().good if is_done(row) else theme.look().muted

"""What a line of Today's list shows."""

from datetime import date

from shopfans.domain.contacts import masked
from shopfans.domain.kinds import Reason
from shopfans.domain.terms import Terms
from shopfans.services.reminding import Reminder
from shopfans.texts import _, formats, labels
from shopfans.texts.reasons import why
from ui import theme
from ui.table import Column

Key = tuple[int, Reason, str]

_TONES = {Reason.BIRTHDAY: "plain", Reason.COUPON: "warn", Reason.SLIPPING: "bad"}


def key_of(line: Reminder) -> Key:
    """What tells a line from every other, whatever day it is looked at."""
    return line.member, line.reason, line.occasion


def columns(terms: Terms, on: date) -> list[Column[Reminder]]:
    return [
        Column(_("Reason"), lambda line: labels.reason_label(line.reason), tone=_tone),
        Column(_("Name"), lambda line: line.name, ink=_ink, struck=_is_done),
        Column(_("Phone"), lambda line: masked(line.phone), ink=_ink),
        Column(_("Why"), lambda line: why(line, on), ink=_ink, struck=_is_done, stretches=True),
        Column(_("Done"), _done_text, ink=_done_ink),
        Column(
            _("Spent"),
            lambda line: formats.number_text(line.spent, terms.currency),
            ink=_ink,
            is_number=True,
        ),
    ]


def _is_done(line: Reminder) -> bool:
    return line.done is not None


def _tone(line: Reminder) -> str | None:
    return "good" if _is_done(line) else _TONES[line.reason]


def _ink(line: Reminder) -> str | None:
    return theme.look().muted if _is_done(line) else None


def _done_text(line: Reminder) -> str:
    return "" if line.done is None else f"✓ {line.done.note}"


def _done_ink(_line: Reminder) -> str:
    return theme.look().good

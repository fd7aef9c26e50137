"""What was done about one member, and whether she came afterwards."""

from shopfans.domain.periods import business_day
from shopfans.domain.terms import Terms
from shopfans.domain.touches import TouchKind
from shopfans.services.reminders.touching import Touched
from shopfans.texts import _, formats, labels
from ui import theme
from ui.table import Column


def columns(terms: Terms) -> list[Column[Touched]]:
    return [
        Column(
            _("Day"),
            lambda line: formats.day_text(business_day(line.at, terms.zone, terms.day_ends_at)),
        ),
        Column(_("What"), _what, stretches=True),
        Column(_("Came"), _came, ink=lambda line: theme.look().good),
        Column(_("By"), lambda line: line.staff),
    ]


def _what(line: Touched) -> str:
    """Called · Birthday · likes the corner table."""
    parts = [labels.touch_label(line.kind)]
    if line.kind is TouchKind.SNOOZED and line.until is not None:
        parts = [_("put off until {day}").format(day=formats.short_day_text(line.until))]
    if line.reason is not None:
        parts.append(labels.reason_label(line.reason))
    if line.note:
        parts.append(line.note)
    return " · ".join(parts)


def _came(line: Touched) -> str:
    return "" if line.came is None else formats.short_day_text(line.came)

"""What stands around Today's list: how many there are, how far one is, what will come."""

from collections.abc import Mapping

from shopfans.domain.kinds import Reason
from shopfans.domain.sections import Section
from shopfans.services.reminded import Outcome
from shopfans.services.reminding import TodayList
from shopfans.texts import _, formats, ngettext
from shopfans.texts.effects import effect_text


def section_names(counts: Mapping[Reason, int] | None) -> list[str]:
    """All and each section with its number of lines, if that is known."""
    names = (
        _("All"), _("Due now"), _("Slipping away"), _("Birthdays"), _("About to lapse"),
        _("Anniversaries, care"), _("Never bought"),
    )  # fmt: skip
    if counts is None:
        return list(names)
    numbers = [
        sum(counts.values()),
        *(sum(counts[reason] for reason in section.reasons) for section in Section),
    ]
    return [
        f"{name}  {formats.count_text(number)}" for name, number in zip(names, numbers, strict=True)
    ]


def progress_text(found: TodayList) -> str:
    """How far one has come, and how many lines there are beyond those shown."""
    total = sum(found.counts.values())
    done = sum(line.done is not None for line in found.reminders)
    words = _("{done} of {total} done").format(
        done=formats.count_text(done), total=formats.count_text(total)
    )
    if total > len(found.reminders):
        shown_ones = _("the first {n} shown").format(n=formats.count_text(len(found.reminders)))
        words = f"{words}  ·  {shown_ones}"
    return words if total else ""


def promise(days_ahead: int, *, by_rule: bool) -> str:
    """What will stand on an empty list, and when."""
    words = ngettext(
        "Birthdays and what is about to lapse stand here {days} day ahead.",
        "Birthdays and what is about to lapse stand here {days} days ahead.",
        days_ahead,
    ).format(days=days_ahead)
    if by_rule:
        rhythm = _(
            "Each guest's own rhythm is known after about five members have come twice and "
            "some thirty visits were repeated; until then who stays away for 28 days is due."
        )
    else:
        rhythm = _("Who is due or slipping away appears as her own rhythm says.")
    return f"{words} {rhythm}"


def outcome_text(outcome: Outcome, held_back: int) -> str:
    """What reminding brought, and how many are held back to see it."""
    words = effect_text(outcome)
    if held_back:
        words += " " + ngettext(
            "{n} is not listed, one in ten, to see what reminding brings.",
            "{n} are not listed, one in ten, to see what reminding brings.",
            held_back,
        ).format(n=formats.count_text(held_back))
    return words.strip()

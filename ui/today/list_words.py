"""What stands around Today's list: how many there are, how far one is, what will come."""

from collections.abc import Collection, Mapping
from datetime import date

from shopfans.domain.kinds import Reason
from shopfans.domain.sections import Section
from shopfans.domain.terms import Terms
from shopfans.services.reminders.lines import COUNTED
from shopfans.services.reminders.reminding import TodayList
from shopfans.texts import _, formats, ngettext
from shopfans.texts.doubts import doubts_text
from shopfans.texts.effects import effect_text
from ui.upkeep import KeptUp


def section_names(counts: Mapping[Reason, int] | None) -> list[str]:
    """All and each section with its number of lines, if that is known."""
    names = (
        _("All"), _("Due now"), _("Slipping away"), _("Birthdays"), _("About to lapse"),
        _("Anniversaries, care"), _("Never bought"),
    )  # fmt: skip
    if counts is None:
        return list(names)
    parts = (tuple(counts), *(section.reasons for section in Section))
    return [
        f"{name}  {_number(counts, reasons)}" for name, reasons in zip(names, parts, strict=True)
    ]


def _number(counts: Mapping[Reason, int], reasons: Collection[Reason]) -> str:
    """How many lines stand for these reasons; with a plus where nobody counted further."""
    number = formats.count_text(sum(counts[reason] for reason in reasons))
    return f"{number}+" if any(counts[reason] >= COUNTED for reason in reasons) else number


def progress_text(found: TodayList) -> str:
    """How far one has come, and how many lines there are beyond those shown."""
    total = sum(found.counts.values())
    done = sum(line.done is not None for line in found.reminders)
    words = _("{done} of {total} done").format(
        done=formats.count_text(done), total=_number(found.counts, found.counts.keys())
    )
    if total > len(found.reminders):
        shown_ones = _("the first {n} shown").format(n=formats.count_text(len(found.reminders)))
        words = f"{words}  ·  {shown_ones}"
    return words if total else ""


def reading_words(on: date, today: date) -> str:
    """What takes a moment, if it does."""
    if on == today:
        return ""
    return _("For another day everybody's visits before it are looked at once more.")


def promise(terms: Terms, *, by_rule: bool) -> str:
    """What will stand on an empty list, and when."""
    days_ahead = terms.days_ahead
    words = ngettext(
        "Birthdays and what is about to lapse stand here {days} day ahead.",
        "Birthdays and what is about to lapse stand here {days} days ahead.",
        days_ahead,
    ).format(days=days_ahead)
    if by_rule:
        rhythm = _(
            "Each guest's own rhythm is known after about five members have come twice and "
            "some thirty visits were repeated."
        )
        rhythm = formats.joined(rhythm, rule_text(terms))
    else:
        rhythm = _("Who is due or slipping away appears as her own rhythm says.")
    return formats.joined(words, rhythm)


def rule_text(terms: Terms) -> str:
    """By what a shop goes that is too young to know any rhythm."""
    return ngettext(
        "Until then who stays away for {days} day is due, as you set under Words and limits.",
        "Until then who stays away for {days} days is due, as you set under Words and limits.",
        terms.rule_days,
    ).format(days=formats.count_text(terms.rule_days))


def around_text(terms: Terms, found: TodayList | None, kept_up: KeptUp, today: date) -> str:
    """What is to be known of the list: a wrong clock, the rule it goes by, what reminding brought,
    and how many are held back to see it."""
    said = []
    if found is not None and found.on > today:
        said.append(
            _("This day is still to come: who is due or slipping away is as it is known today.")
        )
    if found is not None:
        said.append(doubts_text(found.later_sale, found.nothing_since))
    if kept_up.goes_by_rule and found is not None and found.reminders:
        said.append(
            ngettext(
                "Nobody's rhythm is known yet: who stays away for {days} day is due, as you set "
                "under Words and limits.",
                "Nobody's rhythm is known yet: who stays away for {days} days is due, as you set "
                "under Words and limits.",
                terms.rule_days,
            ).format(days=formats.count_text(terms.rule_days))
        )
    said.append(effect_text(kept_up.outcome))
    if found is not None and found.held_back:
        said.append(
            ngettext(
                "{n} is not listed, one in ten, to see what reminding brings.",
                "{n} are not listed, one in ten, to see what reminding brings.",
                found.held_back,
            ).format(n=formats.count_text(found.held_back))
        )
    return formats.joined(*said)

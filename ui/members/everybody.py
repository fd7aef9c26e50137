"""The list of members: its columns, and what is said around it."""

from shopfans.domain.contacts import masked
from shopfans.domain.names import wanted
from shopfans.domain.terms import Terms
from shopfans.services.members.finding import MemberRow
from shopfans.services.members.matches import MOST_HITS
from shopfans.texts import _, formats, ngettext
from ui.table import Column

JOINED, VISITS = 2, 3
"""Columns that give way on a small screen."""


def columns(terms: Terms) -> list[Column[MemberRow]]:
    def last_visit(member: MemberRow) -> str:
        return formats.day_text(member.last_visit) if member.last_visit else "–"

    return [
        Column(_("Name"), lambda member: member.name, order="name", stretches=True),
        Column(_("Phone"), lambda member: masked(member.phone)),
        Column(_("Joined"), lambda member: formats.day_text(member.joined), order="joined"),
        Column(
            _("Visits"),
            lambda member: formats.count_text(member.visits),
            order="visits",
            is_number=True,
        ),
        Column(
            _("Spent"),
            lambda member: formats.number_text(member.spent, terms.currency),
            order="spent",
            is_number=True,
        ),
        Column(_("Last visit"), last_visit, order="last_visit", is_number=True),
    ]


def count_text(count: int, typed: str) -> str:
    """How many there are, or were found by what was typed."""
    words = ngettext("{n} member", "{n} members", count)
    if wanted(typed):
        words = ngettext("{n} found", "{n} found", count)
        if count == MOST_HITS:
            words = _("the {n} closest")
    return words.format(n=formats.count_text(count))


def nobody_text(typed: str, tag: int | None) -> tuple[str, str, str]:
    """Icon, title and what to do next where nobody is listed."""
    if wanted(typed):
        return (
            "magnifying-glass",
            _("Nobody found"),
            _("Try the last four digits of her phone number, or a piece of her name."),
        )
    if tag is not None:
        return (
            "tag",
            _("Nobody has chosen this yet"),
            _("Guests tick it when they join by phone, or on their own page."),
        )
    return (
        "users",
        _("No members yet"),
        _(
            "Sign up the first guest at the counter; she will stand here at once. Or bring "
            "your old list in from Excel."
        ),
    )

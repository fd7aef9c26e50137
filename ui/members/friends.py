"""Whom a member brought, and what came of it."""

from shopfans.domain.terms import Terms
from shopfans.services.belonging.referring import Friend
from shopfans.texts import _, formats
from ui.table import Column


def columns(terms: Terms) -> list[Column[Friend]]:
    return [
        Column(_("Name"), lambda one: one.name, stretches=True),
        Column("", _state, tone=_tone),
        Column(_("Visits"), lambda one: formats.count_text(one.visits), is_number=True),
        Column(
            _("Spent"), lambda one: formats.number_text(one.spent, terms.currency), is_number=True
        ),
    ]


def _state(one: Friend) -> str:
    if one.is_rewarded:
        return _("rewarded")
    return "" if one.visits else _("not yet here")


def _tone(one: Friend) -> str | None:
    if one.is_rewarded:
        return "good"
    return None if one.visits else "plain"

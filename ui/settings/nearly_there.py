"""Who is short of the next tier by little: a word at the counter, and she is there."""

from functools import partial

from shopfans.database.shop import Shop
from shopfans.services.belonging import tier_outlook
from shopfans.services.belonging.tier_outlook import Near
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text
from shopfans.texts.tiers import amount_text
from ui.background import Progress
from ui.desk import Desk
from ui.table import Column
from ui.widgets.asked_list import AskedList


class NearlyThere(AskedList[Near]):
    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _columns(desk), partial(_read, desk.shop), widths=(200, 140, 160), words="muted"
        )
        self._desk = desk

    def retranslate(self) -> None:
        self.heading.setText(_("Nearly there"))
        self.model.retitle(_columns(self._desk))
        self.listing.empty.say(
            "users",
            _("Nobody is near"),
            _("Who is short of a tier by a tenth or less stands here."),
        )

    def show_rows(self, found: list[Near]) -> None:
        """With how many there are beside the heading."""
        super().show_rows(found)
        words = ngettext("{n} member", "{n} members", len(found))
        self.words.setText(words.format(n=count_text(len(found))) if found else "")


def _columns(desk: Desk) -> list[Column[Near]]:
    def missing(one: Near) -> str:
        terms = desk.terms
        return amount_text(terms.tiers, one.ahead.missing, terms.currency) if terms.tiers else ""

    return [
        Column(_("Name"), lambda one: one.name, stretches=True),
        Column(_("Next tier"), lambda one: one.ahead.tier.name),
        Column(_("Short of it"), missing, is_number=True),
    ]


def _read(shop: Shop, progress: Progress) -> list[Near]:
    return tier_outlook.nearly_there(shop, progress=progress)

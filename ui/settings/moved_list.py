"""Whom a change of the tiers would move, by name."""

from collections.abc import Mapping

from shopfans.domain.tiers import Way
from shopfans.services.belonging.tier_outlook import NAMED, Moved, Moves
from shopfans.texts import _
from shopfans.texts.formats import count_text
from shopfans.texts.tiers import way_text
from ui.table import Column
from ui.widgets.headed_list import HeadedList

_TONES = {Way.RISES: "good", Way.FALLS: "bad", Way.FALLS_LATER: "warn"}


class MovedList(HeadedList[Moved]):
    def __init__(self) -> None:
        self._tiers: Mapping[int, str] = {}
        super().__init__(self._columns(), widths=(200, 140, 140, 200))

    def show_moves(self, moves: Moves, tiers: Mapping[int, str]) -> None:
        """With the names of the tiers by their keys."""
        self._tiers = tiers
        self.model.show_rows(moves.who)
        is_cut = any(count > NAMED for count in moves.ways.values())
        words = _("The first {n} of each kind")
        self.words.setText(words.format(n=count_text(NAMED)) if is_cut else "")

    def forget(self) -> None:
        """Others are being worked out."""
        self.model.show_rows(())
        self.words.clear()
        self.listing.wait()

    def retranslate(self) -> None:
        self.heading.setText(_("Who is moved"))
        self.model.retitle(self._columns())

    def _columns(self) -> list[Column[Moved]]:
        return [
            Column(_("Name"), lambda one: one.name, stretches=True),
            Column(_("Has now"), lambda one: self._tier(one.had)),
            Column(_("Would have"), lambda one: self._tier(one.has)),
            Column("", lambda one: way_text(one.way), tone=lambda one: _TONES[one.way]),
        ]

    def _tier(self, key: int | None) -> str:
        return "–" if key is None else self._tiers.get(key, "–")

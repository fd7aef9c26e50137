"""What reminding brings, in two sentences."""

from typing import Protocol

from shopfans.texts import _, ngettext
from shopfans.texts.formats import MINUS, count_text, joined


class Group(Protocol):
    @property
    def members(self) -> int: ...
    @property
    def came(self) -> int: ...


class Effect(Protocol):
    @property
    def more(self) -> float: ...
    @property
    def least(self) -> float: ...
    @property
    def most(self) -> float: ...


class Outcome(Protocol):
    @property
    def reminded(self) -> Group: ...
    @property
    def expected(self) -> int | None: ...
    @property
    def effect(self) -> Effect | None: ...


def effect_text(outcome: Outcome) -> str:
    """Of 34 reminded 12 came; of those like them not reminded, 7. Empty: nobody was reminded."""
    reminded = outcome.reminded
    if not reminded.members:
        return ""
    words = ngettext(
        "Of {n} reminded, {came} came within 14 days",
        "Of {n} reminded, {came} came within 14 days",
        reminded.members,
    ).format(n=count_text(reminded.members), came=count_text(reminded.came))
    if outcome.expected is not None:
        others = _("of as many like them not reminded, {n}").format(n=count_text(outcome.expected))
        words = _("{said}; {more}").format(said=words, more=others)
    return joined(_("{said}.").format(said=words), _range_text(outcome.effect))


def _range_text(effect: Effect | None) -> str:
    if effect is None:
        return _("Too few to tell yet whether reminding brings more.")
    return _("Reminded members came back {more} more often ({least} to {most}).").format(
        more=_percent(effect.more), least=_percent(effect.least), most=_percent(effect.most)
    )


def _percent(share: float) -> str:
    return f"{MINUS if share < 0 else ''}{round(abs(share) * 100)}%"

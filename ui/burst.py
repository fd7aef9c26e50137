"""Strokes that follow one another faster than any hand: when they are a scan, and when a hand's."""

from dataclasses import dataclass

from shopfans.domain import contact_codes, scans
from shopfans.domain.scans import Goods, Ours

FASTEST_HAND = 50
"""Milliseconds between two strokes. A hand may roll three or four keys so fast, never eight."""

HICCUP = 120
"""A wireless scanner may pause so long once it is certain that no hand is at work."""

_ROLLED = 3
_SHORTEST = 6
_CERTAIN = 8
_SHORT_PACE = 30
"""A code too short to be certain must come at this pace, faster than a practised PIN."""


@dataclass
class Burst:
    """What was struck so far without a pause; times are milliseconds of any clock."""

    text: str = ""
    began: int = 0
    last: int = 0
    is_tail: bool = False
    """Whether it follows right upon the end of a scan, as line feed upon return."""
    is_composed: bool = False
    """Whether an input method wrote its beginning."""
    doubtful: int = 0
    """Characters whose time nobody knows: they prove nothing."""

    def goes_on(self, at: int) -> bool:
        """Whether a stroke at this time belongs to it; a clock that jumps back ends it."""
        return self.is_open and 0 <= at - self.last <= self.patience

    def add(self, text: str, at: int) -> None:
        """Only the beginning of what is too long is kept, with a mark that it goes on."""
        self.began = self.began if self.text else at
        self.last = at
        self.text += text
        if self.is_too_long:
            self.text = self.text[: scans.longest(self.text)] + "…"

    def add_line_end(self, at: int) -> None:
        """Return and line feed together are one."""
        self.add("" if self.text.endswith("\n") else "\n", at)

    def ends_scan(self, at: int) -> bool:
        """Whether return, line feed or tab at this time is a scanner's and not a hand's."""
        if not self.goes_on(at):
            return False
        long = self._sure
        is_brisk = long >= _SHORTEST and at - self.began <= _SHORT_PACE * long
        return self.is_tail or self.is_certain or is_brisk

    @property
    def is_open(self) -> bool:
        return bool(self.text) or self.is_tail

    @property
    def patience(self) -> int:
        return HICCUP if self.is_certain else FASTEST_HAND

    @property
    def is_beyond_a_roll(self) -> bool:
        return self._sure > _ROLLED

    @property
    def is_certain(self) -> bool:
        return self._sure >= _CERTAIN

    @property
    def allows_reset(self) -> bool:
        """Whether an input method may be interrupted. A hand that composes would lose its work, so
        there it must be certain."""
        return self.is_certain or (self.is_beyond_a_roll and not self.is_composed)

    @property
    def _sure(self) -> int:
        return len(self.text) - self.doubtful

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > scans.longest(self.text)

    @property
    def is_no_hand(self) -> bool:
        """Whether its strokes are for nobody else, however it ends."""
        return self.is_too_long or contact_codes.begins(self.text)

    @property
    def has_more_lines(self) -> bool:
        """Whether return ends a line of it and not the whole."""
        return contact_codes.is_open(self.text)

    @property
    def stands_alone(self) -> bool:
        """Whether it is a scan even without an ending, for devices that are set up to send none,
        and right after another, for those that send in one go what they kept.

        Software that types for a person (snippets, remote control) is as fast as a scanner and
        ends with a pause too, so only what a check digit or a known form speaks for is taken.
        """
        if len(self.text) < _CERTAIN:
            return False
        if self.is_no_hand:
            return True
        match scans.read(self.text):
            case Ours() | Goods(is_checked=True):
                return True
            case Goods():
                return False
            case _:
                return scans.is_payment_code(self.text)

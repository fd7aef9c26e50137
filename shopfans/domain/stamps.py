"""The stamp card: so many pieces bought, and one more is free."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopfans.domain.errors import NotEnoughStamps, NothingForStamps


@dataclass(frozen=True, slots=True)
class StampRule:
    """Which goods bring a stamp each; no good and no category named: every good, but no amount
    typed by hand."""

    needed: int = 9
    """Stamps for one free piece."""
    goods: tuple[int, ...] = ()
    categories: tuple[str, ...] = ()
    lasts: int | None = None
    """Days that a stamp lasts; None: for ever."""

    def counts(self, good: int | None, category: str) -> bool:
        if good is None:
            return False
        everything = not self.goods and not self.categories
        return everything or good in self.goods or category in self.categories


def free_pieces(needed: int, has: int, wanted: int, pieces: Sequence[tuple[int, int]]) -> list[int]:
    """How many pieces of each line are free: the cheapest first, as the shop gives one more.

    `pieces` are (price of one in fen, how many) for each line, (0, 0) where stamps do not count.
    Raises NotEnoughStamps or NothingForStamps.
    """
    if wanted * needed > has:
        raise NotEnoughStamps(has, wanted * needed)
    free = [0] * len(pieces)
    for index in sorted(range(len(pieces)), key=lambda index: (pieces[index][0], index)):
        price, quantity = pieces[index]
        free[index] = min(quantity, wanted - sum(free)) if price else 0
    if sum(free) < wanted:
        raise NothingForStamps()
    return free

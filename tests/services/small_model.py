"""What a random cashier's shop must come to, worked out apart from the program: lots of points and
stamps, what is taken off a basket, and what comes back with each piece."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(eq=False)
class Lot:
    lapses: date | None
    left: int

    def is_past(self, today: date) -> bool:
        return self.lapses is not None and self.lapses < today


@dataclass
class Taken:
    """So much of a lot was used, less what came back."""

    lot: Lot
    left: int


@dataclass
class Account:
    """Points or stamps of one guest."""

    lots: list[Lot] = field(default_factory=list)

    @property
    def balance(self) -> int:
        return sum(lot.left for lot in self.lots)

    def usable(self, today: date) -> int:
        return max(0, sum(lot.left for lot in self.lots if not lot.is_past(today) or lot.left < 0))

    def lapse(self, today: date) -> int:
        gone = [lot for lot in self.lots if lot.left > 0 and lot.is_past(today)]
        return sum(_emptied(lot) for lot in gone)

    def grant(self, quantity: int, lapses: date | None) -> Lot:
        lot = Lot(lapses, quantity)
        self.lots.append(lot)
        self._settle()
        return lot

    def spend(self, quantity: int) -> list[Taken]:
        taken = []
        for lot in self._soonest_first():
            part = max(0, min(lot.left, quantity))
            lot.left -= part
            quantity -= part
            taken.append(Taken(lot, part))
        assert quantity == 0
        return taken

    def take_back(
        self, lot: Lot, earned: int, taken: Sequence[Taken], used: int, today: date
    ) -> None:
        """So much of what a sale brought goes, so much of what it used comes to where it was."""
        taken_back = used
        lot.left -= earned
        for one in reversed(taken):
            part = min(one.left, used)
            one.left -= part
            one.lot.left += part
            used -= part
        assert used == 0
        self._settle()
        if earned or taken_back:
            self.lapse(today)

    def _settle(self) -> None:
        for debt in [lot for lot in self.lots if lot.left < 0]:
            for lot in self._soonest_first():
                moved = max(0, min(lot.left, -debt.left))
                lot.left -= moved
                debt.left += moved

    def _soonest_first(self) -> list[Lot]:
        return sorted(self.lots, key=lambda lot: lot.lapses or date.max)


def _emptied(lot: Lot) -> int:
    left, lot.left = lot.left, 0
    return left


@dataclass
class Piece:
    """What is left of a line: of its pieces and of all that fell on it."""

    quantity: int
    paid: int
    earned: int
    stamps: int
    points_used: list[int]
    """For each discount that cost points; what came back of each is rounded down."""
    stamps_used: int

    def back(self, pieces: int) -> "Piece":
        """The part of so many pieces, which is no longer left."""

        def part(whole: int) -> int:
            return whole * pieces // self.quantity

        gone = Piece(
            pieces, part(self.paid), part(self.earned), part(self.stamps),
            [part(points) for points in self.points_used], part(self.stamps_used),
        )  # fmt: skip
        self.quantity -= pieces
        self.paid -= gone.paid
        self.earned -= gone.earned
        self.stamps -= gone.stamps
        self.points_used = [
            has - less for has, less in zip(self.points_used, gone.points_used, strict=True)
        ]
        self.stamps_used -= gone.stamps_used
        return gone


@dataclass
class Ticket:
    """One coupon of a guest."""

    percent: int
    """Hundredths of a percent off; 0: `off` is an amount."""
    off: int
    lapses: date
    used_by: int | None = None


def due(rests: Sequence[tuple[int, int, int]], tickets: Sequence[Ticket]) -> int | None:
    """What is left to pay of lines (fen after their own discount, pieces, free ones among them)
    with these coupons, percents first; None if one of them takes nothing."""
    whole = left = sum(fen - fen * free // pieces for fen, pieces, free in rests)
    for ticket in sorted(tickets, key=lambda one: -one.percent):
        if not _off(ticket, whole) or not _off(ticket, left):
            return None
        left -= _off(ticket, left)
    return left


def _off(ticket: Ticket, fen: int) -> int:
    return fen * ticket.percent // 10_000 if ticket.percent else min(ticket.off, fen)

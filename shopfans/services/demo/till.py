"""The demo's till: what the use cases of the counter would write, gathered and stored in bulk."""

from collections import deque
from random import Random
from typing import Any

from shopfans.database import bulk, ledger_chain
from shopfans.database.models import (
    Consent,
    Coupon,
    LedgerEntry,
    Member,
    MemberKey,
    MemberNumber,
    Operation,
    Payment,
    Sale,
    SaleDiscount,
    SaleLine,
    SaleShare,
    Table,
    Touch,
)
from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.kinds import Act, Discount, Entry, Purpose, Reason, Unit
from shopfans.domain.names import name_keys
from shopfans.domain.shares import apportion
from shopfans.domain.touches import TouchKind
from shopfans.services.demo.menu import Basket, with_points
from shopfans.services.demo.people import Person, distinct
from shopfans.services.joining import consenting
from shopfans.services.members.records import birth_columns

TABLES: tuple[type[Table], ...] = (
    Operation, Member, MemberKey, MemberNumber, Consent, Coupon, Sale, SaleLine, Payment,
    SaleDiscount, SaleShare, LedgerEntry, Touch,
)  # fmt: skip
"""In an order in which every row finds what it refers to."""

COUPON_OFF = 500
"""Fen; what `founding` gives a newcomer."""

_EARN, _REDEEM, _REVERSE = Entry.EARN.value, Entry.REDEEM.value, Entry.REVERSE.value
_SALE, _VOID = Act.SALE.value, Act.VOID.value
_POINTS = Unit.POINTS.value
_DONE = TouchKind.DONE.value


def coupon_off(basket: Basket, coupon: bool) -> int:
    """What the welcome coupon takes off this basket, in fen."""
    return min(COUPON_OFF, basket.gross) if coupon else 0


class Till:
    """Sales, sign-ups and ticks in the order of time; `store` hands what has gathered to the file.

    Members, coupons and their numbers go together: each member is given one coupon as she joins.
    """

    def __init__(self, shop: Shop, random: Random) -> None:
        self.at = self.day = self.lapses = ""
        """Now, today and the last day of points earned today, as the tables write them."""
        self.staff = 1
        self._shop = shop
        self._random = random
        self._rows: dict[type[Table], list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        self._used: list[tuple[int | None, int]] = []
        self._lots: dict[int, deque[tuple[int, int]]] = {}
        """Lot and what is left of it, of those members alone who will spend."""
        self._balances: dict[int, int] = {}
        self._member_codes = distinct(lambda: random.randrange(10**14))
        self._coupon_codes = distinct(lambda: random.randrange(10**19))
        with shop.reading():
            self._text_version = consenting.newest()
            self._operation: int = shop.rows("SELECT MAX(id) FROM operation")[0][0]
        self._sale = self._entry = self._consent = self._touch = 0
        self._digest = ledger_chain.FIRST_DIGEST

    @property
    def gathered(self) -> int:
        """Operations not stored yet."""
        return len(self._rows[Operation])

    def enroll(self, member: int, person: Person, coupon_lapses: str, *, spends: bool) -> str:
        """A newcomer with her keys, consents and welcome coupon; returns the coupon's code."""
        operation = self._begin(Act.ENROLL.value)
        code = codes.coded(codes.Kind.MEMBER, next(self._member_codes))
        self._rows[Member].append((
            member, code, None, person.name, f"+86{person.number}",
            *birth_columns(person.birthday).values(), self.day, operation, 0, 0, 0, None, None, "",
        ))  # fmt: skip
        self._rows[MemberKey] += [(key, member) for key in name_keys(person.name)]
        self._rows[MemberNumber].append((member, person.number))
        wants_messages = self._random.random() < 0.6
        for purpose, given in ((Purpose.KEEPING, True), (Purpose.MESSAGES, wants_messages)):
            self._consent += 1
            self._rows[Consent].append(
                (self._consent, member, operation, purpose.value, self._text_version, int(given))
            )
        coupon = codes.coded(codes.Kind.COUPON, next(self._coupon_codes))
        self._rows[Coupon].append(
            (member, coupon, 1, member, operation, self.day, self.day, coupon_lapses, *[None] * 3)
        )
        if spends:
            self._lots[member] = deque()
            self._balances[member] = 0
        return coupon

    def points_to_spend(self, member: int | None) -> int:
        """Her balance, if she is one who spends her points."""
        return self._balances.get(member, 0) if member else 0

    def sell(
        self, basket: Basket, tender: str, member: int | None, *, coupon: bool, spend: int
    ) -> None:
        """A sale: `coupon` uses the member's welcome coupon, `spend` so many of her points."""
        operation, sale = self._begin(_SALE), self._next_sale()
        rows = self._rows
        off = coupon_off(basket, coupon)
        due = basket.gross - off - spend
        rows[Sale].append((sale, operation, member, self.day, None, 0, None, basket.gross, due))
        lines = basket.whole if due == basket.gross else self._take(sale, basket, off, spend)
        if not member:
            lines = tuple((paid, 0, 0) for paid, _, _ in lines)
        rows[SaleLine] += [
            (sale, *piece, *line) for piece, line in zip(basket.pieces, lines, strict=True)
        ]
        if due:
            rows[Payment].append((sale, tender, due, due))
        if off and member:
            rows[SaleDiscount].append((sale, 1, Discount.COUPON.value, member, 0, off, ""))
            self._used.append((sale, member))
        if spend and member:
            rows[SaleDiscount].append((sale, 2, Discount.POINTS.value, None, spend, spend, ""))
            self._spend(operation, member, spend)
        if member and (earned := due // 100):
            entry = self._enter(operation, member, _EARN, earned, None)
            if member in self._lots:
                self._balances[member] += earned
                self._lots[member].append((entry, earned))

    def mistype(self, basket: Basket, tender: str, member: int | None) -> None:
        """A sale that is voided at once, by mirrored rows."""
        first, gross, earned = self._begin(_SALE), basket.gross, basket.gross // 100
        sale, mirror = self._next_sale(), self._next_sale()
        entry = self._enter(first, member, _EARN, earned, None) if member else None
        second = self._begin(_VOID)
        rows = self._rows
        rows[Sale].append((sale, first, member, self.day, None, 0, None, gross, gross))
        rows[Sale].append((mirror, second, member, self.day, sale, 1, None, -gross, -gross))
        for piece, whole in zip(basket.pieces, basket.whole, strict=True):
            line = whole if member else (whole[0], 0, 0)
            rows[SaleLine].append((sale, *piece, *line))
            back = piece._replace(quantity=-piece.quantity, amount=-piece.amount)
            rows[SaleLine].append((mirror, *back, *(-part for part in line)))
        rows[Payment] += [(sale, tender, gross, gross), (mirror, tender, -gross, -gross)]
        if member and entry:
            self._enter(second, member, _REVERSE, -earned, entry, reverses=entry)

    def tick(self, member: int, reason: Reason, occasion: str, note: str) -> None:
        """Somebody dealt with a line of Today's list."""
        self._touch += 1
        operation = self._begin(Act.TOUCH.value)
        self._rows[Touch].append(
            (self._touch, operation, member, reason.value, occasion, _DONE, None, note)
        )

    def store(self, *, is_last: bool = False) -> None:
        """Write what has gathered, in one transaction; the last time, count the pieces sold."""
        self._rows[MemberKey].sort()
        with self._shop.changing():
            for table, rows in self._rows.items():
                bulk.insert(table, rows)
                rows.clear()
            self._shop.write_many("UPDATE coupon SET used_by_id = ? WHERE id = ?", self._used)
            self._used.clear()
            if is_last:
                self._shop.rows(_COUNTED)
        self._shop.checkpoint()

    def _begin(self, act: str) -> int:
        self._operation += 1
        request = f"{self._random.getrandbits(128):032x}"
        self._rows[Operation].append(
            (self._operation, request, act, "", self.staff, self.at, self.day)
        )
        return self._operation

    def _take(
        self, sale: int, basket: Basket, coupon: int, points: int
    ) -> tuple[tuple[int, int, int], ...]:
        """Share the discounts out among the lines; returns what is paid and earned for each."""
        left = [piece.amount for piece in basket.pieces]
        for discount, off, cost in ((1, coupon, 0), (2, points, points)):
            shares = apportion(off, left)
            left = [rest - share for rest, share in zip(left, shares, strict=True)]
            self._rows[SaleShare] += [
                (sale, discount, line, share, share if cost else 0)
                for line, share in enumerate(shares, 1)
                if share
            ]
        return tuple(with_points(left))

    def _next_sale(self) -> int:
        self._sale += 1
        return self._sale

    def _spend(self, operation: int, member: int, points: int) -> None:
        """Take from her oldest lots, which lapse first."""
        self._balances[member] -= points
        lots = self._lots[member]
        while points:
            lot, left = lots.popleft()
            taken = min(points, left)
            points -= taken
            self._enter(operation, member, _REDEEM, -taken, lot)
            if left > taken:
                lots.appendleft((lot, left - taken))

    def _enter(
        self, operation: int, member: int, kind: str, change: int, lot: int | None,
        reverses: int | None = None,
    ) -> int:  # fmt: skip
        """A line of the ledger with its digest; without a lot it opens one."""
        self._entry = entry = self._entry + 1
        lapses = self.lapses if lot is None else None
        lot = lot or entry
        self._digest = ledger_chain.chained(
            self._digest,
            (
                entry, operation, self.at, self.day, self.staff, member, _POINTS, kind, change,
                lot, lapses, reverses,
            ),
        )  # fmt: skip
        self._rows[LedgerEntry].append((
            entry, operation, member, _POINTS, kind, change, lot, lapses, reverses, self._digest,
        ))  # fmt: skip
        return entry


_COUNTED = """
    UPDATE good SET sold = pieces FROM (
        SELECT good_id AS good, SUM(quantity) AS pieces FROM sale_line
        WHERE good_id IS NOT NULL GROUP BY good_id) WHERE id = good"""

"""The rows of money received ahead: of stored value written in one go with their lots, and read
back with what became of them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from shopfans.database import ledger, ledger_lots
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import Done
from shopfans.domain.kinds import STORED_VALUE, Prepaid, Unit
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.sales import Tender
from shopfans.domain.stored_value import Instalment, TopUpUse, Value


class Head(NamedTuple):
    id: int
    operation: int
    member: int
    day: date
    kind: Prepaid
    paid: Money
    bonus: Money
    """That came at once."""
    earned: Points
    principal_lot: int | None
    bonus_lot: int | None
    reverses: int | None
    voided_by: int | None
    """The operation that took it back."""

    @property
    def lots(self) -> tuple[int, ...]:
        return tuple(lot for lot in (self.principal_lot, self.bonus_lot) if lot is not None)


class Held(NamedTuple):
    """A top-up as it stands: what is left of it in her lots."""

    head: Head
    use: TopUpUse
    left: Value
    lots: Mapping[Unit, Mapping[int, int]]
    """What is left of each of her lots, by unit and number."""


def receive(
    done: Done,
    member: int,
    kind: Prepaid,
    payments: Mapping[Tender, Money],
    *,
    received: Mapping[Tender, Money] | None = None,
    bonus: Money = Money(),
    later: tuple[Instalment, ...] = (),
    earned: Points = Points(0),
) -> int:
    """Open the lots of a top-up and write its rows; returns its number. `received` is what was
    handed over where that is more."""
    paid = Money.total(payments.values())
    row = write(
        done, member, kind, payments, received=received, bonus=bonus, earned=earned,
        lots=(
            ledger.grant(done, member, Unit.PRINCIPAL, paid.fen, lapses=None),
            ledger.grant(done, member, Unit.BONUS, bonus.fen, lapses=None),
        ),
    )  # fmt: skip
    for number, one in enumerate(later, 1):
        if one.amount:
            OPEN_SHOP.execute_sql(
                "INSERT INTO bonus_instalment (top_up_id, number, day, amount) VALUES (?, ?, ?, ?)",
                (row, number, one.day.isoformat(), one.amount.fen),
            )
    return row


def write(
    done: Done,
    member: int,
    kind: Prepaid,
    payments: Mapping[Tender, Money],
    *,
    received: Mapping[Tender, Money] | None = None,
    bonus: Money = Money(),
    earned: Points = Points(0),
    lots: tuple[int | None, int | None] = (None, None),
    reverses: int | None = None,
) -> int:
    """The rows alone; returns the number of the prepayment."""
    paid, handed = Money.total(payments.values()), received or {}
    row = int(
        OPEN_SHOP.execute_sql(
            _WRITTEN,
            (done.id, member, done.day.isoformat(), kind.value, paid.fen, bonus.fen, earned,
             *lots, reverses),
        ).lastrowid
    )  # fmt: skip
    for tender, amount in payments.items():
        OPEN_SHOP.execute_sql(
            "INSERT INTO prepayment_tender VALUES (?, ?, ?, ?)",
            (row, tender.value, amount.fen, handed.get(tender, amount).fen),
        )
    return row


def write_parts(payout: int, parts: Iterable[tuple[int, Value, Money]]) -> None:
    """What a payout took of each top-up, and how much of it was returned."""
    for top_up, taken, returned in parts:
        OPEN_SHOP.execute_sql(
            "INSERT INTO payout_part VALUES (?, ?, ?, ?, ?)",
            (payout, top_up, taken.principal.fen, taken.bonus.fen, returned.fen),
        )


def head(prepayment: int) -> Head | None:
    row = OPEN_SHOP.execute_sql(f"{_HEADS} WHERE p.id = ?", (prepayment,)).fetchone()
    return None if row is None else _head(row)


def of_operation(operation: int) -> Head:
    """What one command received or paid out."""
    return _head(
        OPEN_SHOP.execute_sql(f"{_HEADS} WHERE p.operation_id = ?", (operation,)).fetchone()
    )


def openings(operation: int, kind: Prepaid) -> list[Head]:
    """What an import brought of this kind."""
    rows = OPEN_SHOP.execute_sql(
        f"{_HEADS} WHERE p.operation_id = ? AND p.kind = ?", (operation, kind.value)
    )
    return [_head(row) for row in rows.fetchall()]


def of_member(member: int) -> list[Head]:
    """All of hers, voids too, in their order."""
    rows = OPEN_SHOP.execute_sql(f"{_HEADS} WHERE p.member_id = ? ORDER BY p.id", (member,))
    return [_head(row) for row in rows.fetchall()]


def tenders(prepayment: int) -> dict[Tender, tuple[Money, Money]]:
    """What came in by each, or below zero went back, and what was handed over."""
    rows = OPEN_SHOP.execute_sql(
        "SELECT tender, amount, received FROM prepayment_tender WHERE prepayment_id = ? "
        "ORDER BY ABS(amount) DESC, tender",
        (prepayment,),
    )
    return {Tender(tender): (Money(fen), Money(handed)) for tender, fen, handed in rows}


def payments(prepayment: int) -> dict[Tender, Money]:
    """The same without what was handed over."""
    return {way: amount for way, (amount, _) in tenders(prepayment).items()}


def to_come(top_up: int) -> tuple[Instalment, ...]:
    """The parts of its bonus that have not come yet."""
    rows = OPEN_SHOP.execute_sql(
        "SELECT day, amount FROM bonus_instalment WHERE top_up_id = ? AND lot_id IS NULL "
        "AND ended_id IS NULL ORDER BY number",
        (top_up,),
    )
    return tuple(Instalment(date.fromisoformat(day), Money(fen)) for day, fen in rows)


def held(member: int) -> list[Held]:
    """Each top-up of hers that stands, in its order, with what was used and what is left of it."""
    top_ups = [
        one
        for one in of_member(member)
        if one.kind in _OF_VALUE and one.reverses is None and one.voided_by is None
    ]
    of_lot = {lot: one.id for one in top_ups for lot in one.lots}
    of_lot |= dict(OPEN_SHOP.execute_sql(_INSTALMENTS, (member,)).fetchall())
    sums: dict[tuple[int, Unit], _Sum] = {}
    for unit in STORED_VALUE:
        for record in _records(member):
            origins = ledger_lots.origins(record, unit)
            for lot, left, used, granted in OPEN_SHOP.execute_sql(_SUMS, (record, unit.value)):
                top_up = of_lot.get(origins[lot])
                if top_up is not None:
                    sums.setdefault((top_up, unit), _Sum({})).add(lot, left, used, granted)
    returned = dict(OPEN_SHOP.execute_sql(_RETURNED, (member,)).fetchall())
    return [_held(one, sums, Money(returned.get(one.id, 0))) for one in top_ups]


class _Sum:
    """Of the lots of one top-up and unit."""

    def __init__(self, lots: dict[int, int]) -> None:
        self.lots, self.used, self.granted = lots, 0, 0

    def add(self, lot: int, left: int, used: int, granted: int) -> None:
        self.used += used
        self.granted += granted
        if left:
            self.lots[lot] = left

    @property
    def left(self) -> int:
        return sum(self.lots.values())


def _held(one: Head, sums: Mapping[tuple[int, Unit], _Sum], returned: Money) -> Held:
    principal, bonus = (sums.get((one.id, unit), _Sum({})) for unit in STORED_VALUE)
    use = TopUpUse(
        Value(Money(principal.granted), Money(bonus.granted)),
        Value(Money(principal.used), Money(bonus.used)),
        returned,
    )
    left = Value(Money(principal.left), Money(bonus.left))
    return Held(one, use, left, {Unit.PRINCIPAL: principal.lots, Unit.BONUS: bonus.lots})


def _records(member: int) -> list[int]:
    """Hers, and those that were merged into it: their lots tell what was used before."""
    rows = OPEN_SHOP.execute_sql("SELECT member_id FROM merged_member WHERE into_id = ?", (member,))
    return [member, *(one for (one,) in rows)]


def _head(row: tuple[Any, ...]) -> Head:
    number, operation, member, day, kind, paid, bonus, earned, *rest = row
    return Head(
        number, operation, member, date.fromisoformat(day), Prepaid(kind), Money(paid),
        Money(bonus), Points(earned), *rest,
    )  # fmt: skip


_OF_VALUE = (Prepaid.TOP_UP, Prepaid.CHANGE, Prepaid.OPENING)
_WRITTEN = (
    "INSERT INTO prepayment (operation_id, member_id, day, kind, paid, bonus, earned, "
    "principal_lot_id, bonus_lot_id, reverses_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_HEADS = """
    SELECT p.id, p.operation_id, p.member_id, p.day, p.kind, p.paid, p.bonus, p.earned,
           p.principal_lot_id, p.bonus_lot_id, p.reverses_id, v.operation_id
    FROM prepayment p LEFT JOIN prepayment v ON v.reverses_id = p.id"""
_INSTALMENTS = """
    SELECT i.lot_id, i.top_up_id
    FROM prepayment p CROSS JOIN bonus_instalment i ON i.top_up_id = p.id
    WHERE p.member_id = ? AND i.lot_id IS NOT NULL"""
_SUMS = """
    SELECT e.lot, SUM(e.change),
           -SUM(CASE WHEN COALESCE(r.kind, e.kind) = 'redeem' THEN e.change ELSE 0 END),
           SUM(CASE WHEN e.kind = 'earn' THEN e.change ELSE 0 END)
    FROM ledger_entry e LEFT JOIN ledger_entry r ON r.id = e.reverses_id
    WHERE e.member_id = ? AND e.unit = ? GROUP BY e.lot"""
_RETURNED = """
    SELECT t.top_up_id, SUM(t.returned) FROM prepayment p
    CROSS JOIN payout_part t ON t.top_up_id = p.id WHERE p.member_id = ? GROUP BY t.top_up_id"""

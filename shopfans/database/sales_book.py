"""The rows of a sale: written in one go, read back as what is left of it.

Plain SQL: peewee's building of the same statements takes longer than SQLite's running them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import Done
from shopfans.domain.kinds import Discount
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.refunds import Piece, Share, less
from shopfans.domain.sales import Tender
from shopfans.domain.shares import apportion

NOT_TAKEN_BACK = """NOT EXISTS (
        SELECT 1 FROM sales_import i WHERE i.undone_id IS NOT NULL
        AND (s.id BETWEEN i.first_id AND i.last_id
             OR s.reverses_id BETWEEN i.first_id AND i.last_id)
    )"""
"""Of a sale `s`: it did not come with an import that was undone, nor mirrors one that did."""


class LineRow(NamedTuple):
    position: int
    good: int | None
    gift: int | None
    name: str
    category: str
    quantity: int
    list_price: Money | None
    unit_price: Money
    amount: Money
    paid: Money
    earned: Points
    stamps: int


class DiscountRow(NamedTuple):
    position: int
    kind: Discount
    coupon: int | None
    cost: int
    amount: Money
    reason: str


class ShareRow(NamedTuple):
    discount: int
    line: int
    amount: Money
    cost: int


class SaleHead(NamedTuple):
    id: int
    operation: int
    member: int | None
    day: str
    gross: Money
    paid: Money
    reverses: int | None
    completed_by: int | None
    """The operation of the refund that took the last of it."""
    has_refund: bool


def write(
    done: Done,
    *,
    member: int | None,
    lines: Sequence[LineRow],
    discounts: Sequence[DiscountRow],
    shares: Sequence[ShareRow],
    payments: Mapping[Tender, Money],
    received: Mapping[Tender, Money] | None = None,
    reverses: int | None = None,
    completes: bool = False,
    replaces: int | None = None,
) -> int:
    """Store a sale and what belongs to it, inside a command; returns its number.

    `received` is what was handed over where that is more than the amount. Counts the pieces sold.
    """
    gross = Money.total(line.amount for line in lines)
    paid = Money.total(payments.values())
    sale = int(
        OPEN_SHOP.execute_sql(
            _SALE,
            (done.id, member, done.day.isoformat(), reverses, completes, replaces, gross.fen,
             paid.fen),
        ).lastrowid
    )  # fmt: skip
    for sql, rows in ((_LINE, lines), (_DISCOUNT, discounts), (_SHARE, shares)):
        OPEN_SHOP.write_many(sql, [(sale, *_plain(row)) for row in rows])
    handed = received or {}
    OPEN_SHOP.write_many(
        _PAYMENT,
        [
            (sale, tender.value, amount.fen, handed.get(tender, amount).fen)
            for tender, amount in payments.items()
        ],
    )
    OPEN_SHOP.write_many(
        "UPDATE good SET sold = sold + ? WHERE id = ?",
        [(line.quantity, line.good) for line in lines if line.good is not None],
    )
    return sale


def head(sale: int) -> SaleHead | None:
    """What a sale is, and whether anything of it came back; None if there is no such sale."""
    row = OPEN_SHOP.execute_sql(_HEAD, (sale,)).fetchone()
    if row is None:
        return None
    number, operation, member, day, gross, paid, reverses, completed_by, refunds = row
    return SaleHead(
        number, operation, member, day, Money(gross), Money(paid), reverses, completed_by,
        bool(refunds),
    )  # fmt: skip


def left_of(sale: int) -> list[Piece]:
    """Each line of a sale less what came back of it, in its order; what is gone has quantity 0."""
    shares: dict[tuple[int, int], list[Share]] = {}
    for of, line, discount, amount, cost in OPEN_SHOP.execute_sql(_SHARES, (sale, sale)):
        shares.setdefault((of, line), []).append(Share(discount, Money(amount), cost))
    left: dict[int, Piece] = {}
    for of, position, unit_price, quantity, paid, earned, stamps in OPEN_SHOP.execute_sql(
        _PIECES, (sale, sale)
    ):
        piece = Piece(
            position, Money(unit_price), quantity, Money(paid), Points(earned), stamps,
            tuple(shares.get((of, position), ())),
        )  # fmt: skip
        left[position] = piece if of == sale else less(left[position], _opposite(piece))
    return list(left.values())


def lines_of(sale: int) -> list[LineRow]:
    rows = OPEN_SHOP.execute_sql(_LINES, (sale,)).fetchall()
    return [
        LineRow(
            position, good, gift, name, category, quantity,
            None if listed is None else Money(listed), Money(price), Money(amount), Money(paid),
            Points(earned), stamps,
        )
        for (
            position, good, gift, name, category, quantity, listed, price, amount, paid, earned,
            stamps,
        ) in rows
    ]  # fmt: skip


def discounts_of(sale: int) -> list[DiscountRow]:
    return [
        DiscountRow(position, Discount(kind), coupon, cost, Money(amount), reason)
        for position, kind, coupon, cost, amount, reason in OPEN_SHOP.execute_sql(
            _DISCOUNTS, (sale,)
        )
    ]


def payments_left(sale: int) -> dict[Tender, Money]:
    """What each tender brought, less what went back of it.

    What went back by another tender than it came is taken off those that came, in proportion; never
    off stored value, which always goes back to where it was.
    """
    rows = OPEN_SHOP.execute_sql(_PAYMENTS_LEFT, (sale, sale)).fetchall()
    left = {Tender(tender): max(0, fen) for tender, fen in rows}
    money = [tender for tender in left if tender is not Tender.STORED_VALUE]
    elsewhere = -sum(min(0, fen) for _, fen in rows)
    off = apportion(elsewhere, [left[tender] for tender in money])
    for tender, fen in zip(money, off, strict=True):
        left[tender] -= fen
    return {tender: Money(fen) for tender, fen in left.items()}


def paid_left(sale: int) -> Money:
    """What was paid for a sale, less the money that went back for it."""
    row = OPEN_SHOP.execute_sql(_PAID_LEFT, (sale, sale)).fetchone()
    return Money(row[0])


def payments(sale: int) -> dict[Tender, Money]:
    """How much of it each tender paid, or of a refund gave back (below zero): the largest first."""
    rows = OPEN_SHOP.execute_sql(
        "SELECT tender, amount FROM payment WHERE sale_id = ? ORDER BY ABS(amount) DESC, tender",
        (sale,),
    )
    return {Tender(tender): Money(fen) for tender, fen in rows}


def received_by(sale: int) -> dict[Tender, Money]:
    """What was handed over: of cash the change is not taken off."""
    rows = OPEN_SHOP.execute_sql("SELECT tender, received FROM payment WHERE sale_id = ?", (sale,))
    return {Tender(tender): Money(fen) for tender, fen in rows}


def _opposite(piece: Piece) -> Piece:
    return piece._replace(
        quantity=-piece.quantity,
        paid=-piece.paid,
        earned=Points(-piece.earned),
        stamps=-piece.stamps,
        shares=tuple(Share(one.discount, -one.amount, -one.cost) for one in piece.shares),
    )


def _plain(row: Iterable[object]) -> list[object]:
    """As columns. By their exact types: to ask an enum about an instance takes five times as
    long."""
    return [
        value.fen if type(value) is Money else value.value if type(value) is Discount else value
        for value in row
    ]


_SALE = (
    "INSERT INTO sale (operation_id, member_id, day, reverses_id, completes, replaces_id, gross, "
    "paid) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_LINE = (
    "INSERT INTO sale_line (sale_id, position, good_id, gift_id, name, category, quantity, "
    "list_price, unit_price, amount, paid, earned, stamps) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
)
_DISCOUNT = (
    "INSERT INTO sale_discount (sale_id, position, kind, coupon_id, cost, amount, reason) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_SHARE = "INSERT INTO sale_share (sale_id, discount, line, amount, cost) VALUES (?, ?, ?, ?, ?)"
_PAYMENT = "INSERT INTO payment (sale_id, tender, amount, received) VALUES (?, ?, ?, ?)"

_HEAD = """
    SELECT s.id, s.operation_id, s.member_id, s.day, s.gross, s.paid, s.reverses_id,
           (SELECT operation_id FROM sale WHERE reverses_id = s.id AND completes = 1),
           EXISTS (SELECT 1 FROM sale WHERE reverses_id = s.id)
    FROM sale s WHERE s.id = ?"""

_LINES = """
    SELECT position, good_id, gift_id, name, category, quantity, list_price, unit_price, amount,
           paid, earned, stamps
    FROM sale_line WHERE sale_id = ? ORDER BY position"""

_DISCOUNTS = """
    SELECT position, kind, coupon_id, cost, amount, reason
    FROM sale_discount WHERE sale_id = ? ORDER BY position"""

# The original first, then its refunds in their order.

_OF_THE_SALE = "sale_id IN (SELECT ? UNION ALL SELECT id FROM sale WHERE reverses_id = ?)"

_PIECES = f"""
    SELECT sale_id, position, unit_price, quantity, paid, earned, stamps
    FROM sale_line WHERE {_OF_THE_SALE} ORDER BY sale_id, position"""

_SHARES = f"""
    SELECT sale_id, line, discount, amount, cost
    FROM sale_share WHERE {_OF_THE_SALE} ORDER BY sale_id, line, discount"""

_PAID_LEFT = "SELECT COALESCE(SUM(paid), 0) FROM sale WHERE id = ? OR reverses_id = ?"

_PAYMENTS_LEFT = f"""
    SELECT tender, SUM(amount) FROM payment WHERE {_OF_THE_SALE} GROUP BY tender
    ORDER BY SUM(amount) DESC, tender"""

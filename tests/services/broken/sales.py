"""Sales and goods that do not add up, a truth at a time."""

from shopfans.services.books.truths.truth import Truth
from tests.services.broken.ledger import joy_earns
from tests.services.broken.rows import BACK, SPENT, WALK_IN

BROKEN: list[tuple[Truth, list[str]]] = [
    (
        Truth.GROSS_IS_LINES,
        [
            "UPDATE sale_line SET quantity = 2, amount = 2 * amount, paid = 2 * paid "
            f"WHERE sale_id = {WALK_IN}"
        ],
    ),
    (
        Truth.GROSS_IS_LINES,
        [
            f"DELETE FROM sale_line WHERE sale_id = {WALK_IN}",
            f"DELETE FROM payment WHERE sale_id = {WALK_IN}",
            f"UPDATE sale SET gross = 0, paid = 0 WHERE id = {WALK_IN}",
        ],
    ),
    (
        Truth.PAID_IS_GROSS_LESS_DISCOUNTS,
        [
            f"UPDATE payment SET amount = amount - 100 WHERE sale_id = {WALK_IN}",
            f"UPDATE sale SET paid = paid - 100 WHERE id = {WALK_IN}",
        ],
    ),
    (
        Truth.PAID_IS_GROSS_LESS_DISCOUNTS,
        [f"INSERT INTO sale_discount VALUES ({BACK}, 9, 'kept_back', NULL, 0, -1, '')"],
    ),
    (Truth.PAID_IS_PAYMENTS, [f"DELETE FROM payment WHERE sale_id = {WALK_IN}"]),
    (Truth.PAID_IS_PAYMENTS, [f"UPDATE payment SET received = 1 WHERE sale_id = {WALK_IN}"]),
    (Truth.PAID_IS_PAYMENTS, [f"UPDATE payment SET received = 0 WHERE sale_id = {BACK}"]),
    (
        Truth.LINE_IS_AMOUNT_LESS_SHARES,
        [f"UPDATE sale_line SET paid = paid - 1 WHERE sale_id = {WALK_IN}"],
    ),
    (
        Truth.DISCOUNT_IS_SHARES,
        [f"UPDATE sale_discount SET cost = 1 WHERE sale_id = {SPENT} AND kind = 'coupon'"],
    ),
    (
        Truth.LINES_MULTIPLY,
        [f"UPDATE sale_line SET unit_price = unit_price + 1 WHERE sale_id = {WALK_IN}"],
    ),
    (Truth.DAYS_AGREE, [f"UPDATE sale SET day = '2027-01-01' WHERE id = {WALK_IN}"]),
    (
        Truth.AMOUNTS_IN_BOUNDS,
        [
            f"UPDATE sale SET gross = 2000000000, paid = 2000000000 WHERE id = {WALK_IN}",
            "UPDATE sale_line SET unit_price = 2000000000, amount = 2000000000, "
            f"paid = 2000000000 WHERE sale_id = {WALK_IN}",
            "UPDATE payment SET amount = 2000000000, received = 2000000000 "
            f"WHERE sale_id = {WALK_IN}",
        ],
    ),
    (
        Truth.AMOUNTS_IN_BOUNDS,
        [
            f"UPDATE sale SET gross = -gross, paid = -paid WHERE id = {WALK_IN}",
            "UPDATE sale_line SET quantity = -1, amount = -amount, paid = -paid "
            f"WHERE sale_id = {WALK_IN}",
            f"UPDATE payment SET amount = -amount, received = 0 WHERE sale_id = {WALK_IN}",
        ],
    ),
    (Truth.AMOUNTS_IN_BOUNDS, joy_earns(0)),
    (Truth.AMOUNTS_IN_BOUNDS, joy_earns(1_000_000_001)),
    (
        Truth.AMOUNTS_IN_BOUNDS,
        [
            f"INSERT INTO sale_discount VALUES ({WALK_IN}, 1, 'line', NULL, 0, -1, 'x'), "
            f"({WALK_IN}, 2, 'line', NULL, 0, 1, 'x')",
            f"INSERT INTO sale_share VALUES ({WALK_IN}, 1, 1, -1, 0), ({WALK_IN}, 2, 1, 1, 0)",
        ],
    ),
    (
        Truth.AMOUNTS_IN_BOUNDS,
        [
            f"INSERT INTO payment VALUES ({WALK_IN}, 'card', -1, 0)",
            f"UPDATE payment SET amount = amount + 1, received = received + 1 "
            f"WHERE sale_id = {WALK_IN} AND tender = 'cash'",
        ],
    ),
    (Truth.SOLD_IS_LINES, ["UPDATE good SET sold = sold + 1"]),
    (Truth.GOODS_ARE_BROUGHT, ["DELETE FROM imported_good"]),
    (Truth.GOODS_ARE_BROUGHT, ["UPDATE goods_import SET undone_id = operation_id"]),
]

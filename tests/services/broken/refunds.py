"""Refunds and undone imports that are not of what they take back, a truth at a time."""

from shopfans.services.books.truths.truth import Truth
from tests.services.broken.rows import BACK, JOY, MIRROR, PARTS_BACK, THREE, USED_BACK


def more(sale: str, part: str, where: str, fen: int) -> str:
    """A refund takes so much more off, in a share or a discount of it."""
    return f"UPDATE sale_{part} SET amount = amount - {fen} WHERE sale_id = {sale} AND {where}"


BROKEN: list[tuple[Truth, list[str]]] = [
    (
        Truth.REFUND_IS_OF_ITS_SALE,
        [f"UPDATE sale_line SET name = '蛋糕' WHERE sale_id = {MIRROR}"],
    ),
    (
        Truth.REFUND_IS_OF_ITS_SALE,
        [f"UPDATE sale_discount SET reason = 'x' WHERE sale_id = {BACK}"],
    ),
    (
        Truth.REFUND_IS_OF_ITS_SALE,
        ["UPDATE operation SET act = 'void' WHERE request = 'one back'"],
    ),
    (
        Truth.REFUND_IS_OF_ITS_SALE,
        ["UPDATE operation SET act = 'sale' WHERE request = 'one back'"],
    ),
    (Truth.REFUND_IS_OF_ITS_SALE, [f"UPDATE sale SET replaces_id = 1 WHERE id = {THREE}"]),
    (
        Truth.REFUNDS_WITHIN_SALE,
        [
            "UPDATE sale_line SET quantity = -4, amount = -4800, paid = paid - 3600 "
            f"WHERE sale_id = {BACK}",
            f"UPDATE sale SET gross = -4800, paid = paid - 3600 WHERE id = {BACK}",
            "UPDATE payment SET amount = amount - 3600, received = received - 3600 "
            f"WHERE sale_id = {BACK}",
            f"UPDATE member SET spent = spent - 3600 WHERE id = {JOY}",
            "UPDATE good SET sold = sold - 3 WHERE name = '布丁'",
        ],
    ),
    (Truth.REFUNDS_WITHIN_SALE, [f"INSERT INTO sale_share VALUES ({PARTS_BACK}, 1, 2, 0, 0)"]),
    (
        Truth.REFUNDS_WITHIN_SALE,
        [
            more(PARTS_BACK, "share", "discount = 1", -2),
            more(PARTS_BACK, "discount", "position = 1", -2),
            more(PARTS_BACK, "share", "discount = 3 AND line = 1", 2),
            more(PARTS_BACK, "share", "discount = 3 AND line = 2", -2),
            more(PARTS_BACK, "share", "discount = 2", 2),
            more(PARTS_BACK, "discount", "position = 2", 2),
        ],
    ),
    (
        Truth.REFUNDS_WITHIN_SALE,
        [
            f"UPDATE sale_share SET cost = cost + 1 WHERE sale_id = {PARTS_BACK} AND line = 1 "
            "AND cost < 0",
            f"UPDATE sale_discount SET cost = cost + 1 WHERE sale_id = {PARTS_BACK} AND cost < 0",
            f"UPDATE ledger_entry SET change = change - 1 WHERE id = {USED_BACK}",
        ],
    ),
    (Truth.COMPLETE_IS_NOTHING_LEFT, [f"UPDATE sale SET completes = 1 WHERE id = {BACK}"]),
    (Truth.IMPORT_UNDONE_WHOLE, ["UPDATE sales_import SET undone_id = operation_id"]),
    (Truth.IMPORT_UNDONE_WHOLE, ["UPDATE sales_import SET undone_id = NULL WHERE id = 1"]),
]

"""Lines of the ledger that cannot be, a truth at a time; and lines that were only touched."""

from shopfans.services.books.truths.truth import Truth
from tests.services.broken.rows import EARNED, SPENT, WALK_IN, line_of, sale_of


def joy_earns(points: int) -> list[str]:
    """On her line and in the ledger alike."""
    return [
        f"UPDATE ledger_entry SET change = {points} WHERE id = {line_of('joy earns', 'earn')}",
        f"UPDATE sale_line SET earned = {points} WHERE sale_id = {sale_of('joy earns')}",
    ]


BROKEN: list[tuple[Truth, list[str]]] = [
    (
        Truth.PARTS_GO_WITH_THE_LAST,
        ["UPDATE ledger_entry SET change = 499 WHERE unit = 'point_parts' AND kind = 'reverse'"],
    ),
    (
        Truth.PARTS_GO_WITH_THE_LAST,
        ["DELETE FROM ledger_entry WHERE unit = 'point_parts' AND kind = 'reverse'"],
    ),
    (
        Truth.USED_IS_LEDGER,
        [
            f"UPDATE sale_discount SET cost = 51 WHERE sale_id = {SPENT} AND kind = 'points'",
            f"UPDATE sale_share SET cost = 51 WHERE sale_id = {SPENT} AND cost > 0",
        ],
    ),
    (
        Truth.USED_IS_LEDGER,
        [f"UPDATE sale_discount SET kind = 'stamps' WHERE sale_id = {SPENT} AND kind = 'points'"],
    ),
    (
        Truth.EARNED_IS_LEDGER,
        [f"UPDATE sale_line SET earned = earned + 1 WHERE sale_id = {EARNED}"],
    ),
    (
        Truth.EARNED_IS_LEDGER,
        [f"UPDATE sale_line SET stamps = 1 WHERE sale_id = {EARNED}"],
    ),
    (
        Truth.REVERSAL_MIRRORS_ENTRY,
        [
            "UPDATE ledger_entry SET reverses_id = id - 1 "
            f"WHERE id = {line_of('ana settles', 'settle')} + 1"
        ],
    ),
    (
        Truth.ADJUSTED_FOR_A_REASON,
        [
            "DELETE FROM approval WHERE operation_id = "
            "(SELECT id FROM operation WHERE request = 'adjusted')"
        ],
    ),
    (
        Truth.ADJUSTED_FOR_A_REASON,
        ["UPDATE operation SET act = 'note' WHERE request = 'adjusted'"],
    ),
    (
        Truth.LOT_IS_GRANT,
        [
            "UPDATE ledger_entry SET lapses = '2030-01-01' "
            f"WHERE id = {line_of('mei spends', 'redeem')}"
        ],
    ),
    (
        Truth.LOT_IS_GRANT,
        [
            f"UPDATE ledger_entry SET lot = {line_of('mei earns', 'earn')} "
            f"WHERE id = {line_of('joy earns', 'earn')}"
        ],
    ),
    (
        Truth.LOTS_ON_ONE_SIDE,
        [
            f"UPDATE ledger_entry SET lot = {line_of('mei spends', 'earn')} "
            f"WHERE id = {line_of('mei spends', 'redeem')}"
        ],
    ),
    (
        Truth.SETTLING_IS_NOTHING,
        ["UPDATE ledger_entry SET change = change + 1 WHERE kind = 'settle' AND change > 0"],
    ),
    (
        Truth.BELOW_ZERO_BY_REVERSAL,
        ["UPDATE ledger_entry SET change = change - 1 WHERE kind = 'expire'"],
    ),
    (Truth.OPENING_IS_BROUGHT, ["DELETE FROM imported_member"]),
    (Truth.OPENING_IS_BROUGHT, ["UPDATE member_import SET undone_id = operation_id"]),
    (
        Truth.MOVING_IS_NOTHING,
        ["UPDATE ledger_entry SET change = change + 1 WHERE kind = 'move' AND change > 0"],
    ),
    (
        Truth.LINES_OF_HER_SALE,
        [
            f"UPDATE ledger_entry SET operation_id = (SELECT operation_id FROM sale WHERE id = "
            f"{WALK_IN}) WHERE id = {line_of('joy earns', 'earn')}",
            f"UPDATE sale_line SET earned = 40 WHERE sale_id = {WALK_IN}",
            f"UPDATE sale_line SET earned = 0 WHERE sale_id = {sale_of('joy earns')}",
        ],
    ),
]

UNCHAINED: list[list[str]] = [
    joy_earns(41),
    [f"UPDATE ledger_entry SET lapses = '2099-01-01' WHERE id = {line_of('joy earns', 'earn')}"],
    [f"UPDATE ledger_entry SET digest = zeroblob(32) WHERE id = {line_of('joy earns', 'earn')}"],
    ["UPDATE ledger_entry SET digest = CAST(x'00' || substr(digest, 2) AS BLOB) WHERE id = 1"],
    ["UPDATE operation SET staff_id = 1 WHERE request = 'joy earns'"],
    ["UPDATE operation SET at = '2027-03-11T03:00:00.000000+00:00' WHERE request = 'joy earns'"],
    [
        f"DELETE FROM ledger_entry WHERE id = {line_of('mei spends', 'earn')}",
        f"UPDATE sale_line SET earned = 0 WHERE sale_id = {SPENT}",
    ],
]

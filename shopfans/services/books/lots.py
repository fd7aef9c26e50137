"""Nobody has less than nothing but for what was taken back, nor owes in one lot what she has in
another."""

from collections.abc import Iterator

from shopfans.database.shop import Shop
from shopfans.services.books.truths.truth import Problem, Truth


def broken(shop: Shop) -> Iterator[Problem]:
    """Inside a block. Whoever has less than nothing in all has so in a lot: these are few, and all
    that they ever had is looked at."""
    for member, unit in shop.rows(_SHORT):
        lots = shop.rows(_HERS, member, unit)
        rests = [rest for rest, _is_back in lots]
        if min(rests) < 0 < max(rests) and unit not in {"principal", "bonus"}:
            yield Problem(Truth.LOTS_ON_ONE_SIDE, f"member {member}")
        if sum(rests) < 0 and not any(is_back for _rest, is_back in lots):
            yield Problem(Truth.BELOW_ZERO_BY_REVERSAL, f"member {member}")


_SHORT = """
    SELECT t.member_id, t.unit FROM (
        SELECT member_id, unit, lot, SUM(change) AS change FROM ledger_entry NOT INDEXED
        WHERE id <> lot GROUP BY lot, member_id, unit) t
    LEFT JOIN ledger_entry g
        ON g.id = t.lot AND g.lot = g.id AND g.member_id = t.member_id AND g.unit = t.unit
    WHERE t.change + COALESCE(g.change, 0) < 0
    UNION SELECT member_id, unit FROM ledger_entry NOT INDEXED WHERE id = lot AND change < 0"""
_HERS = """
    SELECT SUM(change), MAX(kind IN ('reverse', 'move')) FROM ledger_entry
    WHERE member_id = ? AND unit = ? GROUP BY lot"""

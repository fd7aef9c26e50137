"""Where the lots of sessions come from, however often a card was passed on."""

ORIGIN = """
    WITH RECURSIVE moved (giver, lot) AS MATERIALIZED (
        SELECT g.lot, t.id FROM ledger_entry t JOIN ledger_entry g ON g.id = t.id - 1
        WHERE t.unit = 'sessions' AND t.kind = 'move' AND t.lot = t.id),
    origin (lot, part) AS (
        SELECT lot_id, id FROM session_part
        UNION ALL SELECT m.lot, o.part FROM origin o JOIN moved m ON m.giver = o.lot)"""
"""Of which service of a card each lot is; a move writes the giver's line and then the taker's."""

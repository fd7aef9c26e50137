"""The truths of the ledger."""

from shopfans.services.books.truths.truth import Truth

# What a sale used, and a refund gave back, stands in the ledger by the same operation.

_COSTS = "SELECT COALESCE(SUM(cost), 0) FROM sale_discount WHERE sale_id = s.id AND kind"
_MOVED = """
    SELECT COALESCE(SUM(e.change), 0) FROM ledger_entry e
    LEFT JOIN ledger_entry o ON o.id = e.reverses_id
    WHERE e.operation_id = s.operation_id AND COALESCE(o.kind, e.kind)"""

QUERIES = {
    Truth.USED_IS_LEDGER: f"""
        SELECT 'sale', s.id FROM sale s
        WHERE ({_COSTS} IN ('points', 'gift')) <> -({_MOVED} = 'redeem' AND e.unit = 'points')
           OR ({_COSTS} = 'stamps') <> -({_MOVED} = 'redeem' AND e.unit = 'stamps')
        UNION ALL SELECT 'ledger_entry', e.id FROM ledger_entry e
        LEFT JOIN sale s ON s.operation_id = e.operation_id
        LEFT JOIN ledger_entry o ON o.id = e.reverses_id
        WHERE COALESCE(o.kind, e.kind) IN ('earn', 'redeem') AND s.id IS NULL
          AND e.unit NOT IN ('principal', 'bonus', 'sessions')
          AND e.operation_id NOT IN (SELECT operation_id FROM prepayment)
          AND e.operation_id NOT IN (SELECT operation_id FROM referral_reward)
          AND e.operation_id NOT IN (
              SELECT taken_back_id FROM referral_reward WHERE taken_back_id IS NOT NULL)""",
    Truth.EARNED_IS_LEDGER: f"""
        SELECT 'sale', s.id FROM sale s
        WHERE (SELECT SUM(earned) FROM sale_line WHERE sale_id = s.id)
              - ({_COSTS} = 'kept_back') <> ({_MOVED} = 'earn' AND e.unit = 'points')
           OR (SELECT SUM(stamps) FROM sale_line WHERE sale_id = s.id)
              <> ({_MOVED} = 'earn' AND e.unit = 'stamps')""",
    Truth.PARTS_GO_WITH_THE_LAST: """
        SELECT 'ledger_entry', e.id FROM ledger_entry e
        JOIN sale s ON s.operation_id = e.operation_id
        LEFT JOIN ledger_entry r ON r.reverses_id = e.id
        WHERE e.unit = 'point_parts' AND e.kind IN ('earn', 'redeem')
        GROUP BY e.id HAVING COALESCE(SUM(r.change), 0) <> CASE WHEN EXISTS (
            SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1)
            THEN -e.change ELSE 0 END""",
    Truth.REVERSAL_MIRRORS_ENTRY: """
        SELECT 'ledger_entry', r.id FROM ledger_entry r
        LEFT JOIN ledger_entry e ON e.id = r.reverses_id
        WHERE (r.kind = 'reverse') <> (r.reverses_id IS NOT NULL)
           OR (r.kind = 'reverse' AND (r.change * e.change > 0 OR r.lot <> e.lot OR r.unit <> e.unit
               OR r.member_id <> e.member_id OR r.id <= e.id
               OR e.kind NOT IN ('earn', 'redeem', 'settle', 'move', 'opening')))
        UNION ALL SELECT 'ledger_entry', e.id FROM ledger_entry e
        JOIN ledger_entry r ON r.reverses_id = e.id
        GROUP BY e.id HAVING (e.change + SUM(r.change)) * e.change < 0
        UNION ALL SELECT 'ledger_entry', r.id FROM ledger_entry r
        JOIN ledger_entry e ON e.id = r.reverses_id
        JOIN sale v ON v.operation_id = r.operation_id
        JOIN sale s ON s.operation_id = e.operation_id
        WHERE v.reverses_id IS NOT s.id""",
    Truth.LOT_IS_GRANT: """
        SELECT 'ledger_entry', e.id FROM ledger_entry e LEFT JOIN ledger_entry g ON g.id = e.lot
        WHERE g.id IS NULL OR g.kind NOT IN ('earn', 'move', 'opening', 'adjust') OR g.lot <> g.id
           OR g.member_id <> e.member_id OR g.unit <> e.unit
           OR (e.kind = 'earn' AND e.lot <> e.id)
           OR (e.lot <> e.id AND e.lapses IS NOT NULL)""",
    Truth.OPENING_IS_BROUGHT: """
        SELECT 'ledger_entry', e.id FROM ledger_entry e WHERE e.kind = 'opening' AND NOT EXISTS (
            SELECT 1 FROM member_import b JOIN imported_member m ON m.batch_id = b.id
            WHERE b.operation_id = e.operation_id AND m.member_id = e.member_id)
        UNION ALL SELECT 'member_import', b.id FROM member_import b
        JOIN ledger_entry e ON e.operation_id = b.operation_id AND e.kind = 'opening'
        LEFT JOIN ledger_entry r ON r.reverses_id = e.id
        GROUP BY e.id
        HAVING COALESCE(SUM(r.change), 0) <> CASE WHEN b.undone_id IS NULL THEN 0 ELSE -e.change END
    """,
    Truth.ADJUSTED_FOR_A_REASON: """
        SELECT 'ledger_entry', e.id FROM ledger_entry e JOIN operation o ON o.id = e.operation_id
        LEFT JOIN approval a ON a.operation_id = o.id
        WHERE (e.kind = 'adjust') <> (o.act = 'adjust' AND e.kind NOT IN ('settle', 'expire'))
           OR (e.kind = 'adjust' AND COALESCE(a.reason, '') = '')""",
    Truth.MOVING_IS_NOTHING: """
        SELECT 'operation', operation_id FROM ledger_entry WHERE kind = 'move'
        GROUP BY operation_id, unit HAVING SUM(change) <> 0""",
    Truth.LOTS_ON_ONE_SIDE: """
        SELECT 'member', member_id FROM (
            SELECT member_id, unit, SUM(change) AS rest FROM ledger_entry
            WHERE unit NOT IN ('principal', 'bonus') GROUP BY member_id, unit, lot)
        GROUP BY member_id, unit HAVING MIN(rest) < 0 AND MAX(rest) > 0""",
    Truth.SETTLING_IS_NOTHING: """
        SELECT 'operation', operation_id FROM ledger_entry WHERE kind = 'settle'
        GROUP BY operation_id, member_id, unit HAVING SUM(change) <> 0""",
    Truth.BELOW_ZERO_BY_REVERSAL: """
        SELECT 'member', member_id FROM ledger_entry GROUP BY member_id, unit
        HAVING SUM(change) < 0 AND SUM(kind IN ('reverse', 'move')) = 0""",
    Truth.LINES_OF_HER_SALE: """
        SELECT 'ledger_entry', e.id FROM ledger_entry e
        JOIN sale s ON s.operation_id = e.operation_id
        WHERE e.member_id IS NOT s.member_id AND NOT EXISTS (
            SELECT 1 FROM merged_member
            WHERE member_id = e.member_id AND into_id = s.member_id)""",
}

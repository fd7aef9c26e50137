"""The truths of the ledger."""

from shopfans.services.books.truths.truth import Truth

# A large ledger is read in the order in which it was written. Row by row through an index of
# members, each row is on another page: hence NOT INDEXED.

# What a sale used, and a refund gave back, stands in the ledger by the same operation.

_USED = """
    SELECT sale_id AS sale, kind = 'stamps' AS are_stamps, cost AS moved FROM sale_discount
    WHERE kind IN ('points', 'gift', 'stamps')
    UNION ALL SELECT s.id, e.unit = 'stamps', e.change FROM ledger_entry e NOT INDEXED
    LEFT JOIN ledger_entry o ON o.id = e.reverses_id JOIN sale s ON s.operation_id = e.operation_id
    WHERE e.unit IN ('points', 'stamps') AND COALESCE(o.kind, e.kind) = 'redeem'"""

QUERIES = {
    Truth.USED_IS_LEDGER: f"""
        SELECT 'sale', sale FROM ({_USED}) GROUP BY sale, are_stamps HAVING SUM(moved) <> 0
        UNION ALL SELECT 'ledger_entry', e.id FROM ledger_entry e
        LEFT JOIN sale s ON s.operation_id = e.operation_id
        LEFT JOIN ledger_entry o ON o.id = e.reverses_id
        WHERE COALESCE(o.kind, e.kind) IN ('earn', 'redeem') AND s.id IS NULL
          AND e.unit NOT IN ('principal', 'bonus', 'sessions')
          AND CASE WHEN s.id IS NULL THEN e.operation_id NOT IN (
              SELECT operation_id FROM prepayment
              UNION ALL SELECT operation_id FROM referral_reward
              UNION ALL SELECT taken_back_id FROM referral_reward
              WHERE taken_back_id IS NOT NULL) END""",
    Truth.EARNED_IS_LEDGER: """
        SELECT 'sale', s.id FROM (
            SELECT sale_id, SUM(earned) AS points, SUM(stamps) AS stamps FROM sale_line
            GROUP BY sale_id) l
        JOIN sale s ON s.id = l.sale_id
        LEFT JOIN (
            SELECT sale_id, SUM(cost) AS points FROM sale_discount WHERE kind = 'kept_back'
            GROUP BY sale_id) k ON k.sale_id = s.id
        WHERE (
            SELECT COALESCE(SUM(e.change) FILTER (WHERE e.unit = 'points'), 0)
                   <> l.points - COALESCE(k.points, 0)
                OR COALESCE(SUM(e.change) FILTER (WHERE e.unit = 'stamps'), 0) <> l.stamps
            FROM ledger_entry e LEFT JOIN ledger_entry o ON o.id = e.reverses_id
            WHERE e.operation_id = s.operation_id AND COALESCE(o.kind, e.kind) = 'earn')""",
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
        SELECT 'ledger_entry', id FROM ledger_entry NOT INDEXED
        WHERE lot = id AND kind NOT IN ('earn', 'move', 'opening', 'adjust')
        UNION ALL SELECT 'ledger_entry', e.id FROM ledger_entry e NOT INDEXED
        LEFT JOIN ledger_entry g ON g.id = e.lot
        WHERE e.lot <> e.id AND (
            g.id IS NULL OR g.kind NOT IN ('earn', 'move', 'opening', 'adjust') OR g.lot <> g.id
            OR g.member_id <> e.member_id OR g.unit <> e.unit OR e.kind = 'earn'
            OR e.lapses IS NOT NULL)""",
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
        SELECT 'ledger_entry', e.id FROM ledger_entry e NOT INDEXED
        JOIN operation o ON o.id = e.operation_id LEFT JOIN approval a ON a.operation_id = o.id
        WHERE e.kind = 'adjust' AND (o.act <> 'adjust' OR COALESCE(a.reason, '') = '')
        UNION ALL SELECT 'ledger_entry', e.id FROM operation o
        CROSS JOIN ledger_entry e ON e.operation_id = o.id
        WHERE o.act = 'adjust' AND e.kind NOT IN ('adjust', 'settle', 'expire')""",
    Truth.MOVING_IS_NOTHING: """
        SELECT 'operation', operation_id FROM ledger_entry WHERE kind = 'move'
        GROUP BY operation_id, unit HAVING SUM(change) <> 0""",
    Truth.SETTLING_IS_NOTHING: """
        SELECT 'operation', operation_id FROM ledger_entry WHERE kind = 'settle'
        GROUP BY operation_id, member_id, unit HAVING SUM(change) <> 0""",
    Truth.LINES_OF_HER_SALE: """
        SELECT 'ledger_entry', e.id FROM ledger_entry e
        JOIN sale s ON s.operation_id = e.operation_id
        WHERE e.member_id IS NOT s.member_id AND NOT EXISTS (
            SELECT 1 FROM merged_member
            WHERE member_id = e.member_id AND into_id = s.member_id)""",
}

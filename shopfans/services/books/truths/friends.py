"""The truths of rewards for friends."""

from shopfans.services.books.truths.truth import Truth

_STANDS = """
    SELECT 'referral_reward', w.id FROM referral_reward w JOIN sale s ON s.id = w.sale_id
    LEFT JOIN merged_member g ON g.member_id = w.brought_by_id
    WHERE w.floor < 1 OR s.reverses_id IS NOT NULL OR s.member_id IS NULL
       OR (w.taken_back_id IS NULL AND (
           s.member_id = COALESCE(g.into_id, w.brought_by_id)
           OR s.paid + COALESCE(
               (SELECT SUM(paid) FROM sale WHERE reverses_id = s.id), 0) < w.floor))
    UNION ALL SELECT 'member', s.member_id FROM referral_reward w JOIN sale s ON s.id = w.sale_id
    WHERE w.taken_back_id IS NULL GROUP BY s.member_id HAVING COUNT(*) > 1"""
"""A reward that was not taken back is for a visit that is paid still, the only one of a friend who
did not bring herself."""

# CROSS JOIN: SQLite keeps this order, the few rewards first.

_IS_LEDGER = """
    SELECT 'referral_reward', w.id FROM referral_reward w JOIN operation o ON o.id = w.operation_id
    LEFT JOIN operation b ON b.id = w.taken_back_id
    WHERE o.act <> 'referral' OR b.act <> 'referral_back' OR b.id <= o.id
    UNION ALL SELECT 'operation', id FROM operation
    WHERE (act = 'referral' AND id NOT IN (SELECT operation_id FROM referral_reward))
       OR (act = 'referral_back' AND id NOT IN (
           SELECT taken_back_id FROM referral_reward WHERE taken_back_id IS NOT NULL))
    UNION ALL SELECT 'ledger_entry', e.id
    FROM referral_reward w CROSS JOIN ledger_entry e ON e.operation_id = w.operation_id
    JOIN sale s ON s.id = w.sale_id
    LEFT JOIN merged_member h ON h.member_id = e.member_id
    LEFT JOIN merged_member g ON g.member_id = w.brought_by_id
    WHERE e.kind = 'earn' AND (
        e.unit <> 'points' OR e.change <= 0
        OR COALESCE(h.into_id, e.member_id)
            NOT IN (s.member_id, COALESCE(g.into_id, w.brought_by_id)))
    UNION ALL SELECT 'ledger_entry', e.id
    FROM referral_reward w CROSS JOIN ledger_entry e ON e.operation_id = w.operation_id
    LEFT JOIN ledger_entry r ON r.reverses_id = e.id
    WHERE e.kind = 'earn' GROUP BY e.id
    HAVING COALESCE(SUM(r.change), 0)
        <> CASE WHEN w.taken_back_id IS NULL THEN 0 ELSE -e.change END
        OR SUM(r.operation_id IS NOT w.taken_back_id AND r.id IS NOT NULL) > 0
    UNION ALL SELECT 'coupon', c.id
    FROM referral_reward w CROSS JOIN coupon c ON c.operation_id = w.operation_id
    JOIN operation b ON b.id = w.taken_back_id
    WHERE c.used_by_id IS NULL AND c.withdrawn_id IS NULL AND c.lapses >= b.day
      AND NOT EXISTS (SELECT 1 FROM sale_discount WHERE coupon_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM referral_reward
                      WHERE sale_id = w.sale_id AND taken_back_id IS NULL)"""
"""What both got stands in the ledger by the operation of their reward, and is taken back whole,
with the coupons that were never used."""

QUERIES = {
    Truth.REWARD_STANDS: _STANDS,
    Truth.REWARD_IS_LEDGER: _IS_LEDGER,
}

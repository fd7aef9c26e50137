"""The truths of money received ahead, and of stored value."""

from shopfans.services.books.truths.truth import Truth

_GIVEN_BACK = "('pay_out', 'card_back', 'fee_back')"

_ROWS_AGREE = f"""
    SELECT 'prepayment', p.id FROM prepayment p LEFT JOIN prepayment_tender t
        ON t.prepayment_id = p.id
    GROUP BY p.id HAVING p.paid <> COALESCE(SUM(t.amount), 0) OR SUM(t.received < t.amount) > 0
        OR SUM(t.tender = 'stored_value') > 0
    UNION ALL SELECT 'prepayment', p.id FROM prepayment p JOIN operation o ON o.id = p.operation_id
    WHERE o.day <> p.day OR abs(p.paid) > 1000000000 OR abs(p.bonus) > 1000000000
       OR (p.reverses_id IS NULL AND p.kind NOT IN {_GIVEN_BACK}
           AND (p.paid < 0 OR p.bonus < 0 OR p.earned < 0))
       OR (p.kind IN {_GIVEN_BACK} AND (p.paid >= 0 OR p.bonus <> 0 OR p.earned > 0))
    UNION ALL SELECT 'prepayment', v.id FROM prepayment v JOIN prepayment p ON p.id = v.reverses_id
    WHERE v.kind <> p.kind OR v.member_id <> p.member_id OR v.id <= p.id
       OR (v.day <> p.day AND p.kind NOT IN ('opening', 'opening_card'))
       OR p.kind IN {_GIVEN_BACK} OR p.reverses_id IS NOT NULL
       OR v.paid + p.paid <> 0 OR v.bonus + p.bonus <> 0 OR v.earned + p.earned <> 0
    UNION ALL SELECT 'prepayment', p.id FROM prepayment p
    WHERE p.kind NOT IN {_GIVEN_BACK} AND EXISTS (
        SELECT 1 FROM payout_part WHERE payout_id = p.id)"""
"""Money received ahead is the sum of its tenders; a void mirrors it whole."""

_OF_VALUE = "p.kind IN ('top_up', 'change', 'opening')"

_IS_LEDGER = f"""
    SELECT 'prepayment', p.id FROM prepayment p
    LEFT JOIN ledger_entry g ON g.id = p.principal_lot_id
    LEFT JOIN ledger_entry b ON b.id = p.bonus_lot_id
    WHERE p.reverses_id IS NULL AND {_OF_VALUE} AND (
        COALESCE(g.change, 0) <> p.paid OR COALESCE(b.change, 0) <> p.bonus
        OR g.kind <> 'earn' OR b.kind <> 'earn' OR g.unit <> 'principal' OR b.unit <> 'bonus'
        OR g.operation_id <> p.operation_id OR b.operation_id <> p.operation_id)
    UNION ALL SELECT 'prepayment', p.id FROM prepayment p
    WHERE (p.reverses_id IS NOT NULL OR NOT {_OF_VALUE})
      AND COALESCE(p.principal_lot_id, p.bonus_lot_id) IS NOT NULL
    UNION ALL SELECT 'bonus_instalment', i.top_up_id FROM bonus_instalment i
    JOIN ledger_entry e ON e.id = i.lot_id
    WHERE e.change <> i.amount OR e.unit <> 'bonus' OR e.kind <> 'earn'
    UNION ALL SELECT 'bonus_instalment', top_up_id FROM bonus_instalment
    WHERE lot_id IS NOT NULL AND ended_id IS NOT NULL
    UNION ALL SELECT 'ledger_entry', e.id FROM ledger_entry e
    WHERE e.kind = 'earn' AND e.unit IN ('principal', 'bonus') AND 1 <> (
        (SELECT COUNT(*) FROM prepayment WHERE e.id IN (principal_lot_id, bonus_lot_id))
        + (SELECT COUNT(*) FROM bonus_instalment WHERE lot_id = e.id))
    UNION ALL SELECT 'prepayment', p.id FROM prepayment p JOIN prepayment v ON v.reverses_id = p.id
    WHERE {_OF_VALUE} AND p.paid + p.bonus <> -(
        SELECT COALESCE(SUM(r.change), 0) FROM ledger_entry r
        WHERE r.operation_id = v.operation_id AND r.kind = 'reverse'
          AND r.reverses_id IN (p.principal_lot_id, p.bonus_lot_id))
    UNION ALL SELECT 'prepayment', p.id FROM prepayment p
    WHERE p.earned <> (
        SELECT COALESCE(SUM(e.change), 0) FROM ledger_entry e
        LEFT JOIN ledger_entry o ON o.id = e.reverses_id
        WHERE e.operation_id = p.operation_id AND e.unit = 'points'
          AND COALESCE(o.kind, e.kind) = 'earn')
      AND p.operation_id NOT IN (SELECT operation_id FROM sale)"""
"""Each lot of stored value is the principal or the bonus of one top-up, and each top-up its
lots."""

_PAYOUT_IS_PARTS = f"""
    SELECT 'prepayment', p.id FROM prepayment p LEFT JOIN payout_part t ON t.payout_id = p.id
    WHERE p.kind IN {_GIVEN_BACK} GROUP BY p.id
    HAVING p.paid <> -COALESCE(SUM(t.returned), 0) OR SUM(t.returned < 0) > 0
        OR SUM(t.principal < 0) > 0 OR SUM(t.bonus < 0) > 0
    UNION ALL SELECT 'prepayment', p.id FROM prepayment p LEFT JOIN payout_part t
        ON t.payout_id = p.id
    WHERE p.kind = 'pay_out' GROUP BY p.id
    HAVING SUM(t.returned > t.principal + t.bonus) > 0
        OR COALESCE(SUM(t.principal), 0) <> -(
            SELECT COALESCE(SUM(change), 0) FROM ledger_entry
            WHERE operation_id = p.operation_id AND kind = 'pay_out' AND unit = 'principal')
        OR COALESCE(SUM(t.bonus), 0) <> -(
            SELECT COALESCE(SUM(change), 0) FROM ledger_entry
            WHERE operation_id = p.operation_id AND kind = 'pay_out' AND unit = 'bonus')
    UNION ALL SELECT 'payout_part', t.top_up_id FROM payout_part t
    JOIN prepayment p ON p.id = t.top_up_id
    GROUP BY t.top_up_id HAVING SUM(t.returned) > p.paid
    UNION ALL SELECT 'ledger_entry', e.id FROM ledger_entry e
    WHERE e.kind = 'pay_out' AND NOT EXISTS (
        SELECT 1 FROM prepayment
        WHERE operation_id = e.operation_id AND kind IN ('pay_out', 'card_back'))"""
"""What was paid out is the sum of what was returned of each top-up, and no more than was paid
in."""

_PAID_IS_DRAWN = """
    SELECT 'sale', sale FROM (
        SELECT sale_id AS sale, amount FROM payment WHERE tender = 'stored_value'
        UNION ALL SELECT s.id, e.change FROM ledger_entry e
        LEFT JOIN ledger_entry o ON o.id = e.reverses_id
        JOIN sale s ON s.operation_id = e.operation_id
        WHERE e.unit IN ('principal', 'bonus') AND COALESCE(o.kind, e.kind) = 'redeem')
    GROUP BY sale HAVING SUM(amount) <> 0
    UNION ALL SELECT 'ledger_entry', e.id FROM ledger_entry e
    LEFT JOIN ledger_entry o ON o.id = e.reverses_id
    WHERE e.unit IN ('principal', 'bonus') AND COALESCE(o.kind, e.kind) = 'redeem'
      AND NOT EXISTS (SELECT 1 FROM sale WHERE operation_id = e.operation_id)"""
"""What a sale was paid with from stored value left her lots, and a refund brought it back."""

_STAYS = """
    SELECT 'ledger_entry', id FROM (
        SELECT id, SUM(change) OVER (PARTITION BY lot ORDER BY id) AS rest
        FROM ledger_entry WHERE unit IN ('principal', 'bonus'))
    WHERE rest < 0
    UNION ALL SELECT 'ledger_entry', id FROM ledger_entry
    WHERE unit IN ('principal', 'bonus')
      AND (lapses IS NOT NULL OR kind IN ('expire', 'settle'))"""
"""No lot of stored value is below nothing at any line, and none lapses."""

QUERIES = {
    Truth.PREPAYMENTS_AGREE: _ROWS_AGREE,
    Truth.TOP_UP_IS_LEDGER: _IS_LEDGER,
    Truth.PAYOUT_IS_PARTS: _PAYOUT_IS_PARTS,
    Truth.STORED_VALUE_PAID_IS_DRAWN: _PAID_IS_DRAWN,
    Truth.STORED_VALUE_STAYS: _STAYS,
}

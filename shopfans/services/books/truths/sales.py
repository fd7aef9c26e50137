"""The truths of sales."""

from shopfans.services.books.truths.truth import Truth

# Most sales have no discount: what should be equal is added up on both sides, without a look-up.

QUERIES = {
    Truth.GROSS_IS_LINES: """
        SELECT 'sale', id FROM sale LEFT JOIN sale_line ON sale_id = id
        GROUP BY id HAVING gross <> COALESCE(SUM(amount), 0) OR COUNT(sale_id) = 0""",
    Truth.PAID_IS_GROSS_LESS_DISCOUNTS: """
        SELECT 'sale', id FROM (
            SELECT id, gross - paid AS less FROM sale WHERE gross <> paid
            UNION ALL SELECT sale_id, -amount FROM sale_discount)
        GROUP BY id HAVING SUM(less) <> 0""",
    Truth.PAID_IS_PAYMENTS: """
        SELECT 'sale', id FROM sale LEFT JOIN payment ON sale_id = id
        GROUP BY id HAVING paid <> COALESCE(SUM(amount), 0) OR SUM(received < amount) > 0
            OR SUM(reverses_id IS NOT NULL AND received <> amount) > 0""",
    Truth.LINES_MULTIPLY: """
        SELECT 'sale_line', sale_id FROM sale_line WHERE amount <> quantity * unit_price""",
    Truth.LINE_IS_AMOUNT_LESS_SHARES: """
        SELECT 'sale_line', sale_id FROM (
            SELECT sale_id, position, amount - paid AS less FROM sale_line WHERE amount <> paid
            UNION ALL SELECT sale_id, line, -amount FROM sale_share)
        GROUP BY sale_id, position HAVING SUM(less) <> 0
        UNION ALL SELECT 'sale_share', h.sale_id FROM sale_share h
        LEFT JOIN sale_line l ON l.sale_id = h.sale_id AND l.position = h.line
        WHERE l.sale_id IS NULL""",
    Truth.DISCOUNT_IS_SHARES: """
        SELECT 'sale_discount', d.sale_id FROM sale_discount d
        LEFT JOIN sale_share h ON h.sale_id = d.sale_id AND h.discount = d.position
        GROUP BY d.sale_id, d.position
        HAVING (d.kind <> 'kept_back' AND (d.amount <> COALESCE(SUM(h.amount), 0)
                                           OR d.cost <> COALESCE(SUM(h.cost), 0)))
            OR (d.kind = 'kept_back' AND COUNT(h.line) > 0)
        UNION ALL SELECT 'sale_share', h.sale_id FROM sale_share h
        LEFT JOIN sale_discount d ON d.sale_id = h.sale_id AND d.position = h.discount
        WHERE d.sale_id IS NULL""",
    Truth.DAYS_AGREE: """
        SELECT 'sale', s.id FROM sale s NOT INDEXED JOIN operation o ON o.id = s.operation_id
        WHERE s.day <> o.day""",
    Truth.AMOUNTS_IN_BOUNDS: """
        SELECT 'sale', id FROM sale
        WHERE abs(gross) > 1000000000 OR abs(paid) > 1000000000
           OR (reverses_id IS NULL AND (paid < 0 OR gross < 0))
           OR (reverses_id IS NOT NULL AND (paid > 0 OR gross > 0))
        UNION ALL SELECT 'sale_line', l.sale_id FROM sale_line l JOIN sale s ON s.id = l.sale_id
        WHERE (s.reverses_id IS NULL
               AND (l.quantity < 1 OR l.paid < 0 OR l.earned < 0 OR l.stamps < 0))
           OR (s.reverses_id IS NOT NULL
               AND (l.quantity > -1 OR l.paid > 0 OR l.earned > 0 OR l.stamps > 0))
        UNION ALL SELECT 'sale_discount', d.sale_id FROM sale_discount d
        JOIN sale s ON s.id = d.sale_id
        WHERE CASE WHEN s.reverses_id IS NULL THEN d.amount < 0 OR d.cost < 0
                   ELSE d.amount > 0 OR d.cost > 0 END
        UNION ALL SELECT 'sale_share', h.sale_id FROM sale_share h JOIN sale s ON s.id = h.sale_id
        WHERE CASE WHEN s.reverses_id IS NULL THEN h.amount < 0 OR h.cost < 0
                   ELSE h.amount > 0 OR h.cost > 0 END
        UNION ALL SELECT 'payment', p.sale_id FROM payment p JOIN sale s ON s.id = p.sale_id
        WHERE (p.amount > 0) <> (s.reverses_id IS NULL)
        UNION ALL SELECT 'ledger_entry', id FROM ledger_entry
        WHERE change = 0 OR abs(change) > 1000000000""",
    Truth.SOLD_IS_LINES: """
        SELECT 'good', g.id FROM good g LEFT JOIN sale_line l ON l.good_id = g.id
        GROUP BY g.id HAVING g.sold <> COALESCE(SUM(l.quantity), 0)""",
    Truth.GOODS_ARE_BROUGHT: """
        SELECT 'goods_import', b.id FROM goods_import b JOIN operation o ON o.id = b.operation_id
        LEFT JOIN operation u ON u.id = b.undone_id
        WHERE o.act <> 'keep_goods' OR u.act <> 'keep_goods' OR u.id <= o.id
           OR NOT EXISTS (SELECT 1 FROM imported_good g WHERE g.batch_id = b.id)""",
}

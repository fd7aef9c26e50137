"""The truths of refunds."""

from shopfans.services.books.truths.truth import Truth

# Each line of a refund beside the one it mirrors.

_BACK = "FROM sale v JOIN sale_line b ON v.reverses_id IS NOT NULL AND b.sale_id = v.id"
_ITS_LINE = "JOIN sale_line l ON l.sale_id = v.reverses_id AND l.position = b.position"

QUERIES = {
    Truth.REFUND_IS_OF_ITS_SALE: """
        SELECT 'sale', v.id FROM sale v JOIN sale s ON s.id = v.reverses_id
        WHERE v.member_id IS NOT s.member_id OR v.id <= s.id OR s.reverses_id IS NOT NULL
           OR EXISTS (
               SELECT position, good_id, gift_id, name, category, list_price, unit_price
               FROM sale_line WHERE sale_id = v.id
               EXCEPT SELECT position, good_id, gift_id, name, category, list_price, unit_price
               FROM sale_line WHERE sale_id = s.id)
           OR EXISTS (
               SELECT position, kind, coupon_id, reason
               FROM sale_discount WHERE sale_id = v.id AND kind <> 'kept_back'
               EXCEPT SELECT position, kind, coupon_id, reason
               FROM sale_discount WHERE sale_id = s.id)
        UNION ALL SELECT 'sale', id FROM sale WHERE reverses_id IS NULL AND completes <> 0
        UNION ALL SELECT 'sale', s.id FROM sale_discount d JOIN sale s ON s.id = d.sale_id
        WHERE d.kind = 'kept_back' AND s.reverses_id IS NULL
        UNION ALL SELECT 'sale', v.id FROM sale v JOIN operation o ON o.id = v.operation_id
        WHERE (o.act IN ('void', 'refund') AND v.reverses_id IS NULL)
           OR (o.act NOT IN ('void', 'refund', 'import') AND v.reverses_id IS NOT NULL)
           OR (o.act IN ('void', 'import') AND v.reverses_id IS NOT NULL AND (
               v.completes = 0 OR v.day <> (SELECT day FROM sale WHERE id = v.reverses_id)
               OR (SELECT COUNT(*) FROM sale WHERE reverses_id = v.reverses_id) > 1
               OR EXISTS (
                   SELECT 1 FROM sale_discount WHERE sale_id = v.id AND kind = 'kept_back')))
        UNION ALL SELECT 'sale', n.id FROM sale n JOIN sale s ON s.id = n.replaces_id
        WHERE n.reverses_id IS NOT NULL OR n.id <= s.id OR NOT EXISTS (
            SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1)""",
    Truth.REFUNDS_WITHIN_SALE: f"""
        SELECT 'sale_line', v.reverses_id {_BACK} LEFT {_ITS_LINE}
        GROUP BY v.reverses_id, b.position
        HAVING l.position IS NULL OR l.quantity + SUM(b.quantity) < 0 OR l.paid + SUM(b.paid) < 0
            OR l.earned + SUM(b.earned) < 0 OR l.stamps + SUM(b.stamps) < 0
            OR (l.quantity + SUM(b.quantity) = 0
                AND (l.paid + SUM(b.paid) <> 0 OR l.earned + SUM(b.earned) <> 0
                     OR l.stamps + SUM(b.stamps) <> 0))
        UNION ALL SELECT 'sale_share', v.reverses_id FROM sale v
        JOIN sale_share b ON b.sale_id = v.id
        LEFT JOIN sale_share h
            ON h.sale_id = v.reverses_id AND h.discount = b.discount AND h.line = b.line
        WHERE v.reverses_id IS NOT NULL GROUP BY v.reverses_id, b.discount, b.line
        HAVING h.line IS NULL OR h.amount + SUM(b.amount) < 0 OR h.cost + SUM(b.cost) < 0
        UNION ALL SELECT 'sale_share', h.sale_id FROM (
            SELECT v.reverses_id AS sale, b.position AS line {_BACK} {_ITS_LINE}
            GROUP BY v.reverses_id, b.position HAVING l.quantity + SUM(b.quantity) = 0) AS gone
        JOIN sale_share h ON h.sale_id = gone.sale AND h.line = gone.line
        LEFT JOIN sale v ON v.reverses_id = h.sale_id
        LEFT JOIN sale_share b
            ON b.sale_id = v.id AND b.discount = h.discount AND b.line = h.line
        GROUP BY h.sale_id, h.discount, h.line
        HAVING h.amount + COALESCE(SUM(b.amount), 0) <> 0
            OR h.cost + COALESCE(SUM(b.cost), 0) <> 0""",
    Truth.COMPLETE_IS_NOTHING_LEFT: """
        SELECT 'sale', s.id FROM sale s JOIN sale v ON v.reverses_id = s.id
        GROUP BY s.id
        HAVING MAX(v.completes) <> (0 = (
            SELECT SUM(quantity) FROM sale_line
            WHERE sale_id = s.id OR sale_id IN (SELECT id FROM sale WHERE reverses_id = s.id)))
            OR SUM(v.completes) > 1 OR MAX(v.id) <> MAX(CASE v.completes WHEN 1 THEN v.id END)""",
    Truth.IMPORT_UNDONE_WHOLE: """
        SELECT 'sales_import', b.id FROM sales_import b
        WHERE b.undone_id IS NOT NULL AND b.last_id - b.first_id + 1 <> (
            SELECT COUNT(*) FROM sale v JOIN operation o ON o.id = v.operation_id
            WHERE o.act = 'import' AND v.reverses_id BETWEEN b.first_id AND b.last_id)
        UNION ALL SELECT 'sale', v.id FROM sale v JOIN operation o ON o.id = v.operation_id
        WHERE o.act = 'import' AND v.reverses_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM sales_import b WHERE b.undone_id IS NOT NULL
            AND v.reverses_id BETWEEN b.first_id AND b.last_id)""",
}

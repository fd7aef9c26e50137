"""The truths of coupons and ballots."""

from shopfans.services.books.truths.truth import Truth

# A coupon is in use while anything that it took off has not come back.

_IN_USE = """
    SELECT d.coupon_id AS coupon, s.id AS sale, s.member_id, s.day FROM sale_discount d
    JOIN sale s ON s.id = d.sale_id
    WHERE d.coupon_id IS NOT NULL AND +s.reverses_id IS NULL
      AND d.amount + COALESCE((
          SELECT SUM(b.amount) FROM sale v
          JOIN sale_discount b ON b.sale_id = v.id AND b.position = d.position
          WHERE v.reverses_id = s.id AND b.kind <> 'kept_back'), 0) <> 0"""

QUERIES = {
    Truth.COUPON_USE_IS_LIVE: f"""
        WITH in_use AS ({_IN_USE})
        SELECT 'coupon', c.id FROM coupon c LEFT JOIN in_use u ON u.coupon = c.id
        GROUP BY c.id HAVING COUNT(u.sale) > 1 OR c.used_by_id IS NOT MIN(u.sale)""",
    Truth.COUPON_HOLDS: f"""
        WITH in_use AS ({_IN_USE})
        SELECT 'coupon', c.id FROM coupon c JOIN in_use u ON u.coupon = c.id
        WHERE (c.member_id IS NOT NULL AND c.member_id IS NOT u.member_id)
           OR u.day < c.starts OR u.day > c.lapses
        UNION ALL SELECT 'coupon', id FROM coupon
        WHERE (used_by_id IS NOT NULL AND withdrawn_id IS NOT NULL)
           OR starts < issued OR lapses < starts""",
    Truth.VOTE_IS_OF_ITS_BALLOT: """
        SELECT 'candidate', c.id FROM vote v JOIN candidate c ON c.id = v.candidate_id
        WHERE c.ballot_id <> v.ballot_id""",
    Truth.BATCH_IS_ONE_TEMPLATE: """
        SELECT 'coupon', c.id FROM issue_batch b JOIN coupon c ON c.operation_id = b.operation_id
        WHERE c.template_id <> b.template_id""",
}

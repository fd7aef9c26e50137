"""The truths of paid membership."""

from shopfans.services.books.truths.truth import Truth

_IS_PAID = """
    SELECT 'prepayment', p.id FROM prepayment p LEFT JOIN membership h ON h.prepayment_id = p.id
    WHERE (p.kind = 'membership' AND p.reverses_id IS NULL) <> (h.id IS NOT NULL)
    UNION ALL SELECT 'membership', h.id FROM membership h
    JOIN prepayment p ON p.id = h.prepayment_id
    WHERE p.member_id <> h.member_id OR h.starts < p.day OR h.ends < h.starts
       OR p.paid <> json_extract(h.plan, '$.price.fen')
       OR p.bonus <> 0"""
"""Each fee is one membership at the price of its plan, of the member who paid, from that day on."""

_ENDS_ONCE = """
    SELECT 'prepayment', p.id FROM prepayment p
    LEFT JOIN membership_end x ON x.prepayment_id = p.id
    WHERE (p.kind = 'fee_back') <> (x.prepayment_id IS NOT NULL)
    UNION ALL SELECT 'membership', h.id FROM membership_end x
    JOIN membership h ON h.id = x.membership_id JOIN prepayment b ON b.id = x.prepayment_id
    LEFT JOIN payout_part t ON t.payout_id = b.id AND t.top_up_id = h.prepayment_id
    WHERE b.member_id <> h.member_id OR t.returned IS NULL OR x.last > h.ends
       OR x.last <> MAX(b.day, date(h.starts, '-1 day'))
       OR EXISTS (SELECT 1 FROM prepayment v WHERE v.reverses_id = h.prepayment_id)"""
"""Money of a fee went back for one membership that stood, and it ends with that day."""

_COUPONS_AGREE = """
    SELECT 'membership', h.id FROM membership_coupon m
    JOIN membership h ON h.id = m.membership_id JOIN coupon c ON c.id = m.coupon_id
    LEFT JOIN membership_end x ON x.membership_id = h.id
    WHERE c.member_id <> h.member_id OR c.issued NOT BETWEEN h.starts AND COALESCE(x.last, h.ends)
       OR m.month NOT BETWEEN 0 AND json_extract(h.plan, '$.months') OR m.place < 0
       OR m.place >= CASE m.month WHEN 0 THEN json_extract(h.plan, '$.firsts')
                     ELSE json_extract(h.plan, '$.monthlies') + 1 END
    UNION ALL SELECT 'coupon', c.id FROM membership_coupon m
    JOIN membership h ON h.id = m.membership_id JOIN coupon c ON c.id = m.coupon_id
    WHERE c.withdrawn_id IS NULL AND c.used_by_id IS NULL AND EXISTS (
        SELECT 1 FROM prepayment v WHERE v.reverses_id = h.prepayment_id)"""
"""The coupons of a membership are of the member who has it, of its days, and no more than it gives;
a void left none in hand."""

QUERIES = {
    Truth.MEMBERSHIP_IS_PAID: _IS_PAID,
    Truth.MEMBERSHIP_ENDS_ONCE: _ENDS_ONCE,
    Truth.MEMBERSHIP_COUPONS_AGREE: _COUPONS_AGREE,
}

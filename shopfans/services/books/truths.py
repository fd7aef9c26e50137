"""The truths of the books in SQL: each query names the rows where one does not hold."""

from enum import Enum

from shopfans.services.belonging import referral_truths
from shopfans.services.memberships import truths as membership_truths
from shopfans.services.prepaid import prepaid_truths
from shopfans.services.sessions import truths as session_truths


class Truth(Enum):
    FILE_SOUND = "file_sound"
    LINKS_HOLD = "links_hold"
    GROSS_IS_LINES = "gross_is_lines"
    PAID_IS_GROSS_LESS_DISCOUNTS = "paid_is_gross_less_discounts"
    PAID_IS_PAYMENTS = "paid_is_payments"
    LINES_MULTIPLY = "lines_multiply"
    LINE_IS_AMOUNT_LESS_SHARES = "line_is_amount_less_shares"
    DISCOUNT_IS_SHARES = "discount_is_shares"
    DAYS_AGREE = "days_agree"
    AMOUNTS_IN_BOUNDS = "amounts_in_bounds"
    REFUND_IS_OF_ITS_SALE = "refund_is_of_its_sale"
    REFUNDS_WITHIN_SALE = "refunds_within_sale"
    COMPLETE_IS_NOTHING_LEFT = "complete_is_nothing_left"
    USED_IS_LEDGER = "used_is_ledger"
    EARNED_IS_LEDGER = "earned_is_ledger"
    PARTS_GO_WITH_THE_LAST = "parts_go_with_the_last"
    REVERSAL_MIRRORS_ENTRY = "reversal_mirrors_entry"
    LOT_IS_GRANT = "lot_is_grant"
    ADJUSTED_FOR_A_REASON = "adjusted_for_a_reason"
    LOTS_ON_ONE_SIDE = "lots_on_one_side"
    SETTLING_IS_NOTHING = "settling_is_nothing"
    OPENING_IS_BROUGHT = "opening_is_brought"
    MOVING_IS_NOTHING = "moving_is_nothing"
    BELOW_ZERO_BY_REVERSAL = "below_zero_by_reversal"
    LINES_OF_HER_SALE = "lines_of_her_sale"
    PREPAYMENTS_AGREE = "prepayments_agree"
    TOP_UP_IS_LEDGER = "top_up_is_ledger"
    PAYOUT_IS_PARTS = "payout_is_parts"
    STORED_VALUE_PAID_IS_DRAWN = "stored_value_paid_is_drawn"
    STORED_VALUE_STAYS = "stored_value_stays"
    SESSION_CARDS_AGREE = "session_cards_agree"
    SESSION_USES_AGREE = "session_uses_agree"
    SESSIONS_STAY = "sessions_stay"
    CARD_BACK_IS_ALL = "card_back_is_all"
    MEMBERSHIP_IS_PAID = "membership_is_paid"
    MEMBERSHIP_ENDS_ONCE = "membership_ends_once"
    MEMBERSHIP_COUPONS_AGREE = "membership_coupons_agree"
    REWARD_STANDS = "reward_stands"
    REWARD_IS_LEDGER = "reward_is_ledger"
    COUPON_USE_IS_LIVE = "coupon_use_is_live"
    COUPON_HOLDS = "coupon_holds"
    BATCH_IS_ONE_TEMPLATE = "batch_is_one_template"
    VOTE_IS_OF_ITS_BALLOT = "vote_is_of_its_ballot"
    SOLD_IS_LINES = "sold_is_lines"
    CONSENT_GIVEN = "consent_given"
    CONSENT_HAS_WORDS = "consent_has_words"
    ERASED_IS_BLANK = "erased_is_blank"
    MERGED_IS_EMPTY = "merged_is_empty"
    FOUND_BY_KEY = "found_by_key"
    CARD_BOUND_ONCE = "card_bound_once"
    PUT_OFF_TO_A_DAY = "put_off_to_a_day"
    CARE_IS_A_TOUCH = "care_is_a_touch"
    LISTED_AFTER_A_VISIT = "listed_after_a_visit"
    MEMBER_FIGURES = "member_figures"
    GAP_SUMS = "gap_sums"
    MEMBER_TIERS = "member_tiers"
    DIGESTS_FOLLOW = "digests_follow"


BROKEN_LINKS = 'SELECT "table", rowid FROM pragma_foreign_key_check'

_OF_SALES = {
    Truth.GROSS_IS_LINES: """
        SELECT 'sale', id FROM sale LEFT JOIN sale_line ON sale_id = id
        GROUP BY id HAVING gross <> COALESCE(SUM(amount), 0) OR COUNT(sale_id) = 0""",
    Truth.PAID_IS_GROSS_LESS_DISCOUNTS: """
        SELECT 'sale', id FROM sale LEFT JOIN sale_discount ON sale_id = id
        GROUP BY id HAVING paid <> gross - COALESCE(SUM(amount), 0)""",
    Truth.PAID_IS_PAYMENTS: """
        SELECT 'sale', id FROM sale LEFT JOIN payment ON sale_id = id
        GROUP BY id HAVING paid <> COALESCE(SUM(amount), 0) OR SUM(received < amount) > 0
            OR SUM(reverses_id IS NOT NULL AND received <> amount) > 0""",
    Truth.LINES_MULTIPLY: """
        SELECT 'sale_line', sale_id FROM sale_line WHERE amount <> quantity * unit_price""",
    Truth.LINE_IS_AMOUNT_LESS_SHARES: """
        SELECT 'sale_line', l.sale_id FROM sale_line l
        LEFT JOIN sale_share h ON h.sale_id = l.sale_id AND h.line = l.position
        GROUP BY l.sale_id, l.position HAVING l.paid <> l.amount - COALESCE(SUM(h.amount), 0)
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
        SELECT 'sale', sale.id FROM sale JOIN operation ON operation.id = operation_id
        WHERE sale.day <> operation.day""",
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
}

# Each line of a refund beside the one it mirrors.

_BACK = "FROM sale v JOIN sale_line b ON v.reverses_id IS NOT NULL AND b.sale_id = v.id"
_ITS_LINE = "JOIN sale_line l ON l.sale_id = v.reverses_id AND l.position = b.position"

_OF_REFUNDS = {
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
        UNION ALL SELECT 'sale', id FROM sale
        WHERE reverses_id IS NULL
          AND (completes <> 0 OR EXISTS (
               SELECT 1 FROM sale_discount WHERE sale_id = sale.id AND kind = 'kept_back'))
        UNION ALL SELECT 'sale', v.id FROM sale v JOIN operation o ON o.id = v.operation_id
        WHERE (o.act IN ('void', 'refund')) <> (v.reverses_id IS NOT NULL)
           OR (o.act = 'void' AND (
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
}

# What a sale used, and a refund gave back, stands in the ledger by the same operation.

_COSTS = "SELECT COALESCE(SUM(cost), 0) FROM sale_discount WHERE sale_id = s.id AND kind"
_MOVED = """
    SELECT COALESCE(SUM(e.change), 0) FROM ledger_entry e
    LEFT JOIN ledger_entry o ON o.id = e.reverses_id
    WHERE e.operation_id = s.operation_id AND COALESCE(o.kind, e.kind)"""

_OF_POINTS = {
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

# A coupon is in use while anything that it took off has not come back.

_IN_USE = """
    SELECT d.coupon_id AS coupon, s.id AS sale, s.member_id, s.day FROM sale_discount d
    JOIN sale s ON s.id = d.sale_id
    WHERE d.coupon_id IS NOT NULL AND +s.reverses_id IS NULL
      AND d.amount + COALESCE((
          SELECT SUM(b.amount) FROM sale v
          JOIN sale_discount b ON b.sale_id = v.id AND b.position = d.position
          WHERE v.reverses_id = s.id AND b.kind <> 'kept_back'), 0) <> 0"""

_OF_COUPONS = {
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

_LIVES_ON = """EXISTS (
                 SELECT 1 FROM merged_member g JOIN member k ON k.id = g.into_id AND k.erased = 0
                 WHERE g.member_id = member.id)"""
"""Her record was merged into one that is not forgotten."""

_OF_PEOPLE = {
    Truth.CONSENT_GIVEN: """
        SELECT 'member', m.id FROM member m WHERE phone IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM consent WHERE member_id = m.id AND purpose = 'keeping' AND given = 1)""",
    Truth.CONSENT_HAS_WORDS: """
        SELECT 'consent', id FROM consent
        WHERE text_version NOT IN (SELECT version FROM consent_text)""",
    Truth.ERASED_IS_BLANK: f"""
        SELECT 'member', id FROM member WHERE erased = 1
        AND (name <> '' OR note <> '' OR phone IS NOT NULL
             OR (foreign_id IS NOT NULL AND NOT {_LIVES_ON})
             OR (EXISTS (SELECT 1 FROM member_merge
                         WHERE before <> '' AND undone_id IS NULL AND kept_id = member.id)
                 AND NOT {_LIVES_ON})
             OR COALESCE(birth_month, birth_day, birth_year) IS NOT NULL
             OR EXISTS (SELECT 1 FROM member_key WHERE member_id = id)
             OR EXISTS (SELECT 1 FROM member_link WHERE member_id = member.id)
             OR EXISTS (SELECT 1 FROM member_tag WHERE member_id = member.id)
             OR (EXISTS (SELECT 1 FROM friend_code WHERE member_id = member.id)
                 AND NOT EXISTS (SELECT 1 FROM merged_member WHERE member_id = member.id))
             OR EXISTS (SELECT 1 FROM parked_sale WHERE member_id = member.id)
             OR EXISTS (SELECT 1 FROM forecast WHERE member_id = member.id)
             OR EXISTS (SELECT 1 FROM touch WHERE member_id = member.id AND note <> '')
             OR EXISTS (SELECT 1 FROM session_use u JOIN ledger_entry e USING (operation_id)
                        WHERE e.member_id = member.id AND u.note <> '' AND NOT EXISTS (
                            SELECT 1 FROM merged_member WHERE member_id = member.id)))""",
    Truth.MERGED_IS_EMPTY: """
        SELECT 'member', g.member_id FROM merged_member g JOIN member m ON m.id = g.member_id
        WHERE m.erased = 0 OR EXISTS (SELECT 1 FROM merged_member WHERE member_id = g.into_id)
           OR NOT EXISTS (
               SELECT 1 FROM member_merge WHERE gone_id = g.member_id AND undone_id IS NULL)
           OR EXISTS (SELECT 1 FROM sale WHERE member_id = g.member_id)
           OR EXISTS (SELECT 1 FROM coupon WHERE member_id = g.member_id)
           OR EXISTS (SELECT 1 FROM printed_card WHERE member_id = g.member_id)
           OR EXISTS (SELECT 1 FROM prepayment WHERE member_id = g.member_id)
           OR EXISTS (SELECT 1 FROM session_card WHERE member_id = g.member_id)
           OR EXISTS (SELECT 1 FROM membership WHERE member_id = g.member_id)
           OR EXISTS (SELECT 1 FROM ledger_entry WHERE member_id = g.member_id
                      GROUP BY unit HAVING SUM(change) <> 0)""",
    Truth.FOUND_BY_KEY: """
        SELECT 'member', id FROM member WHERE erased = 0
        AND NOT EXISTS (SELECT 1 FROM member_key WHERE member_id = id)
        UNION ALL SELECT 'good', id FROM good WHERE active = 1
        AND NOT EXISTS (SELECT 1 FROM good_key WHERE good_id = id)""",
    Truth.CARD_BOUND_ONCE: """
        SELECT 'printed_card', id FROM printed_card
        WHERE (member_id IS NULL) <> (bound_id IS NULL)""",
    Truth.PUT_OFF_TO_A_DAY: """
        SELECT 'touch', id FROM touch WHERE (kind = 'snoozed') <> (until IS NOT NULL)""",
    Truth.CARE_IS_A_TOUCH: """
        SELECT 'care_done', touch_id FROM care_done JOIN touch t ON t.id = touch_id
        WHERE t.reason IS NOT 'care' OR t.kind <> 'done'""",
    Truth.LISTED_AFTER_A_VISIT: """
        SELECT 'listed', l.member_id FROM listed l
        WHERE l.reason NOT IN ('due', 'slipping') OR l.occasion >= l.day
           OR EXISTS (SELECT 1 FROM merged_member WHERE member_id = l.member_id)
           OR NOT EXISTS (SELECT 1 FROM sale WHERE day = l.occasion)""",
}

_OF_STORED_VALUE = {
    Truth.PREPAYMENTS_AGREE: prepaid_truths.ROWS_AGREE,
    Truth.TOP_UP_IS_LEDGER: prepaid_truths.IS_LEDGER,
    Truth.PAYOUT_IS_PARTS: prepaid_truths.PAYOUT_IS_PARTS,
    Truth.STORED_VALUE_PAID_IS_DRAWN: prepaid_truths.PAID_IS_DRAWN,
    Truth.STORED_VALUE_STAYS: prepaid_truths.STAYS,
}

_OF_SESSIONS = {
    Truth.SESSION_CARDS_AGREE: session_truths.CARDS_AGREE,
    Truth.SESSION_USES_AGREE: session_truths.USES_AGREE,
    Truth.SESSIONS_STAY: session_truths.STAY,
    Truth.CARD_BACK_IS_ALL: session_truths.CARD_BACK_IS_ALL,
}

_OF_MEMBERSHIPS = {
    Truth.MEMBERSHIP_IS_PAID: membership_truths.IS_PAID,
    Truth.MEMBERSHIP_ENDS_ONCE: membership_truths.ENDS_ONCE,
    Truth.MEMBERSHIP_COUPONS_AGREE: membership_truths.COUPONS_AGREE,
}

_OF_REFERRALS = {
    Truth.REWARD_STANDS: referral_truths.STANDS,
    Truth.REWARD_IS_LEDGER: referral_truths.IS_LEDGER,
}

QUERIES = {
    **_OF_SALES, **_OF_REFUNDS, **_OF_POINTS, **_OF_COUPONS, **_OF_PEOPLE, **_OF_STORED_VALUE,
    **_OF_SESSIONS, **_OF_MEMBERSHIPS, **_OF_REFERRALS,
}  # fmt: skip
"""Each gives (table, key) of the rows where it does not hold: none, in true books."""

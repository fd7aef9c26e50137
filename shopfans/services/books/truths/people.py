"""The truths of members and of what is kept on them."""

from shopfans.services.books.truths.truth import Truth

_LIVES_ON = """EXISTS (
                 SELECT 1 FROM merged_member g JOIN member k ON k.id = g.into_id AND k.erased = 0
                 WHERE g.member_id = member.id)"""
"""Her record was merged into one that is not forgotten."""

# a name of signs alone has no key; her number may begin with a zero that is not in the whole one
QUERIES = {
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
             OR EXISTS (SELECT 1 FROM member_number WHERE member_id = member.id)
             OR EXISTS (SELECT 1 FROM member_link WHERE member_id = member.id)
             OR EXISTS (SELECT 1 FROM member_tag WHERE member_id = member.id)
             OR (EXISTS (SELECT 1 FROM friend_code WHERE member_id = member.id)
                 AND NOT EXISTS (SELECT 1 FROM merged_member WHERE member_id = member.id))
             OR EXISTS (SELECT 1 FROM parked_sale WHERE member_id = member.id)
             OR EXISTS (SELECT 1 FROM forecast WHERE member_id = member.id)
             OR EXISTS (SELECT 1 FROM touch WHERE member_id = member.id AND note <> '')
             OR EXISTS (SELECT 1 FROM session_use WHERE member_id = member.id AND note <> ''))""",
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
           OR EXISTS (SELECT 1 FROM session_use WHERE member_id = g.member_id)
           OR EXISTS (SELECT 1 FROM membership WHERE member_id = g.member_id)
           OR EXISTS (SELECT 1 FROM ledger_entry WHERE member_id = g.member_id
                      GROUP BY unit HAVING SUM(change) <> 0)""",
    Truth.FOUND_BY_KEY: """
        SELECT 'member', id FROM member WHERE erased = 0
        AND ((NOT EXISTS (SELECT 1 FROM member_key WHERE member_id = id)
              AND (phone IS NULL OR name GLOB '*[0-9A-Za-z一-龥]*'))
             OR (phone IS NOT NULL AND NOT EXISTS (
                 SELECT 1 FROM member_number WHERE member_id = member.id
                 AND substr(phone, 1 - length(digits)) = substr(digits, 2))))
        UNION ALL SELECT 'member_key', member_id FROM member_key
        WHERE member_id NOT IN (SELECT id FROM member)
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
           OR NOT EXISTS (SELECT 1 FROM sale WHERE day = l.occasion UNION ALL
                          SELECT 1 FROM session_use WHERE day = l.occasion)""",
}

"""The truths of session cards."""

from shopfans.services.books.truths.truth import Truth
from shopfans.services.sessions.origin import ORIGIN

_CARDS_AGREE = """
    SELECT 'prepayment', p.id FROM prepayment p LEFT JOIN session_card c ON c.prepayment_id = p.id
    WHERE (p.kind IN ('session_card', 'opening_card') AND p.reverses_id IS NULL)
        <> (c.id IS NOT NULL)
    UNION ALL SELECT 'session_card', c.id FROM session_card c
    JOIN prepayment p ON p.id = c.prepayment_id LEFT JOIN session_part s ON s.card_id = c.id
    GROUP BY c.id HAVING p.paid <> COALESCE(SUM(s.value), -1)
    UNION ALL SELECT 'session_part', s.id FROM session_part s
    JOIN session_card c ON c.id = s.card_id JOIN prepayment p ON p.id = c.prepayment_id
    JOIN ledger_entry g ON g.id = s.lot_id
    WHERE g.change <> s.sessions OR g.unit <> 'sessions'
       OR g.kind <> CASE p.kind WHEN 'opening_card' THEN 'opening' ELSE 'earn' END
       OR g.operation_id <> p.operation_id OR g.lapses IS NOT c.lapses
    UNION ALL SELECT 'ledger_entry', id FROM ledger_entry
    WHERE unit = 'sessions' AND kind IN ('earn', 'opening')
      AND id NOT IN (SELECT lot_id FROM session_part)
    UNION ALL SELECT 'session_part', s.id FROM session_part s
    JOIN session_card c ON c.id = s.card_id JOIN prepayment v ON v.reverses_id = c.prepayment_id
    WHERE s.sessions <> -(
        SELECT COALESCE(SUM(change), 0) FROM ledger_entry
        WHERE operation_id = v.operation_id AND reverses_id = s.lot_id)"""
"""Each card is one prepayment, its services share the price, and each granted one lot; a void took
all of it."""

_USES_AGREE = f"""
    {ORIGIN}
    SELECT 'session_use', u.id FROM session_use u
    WHERE u.sessions <> -(
        SELECT COALESCE(SUM(e.change), 0) FROM ledger_entry e JOIN origin o ON o.lot = e.lot
        WHERE e.operation_id = u.operation_id AND e.kind = 'redeem' AND o.part = u.part_id)
    UNION ALL SELECT 'session_use', u.id FROM session_use u
    WHERE CASE WHEN u.undone_id IS NULL THEN 0 ELSE u.sessions END <> (
        SELECT COALESCE(SUM(r.change), 0) FROM ledger_entry e
        JOIN ledger_entry r ON r.reverses_id = e.id
        WHERE e.operation_id = u.operation_id AND e.unit = 'sessions' AND e.kind = 'redeem')
    UNION ALL SELECT 'ledger_entry', id FROM ledger_entry
    WHERE unit = 'sessions' AND kind = 'redeem'
      AND operation_id NOT IN (SELECT operation_id FROM session_use)
    UNION ALL SELECT 'session_use', u.id FROM session_use u
    JOIN operation o ON o.id = u.operation_id WHERE u.day <> o.day
    UNION ALL SELECT 'session_use', u.id FROM session_use u
    JOIN ledger_entry e ON e.operation_id = u.operation_id
    LEFT JOIN merged_member g ON g.member_id = e.member_id
    WHERE e.unit = 'sessions' AND e.kind = 'redeem'
      AND u.member_id <> COALESCE(g.into_id, e.member_id)"""
"""Each use took what it says off its service, of whoever had the card then, on its day; one that
was taken back put all of it back."""

_STAY = f"""
    {ORIGIN}
    SELECT 'ledger_entry', id FROM (
        SELECT id, SUM(change) OVER (PARTITION BY lot ORDER BY id) AS rest
        FROM ledger_entry WHERE unit = 'sessions')
    WHERE rest < 0
    UNION ALL SELECT 'ledger_entry', id FROM ledger_entry
    WHERE unit = 'sessions' AND kind IN ('settle', 'adjust')
    UNION ALL SELECT 'ledger_entry', lot FROM (
        SELECT e.lot, MIN(e.member_id) AS member, MIN(e.lapses) AS lapses
        FROM ledger_entry e WHERE e.unit = 'sessions' GROUP BY e.lot HAVING SUM(e.change) <> 0) AS l
    LEFT JOIN origin o USING (lot) LEFT JOIN session_part s ON s.id = o.part
    LEFT JOIN session_card c ON c.id = s.card_id
    WHERE c.member_id IS NOT l.member OR c.lapses IS NOT l.lapses"""
"""No lot of sessions is below nothing at any line; what is left is with whoever has the card."""

_CARD_BACK_IS_ALL = f"""
    {ORIGIN}
    SELECT 'payout_part', t.top_up_id FROM payout_part t
    JOIN session_card c ON c.prepayment_id = t.top_up_id
    JOIN prepayment p ON p.id = t.payout_id JOIN session_part s ON s.card_id = c.id
    LEFT JOIN (
        SELECT o.part, e.operation_id, -SUM(e.change) AS gone FROM ledger_entry e
        JOIN origin o ON o.lot = e.lot WHERE e.kind = 'pay_out'
        GROUP BY o.part, e.operation_id) AS g ON g.part = s.id AND g.operation_id = p.operation_id
    GROUP BY t.payout_id, c.id
    HAVING t.principal <> SUM(s.value * COALESCE(g.gone, 0) / s.sessions)
        OR p.kind <> 'card_back' OR t.bonus <> 0
    UNION ALL SELECT 'session_part', s.id FROM session_part s
    JOIN session_card c ON c.id = s.card_id JOIN origin o ON o.part = s.id
    JOIN ledger_entry e ON e.lot = o.lot
    WHERE c.prepayment_id IN (SELECT top_up_id FROM payout_part)
    GROUP BY s.id HAVING SUM(e.change) <> 0"""
"""Whoever gave a card back has nothing of it left, and what went is worth what it says."""

QUERIES = {
    Truth.SESSION_CARDS_AGREE: _CARDS_AGREE,
    Truth.SESSION_USES_AGREE: _USES_AGREE,
    Truth.SESSIONS_STAY: _STAY,
    Truth.CARD_BACK_IS_ALL: _CARD_BACK_IS_ALL,
}

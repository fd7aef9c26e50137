"""Money received ahead that does not agree: stored value, session cards, memberships."""

from shopfans.services.books.truths.truth import Truth
from tests.services.broken.rows import (
    ANA,
    GIA,
    HERS,
    IN_USE,
    OF_A_CARD,
    TAKEN_BACK,
    TOPPED_UP,
    USE_TAKEN_BACK,
)

BROKEN: list[tuple[Truth, list[str]]] = [
    (
        Truth.PREPAYMENTS_AGREE,
        [f"UPDATE prepayment_tender SET amount = amount - 1 WHERE prepayment_id = {TOPPED_UP}"],
    ),
    (
        Truth.PREPAYMENTS_AGREE,
        [f"UPDATE prepayment SET day = '2027-01-01' WHERE id = {TOPPED_UP}"],
    ),
    (
        Truth.PREPAYMENTS_AGREE,
        [f"UPDATE prepayment SET kind = 'change' WHERE id = {TAKEN_BACK}"],
    ),
    (
        Truth.PREPAYMENTS_AGREE,
        ["UPDATE prepayment_tender SET tender = 'stored_value' WHERE amount > 0"],
    ),
    (
        Truth.TOP_UP_IS_LEDGER,
        [
            f"UPDATE prepayment SET paid = paid + 1 WHERE id = {TOPPED_UP}",
            "UPDATE prepayment_tender SET amount = amount + 1, received = received + 1 "
            f"WHERE prepayment_id = {TOPPED_UP}",
        ],
    ),
    (Truth.TOP_UP_IS_LEDGER, [f"UPDATE prepayment SET earned = 5 WHERE id = {TOPPED_UP}"]),
    (
        Truth.TOP_UP_IS_LEDGER,
        ["UPDATE bonus_instalment SET amount = amount + 1 WHERE lot_id IS NOT NULL"],
    ),
    (
        Truth.TOP_UP_IS_LEDGER,
        ["UPDATE bonus_instalment SET lot_id = NULL WHERE lot_id IS NOT NULL"],
    ),
    (
        Truth.PAYOUT_IS_PARTS,
        [f"UPDATE payout_part SET principal = principal + 1 WHERE NOT {OF_A_CARD}"],
    ),
    (Truth.PAYOUT_IS_PARTS, ["UPDATE payout_part SET returned = returned - 1"]),
    (
        Truth.STORED_VALUE_PAID_IS_DRAWN,
        ["UPDATE payment SET tender = 'card' WHERE tender = 'stored_value'"],
    ),
    (
        Truth.STORED_VALUE_STAYS,
        [
            "UPDATE ledger_entry SET lapses = '2030-01-01' "
            f"WHERE id = (SELECT principal_lot_id FROM prepayment WHERE id = {TOPPED_UP})"
        ],
    ),
    (
        Truth.STORED_VALUE_STAYS,
        [
            "UPDATE ledger_entry SET change = change + CASE change WHEN -50000 THEN -1 ELSE 1 END "
            "WHERE operation_id = (SELECT id FROM operation WHERE request = 'pia pays') "
            "AND unit = 'principal'"
        ],
    ),
    (Truth.SESSION_CARDS_AGREE, [f"UPDATE session_part SET value = value + 1 WHERE {IN_USE}"]),
    (Truth.SESSION_CARDS_AGREE, [f"UPDATE session_part SET sessions = 11 WHERE {IN_USE}"]),
    (Truth.SESSION_USES_AGREE, ["UPDATE session_use SET sessions = 2 WHERE undone_id IS NULL"]),
    (Truth.SESSION_USES_AGREE, ["UPDATE session_use SET undone_id = 1 WHERE undone_id IS NULL"]),
    (Truth.SESSION_USES_AGREE, ["UPDATE session_use SET undone_id = NULL"]),
    (Truth.SESSION_USES_AGREE, ["DELETE FROM session_use WHERE undone_id IS NULL"]),
    (
        Truth.SESSION_USES_AGREE,
        [f"UPDATE session_use SET member_id = {ANA} WHERE {USE_TAKEN_BACK}"],
    ),
    (
        Truth.SESSION_USES_AGREE,
        [f"UPDATE session_use SET day = date(day, '-1 day') WHERE {USE_TAKEN_BACK}"],
    ),
    (Truth.SESSIONS_STAY, [f"UPDATE session_card SET member_id = {ANA} WHERE id = 1"]),
    (
        Truth.CARD_BACK_IS_ALL,
        [f"UPDATE payout_part SET principal = principal + 1 WHERE {OF_A_CARD}"],
    ),
    (Truth.MEMBERSHIP_IS_PAID, [f"UPDATE prepayment SET bonus = 5 WHERE id = {HERS}"]),
    (
        Truth.MEMBERSHIP_IS_PAID,
        [
            f"UPDATE membership SET plan = json_set(plan, '$.price.fen', 1) WHERE id = {GIA}",
        ],
    ),
    (Truth.MEMBERSHIP_IS_PAID, [f"UPDATE membership SET starts = '2020-01-01' WHERE id = {GIA}"]),
    (
        Truth.MEMBERSHIP_IS_PAID,
        [
            f"DELETE FROM membership_coupon WHERE membership_id = {GIA}",
            f"DELETE FROM membership WHERE id = {GIA}",
        ],
    ),
    (Truth.MEMBERSHIP_ENDS_ONCE, ["UPDATE membership_end SET last = date(last, '+1 day')"]),
    (Truth.MEMBERSHIP_ENDS_ONCE, ["DELETE FROM membership_end"]),
    (
        Truth.MEMBERSHIP_COUPONS_AGREE,
        [f"UPDATE membership_coupon SET place = 2 WHERE membership_id = {GIA} AND place = 1"],
    ),
    (
        Truth.MEMBERSHIP_COUPONS_AGREE,
        [f"UPDATE membership_coupon SET month = 13 WHERE membership_id = {GIA}"],
    ),
    (
        Truth.MEMBERSHIP_COUPONS_AGREE,
        [
            f"UPDATE coupon SET member_id = {ANA} WHERE id IN (SELECT coupon_id FROM "
            f"membership_coupon WHERE membership_id = {GIA})"
        ],
    ),
    (
        Truth.MEMBERSHIP_COUPONS_AGREE,
        [
            "UPDATE coupon SET withdrawn_id = NULL WHERE id IN (SELECT m.coupon_id FROM "
            "membership_coupon m JOIN membership h ON h.id = m.membership_id "
            "JOIN prepayment v ON v.reverses_id = h.prepayment_id)"
        ],
    ),
]

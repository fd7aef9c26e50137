"""Coupons, votes and rewards for friends that nobody should have, a truth at a time."""

from shopfans.services.books.truths.truth import Truth
from tests.services.broken.rows import ANA, SPENT, WALK_IN

BROKEN: list[tuple[Truth, list[str]]] = [
    (Truth.BATCH_IS_ONE_TEMPLATE, ["UPDATE issue_batch SET template_id = 2"]),
    (Truth.REWARD_STANDS, ["UPDATE referral_reward SET floor = 3001 WHERE taken_back_id IS NULL"]),
    (Truth.REWARD_STANDS, ["UPDATE referral_reward SET floor = 0 WHERE taken_back_id IS NULL"]),
    (
        Truth.REWARD_STANDS,
        [
            "UPDATE referral_reward SET brought_by_id = (SELECT member_id FROM sale "
            "WHERE sale.id = sale_id) WHERE taken_back_id IS NULL",
            "DELETE FROM ledger_entry WHERE id = (SELECT MIN(e.id) FROM ledger_entry e "
            "JOIN referral_reward w ON w.operation_id = e.operation_id "
            "WHERE w.taken_back_id IS NULL)",
        ],
    ),
    (
        Truth.REWARD_IS_LEDGER,
        ["UPDATE referral_reward SET brought_by_id = 1 WHERE taken_back_id IS NULL"],
    ),
    (
        Truth.REWARD_IS_LEDGER,
        [
            "UPDATE coupon SET withdrawn_id = NULL WHERE withdrawn_id IN "
            "(SELECT taken_back_id FROM referral_reward)"
        ],
    ),
    (Truth.REWARD_IS_LEDGER, ["UPDATE operation SET act = 'lapse' WHERE act = 'referral'"]),
    (Truth.REWARD_IS_LEDGER, ["UPDATE operation SET act = 'referral' WHERE request = 'tag mei'"]),
    (Truth.COUPON_USE_IS_LIVE, [f"UPDATE coupon SET used_by_id = NULL WHERE used_by_id = {SPENT}"]),
    (
        Truth.COUPON_USE_IS_LIVE,
        [f"UPDATE coupon SET used_by_id = {WALK_IN} WHERE member_id = {ANA}"],
    ),
    (Truth.COUPON_HOLDS, [f"UPDATE coupon SET lapses = '2027-03-10' WHERE used_by_id = {SPENT}"]),
    (Truth.COUPON_HOLDS, [f"UPDATE coupon SET starts = '2027-03-12' WHERE used_by_id = {SPENT}"]),
    (Truth.COUPON_HOLDS, [f"UPDATE coupon SET withdrawn_id = 1 WHERE used_by_id = {SPENT}"]),
    (Truth.COUPON_HOLDS, [f"UPDATE coupon SET member_id = {ANA} WHERE used_by_id = {SPENT}"]),
    (Truth.VOTE_IS_OF_ITS_BALLOT, ["UPDATE vote SET ballot_id = 2"]),
]

"""Members of whom too much or too little is kept, a truth at a time."""

from shopfans.services.books.truths.truth import Truth
from tests.services.broken.rows import ANA, FORESEEN, GONE, JOY, MEI, MERGED, ZOE

BROKEN: list[tuple[Truth, list[str]]] = [
    (Truth.MERGED_IS_EMPTY, [f"UPDATE session_card SET member_id = {MERGED} WHERE id = 2"]),
    (Truth.MEMBER_TIERS, ["DELETE FROM tier_standing"]),
    (Truth.MEMBER_TIERS, ["UPDATE tier_standing SET tier = 2"]),
    (Truth.MEMBER_TIERS, ["UPDATE tier_standing SET since = '2027-01-01'"]),
    (Truth.MEMBER_TIERS, [f"UPDATE tier_standing SET member_id = {ANA}"]),
    (
        Truth.CONSENT_GIVEN,
        [f"DELETE FROM consent WHERE member_id = {MEI} AND purpose = 'keeping'"],
    ),
    (
        Truth.CONSENT_GIVEN,
        [f"UPDATE consent SET given = 0 WHERE member_id = {JOY} AND purpose = 'keeping'"],
    ),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member SET birth_month = 3 WHERE id = {GONE}"]),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member SET birth_day = 15 WHERE id = {GONE}"]),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member SET birth_year = 1990 WHERE id = {GONE}"]),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member SET foreign_id = '17' WHERE id = {GONE}"]),
    (Truth.ERASED_IS_BLANK, [f"INSERT INTO member_key VALUES ('zou', {GONE})"]),
    (Truth.ERASED_IS_BLANK, [f"INSERT INTO member_tag VALUES ({GONE}, 1)"]),
    (Truth.ERASED_IS_BLANK, [f"INSERT INTO friend_code VALUES ({GONE}, '6')"]),
    (Truth.CONSENT_HAS_WORDS, ["UPDATE consent SET text_version = 99"]),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member SET name = 'Zoe' WHERE id = {GONE}"]),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member SET note = 'tall' WHERE id = {GONE}"]),
    (
        Truth.ERASED_IS_BLANK,
        [f"UPDATE forecast SET member_id = {GONE} WHERE member_id = {FORESEEN}"],
    ),
    (Truth.ERASED_IS_BLANK, [f"UPDATE parked_sale SET member_id = {GONE}"]),
    (
        Truth.ERASED_IS_BLANK,
        [f"UPDATE member_merge SET before = 'x', kept_id = {GONE}"],
    ),
    (Truth.MERGED_IS_EMPTY, [f"UPDATE printed_card SET member_id = {MERGED}"]),
    (Truth.MERGED_IS_EMPTY, [f"UPDATE coupon SET member_id = {MERGED} WHERE member_id = {ZOE}"]),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member_link SET member_id = {GONE}"]),
    (Truth.FOUND_BY_KEY, [f"DELETE FROM member_key WHERE member_id = {MEI}"]),
    (Truth.FOUND_BY_KEY, ["DELETE FROM good_key"]),
    (Truth.CARD_BOUND_ONCE, ["UPDATE printed_card SET bound_id = NULL"]),
    (Truth.CARE_IS_A_TOUCH, ["UPDATE touch SET reason = 'birthday' WHERE reason = 'care'"]),
    (Truth.LISTED_AFTER_A_VISIT, ["UPDATE listed SET reason = 'birthday'"]),
    (Truth.LISTED_AFTER_A_VISIT, ["UPDATE listed SET day = occasion"]),
    (Truth.PUT_OFF_TO_A_DAY, ["UPDATE touch SET until = '2027-03-20'"]),
    (Truth.MEMBER_FIGURES, [f"UPDATE member SET spent = spent + 1 WHERE id = {MEI}"]),
    (Truth.MEMBER_FIGURES, [f"UPDATE member SET visits = visits + 1 WHERE id = {MEI}"]),
    (Truth.MEMBER_FIGURES, [f"UPDATE member SET last_visit = '2027-01-01' WHERE id = {MEI}"]),
    (Truth.MEMBER_FIGURES, [f"UPDATE member SET usual_gap = 8 WHERE id = {MEI}"]),
    (Truth.MEMBER_FIGURES, [f"UPDATE member SET usual_gap = 7 WHERE id = {GONE}"]),
    (Truth.GAP_SUMS, [f"UPDATE gap_sum SET s1 = s1 + 1 WHERE member_id = {MEI}"]),
    (Truth.GAP_SUMS, [f"DELETE FROM gap_sum WHERE member_id = {MEI}"]),
    (Truth.GAP_SUMS, [f"INSERT INTO gap_sum VALUES ({GONE}, 1, 1, 0, 0, 0, 0, 0, 0)"]),
]

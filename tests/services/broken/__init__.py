"""Ways to break each truth of the books alone, in the shop in which everything has happened.

A way is some SQL; whoever has another tool and time could run it.
"""

from shopfans.services.books.truths.truth import Truth
from tests.services.broken import coupons, ledger, people, prepaid, refunds, sales

_FILE: list[tuple[Truth, list[str]]] = [
    (Truth.FILE_SOUND, ["PRAGMA ignore_check_constraints = 1", "UPDATE good SET price = 0"]),
    (Truth.LINKS_HOLD, ["UPDATE coupon SET template_id = 999 WHERE id = 1"]),
    (Truth.LINKS_HOLD, ["UPDATE sale_line SET good_id = 999 WHERE good_id IS NULL"]),
    (
        Truth.LINKS_HOLD,
        [
            "UPDATE tag SET id = 999 WHERE id = (SELECT MAX(id) FROM tag)",
            "UPDATE member_tag SET tag_id = 998",
        ],
    ),
]

BROKEN = [
    *_FILE,
    *sales.BROKEN,
    *refunds.BROKEN,
    *ledger.BROKEN,
    *prepaid.BROKEN,
    *coupons.BROKEN,
    *people.BROKEN,
]

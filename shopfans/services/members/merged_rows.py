"""The rows of two records of one person: all become the kept one's, and go back."""

from collections.abc import Sequence
from typing import Any

from shopfans.database.connection import OPEN_SHOP

_FOLLOWS = (
    "consent", "sale", "touch", "coupon", "printed_card", "parked_sale", "prepayment",
    "session_card", "session_use", "membership",
)  # fmt: skip
"""Rows that become the kept record's; the ledger has lines of its own for it."""

_ONE_EACH = ("care_guest", "friend_code", "referral")
"""Tables with one row a member, which goes over if the kept record has none."""

FOLLOWING = (*_FOLLOWS, *_ONE_EACH)
"""Tables whose `member_id` becomes the kept record's."""


def join(giver: int, taker: int) -> dict[str, Any]:
    """Which rows became the other record's, by table, and what coupons were given for and used
    by."""
    moved = {table: _hand_over(table, giver, taker) for table in _FOLLOWS}
    alone = [table for table in _ONE_EACH if _hand_over_alone(table, giver, taker)]
    coupons = coupons_now(moved["coupon"])
    # both may have had a birthday's coupon: the second one is kept, but for no occasion
    OPEN_SHOP.execute_sql(
        "UPDATE coupon SET member_id = ?, occasion = NULL WHERE member_id = ?", (taker, giver)
    )
    return {"moved": moved, "alone": alone, "coupons": coupons}


def part(before: dict[str, Any], kept: int, gone: int) -> None:
    """Each row goes back to the record it was of."""
    for table, ids in before["moved"].items():
        _give_back(table, ids, gone)
    for table in before["alone"]:
        _hand_over_alone(table, kept, gone)
    for coupon, occasion, _ in before["coupons"]:
        OPEN_SHOP.execute_sql("UPDATE coupon SET occasion = ? WHERE id = ?", (occasion, coupon))


def coupons_now(ids: Sequence[int]) -> list[list[Any]]:
    """What was given by rule for which occasion, and what used it."""
    return [
        list(row)
        for row in OPEN_SHOP.execute_sql(
            f"SELECT id, occasion, used_by_id FROM coupon WHERE id IN ({numbers(ids)}) ORDER BY id"
        ).fetchall()
    ]


def numbers(ids: Sequence[int]) -> str:
    """For `IN`."""
    return ", ".join(str(int(one)) for one in ids)


def _hand_over(table: str, giver: int, taker: int) -> list[int]:
    """The rows that became the other record's, by their numbers."""
    found = OPEN_SHOP.execute_sql(f"SELECT id FROM {table} WHERE member_id = ?", (giver,))
    ids = [one for (one,) in found.fetchall()]
    OPEN_SHOP.execute_sql(
        f"UPDATE OR IGNORE {table} SET member_id = ? WHERE member_id = ?", (taker, giver)
    )
    return ids


def _hand_over_alone(table: str, giver: int, taker: int) -> bool:
    return bool(
        OPEN_SHOP.execute_sql(
            f"UPDATE OR IGNORE {table} SET member_id = ? WHERE member_id = ?", (taker, giver)
        ).rowcount
    )


def _give_back(table: str, ids: Sequence[int], member: int) -> None:
    OPEN_SHOP.execute_sql(
        f"UPDATE {table} SET member_id = ? WHERE id IN ({numbers(ids)})", (member,)
    )

"""Whether what came with the other record is there to go back, as it came."""

import json
from collections.abc import Sequence
from typing import Any

from shopfans.database import ledger_lots, referrals
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import MemberMerge
from shopfans.domain.errors import MergeUsed
from shopfans.domain.kinds import Unit
from shopfans.services.members.merged_rows import coupons_now, numbers


def refuse_used(merge: MemberMerge) -> None:
    """Returns if the merge can be undone. Raises MergeUsed."""
    before = json.loads(merge.before)
    moved, taken = before["moved"], tuple(before.get("rewards", ()))
    theirs = (merge.kept_id, merge.gone_id)
    if (
        _sales_moved_on(before)
        or referrals.moved_since(merge.operation_id, theirs, but=taken)
        or _stored_value_moved_on(merge.operation_id, moved.get("prepayment", []))
        or _cards_moved_on(merge.operation_id, moved.get("session_card", []))
        or _memberships_moved_on(merge)
        or any(_is_spent(merge, unit, before["owed"][unit.value]) for unit in Unit)
    ):
        raise MergeUsed()


def _sales_moved_on(before: dict[str, Any]) -> bool:
    """Some were refunded since, or a coupon is used that was not, or no longer."""
    sales = before["moved"]["sale"]
    back = _rows(f"SELECT id FROM sale WHERE reverses_id IN ({numbers(sales)})")
    used = [(coupon, sale) for coupon, _, sale in coupons_now(before["moved"]["coupon"])]
    was_used = [(coupon, sale) for coupon, _, sale in before["coupons"]]
    return bool({one for (one,) in back} - set(sales)) or used != was_used


def _is_spent(merge: MemberMerge, unit: Unit, owed: int) -> bool:
    """Whether less is left than came; `owed` is what the kept record had before."""
    ((came,),) = _rows(_CAME, merge.operation_id, merge.kept_id, unit.value)
    return bool(ledger_lots.balance(merge.kept_id, unit) - came < min(0, owed))


def _stored_value_moved_on(merge: int, top_ups: Sequence[int]) -> bool:
    """Each lot of hers belongs to one top-up: it goes back whole, or not at all."""
    lots = [lot for (lot,) in _rows(_STORED_LOTS, merge)]
    later = _rows(
        f"SELECT 1 FROM bonus_instalment WHERE top_up_id IN ({numbers(top_ups)}) "
        "AND lot_id > (SELECT MAX(id) FROM ledger_entry WHERE operation_id <= ?)",
        merge,
    )
    return bool(later) or not all(ledger_lots.is_whole(lot) for lot in lots)


def _cards_moved_on(merge: int, cards: Sequence[int]) -> bool:
    """A card goes back as it came: used since, taken back since or passed on, it stays."""
    return bool(
        _rows(
            "SELECT 1 FROM session_use u JOIN session_part p ON p.id = u.part_id "
            f"WHERE p.card_id IN ({numbers(cards)}) "
            "AND MAX(u.operation_id, COALESCE(u.undone_id, 0)) > ?",
            merge,
        )
    )


def _memberships_moved_on(merge: MemberMerge) -> bool:
    """What was renewed, ended or given since goes by the memberships of both."""
    (found,) = OPEN_SHOP.execute_sql(
        _MEMBERSHIPS_SINCE, (merge.kept_id, merge.operation_id)
    ).fetchone()
    return bool(found)


def _rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return list(OPEN_SHOP.execute_sql(sql, values).fetchall())


_CAME = """
    SELECT COALESCE(SUM(change), 0) FROM ledger_entry
    WHERE operation_id = ? AND member_id = ? AND unit = ? AND kind = 'move'"""
_STORED_LOTS = """
    SELECT id FROM ledger_entry
    WHERE operation_id = ? AND kind = 'move' AND lot = id
      AND unit IN ('principal', 'bonus', 'sessions')"""
_MEMBERSHIPS_SINCE = """
    SELECT EXISTS (
        SELECT 1 FROM prepayment WHERE member_id = ?1 AND operation_id > ?2
          AND kind IN ('membership', 'fee_back'))
      OR EXISTS (
        SELECT 1 FROM membership h JOIN membership_coupon m ON m.membership_id = h.id
        JOIN coupon c ON c.id = m.coupon_id WHERE h.member_id = ?1 AND c.operation_id > ?2)"""

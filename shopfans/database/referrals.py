"""The rows of who brought whom, and of what both got for it."""

from datetime import date
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import Done
from shopfans.domain.kinds import Unit
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.referral import Given, ReferralRule, Reward, Thanks


class Bringer(NamedTuple):
    """Who brought a guest."""

    member: int
    name: str


class RewardRow(NamedTuple):
    """What both got for one visit, and still have."""

    id: int
    sale: int
    operation: int
    brought_by: int
    floor: Money
    for_both: bool


def bringer_awaiting(member: int, floor: Money, *, sale: int = 0) -> Bringer | None:
    """Who brought her, if no visit of hers but this sale has brought that much yet and nobody was
    rewarded; None for one who was forgotten, or turned out to be herself."""
    row = OPEN_SHOP.execute_sql(_AWAITING, (member, sale, floor.fen)).fetchone()
    return None if row is None else Bringer(*row)


def rewarded_in(member: int, day: date) -> int:
    """For how many friends she was rewarded in the calendar month, less what was taken back."""
    values = (member, f"{day:%Y-%m}-00", f"{day:%Y-%m}-99")
    return int(OPEN_SHOP.execute_sql(_SO_FAR, values).fetchone()[0])


def write(thanks: Done, sale: int, brought_by: int, floor: Money, *, for_both: bool) -> None:
    """Keep what the operation gave for this sale."""
    OPEN_SHOP.execute_sql(_INSERT, (sale, brought_by, thanks.id, floor.fen, for_both))


def standing(sale: int) -> RewardRow | None:
    """What was given for a sale and not taken back."""
    row = OPEN_SHOP.execute_sql(f"{_ROWS} WHERE w.sale_id = ? AND w.taken_back_id IS NULL", (sale,))
    return next((_row(one) for one in row), None)


def standing_of(members: tuple[int, int]) -> list[RewardRow]:
    """The same for the sales of two records, the first sale first."""
    rows = OPEN_SHOP.execute_sql(
        f"{_ROWS} JOIN sale s ON s.id = w.sale_id "
        "WHERE s.member_id IN (?, ?) AND w.taken_back_id IS NULL ORDER BY w.sale_id",
        members,
    )
    return [_row(one) for one in rows]


def family(records: tuple[int, int]) -> set[int]:
    """The numbers of two records and of all that were merged into them."""
    rows = OPEN_SHOP.execute_sql(
        "SELECT member_id FROM merged_member WHERE into_id IN (?, ?)", records
    )
    return {*records, *(member for (member,) in rows)}


def by_id(reward: int) -> RewardRow:
    return _row(OPEN_SHOP.execute_sql(f"{_ROWS} WHERE w.id = ?", (reward,)).fetchone())


def mark_taken_back(back: Done, reward: RewardRow) -> None:
    """What is not used yet of its coupons goes too."""
    OPEN_SHOP.execute_sql(
        "UPDATE referral_reward SET taken_back_id = ? WHERE id = ?", (back.id, reward.id)
    )
    OPEN_SHOP.execute_sql(_WITHDRAW, (back.id, reward.sale, back.day.isoformat()))


def return_coupons(reward: int) -> None:
    """What was withdrawn with a reward is hers again."""
    OPEN_SHOP.execute_sql(_RETURN, (reward,))


def given(operation: int) -> list[tuple[int, int, date | None]]:
    """The points that an operation granted: member, how many, last day of use."""
    rows = OPEN_SHOP.execute_sql(_GIVEN, (operation, Unit.POINTS.value))
    return [
        (member, points, date.fromisoformat(lapses) if lapses else None)
        for member, points, lapses in rows
    ]


def moved_since(operation: int, members: tuple[int, int], but: tuple[int, ...]) -> bool:
    """Whether either record was rewarded, or a reward of hers taken back, after an operation; what
    was taken and given again for the same sale counts as never taken."""
    some = ", ".join(str(int(one)) for one in but)
    row = OPEN_SHOP.execute_sql(_MOVED.format(some), (operation, *members)).fetchone()
    return row is not None


def expected(rule: ReferralRule, member: int, day: date) -> Thanks | None:
    """What her first paid visit would bring to both today, as it is told to people."""
    bringer = bringer_awaiting(member, rule.floor) if rule.gives else None
    if bringer is None:
        return None
    both = rule.both(rewarded_in(bringer.member, day))
    return Thanks(bringer.name, told(both.referrer), told(both.referred), rule.floor)


def thanks_of(sale: int) -> Thanks | None:
    """What both got for a sale and still have, as it is told to people."""
    reward = standing(sale)
    if reward is None:
        return None
    [(name, buyer)] = OPEN_SHOP.execute_sql(_WHO, (reward.brought_by, sale)).fetchall()
    points: dict[bool, int] = {}
    for member, count, _lapses in given(reward.operation):
        points[member == reward.brought_by] = count
    coupons: dict[bool, list[str]] = {True: [], False: []}
    for member, coupon in OPEN_SHOP.execute_sql(_COUPONS, (reward.operation,)):
        coupons[member != buyer].append(coupon)
    referrer, referred = (
        Given(Points(points.get(is_referrer, 0)), tuple(coupons[is_referrer]))
        for is_referrer in (True, False)
    )
    return Thanks(name, referrer, referred, reward.floor)


def told(reward: Reward) -> Given:
    """A reward to come, as it is told to people: a coupon that is issued no more is none."""
    if reward.template is None:
        return Given(reward.points, ())
    row = OPEN_SHOP.execute_sql(
        "SELECT name FROM coupon_template WHERE id = ? AND active = 1", (reward.template,)
    ).fetchone()
    return Given(reward.points, row or ())


def _row(row: tuple[int, ...]) -> RewardRow:
    reward, sale, operation, brought_by, floor, for_both = row
    return RewardRow(reward, sale, operation, brought_by, Money(floor), bool(for_both))


_AWAITING = """
    SELECT f.id, f.name
    FROM referral r LEFT JOIN merged_member g ON g.member_id = r.brought_by_id
    JOIN member f ON f.id = COALESCE(g.into_id, r.brought_by_id)
    WHERE r.member_id = ?1 AND f.erased = 0 AND f.id <> r.member_id
      AND NOT EXISTS (
          SELECT 1 FROM sale s
          WHERE s.member_id = ?1 AND s.id <> ?2 AND s.reverses_id IS NULL
            AND (s.paid + COALESCE((SELECT SUM(paid) FROM sale WHERE reverses_id = s.id), 0) >= ?3
                 OR EXISTS (SELECT 1 FROM referral_reward
                            WHERE sale_id = s.id AND taken_back_id IS NULL)))"""

_SO_FAR = """
    SELECT COUNT(*) FROM referral_reward w JOIN operation o ON o.id = w.operation_id
    WHERE w.taken_back_id IS NULL AND w.for_both = 1 AND o.day BETWEEN ?2 AND ?3
      AND (w.brought_by_id = ?1
           OR w.brought_by_id IN (SELECT member_id FROM merged_member WHERE into_id = ?1))"""

_INSERT = (
    "INSERT INTO referral_reward (sale_id, brought_by_id, operation_id, floor, for_both) "
    "VALUES (?, ?, ?, ?, ?)"
)

_ROWS = (
    "SELECT w.id, w.sale_id, w.operation_id, w.brought_by_id, w.floor, w.for_both "
    "FROM referral_reward w"
)

_WITHDRAW = """
    UPDATE coupon SET withdrawn_id = ?1
    WHERE operation_id IN (SELECT operation_id FROM referral_reward WHERE sale_id = ?2)
      AND used_by_id IS NULL AND withdrawn_id IS NULL AND lapses >= ?3"""
"""Of every time it was given: a merge that was undone gives the points again, not the coupons."""

_RETURN = """
    UPDATE coupon SET withdrawn_id = NULL
    WHERE withdrawn_id = (SELECT taken_back_id FROM referral_reward WHERE id = ?)"""

_GIVEN = """
    SELECT member_id, change, lapses FROM ledger_entry
    WHERE operation_id = ? AND unit = ? AND kind = 'earn' ORDER BY id"""

_MOVED = """
    SELECT 1 FROM referral_reward w JOIN sale s ON s.id = w.sale_id
    WHERE (w.brought_by_id IN (?2, ?3) OR s.member_id IN (?2, ?3)) AND w.id NOT IN ({})
    GROUP BY w.sale_id
    HAVING SUM(w.taken_back_id IS NULL)
        <> SUM(w.operation_id <= ?1 AND COALESCE(w.taken_back_id > ?1, 1)) LIMIT 1"""

_WHO = """
    SELECT f.name, s.member_id FROM sale s JOIN member f ON f.id = COALESCE(
        (SELECT into_id FROM merged_member WHERE member_id = ?1), ?1) WHERE s.id = ?2"""

_COUPONS = """
    SELECT c.member_id, t.name FROM coupon c JOIN coupon_template t ON t.id = c.template_id
    WHERE c.operation_id = ? AND c.withdrawn_id IS NULL ORDER BY c.id"""

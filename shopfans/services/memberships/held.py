"""The memberships of a member, read from the books: inside a block."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.domain import memberships
from shopfans.domain.memberships import Plan, Run
from shopfans.domain.money import Money
from shopfans.services import stored


class Held(NamedTuple):
    """A membership that was not taken back on its own day."""

    id: int
    prepayment: int
    member: int
    plan: Plan
    """As it was sold."""
    sold: Run
    """The days that were paid for."""
    paid_on: date
    run: Run
    """The days on which it holds: fewer, if it was given back."""
    returned: Money | None
    """What went back of its fee; None: it was not given back."""

    @property
    def fee(self) -> Money:
        return self.plan.price

    def earned(self, day: date) -> Money:
        """What of the fee is earned when this day is over."""
        if self.returned is not None and day >= self.run.ends:
            return self.fee - self.returned
        return memberships.earned(self.fee, self.sold, day)


def of_member(member: int) -> list[Held]:
    """All of hers, in the order in which they hold."""
    return _read("h.member_id = ?", member)


def one(membership: int) -> Held | None:
    return next(iter(_read("h.id = ?", membership)), None)


def of_prepayment(prepayment: int) -> Held | None:
    """The one this fee was paid for."""
    return next(iter(_read("h.prepayment_id = ?", prepayment)), None)


def on(member: int, day: date) -> list[Held]:
    """Those that hold on this day: more than one only where two records became one."""
    return [one for one in of_member(member) if one.run.holds_on(day)]


def plan_on(member: int, day: date) -> Plan | None:
    """What counts in a sale of hers on this day."""
    (told,) = OPEN_SHOP.execute_sql(
        f"SELECT {IN_FORCE} FROM member WHERE id = ?1", (member, day.isoformat())
    ).fetchone()
    return plan_of(told)


def plan_of(told: str | None) -> Plan | None:
    """The same from what IN_FORCE says."""
    return memberships.best(map(read_plan, told.split("\n"))) if told else None


@lru_cache(maxsize=256)
def read_plan(body: str) -> Plan:
    """A plan as it was sold."""
    return stored.read(Plan, body)


def stands(membership: str) -> str:
    """The condition that one, by its alias in a query, was not taken back on its own day."""
    void = f"SELECT 1 FROM prepayment v WHERE v.reverses_id = {membership}.prepayment_id"
    return f"NOT EXISTS ({void})"


def runs(held: Sequence[Held]) -> list[Run]:
    return [one.run for one in held]


def _read(where: str, *values: Any) -> list[Held]:
    found = []
    for number, prepayment, member, body, starts, ends, paid_on, last, returned in (
        OPEN_SHOP.execute_sql(_HELD.format(where), values)
    ):  # fmt: skip
        sold = Run(date.fromisoformat(starts), date.fromisoformat(ends))
        run = sold if last is None else sold._replace(ends=date.fromisoformat(last))
        found.append(
            Held(
                number, prepayment, member, read_plan(body), sold, date.fromisoformat(paid_on), run,
                None if returned is None else Money(-returned),
            )
        )  # fmt: skip
    return found


IN_FORCE = f"""(
    SELECT group_concat(h.plan, char(10)) FROM membership h
    LEFT JOIN membership_end x ON x.membership_id = h.id
    WHERE h.member_id = member.id AND h.starts <= ?2 AND COALESCE(x.last, h.ends) >= ?2
      AND {stands("h")})"""
"""The plans that hold for the `member` of a query on the day that is its second value."""

_HELD = f"""
    SELECT h.id, h.prepayment_id, h.member_id, h.plan, h.starts, h.ends, p.day, x.last, b.paid
    FROM membership h JOIN prepayment p ON p.id = h.prepayment_id
    LEFT JOIN membership_end x ON x.membership_id = h.id
    LEFT JOIN prepayment b ON b.id = x.prepayment_id
    WHERE {{}} AND {stands("h")} ORDER BY h.starts, h.id"""

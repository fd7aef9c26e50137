"""What is kept on each member must be what her sales, visits and past say: inside a block."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import isclose

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.rhythm import rhythm_of
from shopfans.domain.rolling_year import standing
from shopfans.services.belonging import tier_standings
from shopfans.services.books.truths.truth import Problem, Truth
from shopfans.services.reminders import resting
from shopfans.services.reminders.visiting import as_stored, days_of_members, gap_row, spendings


def figures(shop: Shop) -> Iterator[Problem]:
    """Her figures, and the sums of her gaps: each visit is read once for both."""
    spent, open_days = spendings(shop), resting.open_days()
    kept = {member: figures for member, *figures in shop.stream(_FIGURES)}
    sums = {member: sums for member, *sums in shop.stream(_SUMS)}
    came = days_of_members(shop, until=date.max)
    for member, days in came:
        erased, fen, *said = kept.pop(member, _NOBODY)
        rhythm = as_stored(rhythm_of(days))
        if erased:
            rhythm[-1] = None
        if said and (said != rhythm or fen != spent.get(member, Money()).fen):
            yield Problem(Truth.MEMBER_FIGURES, f"member {member}")
        if not _agree(sums.pop(member, None), None if erased else gap_row(days, open_days)):
            yield Problem(Truth.GAP_SUMS, f"gap_sum {member}")
    for member, (_erased, fen, *said) in kept.items():
        if said != _NEVER_CAME or fen != spent.get(member, Money()).fen:
            yield Problem(Truth.MEMBER_FIGURES, f"member {member}")
    for member in sums:
        yield Problem(Truth.GAP_SUMS, f"gap_sum {member}")


def tiers(shop: Shop) -> Iterator[Problem]:
    """How each stands must follow from her past, as of the day she began to stand so."""
    kept = {
        member: tier_standings.read(*row)
        for member, *row in shop.stream("SELECT member_id, tier, since, until FROM tier_standing")
    }
    changes = tier_standings.changes()
    for member, sales in tier_standings.everybody(shop, changes):
        has = kept.pop(member, None)
        if standing(sales, changes, has.since if has else date.min) != has:
            yield Problem(Truth.MEMBER_TIERS, f"member {member}")
    for member in kept:  # who could never have reached any
        yield Problem(Truth.MEMBER_TIERS, f"member {member}")


def _agree(said: Sequence[float] | None, true: Sequence[float] | None) -> bool:
    """Logarithms differ between computers in their last place."""
    if said is None or true is None:
        return said is true
    return all(
        one == other or isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
        for one, other in zip(said, true, strict=True)
    )


_NOBODY = (0, 0)
"""A visit of somebody who is not there is a broken link."""
_NEVER_CAME = [0, None, None]
_FIGURES = "SELECT id, erased, spent, visits, last_visit, usual_gap FROM member"
_SUMS = "SELECT member_id, first, last, gaps, s0, s1, s2, s3, last_gap FROM gap_sum"

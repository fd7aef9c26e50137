"""The truths of the books: each one that does not hold is reported; nothing is ever repaired."""

from collections.abc import Callable, Iterator
from datetime import date
from math import isclose
from typing import NamedTuple

from shopfans.database import closed_days, ledger_chain
from shopfans.database.shop import Shop
from shopfans.domain.rolling_year import standing
from shopfans.services.belonging import tier_standings
from shopfans.services.books.truths import BROKEN_LINKS, QUERIES
from shopfans.services.books.truths.truth import Truth
from shopfans.services.reminders import resting
from shopfans.services.reminders.visiting import (
    as_stored,
    days_of_members,
    gap_row,
    rhythms,
    spendings,
)

Progress = Callable[[int, int], None]
"""Called with (done, total); it may raise Stopped."""


class Problem(NamedTuple):
    truth: Truth
    where: str
    """The rows, as 'table id'."""


def problems(
    shop: Shop, progress: Progress = lambda done, total: None, *, is_sound: bool = False
) -> list[Problem]:
    """Every truth that does not hold, with where; empty for true books.

    `is_sound`: the file itself was checked just now.
    """
    found: list[Problem] = []
    checks: list[tuple[Truth, Callable[[], Iterator[str]]]] = [
        (Truth.FILE_SOUND, lambda: iter(()) if is_sound else _integrity(shop)),
        (Truth.LINKS_HOLD, lambda: _rows(shop, BROKEN_LINKS)),
        *((truth, _query(shop, truth)) for truth in QUERIES),
        (Truth.MEMBER_FIGURES, lambda: _figures(shop)),
        (Truth.GAP_SUMS, lambda: _gap_sums(shop)),
        (Truth.MEMBER_TIERS, lambda: _tiers(shop)),
        (Truth.DIGESTS_FOLLOW, _broken_digests),
    ]  # fmt: skip
    with shop.reading():
        for index, (truth, check) in enumerate(checks):
            progress(index, len(checks))
            found += [Problem(truth, where) for where in check()]
            if found and truth is Truth.FILE_SOUND:
                break  # a damaged file cannot be asked for the rest
    return found


def _query(shop: Shop, truth: Truth) -> Callable[[], Iterator[str]]:
    return lambda: _rows(shop, QUERIES[truth])


def _rows(shop: Shop, sql: str) -> Iterator[str]:
    for table, key in shop.stream(sql):
        yield f"{table} {key}"


def _integrity(shop: Shop) -> Iterator[str]:
    for (answer,) in shop.stream("PRAGMA quick_check"):
        if answer != "ok":
            yield str(answer)


def _tiers(shop: Shop) -> Iterator[str]:
    """How each member stands must follow from her past, as of the day she began to stand so."""
    kept = {
        member: tier_standings.read(*row)
        for member, *row in shop.stream("SELECT member_id, tier, since, until FROM tier_standing")
    }
    changes = tier_standings.changes()
    for member, sales in tier_standings.everybody(shop, changes):
        has = kept.pop(member, None)
        if standing(sales, changes, has.since if has else date.min) != has:
            yield f"member {member}"
    for member in kept:  # who could never have reached any
        yield f"member {member}"


def _broken_digests() -> Iterator[str]:
    """Lines of the ledger, and sales and closes of closed days, that are not as they were."""
    for line in ledger_chain.broken_lines():
        yield f"ledger_entry {line}"
    for one in closed_days.broken():
        yield f"day_close {one.day}" + ("" if one.sale is None else f", sale {one.sale}")


def _figures(shop: Shop) -> Iterator[str]:
    """What is kept on each member must be what her sales and visits say."""
    kept = shop.stream(
        "SELECT id, erased, spent, visits, last_visit, usual_gap FROM member ORDER BY id"
    )
    worked_out = dict(rhythms(shop, until=date.max))
    spent = spendings(shop)
    for member, erased, fen, *rhythm in kept:
        true = worked_out.get(member)
        said = as_stored(true) if true else [0, None, None]
        if erased:
            said[2] = None
        if rhythm != said or fen != (spent[member].fen if member in spent else 0):
            yield f"member {member}"


def _gap_sums(shop: Shop) -> Iterator[str]:
    """What is remembered of each member's gaps must be what her visits say."""
    kept = {
        member: sums
        for member, *sums in shop.stream(
            "SELECT member_id, first, last, gaps, s0, s1, s2, s3, last_gap FROM gap_sum"
        )
    }
    erased = {member for (member,) in shop.rows("SELECT id FROM member WHERE erased = 1")}
    open_days = resting.open_days()
    for member, days in days_of_members(shop, until=date.max):
        said, true = kept.pop(member, None), gap_row(days, open_days)
        if member in erased:
            is_true = said is None
        else:
            is_true = said is not None and all(map(_is_close, said, true))
        if not is_true:
            yield f"gap_sum {member}"
    yield from (f"gap_sum {member}" for member in kept)


def _is_close(one: float, other: float) -> bool:
    """Logarithms differ between computers in their last place."""
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)

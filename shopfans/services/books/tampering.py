"""Whether the books are as they were written: the chain of digests from its first line to its
last."""

from collections.abc import Callable, Iterator
from datetime import date

from shopfans.database import closed_days, ledger_chain
from shopfans.database.shop import Shop
from shopfans.domain.chain import Broken, Chain, Spot
from shopfans.domain.roles import Right, Staff, require

Progress = Callable[[int, int], None]
"""Called with (done, total); it may raise Stopped."""


def check(shop: Shop, *, by: Staff, progress: Progress = lambda done, total: None) -> Chain:
    """Every line of the ledger, and every sale of a closed day, against the digests.

    What was changed, added or taken away with another tool is named. Raises what `progress`
    raises to stop it.
    """
    require(by, Right.SEE_LOG)
    with shop.reading():
        [(lines, days, since)] = shop.rows(_EXTENT)
        total = lines + days
        broken = [
            _line(shop, line) for line in ledger_chain.broken_lines(_part(progress, 0, total))
        ]
        broken += _of_closes(_part(progress, lines, total))
        return Chain(None if since is None else date.fromisoformat(since), lines, days,
                     tuple(broken))  # fmt: skip


def _part(progress: Progress, before: int, total: int) -> Progress:
    return lambda done, _of: progress(before + done, total)


def _line(shop: Shop, line: int) -> Broken:
    [(day, name)] = shop.rows(_OF_LINE, line)
    return Broken(Spot.LINE, line, date.fromisoformat(day), name or "")


def _of_closes(progress: Progress) -> Iterator[Broken]:
    for one in closed_days.broken(progress):
        yield Broken(Spot.CLOSE if one.sale is None else Spot.SALE, one.sale, one.day, "")


_EXTENT = """
    SELECT (SELECT COUNT(*) FROM ledger_entry), (SELECT COUNT(*) FROM day_close),
           (SELECT MIN(day) FROM (
               SELECT o.day FROM ledger_entry e JOIN operation o ON o.id = e.operation_id
               WHERE e.id = (SELECT MIN(id) FROM ledger_entry)
               UNION ALL SELECT MIN(day) FROM day_close))"""
_OF_LINE = """
    SELECT o.day, m.name FROM ledger_entry e JOIN operation o ON o.id = e.operation_id
    LEFT JOIN member m ON m.id = e.member_id WHERE e.id = ?"""

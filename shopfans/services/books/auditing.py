"""The truths of the books: each one that does not hold is reported; nothing is ever repaired."""

from collections.abc import Callable, Iterator

from shopfans.database import closed_days, ledger_chain
from shopfans.database.shop import Shop
from shopfans.services.books import kept_on_members, links, lots
from shopfans.services.books.truths import QUERIES
from shopfans.services.books.truths.truth import Problem, Truth

Progress = Callable[[int, int], None]
"""Called with (done, total); it may raise Stopped."""

_Check = Callable[[Shop], Iterator[Problem]]


def problems(
    shop: Shop, progress: Progress = lambda done, total: None, *, is_sound: bool = False
) -> list[Problem]:
    """Every truth that does not hold, with where; empty for true books.

    `is_sound`: the file itself was checked just now.
    """
    found: list[Problem] = []
    checks = _CHECKS if is_sound else (_file, *_CHECKS)
    with shop.reading():
        for index, check in enumerate(checks):
            progress(index, len(checks))
            found += check(shop)
            if found and check is _file:
                break  # a damaged file cannot be asked for the rest
    return found


def _file(shop: Shop) -> Iterator[Problem]:
    for (answer,) in shop.stream("PRAGMA quick_check"):
        if answer != "ok":
            yield Problem(Truth.FILE_SOUND, str(answer))


def _links(shop: Shop) -> Iterator[Problem]:
    for where in links.broken(shop):
        yield Problem(Truth.LINKS_HOLD, where)


def _query(truth: Truth) -> _Check:
    def check(shop: Shop) -> Iterator[Problem]:
        for table, key in shop.stream(QUERIES[truth]):
            yield Problem(truth, f"{table} {key}")

    return check


def _digests(_shop: Shop) -> Iterator[Problem]:
    """Lines of the ledger, and sales and closes of closed days, that are not as they were."""
    for line in ledger_chain.broken_lines():
        yield Problem(Truth.DIGESTS_FOLLOW, f"ledger_entry {line}")
    for one in closed_days.broken():
        sale = "" if one.sale is None else f", sale {one.sale}"
        yield Problem(Truth.DIGESTS_FOLLOW, f"day_close {one.day}{sale}")


_CHECKS: tuple[_Check, ...] = (
    _digests, _links, *map(_query, QUERIES), lots.broken, kept_on_members.figures,
    kept_on_members.tiers,
)  # fmt: skip
"""The digests first: what a connection keeps of each statement is taken from the quick memory in
which SQLite puts their long lines together, and after fifty it takes half as long again."""

"""Many rows at once: how a table takes them, and what makes a load quick."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import Table
from shopfans.database.shop import Shop

_AT_HAND = 128_000
"""Kibibytes: the keys of 200,000 members."""

_TOGETHER = 100
"""Rows: of 18 columns they are 1,800 values, and SQLite takes 32,766."""


def insert(table: type[Table], rows: Iterable[tuple[Any, ...]], **same: Any) -> None:
    """Store them, each with the table's columns in the models' order; inside a command.

    What is the `same` in all of them is told once, by the column's name in the model, and stands in
    none. A hundred go by one statement: each sets aside the pages it changes, where a trigger could
    refuse a row, and for a single line of the ledger that takes longer than to store it.
    """
    meta: Any = table._meta
    fields = sorted(meta.sorted_fields, key=lambda field: field.name not in same)
    told = [same[field.name] for field in fields[: len(same)]]
    places = [f"?{number}" for number in range(1, len(same) + 1)] + ["?"] * len(fields[len(same) :])
    columns, row = [f'"{field.column_name}"' for field in fields], f"({', '.join(places)})"
    statement = f'INSERT INTO "{meta.table_name}" ({", ".join(columns)}) VALUES {row}'
    coming = iter(rows)
    while some := list(islice(coming, _TOGETHER)):
        if len(some) == _TOGETHER:
            more = f", {row}" * (_TOGETHER - 1)
            OPEN_SHOP.execute_sql(statement + more, [*told, *chain.from_iterable(some)])
        else:
            OPEN_SHOP.write_many(statement, [(*told, *one) for one in some])


def name_of(table: type[Table]) -> str:
    meta: Any = table._meta
    return str(meta.table_name)


@contextmanager
def at_hand(shop: Shop) -> Iterator[None]:
    """In this block SQLite keeps more pages in memory; inside a command.

    Of rows that belong all over a large table or index each page is then written once, not again
    and again: that takes half the time.
    """
    [(usual,)] = shop.rows("PRAGMA cache_size")
    shop.rows(f"PRAGMA cache_size = -{_AT_HAND}")
    try:
        yield
    finally:
        shop.rows(f"PRAGMA cache_size = {usual}")


@contextmanager
def indexed_later(shop: Shop, table: type[Table]) -> Iterator[None]:
    """In this block a table has no index but its key; afterwards each is there again, word for
    word, made in one go; inside a command, and worth it for a block that at least doubles a large
    table."""
    indexes = shop.rows(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL "
        "AND tbl_name = ?",
        name_of(table),
    )
    for name, _ in indexes:
        shop.rows(f'DROP INDEX "{name}"')
    yield
    for _, statement in indexes:
        shop.rows(statement)


@contextmanager
def without_indexes(shop: Shop) -> Iterator[None]:
    """In this block a new file has no indexes; afterwards they are there again, word for word.

    Only for a file that is thrown away if the block fails: what is unique is checked at the end.
    """
    with shop.changing():
        indexes = shop.rows(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
        )
        for name, _ in indexes:
            shop.rows(f'DROP INDEX "{name}"')
    yield
    for _, statement in indexes:
        with shop.changing():
            shop.rows(statement)
        shop.checkpoint()

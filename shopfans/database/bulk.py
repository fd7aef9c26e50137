"""Many rows at once: the statement that stores a table's rows, and what makes a load quick."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from shopfans.database.models import Table
from shopfans.database.shop import Shop

_AT_HAND = 128_000
"""Kibibytes: the keys of 200,000 members."""


def inserting(table: type[Table]) -> str:
    """The statement for `Shop.write_many` that takes a table's columns in the models' order."""
    return f'INSERT INTO "{name_of(table)}" ({_columns(table)}) VALUES ({_marks(table)})'


def name_of(table: type[Table]) -> str:
    meta: Any = table._meta
    return str(meta.table_name)


@contextmanager
def at_hand(shop: Shop) -> Iterator[None]:
    """In this block SQLite keeps more pages in memory; inside a command.

    Of rows that belong all over a large table each page is then written once, not again and again:
    that takes half the time, and less than to sort them first.
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


def _columns(table: type[Table]) -> str:
    meta: Any = table._meta
    return ", ".join(f'"{field.column_name}"' for field in meta.sorted_fields)


def _marks(table: type[Table]) -> str:
    meta: Any = table._meta
    return ", ".join("?" for _ in meta.sorted_fields)

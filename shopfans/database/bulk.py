"""Many rows at once: the statement that stores a table's rows, and a load without index upkeep."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from shopfans.database.models import Table
from shopfans.database.shop import Shop


def inserting(table: type[Table]) -> str:
    """The statement for `Shop.write_many` that takes a table's columns in the models' order."""
    return f'INSERT INTO "{name_of(table)}" ({_columns(table)}) VALUES ({_marks(table)})'


def name_of(table: type[Table]) -> str:
    meta: Any = table._meta
    return str(meta.table_name)


def insert_in_order(shop: Shop, table: type[Table], rows: Iterator[tuple[Any, ...]]) -> None:
    """Store rows of a table without a number of its own in the order of its key, whatever order
    they come in: it grows at its end, and no page is filled twice; inside a command.

    SQLite sorts them, in half the time that Python takes.
    """
    name, waiting = name_of(table), f"temp.waiting_{name_of(table)}"
    columns = _columns(table)
    shop.rows(f"CREATE TABLE {waiting} ({columns})")
    shop.write_many(f"INSERT INTO {waiting} VALUES ({_marks(table)})", rows)
    shop.rows(
        f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM {waiting} ORDER BY {columns}'
    )
    shop.rows(f"DROP TABLE {waiting}")


@contextmanager
def indexed_later(shop: Shop, table: type[Table]) -> Iterator[None]:
    """In this block a table has no index but its key; afterwards each is there again, word for
    word, made in one go; inside a command.

    Half the time, for a block that at least doubles a large table.
    """
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

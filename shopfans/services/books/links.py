"""Whether what a row speaks of is there."""

from collections import defaultdict
from collections.abc import Iterator

from shopfans.database.shop import Shop


def broken(shop: Shop) -> Iterator[str]:
    """The rows that speak of one that is not there, as 'table id'; inside a block.

    SQLite looks up each of them. Where the numbers of a table have no gap, what lies between the
    first and the last is there, and a table that speaks of nothing else is only read through.
    """
    spans: dict[str, str] = {}
    links: dict[str, list[str]] = defaultdict(list)
    for table, column, parent in shop.rows(_LINKS):
        if parent not in spans:
            spans[parent] = _span(shop, parent)
        links[table].append(f'"{column}" NOT BETWEEN {spans[parent]}')
    for table, doubts in links.items():
        if shop.rows(_DOUBTFUL.format(table, " OR ".join(doubts))):
            for where, row in shop.stream(_BROKEN, table):
                yield f"{where} {row}"


def _span(shop: Shop, table: str) -> str:
    """The numbers in a table if they have no gap; else a span in which nothing lies."""
    [(rows, first, last)] = shop.rows(_EXTENT.format(table))
    return f"{first} AND {last}" if rows and last - first + 1 == rows else "1 AND 0"


_LINKS = """
    SELECT t.name, l."from", l."table" FROM sqlite_schema t, pragma_foreign_key_list(t.name) l
    WHERE t.type = 'table'"""
_BROKEN = 'SELECT "table", rowid FROM pragma_foreign_key_check(?)'

# NOT INDEXED: an index may say something else than its table. (Of a table without row numbers
# SQLite may read one all the same.)

_DOUBTFUL = 'SELECT 1 FROM "{}" NOT INDEXED WHERE {} LIMIT 1'
_EXTENT = 'SELECT COUNT(*), MIN(id), MAX(id) FROM "{0}" NOT INDEXED'

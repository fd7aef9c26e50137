"""What goods are found by: pieces of their names, pinyin, initials and barcodes."""

from shopfans.database.models import GoodKey
from shopfans.database.shop import Shop
from shopfans.domain.names import search_keys
from shopfans.domain.topics import Topic


def write(shop: Shop, good: int, name: str, barcode: str) -> None:
    """Those of one good and no others, as part of a command."""
    GoodKey.delete().where(GoodKey.good == good).execute()
    _add(shop, good, name, barcode)


def complete(shop: Shop) -> int:
    """Let goods of an older file be found by pinyin too; returns how many could not be until now.

    With its pinyin a name that is not plain Latin has more keys than characters.
    """
    with shop.reading():
        waiting = [
            one
            for one in shop.rows(_SPARSE)
            if not search_keys(one[1], one[2]) <= _of(shop, one[0])
        ]
    if waiting:
        with shop.changing(Topic.GOODS):
            for good, name, barcode in waiting:
                _add(shop, good, name, barcode)
    return len(waiting)


def _of(shop: Shop, good: int) -> set[str]:
    return {key for (key,) in shop.rows("SELECT key FROM good_key WHERE good_id = ?", good)}


def _add(shop: Shop, good: int, name: str, barcode: str) -> None:
    shop.write_many(
        "INSERT OR IGNORE INTO good_key (key, good_id) VALUES (?, ?)",
        [(key, good) for key in sorted(search_keys(name, barcode))],
    )


_SPARSE = """
    SELECT id, name, barcode FROM (
        SELECT id, name, COALESCE(barcode, '') AS barcode,
               (SELECT COUNT(*) FROM good_key WHERE good_id = good.id) AS keys FROM good)
    WHERE keys = 0 OR keys <= LENGTH(name) AND LENGTH(name) < LENGTH(CAST(name AS BLOB))"""

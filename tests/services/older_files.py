"""How a test comes by a file of an older version."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from peewee import sqlite3

from shopfans.database.shop import Shop


def write(shop: Shop, path: Path, version: int, more: Iterable[str] = ()) -> None:
    """The same shop as this version would have kept it; for one before 23, `more` says what else
    was otherwise."""
    with closing(sqlite3.connect(shop.path)) as here:
        here.execute("VACUUM INTO ?", (str(path),))
    with closing(sqlite3.connect(path)) as old:
        for since in sorted(_BEFORE, reverse=True):
            for statement in _BEFORE[since] if since > version else ():
                old.execute(statement)
        for statement in more:
            old.execute(statement)
        old.execute("DELETE FROM schema_migration WHERE name >= ?", (f"{version + 1:04}",))
        old.execute(f"PRAGMA user_version = {version}")
        old.commit()


_BEFORE = {
    27: (
        'CREATE TABLE "linked" ("key" TEXT NOT NULL, "member_id" INTEGER NOT NULL, '
        'PRIMARY KEY ("key", "member_id"), '
        'FOREIGN KEY ("member_id") REFERENCES "member" ("id")) STRICT, WITHOUT ROWID',
        "INSERT INTO linked SELECT key, member_id FROM member_key",
        "DROP TABLE member_key",
        "ALTER TABLE linked RENAME TO member_key",
        'CREATE INDEX "member_key_member_id_key" ON "member_key" ("member_id", "key")',
    ),
    26: (
        "INSERT OR IGNORE INTO member_key SELECT substr(digits, value), member_id "
        "FROM member_number JOIN json_each('[1, 2, 3, 4, 5, 6, 7, 8]')",
        "DROP TABLE member_number",
    ),
    25: ("DROP TABLE sales_import",),
    24: ("DROP TABLE imported_good", "DROP TABLE goods_import"),
}
"""For each version what stood in a file before it; numbers have eleven digits."""

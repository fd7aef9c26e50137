"""The models say what a fresh file contains, word for word."""

from peewee import SqliteDatabase

from shopfans.database import models
from shopfans.database.connection import CURRENT
from shopfans.database.shop import Shop


def test_migrations_make_what_the_models_say(shop: Shop) -> None:
    db = SqliteDatabase(":memory:", autoconnect=False)
    token = CURRENT.set(db)
    with db.connection_context():
        db.create_tables(models.TABLES)
        for table in models.APPEND_ONLY:
            for statement in models.triggers(table):
                db.execute_sql(statement)
        from_models = _schema(db.execute_sql("SELECT name, sql FROM sqlite_schema").fetchall())
    CURRENT.reset(token)
    with shop.reading():
        from_migrations = _schema(shop.rows("SELECT name, sql FROM sqlite_schema"))
    assert from_migrations == from_models


def _schema(rows: list[tuple[str, str]]) -> dict[str, str]:
    return {name: sql for name, sql in rows if not name.startswith(("sqlite_", "schema_migration"))}

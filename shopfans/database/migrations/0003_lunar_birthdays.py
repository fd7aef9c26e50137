"""Birthdays of the lunar calendar.

Never edited: a later file changes what this one made.
"""

AFTER = '"birth_year" INTEGER'
NEW = ', "birth_lunar" INTEGER NOT NULL, "birth_leap" INTEGER NOT NULL'


def up(migrator, db):
    db.execute_sql("PRAGMA legacy_alter_table = 1")  # what refers to a table keeps its name
    for table in ("member", "sign_up"):
        add_flags(db, table)
    db.execute_sql("PRAGMA legacy_alter_table = 0")


def add_flags(db, table):
    """As the table is now, with both flags behind the year; every birthday so far is of the sun."""
    made = db.execute_sql(
        "SELECT type, sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL", (table,)
    ).fetchall()
    [create] = [sql for kind, sql in made if kind == "table"]
    columns = [name for _, name, *_ in db.execute_sql(f'PRAGMA table_info("{table}")').fetchall()]
    names = ", ".join(f'"{name}"' for name in columns)
    db.execute_sql(f'ALTER TABLE "{table}" RENAME TO "old"')
    db.execute_sql(create.replace(AFTER, AFTER + NEW))
    db.execute_sql(
        f'INSERT INTO "{table}" ({names}, birth_lunar, birth_leap) SELECT {names}, 0, 0 FROM "old"'
    )
    db.execute_sql('DROP TABLE "old"')
    for kind, sql in made:
        if kind in {"index", "trigger"}:
            db.execute_sql(sql)

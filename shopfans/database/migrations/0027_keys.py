"""The keys of names without a link that SQLite proves for each: it took longer than to store them.
Never edited: a later file changes what this one made."""

STATEMENTS = (
    (
        'CREATE TABLE "made_anew" ("key" TEXT NOT NULL, "member_id" INTEGER NOT NULL, '
        'PRIMARY KEY ("key", "member_id")) STRICT, WITHOUT ROWID'
    ),
    "INSERT INTO made_anew SELECT key, member_id FROM member_key ORDER BY key, member_id",
    "DROP TABLE member_key",
    "ALTER TABLE made_anew RENAME TO member_key",
    'CREATE INDEX "member_key_member_id_key" ON "member_key" ("member_id", "key")',
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

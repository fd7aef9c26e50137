"""Lists of goods that came in from a file, to be taken back. Never edited: a later file changes
what this one made."""

STATEMENTS = (
    (
        'CREATE TABLE "goods_import" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER NOT '
        'NULL, "file" TEXT NOT NULL, "digest" TEXT NOT NULL, "undone_id" INTEGER, FOREIGN KEY '
        '("operation_id") REFERENCES "operation" ("id"), FOREIGN KEY ("undone_id") REFERENCES '
        '"operation" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "goods_import_operation_id" ON "goods_import" ("operation_id")',
    (
        'CREATE TABLE "imported_good" ("batch_id" INTEGER NOT NULL, "good_id" INTEGER NOT NULL, '
        '"before" TEXT, "after" TEXT NOT NULL, PRIMARY KEY ("batch_id", "good_id"), FOREIGN KEY '
        '("batch_id") REFERENCES "goods_import" ("id"), FOREIGN KEY ("good_id") REFERENCES "good" '
        '("id")) STRICT, WITHOUT ROWID'
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

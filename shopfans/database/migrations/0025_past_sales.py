"""Past sales that came in from a file, all at once. Never edited: a later file changes what this
one made."""

STATEMENTS = (
    (
        'CREATE TABLE "sales_import" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER NOT '
        'NULL, "file" TEXT NOT NULL, "digest" TEXT NOT NULL, "first_id" INTEGER NOT NULL, '
        '"last_id" INTEGER NOT NULL, "undone_id" INTEGER, FOREIGN KEY ("operation_id") REFERENCES '
        '"operation" ("id"), FOREIGN KEY ("first_id") REFERENCES "sale" ("id"), FOREIGN KEY '
        '("last_id") REFERENCES "sale" ("id"), FOREIGN KEY ("undone_id") REFERENCES "operation" '
        '("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "sales_import_operation_id" ON "sales_import" ("operation_id")',
    'CREATE INDEX "sales_import_digest" ON "sales_import" ("digest")',
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

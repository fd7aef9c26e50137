"""Lists of members that came in from a file. Never edited: a later file changes what this one
made."""

STATEMENTS = (
    (
        'CREATE TABLE "member_import" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER NOT '
        'NULL, "file" TEXT NOT NULL, "digest" TEXT NOT NULL, "undone_id" INTEGER, FOREIGN KEY '
        '("operation_id") REFERENCES "operation" ("id"), FOREIGN KEY ("undone_id") REFERENCES '
        '"operation" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "member_import_operation_id" ON "member_import" ("operation_id")',
    'CREATE INDEX "member_import_digest" ON "member_import" ("digest")',
    (
        'CREATE TABLE "imported_member" ("batch_id" INTEGER NOT NULL, "member_id" INTEGER NOT NULL, '
        '"is_new" INTEGER NOT NULL, "before" TEXT NOT NULL, PRIMARY KEY ("batch_id", "member_id"), '
        'FOREIGN KEY ("batch_id") REFERENCES "member_import" ("id"), FOREIGN KEY ("member_id") '
        'REFERENCES "member" ("id")) STRICT, WITHOUT ROWID'
    ),
    'CREATE INDEX "imported_member_member_id" ON "imported_member" ("member_id")',
    (
        'CREATE TABLE "sheet_shape" ("shape" TEXT NOT NULL PRIMARY KEY, "columns" TEXT NOT NULL) '
        "STRICT, WITHOUT ROWID"
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

"""That a backup took the shop's place is known for ever.

Never edited: a later file changes what this one made.
"""

STATEMENTS = (
    (
        'CREATE TABLE "restoration" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER'
        ' NOT NULL, "digest" TEXT NOT NULL, "as_of" TEXT NOT NULL, "replaced" TEXT, "kept" TEXT'
        ' NOT NULL, FOREIGN KEY ("operation_id") REFERENCES "operation" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "restoration_operation_id" ON "restoration" ("operation_id")',
    (
        "CREATE TRIGGER restoration_keeps_update BEFORE UPDATE ON restoration BEGIN SELECT "
        "RAISE(ABORT, 'restoration only grows'); END"
    ),
    (
        "CREATE TRIGGER restoration_keeps_delete BEFORE DELETE ON restoration BEGIN SELECT "
        "RAISE(ABORT, 'restoration only grows'); END"
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

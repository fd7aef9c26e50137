"""What was done on a date that nobody has confirmed, and why a drawer was over or short.

Never edited: a later file changes what this one made.
"""

STATEMENTS = (
    (
        'CREATE TABLE "count_reason" ("count_id" INTEGER NOT NULL PRIMARY KEY, "text" TEXT NOT '
        'NULL, FOREIGN KEY ("count_id") REFERENCES "drawer_count" ("id")) STRICT'
    ),
    (
        'CREATE TABLE "doubtful_operation" ("operation_id" INTEGER NOT NULL PRIMARY KEY, FOREIGN '
        'KEY ("operation_id") REFERENCES "operation" ("id")) STRICT'
    ),
    (
        "CREATE TRIGGER doubtful_operation_keeps_update BEFORE UPDATE ON doubtful_operation "
        "BEGIN SELECT RAISE(ABORT, 'doubtful_operation only grows'); END"
    ),
    (
        "CREATE TRIGGER doubtful_operation_keeps_delete BEFORE DELETE ON doubtful_operation "
        "BEGIN SELECT RAISE(ABORT, 'doubtful_operation only grows'); END"
    ),
    (
        "CREATE TRIGGER count_reason_keeps_update BEFORE UPDATE ON count_reason BEGIN SELECT "
        "RAISE(ABORT, 'count_reason only grows'); END"
    ),
    (
        "CREATE TRIGGER count_reason_keeps_delete BEFORE DELETE ON count_reason BEGIN SELECT "
        "RAISE(ABORT, 'count_reason only grows'); END"
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

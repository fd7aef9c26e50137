"""Who left, by whose leave a risky act was done, what the log says, and the recovery sheet's code.

Never edited: a later file changes what this one made.
"""

STATEMENTS = (
    'ALTER TABLE "staff" ADD COLUMN "left_at" TEXT',
    (
        'CREATE TABLE "approval" ("operation_id" INTEGER NOT NULL PRIMARY KEY, "staff_id" INTEGER, '
        '"right" TEXT NOT NULL, "reason" TEXT NOT NULL, FOREIGN KEY ("operation_id") REFERENCES '
        '"operation" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id")) STRICT'
    ),
    (
        'CREATE TABLE "trace" ("operation_id" INTEGER NOT NULL PRIMARY KEY, "staff_id" INTEGER, '
        '"member_id" INTEGER, "said" TEXT NOT NULL, FOREIGN KEY ("operation_id") REFERENCES '
        '"operation" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"), FOREIGN KEY '
        '("member_id") REFERENCES "member" ("id")) STRICT'
    ),
    (
        'CREATE TABLE "recovery" ("operation_id" INTEGER NOT NULL PRIMARY KEY, "code_hash" TEXT NOT '
        'NULL, FOREIGN KEY ("operation_id") REFERENCES "operation" ("id")) STRICT'
    ),
    "CREATE TRIGGER approval_keeps_update BEFORE UPDATE ON approval BEGIN SELECT RAISE(ABORT, 'approval only grows'); END",
    "CREATE TRIGGER approval_keeps_delete BEFORE DELETE ON approval BEGIN SELECT RAISE(ABORT, 'approval only grows'); END",
    "CREATE TRIGGER trace_keeps_update BEFORE UPDATE ON trace BEGIN SELECT RAISE(ABORT, 'trace only grows'); END",
    "CREATE TRIGGER trace_keeps_delete BEFORE DELETE ON trace BEGIN SELECT RAISE(ABORT, 'trace only grows'); END",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

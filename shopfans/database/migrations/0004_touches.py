"""A touch says what was done, and one line may have several.

Never edited: a later file changes what this one made.
"""

STATEMENTS = (
    "DROP TRIGGER touch_keeps_update",
    "DROP TRIGGER touch_keeps_delete",
    'DROP INDEX "touch_member_id_reason_occasion"',
    'ALTER TABLE "touch" RENAME TO "old"',
    (
        'CREATE TABLE "touch" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER NOT NULL, '
        '"member_id" INTEGER NOT NULL, "reason" TEXT, "occasion" TEXT NOT NULL, "kind" TEXT NOT '
        'NULL, "until" TEXT, "note" TEXT NOT NULL, FOREIGN KEY ("operation_id") REFERENCES '
        '"operation" ("id"), FOREIGN KEY ("member_id") REFERENCES "member" ("id")) STRICT'
    ),
    (
        'INSERT INTO "touch" SELECT "id", "operation_id", "member_id", '
        "CASE \"reason\" WHEN 'overdue' THEN 'slipping' ELSE \"reason\" END, "
        '"occasion", \'done\', NULL, "note" FROM "old"'
    ),
    'DROP TABLE "old"',
    'CREATE INDEX "touch_operation_id" ON "touch" ("operation_id")',
    (
        'CREATE INDEX "touch_member_id_reason_occasion" ON "touch" ("member_id", "reason", '
        '"occasion")'
    ),
    (
        "CREATE TRIGGER touch_keeps_update BEFORE UPDATE OF id, operation_id, member_id, reason, "
        "occasion, kind, until ON touch BEGIN SELECT RAISE(ABORT, 'touch only grows'); END"
    ),
    (
        "CREATE TRIGGER touch_keeps_delete BEFORE DELETE ON touch "
        "BEGIN SELECT RAISE(ABORT, 'touch only grows'); END"
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

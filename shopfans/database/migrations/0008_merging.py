"""Two records of one person can become one, and two again.

Never edited: a later file changes what this one made.
"""

TABLES = (
    (
        'CREATE TABLE "member_merge" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER NOT '
        'NULL, "kept_id" INTEGER NOT NULL, "gone_id" INTEGER NOT NULL, "before" TEXT NOT NULL, '
        '"undone_id" INTEGER, FOREIGN KEY ("operation_id") REFERENCES "operation" ("id"), FOREIGN '
        'KEY ("kept_id") REFERENCES "member" ("id"), FOREIGN KEY ("gone_id") REFERENCES "member" '
        '("id"), FOREIGN KEY ("undone_id") REFERENCES "operation" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "member_merge_operation_id" ON "member_merge" ("operation_id")',
    'CREATE INDEX "member_merge_kept_id" ON "member_merge" ("kept_id")',
    'CREATE INDEX "member_merge_gone_id" ON "member_merge" ("gone_id")',
    (
        'CREATE TABLE "merged_member" ("member_id" INTEGER NOT NULL PRIMARY KEY, "into_id" INTEGER '
        'NOT NULL, FOREIGN KEY ("member_id") REFERENCES "member" ("id"), FOREIGN KEY ("into_id") '
        'REFERENCES "member" ("id")) STRICT'
    ),
    'CREATE INDEX "merged_member_into_id" ON "merged_member" ("into_id")',
)

# What never changes but whose it is: between two records that were merged.
KEPT = {
    "consent": "id, operation_id, purpose, text_version, given",
    "sale": "id, operation_id, day, reverses_id, completes, replaces_id, gross, paid",
    "touch": "id, operation_id, reason, occasion, kind, until",
}


def up(migrator, db):
    for statement in TABLES:
        db.execute_sql(statement)
    for table, columns in KEPT.items():
        refused = f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
        db.execute_sql(f"DROP TRIGGER {table}_keeps_update")
        db.execute_sql(
            f"CREATE TRIGGER {table}_keeps_update BEFORE UPDATE OF {columns} ON {table} {refused}"
        )
        db.execute_sql(
            f"CREATE TRIGGER {table}_keeps_member BEFORE UPDATE OF member_id ON {table} "
            "WHEN NOT EXISTS (SELECT 1 FROM member_merge WHERE "
            "(gone_id = OLD.member_id AND kept_id = NEW.member_id) "
            f"OR (kept_id = OLD.member_id AND gone_id = NEW.member_id)) {refused}"
        )

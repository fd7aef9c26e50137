"""For whom the care plan is, and what came along with a moment that was kept.

Never edited: a later file changes what this one made.
"""

STATEMENTS = (
    (
        'CREATE TABLE "care_done" ("touch_id" INTEGER NOT NULL PRIMARY KEY, "gift" TEXT NOT NULL,'
        ' "cost" INTEGER NOT NULL CHECK (cost >= 0), "template_id" INTEGER, FOREIGN KEY '
        '("touch_id") REFERENCES "touch" ("id"), FOREIGN KEY ("template_id") REFERENCES '
        '"coupon_template" ("id")) STRICT'
    ),
    (
        'CREATE TABLE "care_guest" ("member_id" INTEGER NOT NULL PRIMARY KEY, "staff_id" INTEGER,'
        ' "since" TEXT NOT NULL, "operation_id" INTEGER NOT NULL, FOREIGN KEY ("member_id") '
        'REFERENCES "member" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"), FOREIGN '
        'KEY ("operation_id") REFERENCES "operation" ("id")) STRICT'
    ),
    (
        "CREATE TRIGGER care_done_keeps_update BEFORE UPDATE ON care_done BEGIN SELECT "
        "RAISE(ABORT, 'care_done only grows'); END"
    ),
    (
        "CREATE TRIGGER care_done_keeps_delete BEFORE DELETE ON care_done BEGIN SELECT "
        "RAISE(ABORT, 'care_done only grows'); END"
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

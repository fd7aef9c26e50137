"""How a member stands in the owner's tiers. Never edited: a later file changes what this one made."""

STATEMENTS = (
    (
        'CREATE TABLE "tier_standing" ("member_id" INTEGER NOT NULL PRIMARY KEY, "tier" INTEGER, '
        '"since" TEXT NOT NULL, "until" TEXT, FOREIGN KEY ("member_id") REFERENCES "member" ("id")) '
        "STRICT"
    ),
    'CREATE INDEX "tier_standing_until" ON "tier_standing" ("until")',
    'DROP INDEX "sale_member_id_day"',
    (
        'CREATE INDEX "sale_member_id_day" ON "sale" ("member_id", "day", "operation_id", '
        '"reverses_id", "paid")'
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

"""When a member came onto the list of who is due or slipping away.

Never edited: a later file changes what this one made.
"""

STATEMENTS = (
    (
        'CREATE TABLE "listed" ("member_id" INTEGER NOT NULL, "reason" TEXT NOT NULL, "occasion" '
        'TEXT NOT NULL, "day" TEXT NOT NULL, PRIMARY KEY ("member_id", "reason", "occasion"), '
        'FOREIGN KEY ("member_id") REFERENCES "member" ("id")) STRICT, WITHOUT ROWID'
    ),
    ('CREATE INDEX "listed_day" ON "listed" ("day")'),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

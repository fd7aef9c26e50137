"""Two records that look like one person and are not.

Never edited: a later file changes what this one made.
"""

TABLE = (
    'CREATE TABLE "told_apart" ("first_id" INTEGER NOT NULL, "second_id" INTEGER NOT NULL, '
    '"operation_id" INTEGER NOT NULL, PRIMARY KEY ("first_id", "second_id"), FOREIGN KEY '
    '("first_id") REFERENCES "member" ("id"), FOREIGN KEY ("second_id") REFERENCES "member" ("id"), '
    'FOREIGN KEY ("operation_id") REFERENCES "operation" ("id")) STRICT, WITHOUT ROWID'
)


def up(migrator, db):
    db.execute_sql(TABLE)

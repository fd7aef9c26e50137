"""The member's own page: its private address, the code it shows, and the ballot.

Never edited: a later file changes what this one made.
"""

import os

TABLES = (
    (
        'CREATE TABLE "code_key" ("epoch" INTEGER NOT NULL PRIMARY KEY, "secret" BLOB NOT NULL) STRICT'
    ),
    (
        'CREATE TABLE "member_link" ("id" INTEGER NOT NULL PRIMARY KEY, "member_id" INTEGER NOT NULL, '
        '"operation_id" INTEGER NOT NULL, "digest" BLOB NOT NULL, FOREIGN KEY ("member_id") REFERENCES'
        ' "member" ("id"), FOREIGN KEY ("operation_id") REFERENCES "operation" ("id")) STRICT'
    ),
    (
        'CREATE TABLE "shown_code" ("member_id" INTEGER NOT NULL, "step" INTEGER NOT NULL, "request" '
        'TEXT NOT NULL, PRIMARY KEY ("member_id", "step"), FOREIGN KEY ("member_id") REFERENCES '
        '"member" ("id")) STRICT, WITHOUT ROWID'
    ),
    (
        'CREATE TABLE "ballot" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER NOT NULL, '
        '"title" TEXT NOT NULL, "last" TEXT NOT NULL, "closed_id" INTEGER, FOREIGN KEY '
        '("operation_id") REFERENCES "operation" ("id"), FOREIGN KEY ("closed_id") REFERENCES '
        '"operation" ("id")) STRICT'
    ),
    (
        'CREATE TABLE "candidate" ("id" INTEGER NOT NULL PRIMARY KEY, "ballot_id" INTEGER NOT NULL, '
        '"name" TEXT NOT NULL, "picture" BLOB, FOREIGN KEY ("ballot_id") REFERENCES "ballot" ("id")) '
        "STRICT"
    ),
    (
        'CREATE TABLE "vote" ("ballot_id" INTEGER NOT NULL, "member_id" INTEGER NOT NULL, '
        '"candidate_id" INTEGER NOT NULL, PRIMARY KEY ("ballot_id", "member_id"), FOREIGN KEY '
        '("ballot_id") REFERENCES "ballot" ("id"), FOREIGN KEY ("member_id") REFERENCES "member" '
        '("id"), FOREIGN KEY ("candidate_id") REFERENCES "candidate" ("id")) STRICT, WITHOUT ROWID'
    ),
    'CREATE INDEX "member_link_member_id" ON "member_link" ("member_id")',
    'CREATE UNIQUE INDEX "member_link_digest" ON "member_link" ("digest")',
    'CREATE INDEX "candidate_ballot_id" ON "candidate" ("ballot_id")',
    'CREATE INDEX "vote_candidate_id" ON "vote" ("candidate_id")',
)


def up(migrator, db):
    for statement in TABLES:
        db.execute_sql(statement)
    db.execute_sql("INSERT INTO code_key (secret) VALUES (?)", (os.urandom(32),))

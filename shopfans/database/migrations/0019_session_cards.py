"""Session cards: what is sold, what was sold, and each use. Never edited: a later file changes what
this one made."""

STATEMENTS = (
    (
        'CREATE TABLE "session_kind" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, '
        '"price" INTEGER NOT NULL CHECK (price > 0), "lasts" INTEGER, "until" TEXT, "shared" '
        'INTEGER NOT NULL, "active" INTEGER NOT NULL) STRICT'
    ),
    (
        'CREATE TABLE "session_card" ("id" INTEGER NOT NULL PRIMARY KEY, "prepayment_id" INTEGER '
        'NOT NULL, "kind_id" INTEGER, "member_id" INTEGER NOT NULL, "name" TEXT NOT NULL, '
        '"shared" INTEGER NOT NULL, "lapses" TEXT, FOREIGN KEY ("prepayment_id") REFERENCES '
        '"prepayment" ("id"), FOREIGN KEY ("kind_id") REFERENCES "session_kind" ("id"), FOREIGN '
        'KEY ("member_id") REFERENCES "member" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "session_card_prepayment_id" ON "session_card" ("prepayment_id")',
    'CREATE INDEX "session_card_member_id" ON "session_card" ("member_id")',
    (
        'CREATE TABLE "session_kind_part" ("kind_id" INTEGER NOT NULL, "position" INTEGER NOT '
        'NULL, "name" TEXT NOT NULL, "sessions" INTEGER NOT NULL CHECK (sessions > 0), '
        '"list_price" INTEGER NOT NULL CHECK (list_price > 0), "good_id" INTEGER, "category" TEXT'
        ' NOT NULL, PRIMARY KEY ("kind_id", "position"), FOREIGN KEY ("kind_id") REFERENCES '
        '"session_kind" ("id"), FOREIGN KEY ("good_id") REFERENCES "good" ("id")) STRICT, WITHOUT'
        " ROWID"
    ),
    (
        'CREATE TABLE "session_part" ("id" INTEGER NOT NULL PRIMARY KEY, "card_id" INTEGER NOT '
        'NULL, "name" TEXT NOT NULL, "sessions" INTEGER NOT NULL CHECK (sessions > 0), "value" '
        'INTEGER NOT NULL CHECK (value >= 0), "list_price" INTEGER NOT NULL CHECK (list_price > '
        '0), "good_id" INTEGER, "category" TEXT NOT NULL, "lot_id" INTEGER NOT NULL, FOREIGN KEY '
        '("card_id") REFERENCES "session_card" ("id"), FOREIGN KEY ("good_id") REFERENCES "good" '
        '("id"), FOREIGN KEY ("lot_id") REFERENCES "ledger_entry" ("id")) STRICT'
    ),
    'CREATE INDEX "session_part_card_id" ON "session_part" ("card_id")',
    'CREATE UNIQUE INDEX "session_part_lot_id" ON "session_part" ("lot_id")',
    (
        'CREATE TABLE "session_use" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER '
        'NOT NULL, "part_id" INTEGER NOT NULL, "sessions" INTEGER NOT NULL CHECK (sessions > 0), '
        '"staff_id" INTEGER, "note" TEXT NOT NULL, "undone_id" INTEGER, FOREIGN KEY '
        '("operation_id") REFERENCES "operation" ("id"), FOREIGN KEY ("part_id") REFERENCES '
        '"session_part" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"), FOREIGN KEY '
        '("undone_id") REFERENCES "operation" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "session_use_operation_id" ON "session_use" ("operation_id")',
    'CREATE INDEX "session_use_part_id" ON "session_use" ("part_id")',
    (
        "CREATE TRIGGER session_card_keeps_update BEFORE UPDATE OF id, prepayment_id, kind_id, "
        "name, shared, lapses ON session_card BEGIN SELECT RAISE(ABORT, 'session_card only "
        "grows'); END"
    ),
    (
        "CREATE TRIGGER session_card_keeps_delete BEFORE DELETE ON session_card BEGIN SELECT "
        "RAISE(ABORT, 'session_card only grows'); END"
    ),
    (
        "CREATE TRIGGER session_part_keeps_update BEFORE UPDATE ON session_part BEGIN SELECT "
        "RAISE(ABORT, 'session_part only grows'); END"
    ),
    (
        "CREATE TRIGGER session_part_keeps_delete BEFORE DELETE ON session_part BEGIN SELECT "
        "RAISE(ABORT, 'session_part only grows'); END"
    ),
    (
        "CREATE TRIGGER session_use_keeps_update BEFORE UPDATE OF id, operation_id, part_id, "
        "sessions, staff_id ON session_use BEGIN SELECT RAISE(ABORT, 'session_use only grows'); "
        "END"
    ),
    (
        "CREATE TRIGGER session_use_keeps_delete BEFORE DELETE ON session_use BEGIN SELECT "
        "RAISE(ABORT, 'session_use only grows'); END"
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

"""Money for stored value: what came in, what went back, and bonuses that come month by month.

Never edited: a later file changes what this one made.
"""

STATEMENTS = (
    (
        'CREATE TABLE "prepayment" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER'
        ' NOT NULL, "member_id" INTEGER NOT NULL, "day" TEXT NOT NULL, "kind" TEXT NOT NULL, '
        '"paid" INTEGER NOT NULL, "bonus" INTEGER NOT NULL, "earned" INTEGER NOT NULL, '
        '"principal_lot_id" INTEGER, "bonus_lot_id" INTEGER, "reverses_id" INTEGER, FOREIGN '
        'KEY ("operation_id") REFERENCES "operation" ("id"), FOREIGN KEY ("member_id") '
        'REFERENCES "member" ("id"), FOREIGN KEY ("principal_lot_id") REFERENCES '
        '"ledger_entry" ("id"), FOREIGN KEY ("bonus_lot_id") REFERENCES "ledger_entry" '
        '("id"), FOREIGN KEY ("reverses_id") REFERENCES "prepayment" ("id")) STRICT'
    ),
    ('CREATE INDEX "prepayment_operation_id" ON "prepayment" ("operation_id")'),
    ('CREATE INDEX "prepayment_member_id" ON "prepayment" ("member_id")'),
    ('CREATE INDEX "prepayment_day" ON "prepayment" ("day")'),
    (
        'CREATE UNIQUE INDEX "prepayment_reverses_id" ON "prepayment" ("reverses_id") WHERE '
        '("reverses_id" IS NOT NULL)'
    ),
    (
        'CREATE TABLE "bonus_instalment" ("top_up_id" INTEGER NOT NULL, "number" INTEGER NOT '
        'NULL, "day" TEXT NOT NULL, "amount" INTEGER NOT NULL CHECK (amount > 0), "lot_id" '
        'INTEGER, "ended_id" INTEGER, PRIMARY KEY ("top_up_id", "number"), FOREIGN KEY '
        '("top_up_id") REFERENCES "prepayment" ("id"), FOREIGN KEY ("lot_id") REFERENCES '
        '"ledger_entry" ("id"), FOREIGN KEY ("ended_id") REFERENCES "operation" ("id")) '
        "STRICT, WITHOUT ROWID"
    ),
    (
        'CREATE INDEX "bonus_instalment_day" ON "bonus_instalment" ("day") WHERE (("lot_id" '
        'IS NULL) AND ("ended_id" IS NULL))'
    ),
    (
        'CREATE TABLE "closed_prepayment" ("close_id" INTEGER NOT NULL, "tender" TEXT NOT '
        'NULL, "amount" INTEGER NOT NULL, PRIMARY KEY ("close_id", "tender"), FOREIGN KEY '
        '("close_id") REFERENCES "day_close" ("id")) STRICT, WITHOUT ROWID'
    ),
    (
        'CREATE TABLE "payout_part" ("payout_id" INTEGER NOT NULL, "top_up_id" INTEGER NOT '
        'NULL, "principal" INTEGER NOT NULL, "bonus" INTEGER NOT NULL, "returned" INTEGER NOT'
        ' NULL, PRIMARY KEY ("payout_id", "top_up_id"), FOREIGN KEY ("payout_id") REFERENCES '
        '"prepayment" ("id"), FOREIGN KEY ("top_up_id") REFERENCES "prepayment" ("id")) '
        "STRICT, WITHOUT ROWID"
    ),
    ('CREATE INDEX "payout_part_top_up_id" ON "payout_part" ("top_up_id")'),
    (
        'CREATE TABLE "prepayment_tender" ("prepayment_id" INTEGER NOT NULL, "tender" TEXT '
        'NOT NULL, "amount" INTEGER NOT NULL, "received" INTEGER NOT NULL, PRIMARY KEY '
        '("prepayment_id", "tender"), FOREIGN KEY ("prepayment_id") REFERENCES "prepayment" '
        '("id")) STRICT, WITHOUT ROWID'
    ),
    (
        "CREATE TRIGGER prepayment_keeps_update BEFORE UPDATE OF id, operation_id, day, kind,"
        " paid, bonus, earned, principal_lot_id, bonus_lot_id, reverses_id ON prepayment "
        "BEGIN SELECT RAISE(ABORT, 'prepayment only grows'); END"
    ),
    (
        "CREATE TRIGGER prepayment_keeps_delete BEFORE DELETE ON prepayment BEGIN SELECT "
        "RAISE(ABORT, 'prepayment only grows'); END"
    ),
    (
        "CREATE TRIGGER prepayment_keeps_member BEFORE UPDATE OF member_id ON prepayment WHEN"
        " NOT EXISTS (SELECT 1 FROM member_merge WHERE (gone_id = OLD.member_id AND kept_id ="
        " NEW.member_id) OR (kept_id = OLD.member_id AND gone_id = NEW.member_id)) BEGIN "
        "SELECT RAISE(ABORT, 'prepayment only grows'); END"
    ),
    (
        "CREATE TRIGGER prepayment_keeps_closed BEFORE INSERT ON prepayment WHEN NEW.day <= "
        "(SELECT MAX(day) FROM day_close) AND NEW.day >= (SELECT MIN(day) FROM day_close) "
        "BEGIN SELECT RAISE(ABORT, 'prepayment only grows: the day is closed'); END"
    ),
    (
        "CREATE TRIGGER prepayment_tender_keeps_update BEFORE UPDATE ON prepayment_tender "
        "BEGIN SELECT RAISE(ABORT, 'prepayment_tender only grows'); END"
    ),
    (
        "CREATE TRIGGER prepayment_tender_keeps_delete BEFORE DELETE ON prepayment_tender "
        "BEGIN SELECT RAISE(ABORT, 'prepayment_tender only grows'); END"
    ),
    (
        "CREATE TRIGGER prepayment_tender_keeps_closed BEFORE INSERT ON prepayment_tender "
        "WHEN (SELECT day FROM prepayment WHERE id = NEW.prepayment_id) <= (SELECT MAX(day) "
        "FROM day_close) AND (SELECT day FROM prepayment WHERE id = NEW.prepayment_id) >= "
        "(SELECT MIN(day) FROM day_close) BEGIN SELECT RAISE(ABORT, 'prepayment_tender only "
        "grows: the day is closed'); END"
    ),
    (
        "CREATE TRIGGER payout_part_keeps_update BEFORE UPDATE ON payout_part BEGIN SELECT "
        "RAISE(ABORT, 'payout_part only grows'); END"
    ),
    (
        "CREATE TRIGGER payout_part_keeps_delete BEFORE DELETE ON payout_part BEGIN SELECT "
        "RAISE(ABORT, 'payout_part only grows'); END"
    ),
    (
        "CREATE TRIGGER closed_prepayment_keeps_update BEFORE UPDATE ON closed_prepayment "
        "BEGIN SELECT RAISE(ABORT, 'closed_prepayment only grows'); END"
    ),
    (
        "CREATE TRIGGER closed_prepayment_keeps_delete BEFORE DELETE ON closed_prepayment "
        "BEGIN SELECT RAISE(ABORT, 'closed_prepayment only grows'); END"
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

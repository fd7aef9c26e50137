"""Paid membership: who has it from when to when, the coupons that came with it, what went back.

Never edited: a later file changes what this one made.
"""

STATEMENTS = (
    (
        'CREATE TABLE "membership" ("id" INTEGER NOT NULL PRIMARY KEY, "prepayment_id" INTEGER '
        'NOT NULL, "member_id" INTEGER NOT NULL, "starts" TEXT NOT NULL, "ends" TEXT NOT NULL, '
        '"plan" TEXT NOT NULL, FOREIGN KEY ("prepayment_id") REFERENCES "prepayment" ("id"), '
        'FOREIGN KEY ("member_id") REFERENCES "member" ("id")) STRICT'
    ),
    ('CREATE INDEX "membership_member_id" ON "membership" ("member_id")'),
    ('CREATE UNIQUE INDEX "membership_prepayment_id" ON "membership" ("prepayment_id")'),
    (
        "CREATE TRIGGER membership_keeps_closed BEFORE INSERT ON membership WHEN (SELECT day "
        "FROM prepayment WHERE id = NEW.prepayment_id) <= (SELECT MAX(day) FROM day_close) AND "
        "(SELECT day FROM prepayment WHERE id = NEW.prepayment_id) >= (SELECT MIN(day) FROM "
        "day_close) BEGIN SELECT RAISE(ABORT, 'membership only grows: the day is closed'); END"
    ),
    (
        "CREATE TRIGGER membership_keeps_delete BEFORE DELETE ON membership BEGIN SELECT "
        "RAISE(ABORT, 'membership only grows'); END"
    ),
    (
        "CREATE TRIGGER membership_keeps_member BEFORE UPDATE OF member_id ON membership WHEN "
        "NOT EXISTS (SELECT 1 FROM member_merge WHERE (gone_id = OLD.member_id AND kept_id = "
        "NEW.member_id) OR (kept_id = OLD.member_id AND gone_id = NEW.member_id)) BEGIN SELECT "
        "RAISE(ABORT, 'membership only grows'); END"
    ),
    (
        "CREATE TRIGGER membership_keeps_update BEFORE UPDATE OF id, prepayment_id, starts, "
        "ends, plan ON membership BEGIN SELECT RAISE(ABORT, 'membership only grows'); END"
    ),
    (
        'CREATE TABLE "membership_end" ("prepayment_id" INTEGER NOT NULL PRIMARY KEY, '
        '"membership_id" INTEGER NOT NULL, "last" TEXT NOT NULL, FOREIGN KEY ("prepayment_id") '
        'REFERENCES "prepayment" ("id"), FOREIGN KEY ("membership_id") REFERENCES "membership" '
        '("id")) STRICT'
    ),
    ('CREATE UNIQUE INDEX "membership_end_membership_id" ON "membership_end" ("membership_id")'),
    (
        "CREATE TRIGGER membership_end_keeps_closed BEFORE INSERT ON membership_end WHEN "
        "(SELECT day FROM prepayment WHERE id = NEW.prepayment_id) <= (SELECT MAX(day) FROM "
        "day_close) AND (SELECT day FROM prepayment WHERE id = NEW.prepayment_id) >= (SELECT "
        "MIN(day) FROM day_close) BEGIN SELECT RAISE(ABORT, 'membership_end only grows: the day"
        " is closed'); END"
    ),
    (
        "CREATE TRIGGER membership_end_keeps_delete BEFORE DELETE ON membership_end BEGIN "
        "SELECT RAISE(ABORT, 'membership_end only grows'); END"
    ),
    (
        "CREATE TRIGGER membership_end_keeps_update BEFORE UPDATE ON membership_end BEGIN "
        "SELECT RAISE(ABORT, 'membership_end only grows'); END"
    ),
    (
        'CREATE TABLE "membership_coupon" ("membership_id" INTEGER NOT NULL, "month" INTEGER '
        'NOT NULL, "place" INTEGER NOT NULL, "coupon_id" INTEGER NOT NULL, PRIMARY KEY '
        '("membership_id", "month", "place"), FOREIGN KEY ("membership_id") REFERENCES '
        '"membership" ("id"), FOREIGN KEY ("coupon_id") REFERENCES "coupon" ("id")) STRICT, '
        "WITHOUT ROWID"
    ),
    ('CREATE UNIQUE INDEX "membership_coupon_coupon_id" ON "membership_coupon" ("coupon_id")'),
    (
        "CREATE TRIGGER membership_coupon_keeps_delete BEFORE DELETE ON membership_coupon BEGIN"
        " SELECT RAISE(ABORT, 'membership_coupon only grows'); END"
    ),
    (
        "CREATE TRIGGER membership_coupon_keeps_update BEFORE UPDATE ON membership_coupon BEGIN"
        " SELECT RAISE(ABORT, 'membership_coupon only grows'); END"
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

"""Counts of the drawer, and days that are closed: nothing is added to them any more.

Never edited: a later file changes what this one made.
"""

STATEMENTS = (
    (
        'CREATE TABLE "drawer_count" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER'
        ' NOT NULL, "to_staff_id" INTEGER, "opening" INTEGER NOT NULL, "cash" INTEGER NOT NULL,'
        ' "counted" INTEGER NOT NULL CHECK (counted >= 0), "stays" INTEGER NOT NULL CHECK '
        '(stays >= 0) CHECK (stays <= counted), FOREIGN KEY ("operation_id") REFERENCES '
        '"operation" ("id"), FOREIGN KEY ("to_staff_id") REFERENCES "staff" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "drawer_count_operation_id" ON "drawer_count" ("operation_id")',
    (
        'CREATE TABLE "day_close" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER '
        'NOT NULL, "day" TEXT NOT NULL, "count_id" INTEGER, "sales" INTEGER NOT NULL, "refunds"'
        ' INTEGER NOT NULL, "voids" INTEGER NOT NULL, "gross" INTEGER NOT NULL, "paid" INTEGER '
        'NOT NULL, "points_given" INTEGER NOT NULL, "points_used" INTEGER NOT NULL, '
        '"coupons_given" INTEGER NOT NULL, "coupons_used" INTEGER NOT NULL, "joined" INTEGER '
        'NOT NULL, "ledger_line" INTEGER NOT NULL, "ledger_head" BLOB NOT NULL, FOREIGN KEY '
        '("operation_id") REFERENCES "operation" ("id"), FOREIGN KEY ("count_id") REFERENCES '
        '"drawer_count" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "day_close_day" ON "day_close" ("day")',
    (
        'CREATE TABLE "closed_category" ("close_id" INTEGER NOT NULL, "category" TEXT NOT NULL,'
        ' "quantity" INTEGER NOT NULL, "paid" INTEGER NOT NULL, PRIMARY KEY ("close_id", '
        '"category"), FOREIGN KEY ("close_id") REFERENCES "day_close" ("id")) STRICT, WITHOUT '
        "ROWID"
    ),
    (
        'CREATE TABLE "closed_sale" ("close_id" INTEGER NOT NULL, "sale_id" INTEGER NOT NULL, '
        '"digest" BLOB NOT NULL, PRIMARY KEY ("close_id", "sale_id"), FOREIGN KEY ("close_id") '
        'REFERENCES "day_close" ("id"), FOREIGN KEY ("sale_id") REFERENCES "sale" ("id")) '
        "STRICT, WITHOUT ROWID"
    ),
    (
        'CREATE TABLE "closed_tender" ("close_id" INTEGER NOT NULL, "tender" TEXT NOT NULL, '
        '"amount" INTEGER NOT NULL, PRIMARY KEY ("close_id", "tender"), FOREIGN KEY '
        '("close_id") REFERENCES "day_close" ("id")) STRICT, WITHOUT ROWID'
    ),
    (
        'CREATE TABLE "day_seal" ("close_id" INTEGER NOT NULL PRIMARY KEY, "digest" BLOB NOT '
        'NULL, FOREIGN KEY ("close_id") REFERENCES "day_close" ("id")) STRICT'
    ),
    (
        'CREATE TABLE "drawer_piece" ("count_id" INTEGER NOT NULL, "value" INTEGER NOT NULL, '
        '"pieces" INTEGER NOT NULL CHECK (pieces > 0), PRIMARY KEY ("count_id", "value"), '
        'FOREIGN KEY ("count_id") REFERENCES "drawer_count" ("id")) STRICT, WITHOUT ROWID'
    ),
    (
        "CREATE TRIGGER drawer_count_keeps_update BEFORE UPDATE ON drawer_count BEGIN SELECT "
        "RAISE(ABORT, 'drawer_count only grows'); END"
    ),
    (
        "CREATE TRIGGER drawer_count_keeps_delete BEFORE DELETE ON drawer_count BEGIN SELECT "
        "RAISE(ABORT, 'drawer_count only grows'); END"
    ),
    (
        "CREATE TRIGGER drawer_piece_keeps_update BEFORE UPDATE ON drawer_piece BEGIN SELECT "
        "RAISE(ABORT, 'drawer_piece only grows'); END"
    ),
    (
        "CREATE TRIGGER drawer_piece_keeps_delete BEFORE DELETE ON drawer_piece BEGIN SELECT "
        "RAISE(ABORT, 'drawer_piece only grows'); END"
    ),
    (
        "CREATE TRIGGER day_close_keeps_update BEFORE UPDATE ON day_close BEGIN SELECT "
        "RAISE(ABORT, 'day_close only grows'); END"
    ),
    (
        "CREATE TRIGGER day_close_keeps_delete BEFORE DELETE ON day_close BEGIN SELECT "
        "RAISE(ABORT, 'day_close only grows'); END"
    ),
    (
        "CREATE TRIGGER closed_tender_keeps_update BEFORE UPDATE ON closed_tender BEGIN SELECT "
        "RAISE(ABORT, 'closed_tender only grows'); END"
    ),
    (
        "CREATE TRIGGER closed_tender_keeps_delete BEFORE DELETE ON closed_tender BEGIN SELECT "
        "RAISE(ABORT, 'closed_tender only grows'); END"
    ),
    (
        "CREATE TRIGGER closed_category_keeps_update BEFORE UPDATE ON closed_category BEGIN "
        "SELECT RAISE(ABORT, 'closed_category only grows'); END"
    ),
    (
        "CREATE TRIGGER closed_category_keeps_delete BEFORE DELETE ON closed_category BEGIN "
        "SELECT RAISE(ABORT, 'closed_category only grows'); END"
    ),
    (
        "CREATE TRIGGER closed_sale_keeps_update BEFORE UPDATE ON closed_sale BEGIN SELECT "
        "RAISE(ABORT, 'closed_sale only grows'); END"
    ),
    (
        "CREATE TRIGGER closed_sale_keeps_delete BEFORE DELETE ON closed_sale BEGIN SELECT "
        "RAISE(ABORT, 'closed_sale only grows'); END"
    ),
    (
        "CREATE TRIGGER day_seal_keeps_update BEFORE UPDATE ON day_seal BEGIN SELECT "
        "RAISE(ABORT, 'day_seal only grows'); END"
    ),
    (
        "CREATE TRIGGER day_seal_keeps_delete BEFORE DELETE ON day_seal BEGIN SELECT "
        "RAISE(ABORT, 'day_seal only grows'); END"
    ),
    (
        "CREATE TRIGGER operation_keeps_closed BEFORE INSERT ON operation WHEN NEW.day <= "
        "(SELECT MAX(day) FROM day_close) AND NEW.day >= (SELECT MIN(day) FROM day_close) BEGIN"
        " SELECT RAISE(ABORT, 'operation only grows: the day is closed'); END"
    ),
    (
        "CREATE TRIGGER sale_keeps_closed BEFORE INSERT ON sale WHEN NEW.day <= (SELECT "
        "MAX(day) FROM day_close) AND NEW.day >= (SELECT MIN(day) FROM day_close) BEGIN SELECT "
        "RAISE(ABORT, 'sale only grows: the day is closed'); END"
    ),
    (
        "CREATE TRIGGER sale_line_keeps_closed BEFORE INSERT ON sale_line WHEN (SELECT day FROM"
        " sale WHERE id = NEW.sale_id) <= (SELECT MAX(day) FROM day_close) AND (SELECT day FROM"
        " sale WHERE id = NEW.sale_id) >= (SELECT MIN(day) FROM day_close) BEGIN SELECT "
        "RAISE(ABORT, 'sale_line only grows: the day is closed'); END"
    ),
    (
        "CREATE TRIGGER payment_keeps_closed BEFORE INSERT ON payment WHEN (SELECT day FROM "
        "sale WHERE id = NEW.sale_id) <= (SELECT MAX(day) FROM day_close) AND (SELECT day FROM "
        "sale WHERE id = NEW.sale_id) >= (SELECT MIN(day) FROM day_close) BEGIN SELECT "
        "RAISE(ABORT, 'payment only grows: the day is closed'); END"
    ),
    (
        "CREATE TRIGGER sale_discount_keeps_closed BEFORE INSERT ON sale_discount WHEN (SELECT "
        "day FROM sale WHERE id = NEW.sale_id) <= (SELECT MAX(day) FROM day_close) AND (SELECT "
        "day FROM sale WHERE id = NEW.sale_id) >= (SELECT MIN(day) FROM day_close) BEGIN SELECT"
        " RAISE(ABORT, 'sale_discount only grows: the day is closed'); END"
    ),
    (
        "CREATE TRIGGER sale_share_keeps_closed BEFORE INSERT ON sale_share WHEN (SELECT day "
        "FROM sale WHERE id = NEW.sale_id) <= (SELECT MAX(day) FROM day_close) AND (SELECT day "
        "FROM sale WHERE id = NEW.sale_id) >= (SELECT MIN(day) FROM day_close) BEGIN SELECT "
        "RAISE(ABORT, 'sale_share only grows: the day is closed'); END"
    ),
    (
        "CREATE TRIGGER ledger_entry_keeps_closed BEFORE INSERT ON ledger_entry WHEN (SELECT "
        "day FROM operation WHERE id = NEW.operation_id) <= (SELECT MAX(day) FROM day_close) "
        "AND (SELECT day FROM operation WHERE id = NEW.operation_id) >= (SELECT MIN(day) FROM "
        "day_close) BEGIN SELECT RAISE(ABORT, 'ledger_entry only grows: the day is closed'); "
        "END"
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

"""The first release. Never edited: a later file changes what this one made."""

STATEMENTS = (
    (
        'CREATE TABLE "staff" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, '
        '"role" TEXT NOT NULL, "pin_hash" TEXT NOT NULL, "failures" INTEGER NOT NULL, '
        '"failed_at" TEXT) STRICT'
    ),
    'CREATE UNIQUE INDEX "staff_name" ON "staff" ("name")',
    (
        'CREATE TABLE "operation" ("id" INTEGER NOT NULL PRIMARY KEY, '
        '"request" TEXT NOT NULL, "act" TEXT NOT NULL, "asked" TEXT NOT NULL, '
        '"staff_id" INTEGER, "at" TEXT NOT NULL, "day" TEXT NOT NULL, '
        'FOREIGN KEY ("staff_id") REFERENCES "staff" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "operation_request" ON "operation" ("request")',
    'CREATE INDEX "operation_day" ON "operation" ("day")',
    (
        'CREATE TABLE "member" ("id" INTEGER NOT NULL PRIMARY KEY, "code" TEXT NOT NULL, '
        '"foreign_id" TEXT, "name" TEXT NOT NULL, "phone" TEXT, "birth_month" INTEGER, '
        '"birth_day" INTEGER, "birth_year" INTEGER, "joined" TEXT NOT NULL, '
        '"operation_id" INTEGER NOT NULL, "erased" INTEGER NOT NULL, '
        '"visits" INTEGER NOT NULL, "spent" INTEGER NOT NULL, "last_visit" TEXT, '
        '"usual_gap" INTEGER, "due" TEXT, "gone" TEXT, '
        'FOREIGN KEY ("operation_id") REFERENCES "operation" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "member_code" ON "member" ("code")',
    'CREATE UNIQUE INDEX "member_foreign_id" ON "member" ("foreign_id")',
    'CREATE UNIQUE INDEX "member_phone" ON "member" ("phone")',
    'CREATE INDEX "member_joined" ON "member" ("joined")',
    'CREATE INDEX "member_last_visit" ON "member" ("last_visit")',
    'CREATE INDEX "member_birth_month_birth_day" ON "member" ("birth_month", "birth_day") WHERE ("birth_month" IS NOT NULL)',
    'CREATE INDEX "member_due_gone" ON "member" ("due", "gone") WHERE ("due" IS NOT NULL)',
    (
        'CREATE TABLE "consent" ("id" INTEGER NOT NULL PRIMARY KEY, '
        '"member_id" INTEGER NOT NULL, "operation_id" INTEGER NOT NULL, '
        '"purpose" TEXT NOT NULL, "text_version" INTEGER NOT NULL, "given" INTEGER NOT NULL, '
        'FOREIGN KEY ("member_id") REFERENCES "member" ("id"), '
        'FOREIGN KEY ("operation_id") REFERENCES "operation" ("id")) STRICT'
    ),
    'CREATE INDEX "consent_member_id" ON "consent" ("member_id")',
    (
        'CREATE TABLE "coupon_template" ("id" INTEGER NOT NULL PRIMARY KEY, '
        '"name" TEXT NOT NULL, "off" INTEGER NOT NULL CHECK (off > 0), '
        '"minimum" INTEGER NOT NULL, "days_valid" INTEGER NOT NULL, '
        '"active" INTEGER NOT NULL) STRICT'
    ),
    (
        'CREATE TABLE "sale" ("id" INTEGER NOT NULL PRIMARY KEY, '
        '"operation_id" INTEGER NOT NULL, "member_id" INTEGER, "day" TEXT NOT NULL, '
        '"reverses_id" INTEGER, "gross" INTEGER NOT NULL, "paid" INTEGER NOT NULL, '
        'FOREIGN KEY ("operation_id") REFERENCES "operation" ("id"), '
        'FOREIGN KEY ("member_id") REFERENCES "member" ("id"), '
        'FOREIGN KEY ("reverses_id") REFERENCES "sale" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "sale_operation_id" ON "sale" ("operation_id")',
    'CREATE UNIQUE INDEX "sale_reverses_id" ON "sale" ("reverses_id") WHERE ("reverses_id" IS NOT NULL)',
    'CREATE INDEX "sale_member_id_day" ON "sale" ("member_id", "day")',
    'CREATE INDEX "sale_day" ON "sale" ("day")',
    (
        'CREATE TABLE "coupon" ("id" INTEGER NOT NULL PRIMARY KEY, "code" TEXT NOT NULL, '
        '"template_id" INTEGER NOT NULL, "member_id" INTEGER NOT NULL, '
        '"operation_id" INTEGER NOT NULL, "off" INTEGER NOT NULL, '
        '"minimum" INTEGER NOT NULL, "issued" TEXT NOT NULL, "lapses" TEXT NOT NULL, '
        '"used_by_id" INTEGER, '
        'FOREIGN KEY ("template_id") REFERENCES "coupon_template" ("id"), '
        'FOREIGN KEY ("member_id") REFERENCES "member" ("id"), '
        'FOREIGN KEY ("operation_id") REFERENCES "operation" ("id"), '
        'FOREIGN KEY ("used_by_id") REFERENCES "sale" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "coupon_code" ON "coupon" ("code")',
    'CREATE INDEX "coupon_member_id" ON "coupon" ("member_id")',
    'CREATE INDEX "coupon_lapses" ON "coupon" ("lapses")',
    (
        'CREATE TABLE "good" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, '
        '"category" TEXT NOT NULL, "price" INTEGER NOT NULL CHECK (price > 0), '
        '"active" INTEGER NOT NULL) STRICT'
    ),
    (
        'CREATE TABLE "ledger_entry" ("id" INTEGER NOT NULL PRIMARY KEY, '
        '"operation_id" INTEGER NOT NULL, "member_id" INTEGER NOT NULL, '
        '"unit" TEXT NOT NULL, "kind" TEXT NOT NULL, "change" INTEGER NOT NULL, '
        '"lot" INTEGER NOT NULL, "lapses" TEXT, "reverses_id" INTEGER, '
        '"digest" BLOB NOT NULL, FOREIGN KEY ("operation_id") REFERENCES "operation" ("id"), '
        'FOREIGN KEY ("member_id") REFERENCES "member" ("id"), '
        'FOREIGN KEY ("reverses_id") REFERENCES "ledger_entry" ("id")) STRICT'
    ),
    'CREATE INDEX "ledger_entry_operation_id" ON "ledger_entry" ("operation_id")',
    'CREATE UNIQUE INDEX "ledger_entry_reverses_id" ON "ledger_entry" ("reverses_id") WHERE ("reverses_id" IS NOT NULL)',
    'CREATE INDEX "ledger_entry_member_id_unit" ON "ledger_entry" ("member_id", "unit")',
    'CREATE INDEX "ledger_entry_lapses" ON "ledger_entry" ("lapses") WHERE ("lapses" IS NOT NULL)',
    (
        'CREATE TABLE "member_key" ("key" TEXT NOT NULL, "member_id" INTEGER NOT NULL, '
        'PRIMARY KEY ("key", "member_id"), '
        'FOREIGN KEY ("member_id") REFERENCES "member" ("id")) STRICT, WITHOUT ROWID'
    ),
    'CREATE INDEX "member_key_member_id_key" ON "member_key" ("member_id", "key")',
    (
        'CREATE TABLE "payment" ("sale_id" INTEGER NOT NULL, "tender" TEXT NOT NULL, '
        '"amount" INTEGER NOT NULL, PRIMARY KEY ("sale_id", "tender"), '
        'FOREIGN KEY ("sale_id") REFERENCES "sale" ("id")) STRICT, WITHOUT ROWID'
    ),
    (
        'CREATE TABLE "sale_discount" ("sale_id" INTEGER NOT NULL, '
        '"position" INTEGER NOT NULL, "kind" TEXT NOT NULL, "coupon_id" INTEGER, '
        '"points" INTEGER NOT NULL, "amount" INTEGER NOT NULL, PRIMARY KEY ("sale_id", '
        '"position"), FOREIGN KEY ("sale_id") REFERENCES "sale" ("id"), '
        'FOREIGN KEY ("coupon_id") REFERENCES "coupon" ("id")) STRICT, WITHOUT ROWID'
    ),
    'CREATE INDEX "sale_discount_coupon_id" ON "sale_discount" ("coupon_id") WHERE ("coupon_id" IS NOT NULL)',
    (
        'CREATE TABLE "sale_line" ("sale_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, '
        '"good_id" INTEGER, "name" TEXT NOT NULL, "quantity" INTEGER NOT NULL, '
        '"unit_price" INTEGER NOT NULL, "amount" INTEGER NOT NULL, PRIMARY KEY ("sale_id", '
        '"position"), FOREIGN KEY ("sale_id") REFERENCES "sale" ("id"), '
        'FOREIGN KEY ("good_id") REFERENCES "good" ("id")) STRICT, WITHOUT ROWID'
    ),
    (
        'CREATE TABLE "sign_up" ("id" INTEGER NOT NULL PRIMARY KEY, "request" TEXT NOT NULL, '
        '"at" TEXT NOT NULL, "name" TEXT NOT NULL, "phone" TEXT NOT NULL, '
        '"birth_month" INTEGER, "birth_day" INTEGER, "birth_year" INTEGER, '
        '"wants_messages" INTEGER NOT NULL, "text_version" INTEGER NOT NULL) STRICT'
    ),
    'CREATE UNIQUE INDEX "sign_up_request" ON "sign_up" ("request")',
    (
        'CREATE TABLE "terms" ("id" INTEGER NOT NULL PRIMARY KEY, '
        '"operation_id" INTEGER NOT NULL, "body" TEXT NOT NULL, '
        'FOREIGN KEY ("operation_id") REFERENCES "operation" ("id")) STRICT'
    ),
    (
        'CREATE TABLE "touch" ("id" INTEGER NOT NULL PRIMARY KEY, '
        '"operation_id" INTEGER NOT NULL, "member_id" INTEGER NOT NULL, '
        '"reason" TEXT NOT NULL, "occasion" TEXT NOT NULL, "note" TEXT NOT NULL, '
        'FOREIGN KEY ("operation_id") REFERENCES "operation" ("id"), '
        'FOREIGN KEY ("member_id") REFERENCES "member" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "touch_member_id_reason_occasion" ON "touch" ("member_id", "reason", "occasion")',
    "CREATE TRIGGER operation_keeps_update BEFORE UPDATE ON operation BEGIN SELECT RAISE(ABORT, 'operation only grows'); END",
    "CREATE TRIGGER operation_keeps_delete BEFORE DELETE ON operation BEGIN SELECT RAISE(ABORT, 'operation only grows'); END",
    "CREATE TRIGGER terms_keeps_update BEFORE UPDATE ON terms BEGIN SELECT RAISE(ABORT, 'terms only grows'); END",
    "CREATE TRIGGER terms_keeps_delete BEFORE DELETE ON terms BEGIN SELECT RAISE(ABORT, 'terms only grows'); END",
    "CREATE TRIGGER consent_keeps_update BEFORE UPDATE ON consent BEGIN SELECT RAISE(ABORT, 'consent only grows'); END",
    "CREATE TRIGGER consent_keeps_delete BEFORE DELETE ON consent BEGIN SELECT RAISE(ABORT, 'consent only grows'); END",
    "CREATE TRIGGER sale_keeps_update BEFORE UPDATE ON sale BEGIN SELECT RAISE(ABORT, 'sale only grows'); END",
    "CREATE TRIGGER sale_keeps_delete BEFORE DELETE ON sale BEGIN SELECT RAISE(ABORT, 'sale only grows'); END",
    "CREATE TRIGGER sale_line_keeps_update BEFORE UPDATE ON sale_line BEGIN SELECT RAISE(ABORT, 'sale_line only grows'); END",
    "CREATE TRIGGER sale_line_keeps_delete BEFORE DELETE ON sale_line BEGIN SELECT RAISE(ABORT, 'sale_line only grows'); END",
    "CREATE TRIGGER payment_keeps_update BEFORE UPDATE ON payment BEGIN SELECT RAISE(ABORT, 'payment only grows'); END",
    "CREATE TRIGGER payment_keeps_delete BEFORE DELETE ON payment BEGIN SELECT RAISE(ABORT, 'payment only grows'); END",
    "CREATE TRIGGER sale_discount_keeps_update BEFORE UPDATE ON sale_discount BEGIN SELECT RAISE(ABORT, 'sale_discount only grows'); END",
    "CREATE TRIGGER sale_discount_keeps_delete BEFORE DELETE ON sale_discount BEGIN SELECT RAISE(ABORT, 'sale_discount only grows'); END",
    "CREATE TRIGGER ledger_entry_keeps_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'ledger_entry only grows'); END",
    "CREATE TRIGGER ledger_entry_keeps_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'ledger_entry only grows'); END",
    "CREATE TRIGGER touch_keeps_update BEFORE UPDATE OF id, operation_id, member_id, reason, occasion ON touch BEGIN SELECT RAISE(ABORT, 'touch only grows'); END",
    "CREATE TRIGGER touch_keeps_delete BEFORE DELETE ON touch BEGIN SELECT RAISE(ABORT, 'touch only grows'); END",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

"""Shares of discounts, refunds in part, richer goods and coupons, gifts, cards and parked sales.

Never edited: a later file changes what this one made.
"""

REBUILT = {
    "good": (
        'CREATE TABLE "good" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "category" '
        'TEXT NOT NULL, "price" INTEGER NOT NULL CHECK (price > 0), "active" INTEGER NOT NULL, '
        '"barcode" TEXT, "earns" INTEGER NOT NULL, "lasts" INTEGER, "sold" INTEGER NOT NULL) STRICT'
    ),
    "coupon_template": (
        'CREATE TABLE "coupon_template" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, '
        '"terms" TEXT NOT NULL, "active" INTEGER NOT NULL) STRICT'
    ),
    "member": (
        'CREATE TABLE "member" ("id" INTEGER NOT NULL PRIMARY KEY, "code" TEXT NOT NULL, "foreign_id"'
        ' TEXT, "name" TEXT NOT NULL, "phone" TEXT, "birth_month" INTEGER, "birth_day" INTEGER, '
        '"birth_year" INTEGER, "joined" TEXT NOT NULL, "operation_id" INTEGER NOT NULL, "erased" '
        'INTEGER NOT NULL, "visits" INTEGER NOT NULL, "spent" INTEGER NOT NULL, "last_visit" TEXT, '
        '"usual_gap" INTEGER, "due" TEXT, "gone" TEXT, "note" TEXT NOT NULL, FOREIGN KEY '
        '("operation_id") REFERENCES "operation" ("id")) STRICT'
    ),
    "sale": (
        'CREATE TABLE "sale" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER NOT NULL, '
        '"member_id" INTEGER, "day" TEXT NOT NULL, "reverses_id" INTEGER, "completes" INTEGER NOT '
        'NULL, "replaces_id" INTEGER, "gross" INTEGER NOT NULL, "paid" INTEGER NOT NULL, FOREIGN KEY '
        '("operation_id") REFERENCES "operation" ("id"), FOREIGN KEY ("member_id") REFERENCES '
        '"member" ("id"), FOREIGN KEY ("reverses_id") REFERENCES "sale" ("id"), FOREIGN KEY '
        '("replaces_id") REFERENCES "sale" ("id")) STRICT'
    ),
    "sale_line": (
        'CREATE TABLE "sale_line" ("sale_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, "good_id"'
        ' INTEGER, "gift_id" INTEGER, "name" TEXT NOT NULL, "category" TEXT NOT NULL, "quantity" '
        'INTEGER NOT NULL, "list_price" INTEGER, "unit_price" INTEGER NOT NULL, "amount" INTEGER NOT '
        'NULL, "paid" INTEGER NOT NULL, "earned" INTEGER NOT NULL, "stamps" INTEGER NOT NULL, PRIMARY'
        ' KEY ("sale_id", "position"), FOREIGN KEY ("sale_id") REFERENCES "sale" ("id"), FOREIGN KEY '
        '("good_id") REFERENCES "good" ("id"), FOREIGN KEY ("gift_id") REFERENCES "gift" ("id")) '
        "STRICT, WITHOUT ROWID"
    ),
    "payment": (
        'CREATE TABLE "payment" ("sale_id" INTEGER NOT NULL, "tender" TEXT NOT NULL, "amount" INTEGER'
        ' NOT NULL, "received" INTEGER NOT NULL, PRIMARY KEY ("sale_id", "tender"), FOREIGN KEY '
        '("sale_id") REFERENCES "sale" ("id")) STRICT, WITHOUT ROWID'
    ),
    "coupon": (
        'CREATE TABLE "coupon" ("id" INTEGER NOT NULL PRIMARY KEY, "code" TEXT NOT NULL, '
        '"template_id" INTEGER NOT NULL, "member_id" INTEGER, "operation_id" INTEGER NOT NULL, '
        '"issued" TEXT NOT NULL, "starts" TEXT NOT NULL, "lapses" TEXT NOT NULL, "occasion" TEXT, '
        '"used_by_id" INTEGER, "withdrawn_id" INTEGER, FOREIGN KEY ("template_id") REFERENCES '
        '"coupon_template" ("id"), FOREIGN KEY ("member_id") REFERENCES "member" ("id"), FOREIGN KEY '
        '("operation_id") REFERENCES "operation" ("id"), FOREIGN KEY ("used_by_id") REFERENCES "sale"'
        ' ("id"), FOREIGN KEY ("withdrawn_id") REFERENCES "operation" ("id")) STRICT'
    ),
    "sale_discount": (
        'CREATE TABLE "sale_discount" ("sale_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, '
        '"kind" TEXT NOT NULL, "coupon_id" INTEGER, "cost" INTEGER NOT NULL, "amount" INTEGER NOT '
        'NULL, "reason" TEXT NOT NULL, PRIMARY KEY ("sale_id", "position"), FOREIGN KEY ("sale_id") '
        'REFERENCES "sale" ("id"), FOREIGN KEY ("coupon_id") REFERENCES "coupon" ("id")) STRICT, '
        "WITHOUT ROWID"
    ),
}

NEW = (
    (
        'CREATE TABLE "good_key" ("key" TEXT NOT NULL, "good_id" INTEGER NOT NULL, PRIMARY KEY '
        '("key", "good_id"), FOREIGN KEY ("good_id") REFERENCES "good" ("id")) STRICT, WITHOUT ROWID'
    ),
    (
        'CREATE TABLE "gift" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "points" '
        'INTEGER NOT NULL CHECK (points > 0), "active" INTEGER NOT NULL) STRICT'
    ),
    (
        'CREATE TABLE "issue_batch" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER NOT '
        'NULL, "template_id" INTEGER NOT NULL, "audience" TEXT NOT NULL, FOREIGN KEY ("operation_id")'
        ' REFERENCES "operation" ("id"), FOREIGN KEY ("template_id") REFERENCES "coupon_template" '
        '("id")) STRICT'
    ),
    (
        'CREATE TABLE "sale_share" ("sale_id" INTEGER NOT NULL, "discount" INTEGER NOT NULL, "line" '
        'INTEGER NOT NULL, "amount" INTEGER NOT NULL, "cost" INTEGER NOT NULL, PRIMARY KEY '
        '("sale_id", "discount", "line"), FOREIGN KEY ("sale_id") REFERENCES "sale" ("id")) STRICT, '
        "WITHOUT ROWID"
    ),
    (
        'CREATE TABLE "printed_card" ("id" INTEGER NOT NULL PRIMARY KEY, "code" TEXT NOT NULL, '
        '"number" INTEGER NOT NULL, "operation_id" INTEGER NOT NULL, "member_id" INTEGER, "bound_id" '
        'INTEGER, FOREIGN KEY ("operation_id") REFERENCES "operation" ("id"), FOREIGN KEY '
        '("member_id") REFERENCES "member" ("id"), FOREIGN KEY ("bound_id") REFERENCES "operation" '
        '("id")) STRICT'
    ),
    (
        'CREATE TABLE "parked_sale" ("id" INTEGER NOT NULL PRIMARY KEY, "at" TEXT NOT NULL, '
        '"staff_id" INTEGER, "member_id" INTEGER, "body" TEXT NOT NULL, FOREIGN KEY ("staff_id") '
        'REFERENCES "staff" ("id"), FOREIGN KEY ("member_id") REFERENCES "member" ("id")) STRICT'
    ),
)

INDEXES = (
    'CREATE UNIQUE INDEX "member_code" ON "member" ("code")',
    'CREATE UNIQUE INDEX "member_foreign_id" ON "member" ("foreign_id")',
    'CREATE UNIQUE INDEX "member_phone" ON "member" ("phone")',
    'CREATE INDEX "member_joined" ON "member" ("joined")',
    'CREATE INDEX "member_last_visit" ON "member" ("last_visit")',
    (
        'CREATE INDEX "member_birth_month_birth_day" ON "member" ("birth_month", "birth_day") WHERE '
        '("birth_month" IS NOT NULL)'
    ),
    'CREATE INDEX "member_due_gone" ON "member" ("due", "gone") WHERE ("due" IS NOT NULL)',
    'CREATE UNIQUE INDEX "sale_operation_id" ON "sale" ("operation_id")',
    'CREATE INDEX "sale_member_id_day" ON "sale" ("member_id", "day")',
    'CREATE INDEX "sale_day" ON "sale" ("day")',
    'CREATE INDEX "sale_reverses_id" ON "sale" ("reverses_id") WHERE ("reverses_id" IS NOT NULL)',
    'CREATE UNIQUE INDEX "sale_completed" ON "sale" ("reverses_id") WHERE ("completes" = 1)',
    (
        'CREATE UNIQUE INDEX "sale_replaces_id" ON "sale" ("replaces_id") WHERE ("replaces_id" IS NOT'
        " NULL)"
    ),
    'CREATE UNIQUE INDEX "coupon_code" ON "coupon" ("code")',
    'CREATE INDEX "coupon_member_id" ON "coupon" ("member_id")',
    'CREATE INDEX "coupon_operation_id" ON "coupon" ("operation_id")',
    'CREATE INDEX "coupon_lapses" ON "coupon" ("lapses")',
    'CREATE INDEX "coupon_template_id_member_id" ON "coupon" ("template_id", "member_id")',
    (
        'CREATE UNIQUE INDEX "coupon_member_id_occasion" ON "coupon" ("member_id", "occasion") WHERE '
        '("occasion" IS NOT NULL)'
    ),
    'CREATE UNIQUE INDEX "good_barcode" ON "good" ("barcode")',
    'CREATE INDEX "good_key_good_id_key" ON "good_key" ("good_id", "key")',
    'CREATE UNIQUE INDEX "issue_batch_operation_id" ON "issue_batch" ("operation_id")',
    'CREATE UNIQUE INDEX "printed_card_code" ON "printed_card" ("code")',
    'CREATE UNIQUE INDEX "printed_card_number" ON "printed_card" ("number")',
    'CREATE INDEX "printed_card_member_id" ON "printed_card" ("member_id")',
    (
        'CREATE INDEX "sale_discount_coupon_id" ON "sale_discount" ("coupon_id") WHERE ("coupon_id" '
        "IS NOT NULL)"
    ),
    'DROP INDEX "ledger_entry_reverses_id"',
    (
        'CREATE INDEX "ledger_entry_reverses_id" ON "ledger_entry" ("reverses_id") WHERE '
        '("reverses_id" IS NOT NULL)'
    ),
)

TRIGGERS = (
    "CREATE TRIGGER sale_keeps_update BEFORE UPDATE ON sale BEGIN SELECT RAISE(ABORT, 'sale only grows'); END",
    "CREATE TRIGGER sale_keeps_delete BEFORE DELETE ON sale BEGIN SELECT RAISE(ABORT, 'sale only grows'); END",
    "CREATE TRIGGER sale_line_keeps_update BEFORE UPDATE ON sale_line BEGIN SELECT RAISE(ABORT, 'sale_line only grows'); END",
    "CREATE TRIGGER sale_line_keeps_delete BEFORE DELETE ON sale_line BEGIN SELECT RAISE(ABORT, 'sale_line only grows'); END",
    "CREATE TRIGGER payment_keeps_update BEFORE UPDATE ON payment BEGIN SELECT RAISE(ABORT, 'payment only grows'); END",
    "CREATE TRIGGER payment_keeps_delete BEFORE DELETE ON payment BEGIN SELECT RAISE(ABORT, 'payment only grows'); END",
    "CREATE TRIGGER sale_discount_keeps_update BEFORE UPDATE ON sale_discount BEGIN SELECT RAISE(ABORT, 'sale_discount only grows'); END",
    "CREATE TRIGGER sale_discount_keeps_delete BEFORE DELETE ON sale_discount BEGIN SELECT RAISE(ABORT, 'sale_discount only grows'); END",
    "CREATE TRIGGER sale_share_keeps_update BEFORE UPDATE ON sale_share BEGIN SELECT RAISE(ABORT, 'sale_share only grows'); END",
    "CREATE TRIGGER sale_share_keeps_delete BEFORE DELETE ON sale_share BEGIN SELECT RAISE(ABORT, 'sale_share only grows'); END",
    "CREATE TRIGGER issue_batch_keeps_update BEFORE UPDATE ON issue_batch BEGIN SELECT RAISE(ABORT, 'issue_batch only grows'); END",
    "CREATE TRIGGER issue_batch_keeps_delete BEFORE DELETE ON issue_batch BEGIN SELECT RAISE(ABORT, 'issue_batch only grows'); END",
)

# What the new columns of a rebuilt table hold; the others keep what they held.
FILLED = {
    "good": {"barcode": "NULL", "earns": "1", "lasts": "NULL", "sold": "0"},
    "coupon_template": {
        "terms": "json_object('kind', 'amount_off', 'off', json_object('fen', off), "
        "'minimum', json_object('fen', minimum), 'days', days_valid)"
    },
    "member": {"note": "''"},
    "sale": {"completes": "reverses_id IS NOT NULL", "replaces_id": "NULL"},
    "sale_line": {
        "gift_id": "NULL",
        "category": "COALESCE((SELECT category FROM good WHERE id = good_id), '')",
        "list_price": "CASE WHEN good_id IS NULL THEN NULL ELSE unit_price END",
        "paid": "amount",
        "earned": "0",
        "stamps": "0",
    },
    "payment": {"received": "amount"},
    "coupon": {"starts": "issued", "occasion": "NULL", "withdrawn_id": "NULL"},
    "sale_discount": {"cost": "points", "reason": "''"},
}


def up(migrator, db):
    db.execute_sql("PRAGMA legacy_alter_table = 1")  # what refers to a table keeps its name
    for table, create in REBUILT.items():
        db.execute_sql(f'ALTER TABLE "{table}" RENAME TO "old"')
        db.execute_sql(create)
        columns = [name for _, name, *_ in db.execute_sql(f'PRAGMA table_info("{table}")')]
        values = ", ".join(FILLED[table].get(name, f'"{name}"') for name in columns)
        db.execute_sql(f'INSERT INTO "{table}" SELECT {values} FROM "old"')
        db.execute_sql('DROP TABLE "old"')
    db.execute_sql("PRAGMA legacy_alter_table = 0")
    for statement in NEW:
        db.execute_sql(statement)
    share_discounts(db)
    share_points(db)
    count_pieces(db)
    key_goods(db)
    for statement in (*INDEXES, *TRIGGERS):
        db.execute_sql(statement)


def share_discounts(db):
    """Each discount falls on the lines by what the discounts before it left of them."""
    discounts = {}
    for sale, position, amount, cost in db.execute_sql(
        "SELECT sale_id, position, amount, cost FROM sale_discount ORDER BY sale_id, position"
    ).fetchall():
        discounts.setdefault(sale, []).append((position, amount, cost))
    for sale, taken in discounts.items():
        lines = db.execute_sql(
            "SELECT position, amount FROM sale_line WHERE sale_id = ? ORDER BY position", (sale,)
        ).fetchall()
        positions, left = [line for line, _ in lines], [abs(amount) for _, amount in lines]
        for discount, amount, cost in taken:
            sign = -1 if amount < 0 else 1
            off = parts(abs(amount), left)
            of_cost = parts(abs(cost), off)
            left = [rest - part for rest, part in zip(left, off, strict=True)]
            rows = [
                (sale, discount, line, sign * part, sign * some)
                for line, part, some in zip(positions, off, of_cost, strict=True)
                if part
            ]
            db.connection().executemany("INSERT INTO sale_share VALUES (?, ?, ?, ?, ?)", rows)
    db.execute_sql(
        "UPDATE sale_line SET paid = amount - off FROM (SELECT sale_id AS sale, line, "
        "SUM(amount) AS off FROM sale_share GROUP BY sale_id, line) AS share "
        "WHERE sale_id = share.sale AND position = share.line"
    )


def share_points(db):
    """The points a sale earned fall on its lines by what was paid for them."""
    earned = db.execute_sql(
        "SELECT s.id, SUM(e.change) FROM ledger_entry e "
        "JOIN sale s ON s.operation_id = e.operation_id "
        "LEFT JOIN ledger_entry o ON o.id = e.reverses_id "
        "WHERE e.kind = 'earn' OR o.kind = 'earn' GROUP BY s.id"
    ).fetchall()
    rows = []
    for sale, points in earned:
        lines = db.execute_sql(
            "SELECT position, paid FROM sale_line WHERE sale_id = ? ORDER BY position", (sale,)
        ).fetchall()
        shared = parts(abs(points), [abs(paid) for _, paid in lines])
        sign = -1 if points < 0 else 1
        rows += [(sign * part, sale, line) for (line, _), part in zip(lines, shared, strict=True)]
    db.connection().executemany(
        "UPDATE sale_line SET earned = ? WHERE sale_id = ? AND position = ?", rows
    )


def count_pieces(db):
    db.execute_sql(
        "UPDATE good SET sold = pieces FROM (SELECT good_id AS good, SUM(quantity) AS pieces "
        "FROM sale_line WHERE good_id IS NOT NULL GROUP BY good_id) AS counted "
        "WHERE id = counted.good"
    )


def key_goods(db):
    """Every end of the name; its pinyin is keyed when the good is next saved."""
    rows = []
    for good, name in db.execute_sql("SELECT id, name FROM good WHERE active = 1").fetchall():
        plain = "".join(name.casefold().split())
        rows += [(plain[start : start + 40], good) for start in range(len(plain))]
    db.connection().executemany("INSERT OR IGNORE INTO good_key VALUES (?, ?)", rows)


def parts(total, weights):
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    shared = [total * weight // whole for weight in weights]
    by_fraction = sorted(range(len(weights)), key=lambda i: (total * weights[i] % whole, i))
    for index in by_fraction[len(weights) - (total - sum(shared)) :]:
        shared[index] += 1
    return shared

"""Rewards for a friend who was brought. Never edited: a later file changes what this one made."""

STATEMENTS = (
    (
        'CREATE TABLE "referral_reward" ("id" INTEGER NOT NULL PRIMARY KEY, "sale_id" INTEGER NOT '
        'NULL, "brought_by_id" INTEGER NOT NULL, "operation_id" INTEGER NOT NULL, "floor" INTEGER '
        'NOT NULL, "for_both" INTEGER NOT NULL, "taken_back_id" INTEGER, FOREIGN KEY ("sale_id") '
        'REFERENCES "sale" ("id"), FOREIGN KEY ("brought_by_id") REFERENCES "member" ("id"), '
        'FOREIGN KEY ("operation_id") REFERENCES "operation" ("id"), FOREIGN KEY ("taken_back_id") '
        'REFERENCES "operation" ("id")) STRICT'
    ),
    'CREATE INDEX "referral_reward_brought_by_id" ON "referral_reward" ("brought_by_id")',
    'CREATE UNIQUE INDEX "referral_reward_operation_id" ON "referral_reward" ("operation_id")',
    (
        'CREATE UNIQUE INDEX "referral_reward_stands" ON "referral_reward" ("sale_id") '
        'WHERE ("taken_back_id" IS NULL)'
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

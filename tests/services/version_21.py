"""How a test comes by a file of version 21: sessions were no visits yet, for members or tiers."""

from pathlib import Path

from shopfans.database.shop import Shop
from tests.services import older_files


def write(shop: Shop, path: Path) -> None:
    """The same shop as that version would have kept it."""
    with shop.reading():
        kept = shop.rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
            "AND name IN ('terms_keeps_update', 'consent_text_keeps_delete')"
        )
    assert len(kept) == 2
    drops = [f"DROP TRIGGER {name}" for name, _made in kept]
    older_files.write(shop, path, 21, [*drops, *_AS_IT_WAS, *(made for _name, made in kept)])


_AS_IT_WAS = (
    "UPDATE terms SET body = json_remove(body, '$.tiers.counts_sessions')",
    "DELETE FROM consent_text WHERE operation_id IS NULL AND version = "
    "(SELECT MAX(version) FROM consent_text)",
    "UPDATE member SET usual_gap = NULL, (visits, last_visit) = (SELECT COUNT(DISTINCT day), "
    "MAX(day) FROM sale s WHERE s.member_id = member.id AND s.reverses_id IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1)) "
    "WHERE id IN (SELECT member_id FROM session_use)",
    "CREATE TABLE kept AS SELECT id, operation_id, part_id, sessions, staff_id, note, undone_id "
    "FROM session_use",
    "DROP TABLE session_use",
    'CREATE TABLE "session_use" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER NOT '
    'NULL, "part_id" INTEGER NOT NULL, "sessions" INTEGER NOT NULL CHECK (sessions > 0), '
    '"staff_id" INTEGER, "note" TEXT NOT NULL, "undone_id" INTEGER, FOREIGN KEY ("operation_id") '
    'REFERENCES "operation" ("id"), FOREIGN KEY ("part_id") REFERENCES "session_part" ("id"), '
    'FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"), FOREIGN KEY ("undone_id") REFERENCES '
    '"operation" ("id")) STRICT',
    "INSERT INTO session_use SELECT * FROM kept",
    "DROP TABLE kept",
    'CREATE UNIQUE INDEX "session_use_operation_id" ON "session_use" ("operation_id")',
    'CREATE INDEX "session_use_part_id" ON "session_use" ("part_id")',
    "CREATE TRIGGER session_use_keeps_update BEFORE UPDATE OF id, operation_id, part_id, sessions, "
    "staff_id ON session_use BEGIN SELECT RAISE(ABORT, 'session_use only grows'); END",
    "CREATE TRIGGER session_use_keeps_delete BEFORE DELETE ON session_use BEGIN SELECT "
    "RAISE(ABORT, 'session_use only grows'); END",
    "UPDATE member_merge SET before = json_remove(before, '$.moved.session_use')",
    'DROP INDEX "member_newcomer"',
    'DROP INDEX "ledger_entry_lot"',
    'ALTER TABLE "member" ADD COLUMN "due" TEXT',
    'ALTER TABLE "member" ADD COLUMN "gone" TEXT',
    'CREATE INDEX "member_due_gone" ON "member" ("due", "gone") WHERE ("due" IS NOT NULL)',
)

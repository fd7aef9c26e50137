"""A use of a session card is a visit: whose it was and on which day stand beside it, and what is
kept of her visits counts it. Today's list has the indexes it needs.

Never edited: a later file changes what this one made.
"""

import json
from bisect import bisect_left
from collections import defaultdict
from datetime import date
from itertools import pairwise
from math import log
from statistics import median

TABLE = (
    'CREATE TABLE "session_use" ("id" INTEGER NOT NULL PRIMARY KEY, "operation_id" INTEGER NOT '
    'NULL, "member_id" INTEGER NOT NULL, "day" TEXT NOT NULL, "part_id" INTEGER NOT NULL, '
    '"sessions" INTEGER NOT NULL CHECK (sessions > 0), "staff_id" INTEGER, "note" TEXT NOT NULL, '
    '"undone_id" INTEGER, FOREIGN KEY ("operation_id") REFERENCES "operation" ("id"), FOREIGN KEY '
    '("member_id") REFERENCES "member" ("id"), FOREIGN KEY ("part_id") REFERENCES "session_part" '
    '("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"), FOREIGN KEY ("undone_id") '
    'REFERENCES "operation" ("id")) STRICT'
)

FILL = """
    INSERT INTO session_use
    SELECT u.id, u.operation_id, COALESCE(g.into_id, e.member_id), o.day, u.part_id, u.sessions,
           u.staff_id, u.note, u.undone_id
    FROM session_use_before u JOIN operation o ON o.id = u.operation_id
    JOIN (SELECT operation_id, MIN(member_id) AS member_id FROM ledger_entry
          WHERE unit = 'sessions' AND kind = 'redeem' GROUP BY operation_id) e
        ON e.operation_id = u.operation_id
    LEFT JOIN merged_member g ON g.member_id = e.member_id"""

AFTERWARDS = (
    'CREATE UNIQUE INDEX "session_use_operation_id" ON "session_use" ("operation_id")',
    'CREATE INDEX "session_use_part_id" ON "session_use" ("part_id")',
    'CREATE INDEX "session_use_member_id_day" ON "session_use" ("member_id", "day")',
    'CREATE INDEX "session_use_day" ON "session_use" ("day")',
    (
        "CREATE TRIGGER session_use_keeps_update BEFORE UPDATE OF id, operation_id, day, part_id, "
        "sessions, staff_id ON session_use BEGIN SELECT RAISE(ABORT, 'session_use only grows'); END"
    ),
    (
        "CREATE TRIGGER session_use_keeps_delete BEFORE DELETE ON session_use BEGIN SELECT "
        "RAISE(ABORT, 'session_use only grows'); END"
    ),
    (
        "CREATE TRIGGER session_use_keeps_member BEFORE UPDATE OF member_id ON session_use WHEN "
        "NOT EXISTS (SELECT 1 FROM member_merge WHERE (gone_id = OLD.member_id AND kept_id = "
        "NEW.member_id) OR (kept_id = OLD.member_id AND gone_id = NEW.member_id)) BEGIN SELECT "
        "RAISE(ABORT, 'session_use only grows'); END"
    ),
)

VISITS = """
    SELECT s.member_id, s.day FROM sale s
    WHERE s.member_id IN (SELECT member_id FROM session_use) AND s.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1)
    UNION SELECT member_id, day FROM session_use WHERE undone_id IS NULL ORDER BY 1, 2"""

KEEP = """
    UPDATE member SET visits = ?, last_visit = ?, usual_gap = CASE erased WHEN 0 THEN ? END
    WHERE id = ?"""

KEEP_SUMS = """
    INSERT OR REPLACE INTO gap_sum
    SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM member WHERE erased = 0 AND id = ?"""


# Today asks who joined and never came, and what was taken of points that lapse; nobody asks for
# members by the day they are due, as the model of who comes back says more.
FOR_TODAY = (
    'DROP INDEX "member_due_gone"',
    'ALTER TABLE "member" DROP COLUMN "due"',
    'ALTER TABLE "member" DROP COLUMN "gone"',
    'CREATE INDEX "member_newcomer" ON "member" ("joined") WHERE ("visits" = 0)',
    'CREATE INDEX "ledger_entry_lot" ON "ledger_entry" ("lot") WHERE ("id" != "lot")',
)


def up(migrator, db):
    for statement in FOR_TODAY:
        db.execute_sql(statement)
    db.execute_sql("ALTER TABLE session_use RENAME TO session_use_before")
    db.execute_sql(TABLE)
    db.execute_sql(FILL)
    db.execute_sql("DROP TABLE session_use_before")
    for statement in AFTERWARDS:
        db.execute_sql(statement)
    note_what_moved(db)
    days = defaultdict(list)
    for member, day in db.execute_sql(VISITS).fetchall():
        days[member].append(date.fromisoformat(day))
    closures = [
        tuple(date.fromisoformat(day).toordinal() for day in closure)
        for closure in db.execute_sql("SELECT first, last FROM closure ORDER BY first").fetchall()
    ]
    for member, hers in days.items():
        db.execute_sql(KEEP, (*rhythm(hers), member))
        numbers = [number(day.toordinal(), closures) for day in hers]
        db.execute_sql(KEEP_SUMS, (numbers[0], numbers[-1], *sums(numbers), member))
    if days:  # what was foreseen without them no longer holds
        db.execute_sql("DELETE FROM forecast")
        db.execute_sql("DELETE FROM gap_model")


def note_what_moved(db):
    """A merge of today that is undone gives these back too."""
    for merge, gone, said in db.execute_sql(
        "SELECT id, gone_id, before FROM member_merge WHERE undone_id IS NULL AND before <> ''"
    ).fetchall():
        before = json.loads(said)
        theirs = ", ".join(str(int(one)) for one in (gone, *before["aliases"]))
        before["moved"]["session_use"] = [
            use
            for (use,) in db.execute_sql(
                "SELECT DISTINCT u.id FROM session_use u JOIN ledger_entry e USING (operation_id) "
                f"WHERE e.unit = 'sessions' AND e.kind = 'redeem' AND e.member_id IN ({theirs})"
            ).fetchall()
        ]
        db.execute_sql(
            "UPDATE member_merge SET before = ? WHERE id = ?", (json.dumps(before), merge)
        )


def rhythm(days):
    gap = None
    if len(days) > 2:
        gap = max(7, round(median((later - earlier).days for earlier, later in pairwise(days))))
    return len(days), days[-1].isoformat(), gap


def number(day, closures):
    """Days of holidays are not counted; one of theirs counts as the day after it."""
    past = bisect_left([last for _, last in closures], day)
    if past < len(closures) and closures[past][0] <= day:
        day = closures[past][0]
    return day - sum(last - first + 1 for first, last in closures[:past])


def sums(days):
    s0 = s1 = s2 = s3 = 0.0
    gap = 0
    for earlier, later in pairwise(days):
        gap = max(1, later - earlier)
        size = log(gap)
        s0, s1, s2, s3 = 0.9 * s0 + 1, 0.9 * s1 + gap, 0.9 * s2 + size, 0.9 * s3 + size * size
    return len(days) - 1, s0, s1, s2, s3, gap

"""Who comes back when: holidays, the sums of each member's gaps, the fitted model, the forecasts.

Never edited: a later file changes what this one made.
"""

from datetime import date
from itertools import groupby, pairwise
from math import log
from operator import itemgetter

STATEMENTS = (
    'CREATE TABLE "closure" ("first" TEXT NOT NULL PRIMARY KEY, "last" TEXT NOT NULL) STRICT',
    'CREATE TABLE "gap_sum" ("member_id" INTEGER NOT NULL PRIMARY KEY, "first" INTEGER NOT NULL, "last" INTEGER NOT NULL, "gaps" INTEGER NOT NULL, "s0" REAL NOT NULL, "s1" REAL NOT NULL, "s2" REAL NOT NULL, "s3" REAL NOT NULL, "last_gap" INTEGER NOT NULL, FOREIGN KEY ("member_id") REFERENCES "member" ("id")) STRICT',
    'CREATE TABLE "gap_model" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "fitted" TEXT NOT NULL, "members" INTEGER NOT NULL, "gaps" INTEGER NOT NULL, "weights" BLOB NOT NULL, "more" TEXT NOT NULL) STRICT',
    'CREATE TABLE "forecast" ("member_id" INTEGER NOT NULL PRIMARY KEY, "day" TEXT NOT NULL, "p7" REAL NOT NULL, "p14" REAL NOT NULL, "p28" REAL NOT NULL, "expected_28" REAL NOT NULL, "early" TEXT NOT NULL, "next_visit" TEXT NOT NULL, "late" TEXT NOT NULL, "usual_gap" INTEGER NOT NULL, "rhythm_early" INTEGER NOT NULL, "rhythm" INTEGER NOT NULL, "rhythm_late" INTEGER NOT NULL, "p_gone" REAL NOT NULL, "p_still" REAL NOT NULL, "standing" TEXT, "gain" INTEGER NOT NULL, "good_id" INTEGER, "runs_out" TEXT, FOREIGN KEY ("member_id") REFERENCES "member" ("id"), FOREIGN KEY ("good_id") REFERENCES "good" ("id")) STRICT',
    'CREATE INDEX "forecast_standing_gain" ON "forecast" ("standing", "gain") WHERE ("standing" IS NOT NULL)',
    'CREATE INDEX "forecast_runs_out" ON "forecast" ("runs_out") WHERE ("runs_out" IS NOT NULL)',
)

VISITS = """
    SELECT DISTINCT s.member_id, s.day FROM sale s JOIN member m ON m.id = s.member_id
    WHERE m.erased = 0 AND s.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1)
    ORDER BY s.member_id, s.day"""


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
    visits = db.execute_sql(VISITS).fetchall()
    rows = [
        summed(member, [date.fromisoformat(day).toordinal() for _, day in days])
        for member, days in groupby(visits, key=itemgetter(0))
    ]
    db.connection().executemany("INSERT INTO gap_sum VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def summed(member, days):
    """No holiday was noticed yet."""
    s0 = s1 = s2 = s3 = 0.0
    gap = 0
    for earlier, later in pairwise(days):
        gap = later - earlier
        size = log(gap)
        s0, s1, s2, s3 = 0.9 * s0 + 1, 0.9 * s1 + gap, 0.9 * s2 + size, 0.9 * s3 + size * size
    return member, days[0], days[-1], len(days) - 1, s0, s1, s2, s3, gap

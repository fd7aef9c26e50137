"""Phone numbers by which members are found, each once, in place of a search key for each of its
ends. Never edited: a later file changes what this one made."""

STATEMENTS = (
    (
        'CREATE TABLE "member_number" ("member_id" INTEGER NOT NULL PRIMARY KEY, "digits" TEXT NOT '
        'NULL, FOREIGN KEY ("member_id") REFERENCES "member" ("id")) STRICT'
    ),
    """
    INSERT INTO member_number
    SELECT id, key FROM (
        SELECT m.id, k.key, MAX(length(k.key)) FROM member m JOIN member_key k ON k.member_id = m.id
        WHERE length(k.key) > 3 AND k.key NOT GLOB '*[^0-9]*'
          AND substr(m.phone, 1 - length(k.key)) = substr(k.key, 2)
        GROUP BY m.id)""",
    """
    DELETE FROM member_key WHERE length(key) > 3 AND EXISTS (
        SELECT 1 FROM member_number n JOIN member m ON m.id = n.member_id
        WHERE n.member_id = member_key.member_id AND instr(m.name, key) = 0
          AND substr(n.digits, -length(key)) = key)""",
    'CREATE INDEX "member_number_digits" ON "member_number" ("digits")',
    *(
        f'CREATE INDEX "member_number_end_{length}" ON "member_number" '
        f"(substr(digits, -{length})) WHERE length(digits) > {length}"
        for length in range(4, 13)
    ),
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)

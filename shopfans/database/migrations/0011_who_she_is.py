"""What she says of herself, who brought her, and the words she consented to.

Never edited: a later file changes what this one made.
"""

TABLES = (
    (
        'CREATE TABLE "consent_text" ("version" INTEGER NOT NULL, "language" TEXT NOT NULL, "keeping" '
        'TEXT NOT NULL, "messages" TEXT NOT NULL, "operation_id" INTEGER, PRIMARY KEY ("version", '
        '"language"), FOREIGN KEY ("operation_id") REFERENCES "operation" ("id")) STRICT, WITHOUT ROWID'
    ),
    (
        'CREATE TABLE "tag" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "active" INTEGER '
        "NOT NULL) STRICT"
    ),
    'CREATE UNIQUE INDEX "tag_name" ON "tag" ("name")',
    (
        'CREATE TABLE "member_tag" ("member_id" INTEGER NOT NULL, "tag_id" INTEGER NOT NULL, PRIMARY '
        'KEY ("member_id", "tag_id"), FOREIGN KEY ("member_id") REFERENCES "member" ("id"), FOREIGN KEY '
        '("tag_id") REFERENCES "tag" ("id")) STRICT, WITHOUT ROWID'
    ),
    'CREATE INDEX "member_tag_tag_id" ON "member_tag" ("tag_id")',
    (
        'CREATE TABLE "friend_code" ("member_id" INTEGER NOT NULL PRIMARY KEY, "code" TEXT NOT NULL, '
        'FOREIGN KEY ("member_id") REFERENCES "member" ("id")) STRICT'
    ),
    'CREATE UNIQUE INDEX "friend_code_code" ON "friend_code" ("code")',
    (
        'CREATE TABLE "referral" ("member_id" INTEGER NOT NULL PRIMARY KEY, "brought_by_id" INTEGER NOT '
        'NULL, FOREIGN KEY ("member_id") REFERENCES "member" ("id"), FOREIGN KEY ("brought_by_id") '
        'REFERENCES "member" ("id")) STRICT'
    ),
    'CREATE INDEX "referral_brought_by_id" ON "referral" ("brought_by_id")',
)

# Waiting forms are few: the table is made anew with two columns more.
SIGN_UP = (
    'CREATE TABLE "sign_up" ("id" INTEGER NOT NULL PRIMARY KEY, "request" TEXT NOT NULL, "at" TEXT NOT '
    'NULL, "name" TEXT NOT NULL, "phone" TEXT NOT NULL, "birth_month" INTEGER, "birth_day" INTEGER, '
    '"birth_year" INTEGER, "birth_lunar" INTEGER NOT NULL, "birth_leap" INTEGER NOT NULL, "tags" TEXT '
    'NOT NULL, "brought_by_id" INTEGER, "wants_messages" INTEGER NOT NULL, "text_version" INTEGER NOT '
    'NULL, FOREIGN KEY ("brought_by_id") REFERENCES "member" ("id")) STRICT'
)
SIGN_UP_INDEX = 'CREATE UNIQUE INDEX "sign_up_request" ON "sign_up" ("request")'

TRIGGERS = (
    "CREATE TRIGGER consent_text_keeps_update BEFORE UPDATE ON consent_text BEGIN SELECT RAISE(ABORT, 'consent_text only grows'); END",
    "CREATE TRIGGER consent_text_keeps_delete BEFORE DELETE ON consent_text BEGIN SELECT RAISE(ABORT, 'consent_text only grows'); END",
)

# Version 1 is what stood on the form before its words were kept here.
WORDS = (
    (
        1,
        "en",
        "I agree that {shop} keeps my name, phone number and birthday to know me as a member and to "
        "keep my points and coupons. I am 14 or older.",
        "{shop} may send me messages about offers.",
    ),
    (
        1,
        "zh_CN",
        "我同意授权“{shop}”保存我的姓名、手机号和生日，用于识别我的会员身份、保管我的积分和优惠券。我已年满 14 周岁。",
        "“{shop}”可以给我发送优惠消息。",
    ),
    (
        1,
        "zh_TW",
        "我同意授權「{shop}」保存我的姓名、手機號碼和生日，用於識別我的會員身分，並保管我的點數與優惠券。我已年滿 14 歲。",
        "「{shop}」可以傳送優惠訊息給我。",
    ),
    (
        2,
        "en",
        "I agree that {shop} keeps what I tell here – name, phone number, and birthday and wishes if I "
        "give them – to know me as a member, keep my points and coupons and serve me well. Nobody else "
        "gets it. I am 14 or older.",
        "{shop} may send me messages about offers.",
    ),
    (
        2,
        "zh_CN",
        "我同意“{shop}”保存我在此填写的信息（姓名、手机号，以及我自愿填写的生日和喜好），仅用于识别会员身份、保管积分和优惠券、更好地为我服务，不提供给他人。我已年满 14 周岁。",
        "“{shop}”可以给我发送优惠消息。",
    ),
    (
        2,
        "zh_TW",
        "我同意「{shop}」保存我在此填寫的資料（姓名、手機號碼，以及我自願填寫的生日和喜好），僅用於識別會員身分、保管點數與優惠券、提供更貼心的服務，不提供給他人。我已年滿 14 歲。",
        "「{shop}」可以傳送優惠訊息給我。",
    ),
)


def up(migrator, db):
    for statement in TABLES:
        db.execute_sql(statement)
    db.execute_sql('ALTER TABLE "sign_up" RENAME TO "old"')
    db.execute_sql(SIGN_UP)
    db.execute_sql(
        'INSERT INTO "sign_up" SELECT id, request, at, name, phone, birth_month, birth_day, birth_year, '
        "birth_lunar, birth_leap, '', NULL, wants_messages, text_version FROM \"old\""
    )
    db.execute_sql('DROP TABLE "old"')
    db.execute_sql(SIGN_UP_INDEX)
    for version, language, keeping, messages in WORDS:
        db.execute_sql(
            "INSERT INTO consent_text VALUES (?, ?, ?, ?, NULL)",
            (version, language, keeping, messages),
        )
    for statement in TRIGGERS:
        db.execute_sql(statement)

"""What she agrees to is one sentence; what the law wants her to be told besides stands below it, in
lines of their own. Who wrote words of her own keeps them; whoever agreed before keeps hers.

Never edited: a later file changes what this one made.
"""

WORDS = (
    (
        "en",
        "I am 14 or older and agree that {shop} keeps what I fill in and what I buy, for points, "
        "offers and service.\n"
        "Name and phone number tell who you are; birthday and wishes may be left empty. All is kept "
        "on the shop's own computer as long as you are a member, and given to nobody.\n"
        "At any time, on your own page or at the counter, you can see it, correct it, have a copy, "
        "take your consent back or have it deleted; only figures without your name remain then. "
        "You can buy here without it too.",
        "{shop} may send me messages about offers.",
    ),
    (
        "zh_CN",
        "我已满 14 岁，同意“{shop}”保存我填的信息和消费记录，用于积分、优惠和服务。\n"
        "姓名和手机号用来认出您；生日和喜好可以不填。信息只存在本店自己的电脑里，不给他人，在您是会员期间保留。\n"
        "您随时可以在自己的页面或柜台查看、更正、拿到一份、撤回同意或要求删除；删除后只留不含个人信息的账目。不同意也可以照常购买。",
        "“{shop}”可以给我发送优惠消息。",
    ),
    (
        "zh_TW",
        "我已滿 14 歲，同意「{shop}」保存我填的資料和消費紀錄，用於點數、優惠和服務。\n"
        "姓名和手機號碼用來認出您；生日和喜好可以不填。資料只存在本店自己的電腦裡，不給他人，在您是會員期間保留。\n"
        "您隨時可以在自己的頁面或櫃檯查看、更正、索取一份、撤回同意或要求刪除；刪除後只留不含個人資料的帳目。不同意也可以照常購買。",
        "「{shop}」可以傳送優惠訊息給我。",
    ),
)

NEWEST = "SELECT version, operation_id FROM consent_text ORDER BY version DESC LIMIT 1"


def up(migrator, db):
    number, written = db.execute_sql(NEWEST).fetchone()
    if written is not None:  # the owner's own
        return
    for language, keeping, messages in WORDS:
        db.execute_sql(
            "INSERT INTO consent_text VALUES (?, ?, ?, ?, NULL)",
            (number + 1, language, keeping, messages),
        )

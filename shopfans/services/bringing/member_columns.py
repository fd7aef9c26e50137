"""What a list of members can tell, and how its columns may be called."""

from shopfans.domain.contacts import phone_in_sheet
from shopfans.domain.errors import BadPhone, PhoneCutShort
from shopfans.domain.sheet_rows import Field
from shopfans.domain.terms import Terms
from shopfans.services.bringing.columns import Columns, Fields, Sheet

MemberColumns = Columns[Field]
MemberSheet = Sheet[Field]

_HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.PHONE: (
        "phone", "phone number", "mobile", "mobile phone", "cell phone", "telephone", "tel",
        "手机号", "手机号码", "手机", "电话", "电话号码", "联系电话", "联系方式", "会员手机",
        "手機號碼", "手機", "手機號", "電話", "電話號碼", "聯絡電話", "行動電話", "會員手機",
    ),
    Field.NAME: (
        "name", "full name", "member name", "member", "customer", "姓名", "会员姓名", "客户姓名",
        "顾客姓名", "名字", "称呼", "会员名称", "會員姓名", "客戶姓名", "顧客姓名", "稱呼",
        "會員名稱", "会员", "會員", "客户", "客戶", "顾客", "顧客", "客人",
    ),
    Field.BIRTHDAY: (
        "birthday", "date of birth", "birth date", "born", "生日", "出生日期", "会员生日",
        "生日日期", "出生年月日", "會員生日",
    ),
    Field.CALENDAR: (
        "birthday calendar", "calendar", "lunar", "生日类型", "历法", "公历/农历", "阳历/阴历",
        "生日類型", "曆法", "國曆/農曆",
    ),
    Field.JOINED: (
        "joined", "join date", "member since", "date joined", "created", "入会日期", "入会时间",
        "开卡日期", "开卡时间", "办卡日期", "办卡时间", "注册日期", "注册时间", "加入日期",
        "入會日期", "入會時間", "開卡日期", "辦卡日期", "註冊日期", "註冊時間",
    ),
    Field.POINTS: (
        "points", "opening points", "points balance", "balance of points", "积分", "剩余积分",
        "可用积分", "积分余额", "当前积分", "會員點數", "點數", "剩餘點數", "可用點數", "紅利點數",
        "積分", "剩餘積分",
    ),
    Field.PRINCIPAL: (
        "stored value", "principal", "balance", "prepaid", "储值", "储值余额", "储值本金", "本金",
        "本金余额", "余额", "账户余额", "卡余额", "充值余额", "儲值金", "儲值餘額", "儲值本金",
        "餘額", "帳戶餘額", "卡片餘額", "本金餘額",
    ),
    Field.BONUS: (
        "bonus", "bonus balance", "赠送金", "赠送余额", "赠送金额", "赠金", "贈送金", "贈送餘額",
        "贈送金額", "贈金",
    ),
    Field.CARD: (
        "session card", "session cards", "card name", "package", "次卡", "次卡名称", "卡项",
        "卡项名称", "项目卡", "疗程卡", "套餐", "套餐名称", "次卡名稱", "堂數卡", "課程卡", "卡項",
        "卡項名稱", "療程卡", "套餐名稱",
    ),
    Field.SERVICE: (
        "service", "服务项目", "服务", "项目", "项目名称", "服務項目", "服務", "項目", "項目名稱",
    ),
    Field.SESSIONS: (
        "sessions left", "sessions", "remaining sessions", "剩余次数", "可用次数", "余次",
        "剩余可用次数", "剩餘次數", "可用次數", "剩餘堂數", "可用堂數", "餘次",
    ),
    Field.UNTIL: (
        "good until", "sessions until", "valid until", "expiry date", "expires", "有效期至",
        "有效期", "到期日期", "到期日", "到期时间", "截止日期", "有效期限", "使用期限", "到期時間",
    ),
    Field.WORTH: (
        "paid for them", "paid for the sessions", "value of sessions", "剩余次数金额", "次卡余额",
        "次卡金额", "剩余金额", "剩餘次數金額", "次卡餘額", "次卡金額", "剩餘金額",
    ),
    Field.TAGS: ("tags", "tag", "labels", "标签", "会员标签", "標籤", "會員標籤"),
    Field.NOTE: (
        "note", "notes", "remark", "remarks", "comment", "备注", "说明", "會員備註", "備註", "說明",
    ),
}  # fmt: skip


def _is_phone(cell: str, terms: Terms) -> bool:
    try:
        phone_in_sheet(cell, terms.region)
    except (BadPhone, PhoneCutShort):
        return False
    return True


MEMBERS = Fields("", Field, _HEADINGS, {Field.PHONE: _is_phone}, is_value=_is_phone)

"""Which column of a list is what: by its heading, by what stands in it, or as the owner said."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import SheetShape
from shopfans.database.shop import Shop
from shopfans.domain.contacts import phone_in_sheet
from shopfans.domain.errors import BadPhone, PhoneCutShort
from shopfans.domain.headings import places, shape_of, tidy_heading
from shopfans.domain.sheet_rows import Field
from shopfans.services import settings
from shopfans.services.books.auditing import Progress
from shopfans.services.spreadsheets.reading import SheetRow, body_of, rows_of

HEADINGS: dict[Field, tuple[str, ...]] = {
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
"""What a column tells, and how its heading may call it."""

_KNOWN = frozenset(word for words in HEADINGS.values() for word in words)
_TOP = 20
"""Rows among which the headings stand: a title may come before them."""
_SAMPLE = 50
"""Rows by which a column without a heading we know is judged."""

Columns = tuple[Field | None, ...]
"""One for each column of the sheet; None: it is not brought in."""


class MemberSheet(NamedTuple):
    """A list as it was read."""

    file: str
    """Its name, without the folder."""
    digest: str
    """SHA-256 of its bytes."""
    headings: tuple[str, ...]
    """Empty if there are none: the first row is a member."""
    rows: tuple[SheetRow, ...]
    """Below the headings."""
    columns: Columns
    """As they were last time for a list of these headings, else as it seems."""

    @property
    def width(self) -> int:
        return len(self.columns)


def read_sheet(shop: Shop, path: Path, progress: Progress) -> MemberSheet:
    """The list in this file. Raises what read_rows raises."""
    body = body_of(path)
    rows = rows_of(body, path, known=_KNOWN, progress=progress)
    region = settings.load(shop).region
    at = _headings_at(rows)
    if at is None and rows and not any(_is_phone(cell, region) for cell in rows[0].cells):
        at = 0
    headings = rows[at].cells if at is not None else ()
    members = rows if at is None else rows[at + 1 :]
    width = max((len(row.cells) for row in (*members[:_SAMPLE], *rows[:1])), default=0)
    width = max(width, len(headings))
    with shop.reading():
        columns = _remembered(headings) or _guessed(headings, members, width, region)
    columns = (*columns, *[None] * width)[:width]
    return MemberSheet(path.name, sha256(body).hexdigest(), headings, tuple(members), columns)


def remember(headings: Sequence[str], columns: Columns) -> None:
    """Lists with these headings are read so from now on; as part of a command."""
    said = ",".join(field.value if field else "" for field in columns)
    SheetShape.insert(shape=shape_of(headings), columns=said).on_conflict_replace().execute()


def _headings_at(rows: Sequence[SheetRow]) -> int | None:
    """The row of which most cells are headings we know; a title may hold one by chance."""
    known = [sum(tidy_heading(cell) in _KNOWN for cell in row.cells) for row in rows[:_TOP]]
    most = max(known, default=0)
    return known.index(most) if most else None


def _remembered(headings: Sequence[str]) -> Columns | None:
    """Rows that were left out come back with one column more, that of the reason."""
    for known in (headings, headings[:-1]):
        said = OPEN_SHOP.execute_sql(
            "SELECT columns FROM sheet_shape WHERE shape = ?", (shape_of(known),)
        ).fetchone()
        if said is not None and known:
            return tuple(Field(one) if one else None for one in said[0].split(","))
    return None


def _guessed(
    headings: Sequence[str], members: Sequence[SheetRow], width: int, region: str
) -> Columns:
    where = places(headings, HEADINGS)
    taken = {place: field for field, place in reversed(where.items())}
    if Field.PHONE not in taken.values():
        some = members[:_SAMPLE]
        for place in range(width):
            cells = [row.cells[place] for row in some if place < len(row.cells)]
            if place not in taken and cells and _are_phones(cells, region):
                taken[place] = Field.PHONE
                break
    return tuple(taken.get(place) for place in range(width))


def _are_phones(cells: Sequence[str], region: str) -> bool:
    return 2 * sum(_is_phone(cell, region) for cell in cells) > len(cells)


def _is_phone(cell: str, region: str) -> bool:
    try:
        phone_in_sheet(cell, region)
    except (BadPhone, PhoneCutShort):
        return False
    return True

"""What a list of past sales can tell, and how its columns may be called."""

from shopfans.domain.errors import BadDay
from shopfans.domain.sheet_days import habit_of, read_day
from shopfans.domain.sheet_rows import Field, SaleField
from shopfans.domain.terms import Terms
from shopfans.services.bringing.columns import Columns, Fields, Sheet
from shopfans.services.bringing.member_columns import MEMBERS

SaleColumns = Columns[SaleField]
SaleSheet = Sheet[SaleField]

_HEADINGS: dict[SaleField, tuple[str, ...]] = {
    SaleField.MEMBER: (
        "member", "member_id", "member id", "member no", "member number", "card number",
        "card no", "customer", "customer id", "会员号", "会员编号", "会员卡号", "会员", "卡号",
        "客户编号", "客户", "顾客", "會員", "會員編號", "會員號", "會員卡號", "卡號", "客戶編號",
        "客戶", "顧客",
    ),
    SaleField.PHONE: tuple(MEMBERS.headings[Field.PHONE]),
    SaleField.DAY: (
        "date", "day", "sale date", "date of sale", "visit date", "visit", "time", "日期",
        "消费日期", "消费时间", "交易日期", "交易时间", "销售日期", "销售时间", "结账时间",
        "收款时间", "到店日期", "时间", "消費日期", "消費時間", "交易時間", "銷售日期",
        "銷售時間", "結帳時間", "時間",
    ),
    SaleField.AMOUNT: (
        "amount", "paid", "amount paid", "total", "sum", "金额", "消费金额", "实付金额", "实付",
        "实收金额", "实收", "交易金额", "销售金额", "合计", "金額", "消費金額", "實付金額", "實付",
        "實收金額", "實收", "交易金額", "銷售金額", "合計",
    ),
}  # fmt: skip

is_phone = MEMBERS.looks[Field.PHONE]


def _is_day(cell: str, terms: Terms) -> bool:
    try:
        return read_day(cell, habit_of([cell], region=terms.region)).year is not None
    except BadDay:
        return False


PAST_SALES = Fields(
    "past sales", SaleField, _HEADINGS,
    {SaleField.PHONE: is_phone, SaleField.DAY: _is_day}, is_value=_is_day,
)  # fmt: skip

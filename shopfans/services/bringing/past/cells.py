"""What the cells of a list say of each past sale."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from shopfans.domain.contacts import phone_in_sheet, tidy_name
from shopfans.domain.errors import BadDay, BadPhone, GivenBack, WhoseSaleMissing
from shopfans.domain.money import Money, parse_sum
from shopfans.domain.sheet_days import Habit, habit_of, read_day
from shopfans.domain.sheet_rows import SaleField
from shopfans.domain.terms import Terms
from shopfans.services.bringing.past.columns import SaleColumns, SaleSheet, is_phone

_EARLIEST = date(1900, 1, 1)
_NOBODY = frozenset({
    "散客", "非会员", "非會員", "无", "無", "合计", "合計", "总计", "總計", "小计", "小計",
    "walk-in", "walk in", "guest", "total", "none", "n/a", "-", "--", "—", "/",
})  # fmt: skip
"""What other programs write where they know no member, and below the last row."""
_BACK = re.compile(r"[¥$]?\s*[-−](.+)|\((.+)\)")
"""How other programs write money that went back."""
_SAMPLE = 50
"""Rows by which it is judged whether the keys of a list are phone numbers."""


class SaleSaid(NamedTuple):
    """A row as values."""

    key: str
    """Hers in the other program; empty if the list has none."""
    phone: str | None
    """In E.164: what stands as her phone, or as her key if that can be one."""
    day: date
    amount: Money
    """Nothing where she paid with a coupon: she came all the same."""


class SaleCells:
    """Reads the rows of one list whose columns are known; equal cells are understood once."""

    def __init__(self, sheet: SaleSheet, columns: SaleColumns, *, terms: Terms) -> None:
        self._places = {field: place for place, field in enumerate(columns) if field}
        self._region, self._digits = terms.region, terms.currency.digits
        self.habit: Habit = habit_of(
            dict.fromkeys(self._text(row.cells, SaleField.DAY) for row in sheet.rows),
            region=self._region,
        )
        self._day, self._key = cache(self._read_day), cache(tidy_name)
        self._number = cache(self._read_number)
        self.keys_are_phones = self._are_phones(sheet, terms)
        """Then one that nobody has is no key of a new member."""

    def said(self, cells: Sequence[str]) -> SaleSaid:
        """Raises what is wrong with the first cell that cannot be understood."""
        key, number = self.whose(cells)
        amount = self._text(cells, SaleField.AMOUNT).removesuffix("元")
        return SaleSaid(
            key, number,
            self._day(self._text(cells, SaleField.DAY)),
            self._amount(amount),
        )  # fmt: skip

    def whose(self, cells: Sequence[str]) -> tuple[str, str | None]:
        """Her key and her phone number, as in SaleSaid. Raises what is wrong with them."""
        key, phone = self._text(cells, SaleField.MEMBER), self._text(cells, SaleField.PHONE)
        if key.strip().casefold() in _NOBODY:
            key = ""
        if not key and not phone:
            raise WhoseSaleMissing()
        number = self._number(phone or key) if key else phone_in_sheet(phone, self._region)
        return self._key(key) if key else "", number

    def _amount(self, text: str) -> Money:
        back = _BACK.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if back is not None and (given := parse_sum(back[1] or back[2], self._digits)):
            raise GivenBack(given.fen)
        return parse_sum(text, self._digits)

    @property
    def has_keys_and_phones(self) -> bool:
        return {SaleField.MEMBER, SaleField.PHONE} <= self._places.keys()

    def _text(self, cells: Sequence[str], field: SaleField) -> str:
        place = self._places.get(field)
        return cells[place] if place is not None and place < len(cells) else ""

    def _read_day(self, text: str) -> date:
        found = read_day(text, self.habit)
        if found.year is None or found.year < _EARLIEST.year:
            raise BadDay(text)
        return date(found.year, found.month, found.day)

    def _read_number(self, text: str) -> str | None:
        """None for what is no phone number. Raises PhoneCutShort: of a key too no digit may be
        lost."""
        try:
            return phone_in_sheet(text, self._region)
        except BadPhone:
            return None

    def _are_phones(self, sheet: SaleSheet, terms: Terms) -> bool:
        keys = [self._text(row.cells, SaleField.MEMBER) for row in sheet.rows[:_SAMPLE]]
        return 2 * sum(is_phone(key, terms) for key in keys) > len(keys)

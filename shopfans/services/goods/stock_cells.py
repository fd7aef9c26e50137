"""What the cells of a list of goods say."""

import re
import unicodedata
from functools import partial
from typing import Any

from shopfans.domain import goods as rules
from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import BarcodeCutShort, NotYesOrNo, ShopError
from shopfans.domain.mangled import spelled_out
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from shopfans.domain.sheet_rows import Fate, GoodField
from shopfans.services.goods.stock_columns import GoodColumns
from shopfans.services.goods.stock_trials import TrialRow
from shopfans.services.spreadsheets.reading import SheetRow

_YES = frozenset({"yes", "y", "true", "1", "是", "√", "✓", "有"})
_NO = frozenset({"no", "n", "false", "0", "否", "×", "x", "无", "無", "不积分", "不累點"})


def row_said(line: SheetRow, columns: GoodColumns, digits: int) -> TrialRow | None:
    """Refused if a cell cannot be understood; None: nothing stands in our columns."""
    texts = {
        field: cell for field, cell in zip(columns, line.cells, strict=False) if field and cell
    }
    if not texts:
        return None
    readings = {**_READINGS, GoodField.PRICE: partial(_price, digits=digits)}
    name, said = texts.get(GoodField.NAME, ""), {}
    try:
        for field, text in texts.items():
            said[field.value] = readings[field](text)
    except ShopError as problem:
        return TrialRow(line.number, line.cells, name, {}, Fate.REFUSED, problem=problem)
    return TrialRow(line.number, line.cells, said.get("name", ""), said, Fate.SAME)


def _price(text: str, *, digits: int) -> Money:
    return parse_amount(text.strip().removesuffix("元"), digits)


def _barcode(text: str) -> str:
    """A number that was written with all its digits (6.901234567892E+12) is understood."""
    digits = spelled_out(text)
    if digits is None:
        raise BarcodeCutShort(text)
    return rules.parse_barcode(digits)


def _yes(text: str) -> bool:
    word = unicodedata.normalize("NFKC", text).casefold()
    if word in _YES | _NO:
        return word in _YES
    raise NotYesOrNo(text)


def _days(text: str) -> int:
    plain = re.sub(r"\s*(天|日|days?)$", "", unicodedata.normalize("NFKC", text).casefold())
    return parse_count(plain, least=1, most=rules.LONGEST_LASTING)


_READINGS: dict[GoodField, Any] = {
    GoodField.NAME: tidy_name,
    GoodField.CATEGORY: rules.tidy_category,
    GoodField.BARCODE: _barcode,
    GoodField.EARNS: _yes,
    GoodField.LASTS: _days,
}

"""Values as cells of a workbook: days are days, amounts are numbers, and no text is ever a
formula."""

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum, auto
from functools import lru_cache
from math import isfinite
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter

from shopfans.domain.periods import time_zone
from shopfans.domain.terms import Terms
from shopfans.services.exporting.formulas import looks_like_one

LONGEST_TEXT = 32_767
"""Characters in a cell."""

_DAY_ZERO = date(1899, 12, 30).toordinal()
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile("[&<>\r]")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


class Kind(Enum):
    """What a column holds, and how it comes from the books."""

    TEXT = auto()
    NUMBER = auto()
    """A number that names something: no thousands apart."""
    COUNT = auto()
    MONEY = auto()
    """In fen."""
    DAY = auto()
    """ISO text, as is `TIME`."""
    TIME = auto()
    REAL = auto()
    """A number with as many decimals as it has."""
    FORMULA = auto()


class ReadyCell:
    """The cells of one column as the file of a sheet has them; their style is looked up once."""

    __slots__ = ("_letter", "_plain", "_quoted")

    def __init__(self, column: int, *, plain: int, quoted: int) -> None:
        """`plain` and `quoted` number their style, without and with the mark of a text that looks
        like a formula."""
        self._letter = get_column_letter(column)
        self._plain, self._quoted = plain, quoted

    def holding(self, value: str | float, row: int) -> str:
        """A number, or a text that stays one even if somebody edits the cell later."""
        if not isinstance(value, str):
            return f'<c r="{self._letter}{row}" s="{self._plain}"><v>{value}</v></c>'
        text = _kept(value)
        if not text:
            return f'<c r="{self._letter}{row}" s="{self._plain}"/>'
        style = self._quoted if looks_like_one(text) else self._plain
        space = "" if text == text.strip() else ' xml:space="preserve"'
        if _MARKUP.search(text):
            text = text.translate(_ESCAPED)
        return (
            f'<c r="{self._letter}{row}" s="{style}" t="inlineStr">'
            f"<is><t{space}>{text}</t></is></c>"
        )

    def holding_formula(self, formula: str, row: int) -> str:
        """A formula of ours, without its equals sign."""
        formula = formula.translate(_ESCAPED)
        return f'<c r="{self._letter}{row}" s="{self._plain}"><f>{formula}</f><v/></c>'


def hold_text(cell: Cell, value: str) -> None:
    """A cell of openpyxl's own takes a text that stays one, as those of ReadyCell do."""
    text = _kept(value)
    cell.value, cell.data_type = text, "s"
    cell.number_format = number_format(Kind.TEXT, 0)
    cell.quotePrefix = int(looks_like_one(text))


def _kept(text: str) -> str:
    return _FORBIDDEN.sub("", text)[:LONGEST_TEXT]


def number_format(kind: Kind, decimals: int) -> str:
    """How a spreadsheet shows this kind; what is below zero stands out."""
    amount = "#,##0." + "0" * decimals if decimals else "#,##0"
    return {
        Kind.TEXT: "@",
        Kind.NUMBER: "0",
        Kind.COUNT: "#,##0;[Red]-#,##0",
        Kind.MONEY: f"{amount};[Red]-{amount}",
        Kind.DAY: "yyyy-mm-dd",
        Kind.TIME: "yyyy-mm-dd hh:mm",
        Kind.REAL: "General",
        Kind.FORMULA: "General",
    }[kind]


def converter(kind: Kind, terms: Terms) -> Callable[[Any], str | float]:
    """What turns a value of the books into one of a sheet: days and times by the shop's clock."""
    unit, zone = 10**terms.currency.digits, time_zone(terms.zone)

    def moment(text: str) -> float:
        at = datetime.fromisoformat(text).astimezone(zone)
        seconds = at.hour * 3600 + at.minute * 60 + at.second
        return at.toordinal() - _DAY_ZERO + seconds / 86_400

    convert: dict[Kind, Callable[[Any], str | float]] = {
        Kind.MONEY: lambda fen: fen / unit if unit > 1 else fen,
        Kind.DAY: _serial,
        Kind.TIME: moment,
        Kind.REAL: lambda number: number if isfinite(number) else str(number),
    }
    return convert.get(kind, lambda value: value)


@lru_cache(maxsize=4096)
def _serial(day: str) -> int:
    """A day as spreadsheets count them."""
    return date.fromisoformat(day).toordinal() - _DAY_ZERO

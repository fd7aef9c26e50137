"""Goods from a spreadsheet: first a trial run that writes nothing, then all of it or none."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from shopfans.database.models import Good
from shopfans.database.operations import begin, note
from shopfans.database.shop import Shop
from shopfans.domain import goods as rules
from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import (
    BarcodeCutShort,
    GoodsChangedMeanwhile,
    NameMissing,
    NotYesOrNo,
    SaidTwice,
    SeveralGoodsSoCalled,
    ShopError,
)
from shopfans.domain.goods import Details
from shopfans.domain.kinds import Act
from shopfans.domain.mangled import spelled_out
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sheet_rows import Fate
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.books.auditing import Progress
from shopfans.services.goods import pricing
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.services.goods.stock_columns import KNOWN, columns
from shopfans.services.spreadsheets.reading import SheetRow, read_rows

_YES = frozenset({"yes", "y", "true", "1", "是", "√", "✓", "有"})
_NO = frozenset({"no", "n", "false", "0", "否", "×", "x", "无", "無", "不积分", "不累點"})


class TrialRow(NamedTuple):
    number: int
    """As the spreadsheet shows it."""
    name: str
    said: dict[str, Any]
    """What its cells say, by the fields of Details; an empty cell says nothing."""
    fate: Fate
    good: GoodOnSale | None = None
    """The one on the list that it is about."""
    details: Details | None = None
    """The good as it will be."""
    problem: ShopError | None = None
    """Why it is refused."""

    @property
    def changes(self) -> tuple[str, ...]:
        """The fields that will be different, `active` if it comes back on sale."""
        if self.good is None or self.details is None:
            return ()
        before, now = self.good.details._asdict(), self.details._asdict()
        back = () if self.good.active else ("active",)
        return (*(field for field in now if now[field] != before[field]), *back)


class Trial(NamedTuple):
    """What an import would do; nothing is written yet."""

    rows: tuple[TrialRow, ...]
    unread: tuple[str, ...] = ()
    """The headings of columns that are left out."""

    def counts(self) -> Counter[Fate]:
        return Counter(row.fate for row in self.rows)

    def to_write(self) -> list[TrialRow]:
        return [row for row in self.rows if row.fate in {Fate.NEW, Fate.CHANGED}]


def try_out(
    shop: Shop, *, by: Staff, path: Path, progress: Progress = lambda done, total: None
) -> Trial:
    """What becomes of each row of this file.

    Raises HeadingsMissing or what read_rows raises.
    """
    require(by, Right.KEEP_GOODS)
    digits = settings.load(shop).currency.digits
    found = columns(read_rows(path, known=KNOWN, progress=progress))
    said = [_row_said(line, found.where, digits) for line in found.goods]
    with shop.reading():
        trial = _Judge(shop).trial([row for row in said if row is not None], progress)
        return trial._replace(unread=found.unread)


def take_over(
    shop: Shop,
    *,
    by: Staff,
    trial: Trial,
    request: str,
    progress: Progress = lambda done, total: None,
) -> None:
    """Write all that the trial run said, or nothing; refused rows are left out.

    Raises GoodsChangedMeanwhile if the trial would say something else now, or what `progress`
    raises.
    """
    require(by, Right.KEEP_GOODS)
    terms, writing = settings.load(shop), trial.to_write()
    if not writing:
        return
    asked = [(row.number, row.details) for row in writing]
    with shop.changing(Topic.GOODS):
        operation = begin(shop, Act.KEEP_GOODS, terms=terms, by=by, request=request, asked=asked)
        if not operation.is_new:
            return
        note(operation, said={"rows": len(writing)})
        again = _Judge(shop).trial(trial.rows, lambda done, total: None)
        if again.to_write() != writing:
            raise GoodsChangedMeanwhile()
        for done, row in enumerate(writing):
            progress(done, len(writing))
            assert row.details is not None
            good = pricing.write(shop, row.details, row.good.id if row.good else None)
            if row.good is not None and not row.good.active:
                Good.update(active=True).where(Good.id == good).execute()


# What the cells say


def _row_said(line: SheetRow, where: dict[str, int], digits: int) -> TrialRow | None:
    """None: nothing stands in our columns."""
    texts = {
        field: line.cells[place]
        for field, place in where.items()
        if place < len(line.cells) and line.cells[place]
    }
    if not texts:
        return None
    readings = {**_READINGS, "price": partial(_price, digits=digits)}
    said: dict[str, Any] = {}
    try:
        for field, text in texts.items():
            said[field] = readings[field](text)
    except ShopError as problem:
        return TrialRow(line.number, texts.get("name", ""), {}, Fate.REFUSED, problem=problem)
    return TrialRow(line.number, said.get("name", ""), said, Fate.SAME)


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


_READINGS: dict[str, Any] = {
    "name": tidy_name,
    "category": rules.tidy_category,
    "barcode": _barcode,
    "earns": _yes,
    "lasts": _days,
}


# What becomes of them


class _Judge:
    """Knows the list as it becomes from row to row, and which good each row was about; inside a
    block.

    Rows with a barcode are judged first: who they are about is beyond doubt.
    """

    def __init__(self, shop: Shop) -> None:
        self._goods = {good.id: good for good in pricing.every_good(shop)}
        self._by_barcode: dict[str, int] = {}
        self._by_name: defaultdict[str, set[int]] = defaultdict(set)
        self._first_rows: dict[int, int] = {}
        for good in self._goods.values():
            self._enter(good)

    def trial(self, rows: Sequence[TrialRow], progress: Progress) -> Trial:
        judged = []
        for done, row in enumerate(sorted(rows, key=lambda row: not row.said.get("barcode"))):
            if done % 200 == 0:
                progress(done, len(rows))
            judged.append(self._judged(row))
        return Trial(tuple(sorted(judged, key=lambda row: row.number)))

    def _judged(self, row: TrialRow) -> TrialRow:
        if not row.said:  # its cells could not be read
            return row
        row = TrialRow(row.number, row.name, row.said, Fate.NEW)
        try:
            good = self._meant(row)
            if good is not None and good.id in self._first_rows:
                raise SaidTwice(self._first_rows[good.id])
            details = (good.details if good else Details("", Money()))._replace(**row.said)
            row = row._replace(good=good, details=details)
            self._note(row, details)  # also if it is refused: the next about it is said twice
            rules.checked(details)
        except ShopError as problem:
            return row._replace(good=None, details=None, fate=Fate.REFUSED, problem=problem)
        if good is None:
            return row
        return row._replace(fate=Fate.CHANGED if row.changes else Fate.SAME)

    def _meant(self, row: TrialRow) -> GoodOnSale | None:
        """The good with this barcode, else the only one of this name, those on sale first."""
        barcode = row.said.get("barcode", "")
        if not (row.name or barcode):
            raise NameMissing()
        for one in rules.scanned_as(barcode):
            if one in self._by_barcode:
                return self._goods[self._by_barcode[one]]
        called_so = [self._goods[one] for one in sorted(self._by_name[row.name])]
        if barcode:
            called_so = [
                good for good in called_so if not good.barcode and good.id not in self._first_rows
            ]
        for is_likelier in (
            lambda good: good.active,
            lambda good: not good.barcode,
            lambda good: good.category == row.said.get("category", good.category),
        ):
            called_so = list(filter(is_likelier, called_so)) or called_so
        if len(called_so) > 1:
            raise SeveralGoodsSoCalled(row.name)
        return called_so[0] if called_so else None

    def _note(self, row: TrialRow, details: Details) -> None:
        """The good is from now on as this row says; a new one is known by the row's number."""
        number = row.good.id if row.good else -row.number
        self._first_rows[number] = row.number
        if row.good is not None:
            self._by_name[row.good.name].discard(number)
        self._enter(GoodOnSale(number, **details._asdict()))

    def _enter(self, good: GoodOnSale) -> None:
        self._goods[good.id] = good
        self._by_name[good.name].add(good.id)
        if good.barcode:
            self._by_barcode[good.barcode] = good.id

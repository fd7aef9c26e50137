"""What becomes of each row of a list of goods: which are new, what changes, what is refused."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain import goods as rules
from shopfans.domain.errors import NameMissing, SaidTwice, SeveralGoodsSoCalled, ShopError
from shopfans.domain.goods import Details
from shopfans.domain.money import Money
from shopfans.domain.sheet_rows import Fate
from shopfans.services.books.auditing import Progress
from shopfans.services.goods import pricing
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.services.goods.stock_columns import GoodColumns, GoodsSheet

_REPORT_EVERY = 200


class TrialRow(NamedTuple):
    number: int
    """As the spreadsheet shows it."""
    cells: tuple[str, ...]
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

    def is_written(self) -> bool:
        return self.fate in {Fate.NEW, Fate.CHANGED}

    def written(self) -> tuple[object, ...]:
        """What is written, and over what; how many pieces are sold meanwhile is no matter."""
        return self.number, self.details, self.good and self.good._replace(sold=0)

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

    sheet: GoodsSheet
    columns: GoodColumns
    rows: tuple[TrialRow, ...]
    brought_before: date | None
    """When the very same file was brought in; None: never, or it was undone."""

    def counts(self) -> Counter[Fate]:
        return Counter(row.fate for row in self.rows)

    def to_write(self) -> list[TrialRow]:
        return [row for row in self.rows if row.is_written()]

    def left_out(self) -> list[TrialRow]:
        return [row for row in self.rows if row.fate is Fate.REFUSED]


def judged(shop: Shop, rows: Sequence[TrialRow], progress: Progress) -> tuple[TrialRow, ...]:
    """What becomes of each row; inside a block. Raises what `progress` raises."""
    return _Judge(shop).judged(rows, progress)


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

    def judged(self, rows: Sequence[TrialRow], progress: Progress) -> tuple[TrialRow, ...]:
        made = []
        for done, row in enumerate(sorted(rows, key=lambda row: not row.said.get("barcode"))):
            if done % _REPORT_EVERY == 0:
                progress(done, len(rows))
            made.append(self._judged(row))
        return tuple(sorted(made, key=lambda row: row.number))

    def _judged(self, row: TrialRow) -> TrialRow:
        if not row.said:  # its cells could not be read
            return row
        row = TrialRow(row.number, row.cells, row.name, row.said, Fate.NEW)
        try:
            good = self._meant(row)
            if good is not None and good.id in self._first_rows:
                raise SaidTwice(self._first_rows[good.id])
            details = (good.details if good else Details("", Money()))._replace(**row.said)
            if good is not None and rules.alike(details.name) == rules.alike(good.name):
                details = details._replace(name=good.name)  # a list in capitals renames nothing
            row = row._replace(good=good, details=details)
            self._note(row, details)  # also if it is refused: the next about it is said twice
            rules.checked(details)
        except ShopError as problem:
            return row._replace(good=None, details=None, fate=Fate.REFUSED, problem=problem)
        if good is None:
            return row
        return row._replace(fate=Fate.CHANGED if row.changes else Fate.SAME)

    def _meant(self, row: TrialRow) -> GoodOnSale | None:
        """The good with this barcode, else the only one of this name, or of one that sounds the
        same; those on sale first."""
        barcode = row.said.get("barcode", "")
        if not (row.name or barcode):
            raise NameMissing()
        for one in rules.scanned_as(barcode):
            if one in self._by_barcode:
                return self._goods[self._by_barcode[one]]
        alike = [self._goods[one] for one in sorted(self._by_name[rules.alike(row.name)])]
        called_so = [good for good in alike if good.name == row.name] or alike
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
            self._by_name[rules.alike(row.good.name)].discard(number)
        self._enter(GoodOnSale(number, **details._asdict()))

    def _enter(self, good: GoodOnSale) -> None:
        self._goods[good.id] = good
        self._by_name[rules.alike(good.name)].add(good.id)
        if good.barcode:
            self._by_barcode[good.barcode] = good.id

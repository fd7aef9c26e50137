"""What becomes of each row of a list of past sales: new, known already, or refused."""

from collections import Counter, defaultdict
from contextlib import suppress
from datetime import date

from shopfans.database.closed_days import first_closed, last_closed
from shopfans.database.erasures import Erasures
from shopfans.database.sales_book import NOT_TAKEN_BACK
from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    DayAhead,
    DayClosed,
    MemberForgotten,
    NobodyHasNumber,
    ShopError,
)
from shopfans.domain.kinds import Act
from shopfans.domain.sheet_rows import Fate
from shopfans.services.books.auditing import Progress
from shopfans.services.bringing.past.cells import SaleCells, SaleSaid
from shopfans.services.bringing.past.columns import SaleColumns, SaleSheet
from shopfans.services.bringing.past.trials import SaleTrial, SaleTrialRow

_REPORT_EVERY = 500


def trial(
    shop: Shop,
    sheet: SaleSheet,
    columns: SaleColumns,
    cells: SaleCells,
    today: date,
    progress: Progress = lambda done, total: None,
) -> SaleTrial:
    """Inside a block. Raises what `progress` raises."""
    judge = _Judge(shop, cells, today)
    judge.learn(sheet)
    rows = []
    for done, (number, row) in enumerate(sheet.rows):
        if done % _REPORT_EVERY == 0:
            progress(done, len(sheet.rows))
        rows.append(judge.judged(number, row))
    [(as_of,)] = shop.rows("SELECT COALESCE(MAX(id), 0) FROM operation")
    before = shop.rows(_BEFORE, sheet.digest)
    return SaleTrial(
        sheet, columns, tuple(rows), cells.habit,
        date.fromisoformat(before[0][0]) if before else None, as_of,
        {} if cells.keys_are_phones else judge.learned,
    )  # fmt: skip


def known_keys(shop: Shop) -> dict[str, int]:
    """Whom a key of the other program means; of a record that was merged, the one that was
    kept."""
    return dict(shop.rows(_KEYS))


class _Judge:
    """Knows everybody who has a key or a number, and each sale that was brought in before."""

    def __init__(self, shop: Shop, cells: SaleCells, today: date) -> None:
        self._cells, self._today = cells, today
        self._keys, self._phones = known_keys(shop), dict(shop.rows(_PHONES))
        self._names = dict(shop.rows("SELECT id, name FROM member WHERE erased = 0"))
        self._erasures = Erasures(shop.path)
        self._brought = Counter(shop.rows(_BROUGHT, Act.IMPORT.value))
        self._closed = first_closed(), last_closed()
        self.learned: dict[str, int] = {}

    def learn(self, sheet: SaleSheet) -> None:
        """A key that stands beside the number of one member is hers in all rows."""
        found = defaultdict[str, set[int]](set)
        for _number, row in sheet.rows if self._cells.has_keys_and_phones else ():
            with suppress(ShopError):  # the row is judged later
                key, phone = self._cells.whose(row)
                if phone in self._phones and key and key not in self._keys:
                    found[key].add(self._phones[phone])
        self.learned = {key: one for key, (one, *others) in found.items() if not others}

    def judged(self, number: int, row: tuple[str, ...]) -> SaleTrialRow:
        said, member, name = None, None, ""
        try:
            said = self._cells.said(row)
            member = self._whose(said)
            name = "" if member is None else self._names.get(member, "")
            if self._was_brought(member, said):
                return SaleTrialRow(number, row, said, Fate.SAME, member, name)
            self._refuse_day(said.day)
            return SaleTrialRow(number, row, said, Fate.NEW, member, name)
        except ShopError as problem:
            return SaleTrialRow(number, row, said, Fate.REFUSED, member, name, problem)

    def _whose(self, said: SaleSaid) -> int | None:
        """None: she becomes a member by her key, which counts before a phone number."""
        member = self._keys.get(said.key)
        if member is None and said.key and self._erasures.knows_key(said.key):
            raise MemberForgotten()  # whoever has her number now
        if member is None and said.phone is not None:
            member = self._phones.get(said.phone)
        if member is None:
            member = self.learned.get(said.key)
        if member is None and (not said.key or (said.phone and self._cells.keys_are_phones)):
            raise NobodyHasNumber()
        return member

    def _was_brought(self, member: int | None, said: SaleSaid) -> bool:
        """As often as earlier files brought a sale of hers of this day and amount, it is the
        same."""
        sale = (member, said.day.isoformat(), said.amount.fen)
        if member is None or not self._brought[sale]:
            return False
        self._brought[sale] -= 1
        return True

    def _refuse_day(self, day: date) -> None:
        if day > self._today:
            raise DayAhead(day)
        first, last = self._closed
        if first is not None and last is not None and first <= day <= last:
            raise DayClosed(day)


_KEYS = """
    SELECT m.foreign_id, COALESCE(g.into_id, m.id) FROM member m
    LEFT JOIN merged_member g ON g.member_id = m.id WHERE m.foreign_id IS NOT NULL"""
_PHONES = "SELECT phone, id FROM member WHERE phone IS NOT NULL"
_BROUGHT = f"""
    SELECT s.member_id, s.day, s.paid FROM sale s JOIN operation o ON o.id = s.operation_id
    WHERE o.act = ? AND s.member_id IS NOT NULL AND {NOT_TAKEN_BACK}"""
_BEFORE = """
    SELECT o.day FROM sales_import b JOIN operation o ON o.id = b.operation_id
    WHERE b.digest = ? AND b.undone_id IS NULL ORDER BY b.id DESC LIMIT 1"""

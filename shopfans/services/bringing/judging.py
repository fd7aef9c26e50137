"""What becomes of each row of a list: who is new, what changes, who is known, what is refused."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    MemberSaidTwice,
    NameMissing,
    OpeningAlready,
    PhoneTaken,
    ShopError,
    ValueAlready,
)
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.sheet_rows import Fate, Field
from shopfans.domain.stored_value import Value
from shopfans.services.books.auditing import Progress
from shopfans.services.bringing.cells import Cells, Habits, Said
from shopfans.services.bringing.columns import Columns, MemberSheet
from shopfans.services.members import tagging

_REPORT_EVERY = 500


class TrialRow(NamedTuple):
    number: int
    """As the spreadsheet shows it."""
    cells: tuple[str, ...]
    said: Said | None
    """None: a cell could not be understood."""
    fate: Fate
    member: int | None = None
    """Who has this number already."""
    changes: tuple[Field, ...] = ()
    """What the list adds to her; what the shop knows already stays as it is."""
    problem: ShopError | None = None
    """Why it is refused."""

    def brings_value(self) -> bool:
        """Whether stored value comes with it."""
        if self.said is None or not self.said.value.both:
            return False
        return self.fate is Fate.NEW or not _VALUE.isdisjoint(self.changes)


class Trial(NamedTuple):
    """What an import would do; nothing is written yet."""

    sheet: MemberSheet
    columns: Columns
    rows: tuple[TrialRow, ...]
    habits: Habits
    new_tags: tuple[str, ...]
    """They are put on the owner's list."""
    tags_left_out: tuple[str, ...]
    """For which the list has no room."""
    brought_before: date | None
    """When the very same file was brought in; None: never, or it was undone."""
    as_of: int
    """The newest operation that was known."""

    def counts(self) -> Counter[Fate]:
        return Counter(row.fate for row in self.rows)

    def to_write(self) -> list[TrialRow]:
        return [row for row in self.rows if row.fate in _WRITTEN]

    def refused(self) -> list[TrialRow]:
        return [row for row in self.rows if row.fate is Fate.REFUSED]

    def points(self) -> Points:
        """All that is brought in."""
        return Points(
            sum(
                row.said.points for row in self.rows
                if row.said and (row.fate is Fate.NEW or Field.POINTS in row.changes)
            )
        )  # fmt: skip

    def value(self) -> Value:
        """All the stored value that is brought in."""
        brought = [row.said.value for row in self.rows if row.said and row.brings_value()]
        return Value(
            Money.total(one.principal for one in brought), Money.total(one.bonus for one in brought)
        )


class _Known(NamedTuple):
    """A member who has a phone number."""

    id: int
    name: str
    has_birthday: int
    joined: str
    has_note: int


_VALUE = frozenset({Field.PRINCIPAL, Field.BONUS})
_WRITTEN = frozenset({Fate.NEW, Fate.CHANGED})


def trial(
    shop: Shop, sheet: MemberSheet, columns: Columns, cells: Cells, progress: Progress
) -> Trial:
    """Inside a block. Raises what `progress` raises."""
    judge = _Judge(shop, with_tags=Field.TAGS in columns)
    rows = []
    for done, (number, row) in enumerate(sheet.rows):
        if done % _REPORT_EVERY == 0:
            progress(done, len(sheet.rows))
        rows.append(judge.judged(number, row, cells))
    [(as_of,)] = shop.rows("SELECT COALESCE(MAX(id), 0) FROM operation")
    before = shop.rows(_BEFORE, sheet.digest)
    return Trial(
        sheet, columns, tuple(rows), cells.habits, *_tags(shop, rows),
        date.fromisoformat(before[0][0]) if before else None, as_of,
    )  # fmt: skip


class _Judge:
    """Knows everybody who has a number, and in which row each was met first."""

    def __init__(self, shop: Shop, *, with_tags: bool) -> None:
        self._known = {phone: _Known(*facts) for phone, *facts in shop.rows(_KNOWN)}
        self._openings = dict(shop.rows(_OPENINGS))
        self._values = {
            member: Value(Money(paid), Money(bonus)) for member, paid, bonus in shop.rows(_VALUES)
        }
        self._tags: dict[int, set[str]] = {}
        for member, name in shop.rows(_TAGS) if with_tags else ():
            self._tags.setdefault(member, set()).add(name.casefold())
        self._first_rows: dict[str, int] = {}

    def judged(self, number: int, row: tuple[str, ...], cells: Cells) -> TrialRow:
        said = None
        try:
            said = cells.said(row)
            first = self._first_rows.setdefault(said.phone, number)
            if first != number:
                raise MemberSaidTwice(first)
            known = self._known.get(said.phone)
            if known is None:
                if not said.name:
                    raise NameMissing()
                return TrialRow(number, row, said, Fate.NEW)
            changes = self._changes(said, known)
        except ShopError as problem:
            return TrialRow(number, row, said, Fate.REFUSED, problem=problem)
        return TrialRow(
            number, row, said, Fate.CHANGED if changes else Fate.SAME, known.id, changes
        )

    def _changes(self, said: Said, known: _Known) -> tuple[Field, ...]:
        if said.name and said.name.casefold() != known.name.casefold():
            raise PhoneTaken(known.id, known.name)
        had = self._openings.get(known.id)
        if had is not None and said.points not in {0, had}:
            raise OpeningAlready(had)
        held = self._values.get(known.id)
        if held is not None and said.value not in {Value(), held}:
            raise ValueAlready(held.both.fen)
        hers = self._tags.get(known.id, set())
        found = {
            Field.BIRTHDAY: said.birthday is not None and not known.has_birthday,
            Field.JOINED: said.joined is not None and said.joined.isoformat() < known.joined,
            Field.POINTS: said.points > 0 and had is None,
            Field.PRINCIPAL: bool(said.value.principal) and held is None,
            Field.BONUS: bool(said.value.bonus) and held is None,
            Field.TAGS: any(tag.casefold() not in hers for tag in said.tags),
            Field.NOTE: bool(said.note) and not known.has_note,
        }
        return tuple(field for field, changes in found.items() if changes)


def _tags(shop: Shop, rows: Sequence[TrialRow]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which tags come onto the owner's list, and which find no room there."""
    on_list = [tag.name.casefold() for tag in tagging.tags(shop)]
    wanted: dict[str, str] = {}
    for row in rows:
        if row.said and row.said.tags and row.fate in _WRITTEN:
            for tag in row.said.tags:
                wanted.setdefault(tag.casefold(), tag)
    new = [tag for folded, tag in wanted.items() if folded not in on_list]
    room = max(0, tagging.MOST - len(on_list))
    return tuple(new[:room]), tuple(new[room:])


_KNOWN = """
    SELECT phone, id, name, birth_month IS NOT NULL, joined, note <> '' FROM member
    WHERE phone IS NOT NULL"""
_OPENINGS = """
    SELECT e.member_id, SUM(e.change) FROM ledger_entry e
    JOIN member_import b ON b.operation_id = e.operation_id AND b.undone_id IS NULL
    WHERE e.kind = 'opening' AND e.unit = 'points' GROUP BY e.member_id"""
_VALUES = """
    SELECT member_id, SUM(paid), SUM(bonus) FROM prepayment p WHERE kind = 'opening'
    GROUP BY member_id HAVING SUM(paid) + SUM(bonus) > 0"""
_TAGS = """
    SELECT m.member_id, t.name FROM member_tag m JOIN tag t ON t.id = m.tag_id"""
_BEFORE = """
    SELECT o.day FROM member_import b JOIN operation o ON o.id = b.operation_id
    WHERE b.digest = ? AND b.undone_id IS NULL ORDER BY b.id DESC LIMIT 1"""

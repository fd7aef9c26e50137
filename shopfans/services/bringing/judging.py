"""What becomes of each row of a list: who is new, what changes, who is known, what is refused."""

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
from shopfans.services.bringing.cards import CardBefore, Cards, is_before
from shopfans.services.bringing.cells import Cells, Said
from shopfans.services.bringing.member_columns import MemberColumns, MemberSheet
from shopfans.services.bringing.trials import Trial, TrialRow
from shopfans.services.members import tagging
from shopfans.services.sessions import offering
from shopfans.services.sessions.brought import CardBrought

_REPORT_EVERY = 500


class _Known(NamedTuple):
    """A member who has a phone number."""

    id: int
    name: str
    has_birthday: int
    joined: str
    has_note: int


def trial(
    shop: Shop, sheet: MemberSheet, columns: MemberColumns, cells: Cells, progress: Progress
) -> Trial:
    """Inside a block. Raises what `progress` raises."""
    judge = _Judge(shop, cells.today, with_tags=Field.TAGS in columns)
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
    """Knows everybody who has a number, and what became of the row in which each was met first."""

    def __init__(self, shop: Shop, today: date, *, with_tags: bool) -> None:
        self._today = today
        self._known = {phone: _Known(*facts) for phone, *facts in shop.rows(_KNOWN)}
        self._openings = dict(shop.rows(_OPENINGS))
        self._values = {
            member: Value(Money(paid), Money(bonus)) for member, paid, bonus in shop.rows(_VALUES)
        }
        self._tags: dict[int, set[str]] = {}
        for member, name in shop.rows(_TAGS) if with_tags else ():
            self._tags.setdefault(member, set()).add(name.casefold())
        self._first_rows: dict[str, TrialRow] = {}
        self._cards = Cards(offering.kinds(shop))
        self._cards_before: dict[int, list[CardBefore]] = {}
        for member, *facts in shop.rows(_CARDS):
            self._cards_before.setdefault(member, []).append(CardBefore(*facts))

    def judged(self, number: int, row: tuple[str, ...], cells: Cells) -> TrialRow:
        said = None
        try:
            said = cells.said(row)
            first = self._first_rows.get(said.phone)
            made = TrialRow(number, row, said, Fate.NEW)
            made = self._first(made, said) if first is None else self._one_more(made, said, first)
            lapsed = self._lapsed(said)
            made = made._replace(lapsed=lapsed) if lapsed else made
        except ShopError as problem:
            made = TrialRow(number, row, said, Fate.REFUSED, problem=problem)
        if said is not None:
            self._first_rows.setdefault(said.phone, made)
        return made

    def _first(self, row: TrialRow, said: Said) -> TrialRow:
        known = self._known.get(said.phone)
        card = self._meant(said)
        if known is None:
            if not said.name:
                raise NameMissing()
            return row if card is None else row._replace(card=card)
        changes = self._changes(said, known) + self._of_card(said, card, known.id)
        fate = Fate.CHANGED if changes else Fate.SAME
        return row._replace(fate=fate, member=known.id, changes=changes, card=card)

    def _one_more(self, row: TrialRow, said: Said, first: TrialRow) -> TrialRow:
        """Of somebody who stands in the list already: nothing but one more card of hers."""
        if said.card is None or first.fate is Fate.REFUSED or not _is_said_again(said, first.said):
            raise MemberSaidTwice(first.number)
        card = self._meant(said)
        changes = self._of_card(said, card, first.member)
        fate = Fate.CHANGED if changes else Fate.SAME
        return row._replace(
            fate=fate, member=first.member, changes=changes, card=card, adds_to=first.number
        )

    def _meant(self, said: Said) -> CardBrought | None:
        """None without a card, and for one that lapsed."""
        return None if said.card is None or self._lapsed(said) else self._cards.meant(said.card)

    def _lapsed(self, said: Said) -> date | None:
        if said.card is None:
            return None
        until = said.card.until
        return until if until and until < self._today else None

    def _of_card(
        self, said: Said, card: CardBrought | None, member: int | None
    ) -> tuple[Field, ...]:
        if card is None or said.card is None:
            return ()
        before = None if member is None else self._cards_before.get(member)
        is_known = before is not None and is_before(card, said.card, before)
        return () if is_known else (Field.CARD,)

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


def _is_said_again(said: Said, first: Said | None) -> bool:
    """Whether a row tells nothing of her that her first row does not, but for a card."""
    if first is None:
        return False
    again = said.besides_card()._replace(name=said.name or first.name)
    alone = Said(first.phone, first.name, None, None, Points(0), Value(), (), "")
    return again in {alone, first.besides_card()}


def _tags(shop: Shop, rows: Sequence[TrialRow]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which tags come onto the owner's list, and which find no room there."""
    on_list = [tag.name.casefold() for tag in tagging.tags(shop)]
    wanted: dict[str, str] = {}
    for row in rows:
        if row.said and row.said.tags and row.is_written():
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
_CARDS = """
    SELECT p.member_id, c.kind_id, s.name, s.sessions, c.lapses, s.value FROM prepayment p
    JOIN session_card c ON c.prepayment_id = p.id JOIN session_part s ON s.card_id = c.id
    WHERE p.kind = 'opening_card'
      AND NOT EXISTS (SELECT 1 FROM prepayment v WHERE v.reverses_id = p.id)"""
_TAGS = """
    SELECT m.member_id, t.name FROM member_tag m JOIN tag t ON t.id = m.tag_id"""
_BEFORE = """
    SELECT o.day FROM member_import b JOIN operation o ON o.id = b.operation_id
    WHERE b.digest = ? AND b.undone_id IS NULL ORDER BY b.id DESC LIMIT 1"""

"""What the cells of a list say of each member."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from operator import itemgetter
from typing import NamedTuple, TypeVar

from shopfans.domain.birthdays import Birthday, birthday, is_younger, parse_birthday
from shopfans.domain.contacts import on_one_line, phone_in_sheet, tidy_name
from shopfans.domain.errors import (
    BadBirthday,
    BadDay,
    NumberOutOfRange,
    PhoneMissing,
    SessionsMissing,
    ShopError,
    TooYoung,
)
from shopfans.domain.mangled import spelled_out
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import MOST_AT_ONCE, Points, parse_points
from shopfans.domain.session_cards import MOST_SESSIONS
from shopfans.domain.sheet_days import Habit, habit_of, read_day
from shopfans.domain.sheet_rows import Field
from shopfans.domain.stored_value import Value
from shopfans.domain.terms import YOUNGEST, Terms
from shopfans.services.bringing.member_columns import MemberColumns, MemberSheet
from shopfans.services.members import noting, tagging

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

_EARLIEST = date(1900, 1, 1)
_LUNAR = re.compile("[农農阴陰旧舊]|lunar", re.IGNORECASE)
_IN_WORDS = re.compile("(?:[正一二三四五六七八九十冬腊臘]+)月.*[一二三四五六七八九十廿卅]")
_BETWEEN_TAGS = re.compile(r"[,，;；、|/\n]+")
_NOTHING = re.compile(r"0+(?:[.]0*)?")
_NO_MONEY, _NO_POINTS, _NO_VALUE = Money(), Points(0), Value()
_TOLD = (
    Field.PHONE, Field.NAME, Field.BIRTHDAY, Field.CALENDAR, Field.JOINED, Field.POINTS,
    Field.PRINCIPAL, Field.BONUS, Field.TAGS, Field.NOTE,
)  # fmt: skip
"""What every row is asked for, in the order of `Cells.said`."""
_SAMPLE = 500
"""Rows by which it is judged whether years are of typing."""
_FEW = 3
_MOST_ARE = 0.8


class CardSaid(NamedTuple):
    """Sessions that are left to her, as the row tells them."""

    name: str
    """Of the card."""
    service: str
    """Empty if it names none."""
    sessions: int
    until: date | None
    worth: Money | None
    """None: it does not tell."""


class Said(NamedTuple):
    """A row as values; an empty cell says nothing."""

    phone: str
    """In E.164."""
    name: str
    birthday: Birthday | None
    joined: date | None
    points: Points
    value: Value
    """Stored value."""
    tags: tuple[str, ...]
    note: str
    card: CardSaid | None = None

    def besides_card(self) -> "Said":
        """All but her sessions."""
        return self._replace(card=None)


class Habits(NamedTuple):
    """How the list writes its days; None: it has no such column."""

    birthday: Habit | None
    joined: Habit | None
    until: Habit | None
    years_are_of_typing: bool
    """Excel adds the present year to 8月15日: nearly all would be children."""


class Cells:
    """Reads the rows of one list whose columns are known; equal cells are understood once."""

    def __init__(
        self, sheet: MemberSheet, columns: MemberColumns, *, terms: Terms, today: date
    ) -> None:
        self._places = {field: place for place, field in enumerate(columns) if field}
        self._width = len(columns)
        self._empty = ("",) * (self._width + 1)
        self._told = itemgetter(*(self._places.get(field, self._width) for field in _TOLD))
        self._region, self._digits, self.today = terms.region, terms.currency.digits, today
        self._days: dict[str, date] = {}
        self._last_days: dict[str, date] = {}
        self._has_cards = {Field.CARD, Field.SESSIONS} <= self._places.keys()
        self._names: dict[str, str] = {}
        self._points: dict[str, Points] = {}
        self._birthdays: dict[tuple[str, str], Birthday] = {}
        self._tags: dict[str, tuple[str, ...]] = {}
        self.habits = Habits(
            self._habit(sheet, Field.BIRTHDAY),
            self._habit(sheet, Field.JOINED),
            self._habit(sheet, Field.UNTIL),
            years_are_of_typing=False,
        )
        if self._are_children(sheet):
            self.habits = self.habits._replace(years_are_of_typing=True)

    def said(self, cells: tuple[str, ...]) -> Said:
        """Raises what is wrong with the first cell that cannot be understood."""
        phone, name, born, calendar, joined, points, principal, bonus, tags, note = self._told(
            cells[: self._width] + self._empty
        )
        if not phone:
            raise PhoneMissing()
        return Said(
            phone_in_sheet(phone, self._region),
            _once(self._names, name, tidy_name) if name else "",
            _once(self._birthdays, (born, calendar), self._birthday) if born else None,
            _once(self._days, joined, self._joined) if joined else None,
            _once(self._points, points, _points) if points else _NO_POINTS,
            Value(self._amount(principal), self._amount(bonus))
            if principal or bonus else _NO_VALUE,
            _once(self._tags, tags, _tags) if tags else (),
            on_one_line(note)[: noting.LONGEST] if note else "",
            self._card(cells) if self._has_cards else None,
        )  # fmt: skip

    def _card(self, cells: Sequence[str]) -> CardSaid | None:
        """None where nothing is left."""
        name, left = self._text(cells, Field.CARD), self._text(cells, Field.SESSIONS)
        count = _points(left.rstrip("次堂回")) if left else 0
        if not name and not count:
            return None
        if not name or not left:
            raise SessionsMissing()
        if not count:
            return None
        if count > MOST_SESSIONS:
            raise NumberOutOfRange(1, MOST_SESSIONS)
        until, worth = self._text(cells, Field.UNTIL), self._text(cells, Field.WORTH)
        return CardSaid(
            on_one_line(name), on_one_line(self._text(cells, Field.SERVICE)), count,
            _once(self._last_days, until, lambda text: _day(text, self.habits.until))
            if until else None,
            self._amount(worth) if worth else None,
        )  # fmt: skip

    def _amount(self, text: str) -> Money:
        """Nothing for an empty cell and for none."""
        if not text or _NOTHING.fullmatch(text):
            return _NO_MONEY
        return parse_amount(text.removesuffix("元"), self._digits)

    def _text(self, cells: Sequence[str], field: Field) -> str:
        place = self._places.get(field)
        return cells[place] if place is not None and place < len(cells) else ""

    def _habit(self, sheet: MemberSheet, field: Field) -> Habit | None:
        place = self._places.get(field)
        if place is None:
            return None
        texts = {row.cells[place]: None for row in sheet.rows if place < len(row.cells)}
        return habit_of(texts, region=self._region)

    def _joined(self, text: str) -> date:
        day = _day(text, self.habits.joined)
        if not _EARLIEST <= day <= self.today:
            raise BadDay(text)
        return day

    def _birthday(self, said: tuple[str, str]) -> Birthday:
        """Of the words and the calendar."""
        born = self._born(*said)
        if is_younger(born, YOUNGEST, self.today):
            raise TooYoung(YOUNGEST)
        return born

    def _born(self, text: str, calendar: str) -> Birthday:
        """A day in Chinese numerals is one of the moon, with or without the word."""
        plain = unicodedata.normalize("NFKC", text)
        is_lunar = bool(_LUNAR.search(calendar))
        if _LUNAR.match(plain) or "闰" in plain or "閏" in plain or _IN_WORDS.search(plain):
            word = "" if _LUNAR.match(plain) else "农历"
            return parse_birthday(word + plain, latest=self.today)
        assert self.habits.birthday is not None
        try:
            year, month, day = read_day(text, self.habits.birthday)
            year = None if self.habits.years_are_of_typing else year
            return birthday(year, month, day, lunar=is_lunar, latest=self.today)
        except (BadDay, BadBirthday):
            raise BadBirthday(text) from None

    def _are_children(self, sheet: MemberSheet) -> bool:
        if Field.BIRTHDAY not in self._places:
            return False
        ages = []
        for row in sheet.rows[:_SAMPLE]:
            text = self._text(row.cells, Field.BIRTHDAY)
            with suppress(ShopError):
                born = self._born(text, self._text(row.cells, Field.CALENDAR))
                if born.year is not None:
                    ages.append(is_younger(born, YOUNGEST, self.today))
        return len(ages) >= _FEW and sum(ages) >= _MOST_ARE * len(ages)


def _once(kept: dict[_Key, _Value], said: _Key, read: Callable[[_Key], _Value]) -> _Value:
    found = kept.get(said)
    if found is None:
        found = kept[said] = read(said)
    return found


def _day(text: str, habit: Habit | None) -> date:
    """With its year."""
    assert habit is not None
    found = read_day(text, habit)
    if found.year is None:
        raise BadDay(text)
    return date(found.year, found.month, found.day)


def _points(text: str) -> Points:
    points = parse_points(spelled_out(text.replace(",", "")) or text)
    if points > MOST_AT_ONCE:
        raise NumberOutOfRange(0, MOST_AT_ONCE)
    return points


def _tags(text: str) -> tuple[str, ...]:
    names = (on_one_line(one)[: tagging.LONGEST] for one in _BETWEEN_TAGS.split(text))
    return tuple(dict.fromkeys(name for name in names if name))

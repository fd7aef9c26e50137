"""Records that may be one person: the same phone typed in another way, or a like name born on the
same day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from itertools import combinations
from typing import NamedTuple

from shopfans.database import ledger_lots
from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.contacts import CALLING_CODES, local_number, phone_or_none
from shopfans.domain.kinds import Purpose, Unit
from shopfans.domain.money import Money
from shopfans.domain.names import readings
from shopfans.domain.points import Points
from shopfans.services import settings
from shopfans.services.books.auditing import Progress
from shopfans.services.coupons import couponing
from shopfans.services.members import telling_apart
from shopfans.services.members.records import birthday_in, live_member
from shopfans.services.prepaid import drawing

MOST_PAIRS = 500
MOST_ALIKE = 20
"""Of so many with one number or name, none is the other's double."""


class Likeness(Enum):
    PHONE = "phone"
    NAME = "name"


class Pair(NamedTuple):
    """Two records, the older one first."""

    first: int
    second: int
    why: Likeness


class Side(NamedTuple):
    """What is compared before two records become one."""

    id: int
    name: str
    phone: str
    """As people in the shop's country would write it."""
    birthday: Birthday | None
    note: str
    joined: date
    visits: int
    spent: Money
    points: Points
    stored: Money
    """Principal and bonus."""
    coupons: int
    messages: bool


def pairs(shop: Shop, progress: Progress = lambda done, total: None) -> list[Pair]:
    """Who may be one person and was not told apart, those with one phone first; 500 at most."""
    region = settings.load(shop).region
    with shop.reading():
        people, apart = shop.rows(_PEOPLE), telling_apart.pairs(shop)
    found: dict[tuple[int, int], Likeness] = {}
    numbers: dict[str, list[int]] = defaultdict(list)
    names: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, (member, name, phone, key, *born) in enumerate(people):
        if at % 1_000 == 0:
            progress(at, len(people))
        for number in _numbers(name, phone, key, region):
            numbers[number].append(member)
        if born[0] is not None:
            for reading in _readings(name):
                names[*born, reading].append(member)
    for alike, why in ((numbers, Likeness.PHONE), (names, Likeness.NAME)):
        for pair in _within(alike.values()):
            found.setdefault(pair, why)
    return [Pair(*pair, why) for pair, why in found.items() if pair not in apart][:MOST_PAIRS]


def side(shop: Shop, member: int) -> Side:
    """One record of a pair. Raises UnknownMember or MemberErased."""
    region = settings.load(shop).region
    with shop.reading():
        row = live_member(member)
        said = shop.rows(_MESSAGES, member, Purpose.MESSAGES.value)
        return Side(
            member, row.name, local_number(row.phone or "", region), birthday_in(row), row.note,
            row.joined, row.visits, row.spent, Points(ledger_lots.balance(member, Unit.POINTS)),
            drawing.balance(member).both, len(couponing.in_hand(member, settings.today(shop))),
            bool(said and said[0][0]),
        )  # fmt: skip


def _numbers(name: str, phone: str | None, key: str | None, region: str) -> set[str]:
    """Her numbers without the country; history from elsewhere may know her by her phone alone."""
    typed = [text for text in {name, key or ""} if sum(map(str.isdigit, text)) >= 7]
    known = [phone or "", *(phone_or_none(text, region) or "" for text in typed)]
    return {part for number in known if number for part in _national(number)}


def _national(number: str) -> Iterator[str]:
    """The number itself, and what is left of it without each country's code it may begin with."""
    for code in CALLING_CODES.values():
        if number.startswith(code):
            yield number.removeprefix(code)


def _readings(name: str) -> set[str]:
    """Ways to say her name: words in any order, Chinese in every pinyin."""
    plain = name.casefold()
    words = "".join(sorted(plain.replace("·", " ").split()))
    return {words} if plain.isascii() else readings(name)


def _within(groups: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    for group in groups:
        members = sorted(set(group))
        if len(members) <= MOST_ALIKE:
            yield from combinations(members, 2)


_PEOPLE = """
    SELECT id, name, phone, foreign_id, birth_month, birth_day, birth_lunar, birth_leap
    FROM member WHERE erased = 0"""
_MESSAGES = """
    SELECT given FROM consent WHERE member_id = ? AND purpose = ? ORDER BY id DESC LIMIT 1"""

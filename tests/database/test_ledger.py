"""The ledger by itself: lots are granted, spent, reversed and expire, whatever the shop sells."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from shopfans.database import ledger, ledger_chain, ledger_lots, opening
from shopfans.database.ledger import Change
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain.errors import NotEnoughPoints, RequestReused
from shopfans.domain.kinds import Act, Entry, Unit
from shopfans.domain.roles import SYSTEM
from shopfans.services import settings
from tests.conftest import Clock, join

DAY = date(2026, 3, 10)


class Books:
    """One member's points, each command an operation of its own."""

    def __init__(self, shop: Shop, clock: Clock) -> None:
        self.shop, self.clock, self.count = shop, clock, 0
        self.member = join(shop, SYSTEM, "Ana", "13812345678")

    def done(self) -> Done:
        self.count += 1
        return begin(
            self.shop, Act.SALE, terms=settings.load(self.shop), by=SYSTEM,
            request=f"r{self.count}", asked=self.count,
        )  # fmt: skip

    def grant(self, points: int, lapses: date | None) -> int:
        with self.shop.changing():
            done = self.done()
            ledger.grant(done, self.member, Unit.POINTS, points, lapses=lapses)
            return done.id

    def spend(self, points: int) -> int:
        with self.shop.changing():
            done = self.done()
            ledger.change(done, self.member, [Change(Unit.POINTS, -points)])
            return done.id

    def reverse(self, original: int) -> None:
        with self.shop.changing():
            done = self.done()
            ledger.mirror(done, original, Unit.POINTS, {Entry.REDEEM: None, Entry.EARN: None})

    def reverse_some(self, original: int, kind: Entry, points: int) -> None:
        with self.shop.changing():
            ledger.mirror(self.done(), original, Unit.POINTS, {kind: points})

    def expire(self) -> int:
        with self.shop.changing():
            return ledger.expire(self.done(), self.member, Unit.POINTS)

    @property
    def left(self) -> list[tuple[int, date | None]]:
        with self.shop.reading():
            lots = ledger_lots.left(self.member, Unit.POINTS)
            assert sum(lot.left for lot in lots) == ledger_lots.balance(self.member, Unit.POINTS)
            assert list(ledger_chain.broken_lines()) == []
            return [(lot.left, lot.lapses) for lot in lots]


@pytest.fixture
def books(blank_shop: Path, tmp_path: Path, clock: Clock) -> Iterator[Books]:
    """Points without sales: books that an audit would not call true."""
    shop = opening.open_shop(Path(shutil.copy(blank_shop, tmp_path / "our.shop")), now=clock)
    yield Books(shop, clock)
    shop.close()


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def test_what_lapses_soonest_is_spent_first_and_what_never_lapses_last(books: Books) -> None:
    books.grant(10, None)
    books.grant(20, after(9))
    books.grant(30, after(5))
    assert books.left == [(30, after(5)), (20, after(9)), (10, None)]
    books.spend(35)
    assert books.left == [(15, after(9)), (10, None)]
    books.spend(25)
    assert books.left == []


def test_no_more_than_there_is_and_nothing_that_has_lapsed(books: Books) -> None:
    books.grant(10, after(0))
    books.grant(20, after(5))
    books.spend(1)
    books.clock.pass_days(1)
    with pytest.raises(NotEnoughPoints) as refusal:
        books.spend(21)
    assert (refusal.value.balance, refusal.value.asked) == (20, 21)
    books.spend(20)
    assert books.left == [(9, after(0))]


def test_nothing_is_written_for_nothing(books: Books) -> None:
    books.grant(0, None)
    books.spend(0)
    assert books.expire() == 0
    with books.shop.reading():
        assert books.shop.rows("SELECT COUNT(*) FROM ledger_entry") == [(0,)]


def test_what_has_lapsed_is_taken_once(books: Books) -> None:
    books.grant(10, after(0))
    books.grant(20, after(1))
    books.grant(5, None)
    assert books.expire() == 0
    books.clock.pass_days(2)
    assert [books.expire(), books.expire()] == [30, 0]
    assert books.left == [(5, None)]


def test_what_is_given_back_to_a_lapsed_lot_lapses_again(books: Books) -> None:
    books.grant(10, after(0))
    books.grant(20, after(5))
    spent = books.spend(15)
    books.clock.pass_days(1)
    books.reverse(spent)
    assert books.left == [(20, after(5))]


def test_a_grant_taken_back_after_it_was_spent_is_owed(books: Books) -> None:
    granted = books.grant(10, after(5))
    books.spend(10)
    books.reverse(granted)
    assert books.left == [(-10, after(5))]
    books.grant(4, after(9))
    assert books.left == [(-6, after(5))]
    books.grant(9, after(9))
    assert books.left == [(3, after(9))]


def test_what_is_owed_does_not_lapse(books: Books) -> None:
    granted = books.grant(10, after(0))
    books.spend(10)
    books.reverse(granted)
    books.clock.pass_days(9)
    assert books.expire() == 0
    assert books.left == [(-10, after(0))]


def test_several_debts_are_made_good_from_several_lots(books: Books) -> None:
    first, second = books.grant(10, after(1)), books.grant(10, after(2))
    books.spend(20)
    third = books.grant(6, after(3))
    fourth = books.grant(7, after(4))
    books.reverse(first)
    books.reverse(second)
    assert [left for left, _ in books.left] == [-7]
    books.reverse(fourth)
    books.reverse(third)
    owed = [left for left, _ in books.left]
    assert sum(owed) == -20
    assert max(owed) < 0


def test_a_grant_is_reversed_once(books: Books) -> None:
    granted = books.grant(10, None)
    books.reverse(granted)
    books.reverse(granted)
    assert books.left == []
    with pytest.raises(ValueError, match="1 fewer to mirror"):
        books.reverse_some(granted, Entry.EARN, 1)


def test_a_grant_goes_in_parts_and_never_more_than_it_was(books: Books) -> None:
    granted = books.grant(10, None)
    books.reverse_some(granted, Entry.EARN, 3)
    books.reverse_some(granted, Entry.EARN, 7)
    assert books.left == []
    with pytest.raises(ValueError, match="fewer to mirror"):
        books.reverse_some(granted, Entry.EARN, 1)


def test_what_was_taken_last_comes_back_first(books: Books) -> None:
    books.grant(10, after(5))
    books.grant(20, after(9))
    spent = books.spend(25)
    books.reverse_some(spent, Entry.REDEEM, 15)
    assert books.left == [(20, after(9))]
    books.reverse_some(spent, Entry.REDEEM, 10)
    assert books.left == [(10, after(5)), (20, after(9))]


def test_lines_are_numbered_without_a_gap_and_chained(books: Books) -> None:
    for number in range(5):
        books.grant(10 + number, after(number))
    books.spend(33)
    with books.shop.reading():
        numbers = books.shop.rows("SELECT id FROM ledger_entry ORDER BY id")
        head = ledger_chain.head()
        last = books.shop.rows("SELECT digest FROM ledger_entry ORDER BY id DESC LIMIT 1")
    assert [number for (number,) in numbers] == list(range(1, len(numbers) + 1))
    assert last == [(head,)]


def test_empty_books_begin_the_chain(books: Books) -> None:
    with books.shop.reading():
        assert ledger_chain.head() == ledger_chain.FIRST_DIGEST
        assert ledger_lots.balance(books.member, Unit.POINTS) == 0


def test_a_request_means_one_thing(books: Books) -> None:
    terms = settings.load(books.shop)
    with books.shop.changing():
        first = begin(books.shop, Act.SALE, terms=terms, by=SYSTEM, request="x", asked=(1, "a"))
        again = begin(books.shop, Act.SALE, terms=terms, by=SYSTEM, request="x", asked=(1, "a"))
        assert (first.is_new, again.is_new) == (True, False)
        assert (first.id, first.at, first.day) == (again.id, again.at, again.day)
        for act, asked in ((Act.SALE, (1, "b")), (Act.VOID, (1, "a"))):
            with pytest.raises(RequestReused):
                begin(books.shop, act, terms=terms, by=SYSTEM, request="x", asked=asked)

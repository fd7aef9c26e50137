"""One byte changed with another tool is found, and named."""

from contextlib import closing as closing_file
from datetime import date

import pytest
from peewee import sqlite3

from shopfans.database.shop import Shop
from shopfans.domain.chain import Broken, Spot
from shopfans.domain.errors import Stopped
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.books import tampering
from shopfans.services.days import closing
from shopfans.services.days.counting import Found
from shopfans.texts.trails import broken_text
from tests.conftest import Clock
from tests.services.test_selling import sell

DAY = date(2026, 3, 10)


@pytest.fixture
def closed(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> Shop:
    """Two sales on a closed day, one on the next."""
    sell(shop, cashier, 30, "a", member=mei)
    sell(shop, cashier, 40, "b", member=mei)
    closing.close_day(
        shop, by=cashier, day=settings.today(shop), found=Found(Money(7000), Money(0)),
        request="close",
    )  # fmt: skip
    clock.pass_days(1)
    sell(shop, cashier, 50, "c", member=mei)
    return shop


def tamper(shop: Shop, *statements: str) -> None:
    """As somebody with another tool would; what it was comes back afterwards."""
    with closing_file(sqlite3.connect(shop.path)) as other:
        for (name,) in other.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            other.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert other.execute(statement).rowcount == 1
        other.commit()


def test_untouched_books_are_intact_since_their_first_day(closed: Shop, owner: Staff) -> None:
    assert tampering.check(closed, by=owner) == (DAY, 3, 1, ())


def test_books_without_a_line_are_not_said_to_be_proved(shop: Shop, owner: Staff) -> None:
    assert tampering.check(shop, by=owner).since is None


@pytest.mark.parametrize(
    ("change", "back", "found"),
    [
        (
            "UPDATE ledger_entry SET change = 31 WHERE id = 1",
            "UPDATE ledger_entry SET change = 30 WHERE id = 1",
            Broken(Spot.LINE, 1, DAY, "王小美"),
        ),
        (
            "UPDATE sale_line SET name = 'x' WHERE sale_id = 2",
            "UPDATE sale_line SET name = '' WHERE sale_id = 2",
            Broken(Spot.SALE, 2, DAY, ""),
        ),
        (
            "UPDATE day_close SET joined = 9",
            "UPDATE day_close SET joined = 1",
            Broken(Spot.CLOSE, None, DAY, ""),
        ),
    ],
)
def test_what_was_changed_with_another_tool_is_named(
    closed: Shop, owner: Staff, change: str, back: str, found: Broken
) -> None:
    tamper(closed, change)
    assert tampering.check(closed, by=owner).broken == (found,)
    assert broken_text(found)
    tamper(closed, back)


def test_it_says_how_far_it_is_and_can_be_stopped(closed: Shop, owner: Staff) -> None:
    heard: list[tuple[int, int]] = []
    tampering.check(closed, by=owner, progress=lambda done, total: heard.append((done, total)))
    assert heard[-1] == (4, 4)

    def stop(_done: int, _total: int) -> None:
        raise Stopped()

    with pytest.raises(Stopped):
        tampering.check(closed, by=owner, progress=stop)

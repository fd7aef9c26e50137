"""The demo shop is believable, true, and the same for everybody with the same seed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.contacts import parse_phone
from shopfans.domain.errors import FileExists, Stopped
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Role
from shopfans.domain.sections import Section
from shopfans.services import demo, settings
from shopfans.services.books import auditing
from shopfans.services.demo import favourites
from shopfans.services.demo.founded import OWNER_PIN
from shopfans.services.demo.year import SIGN_UPS
from shopfans.services.goods import gifting, pricing
from shopfans.services.joining import balloting
from shopfans.services.members import finding, tagging
from shopfans.services.reminders import reminding
from shopfans.services.staff import staffing
from tests.database.test_schema import _schema

UNTIL = date(2026, 11, 22)
MEMBERS, SALES_EACH = 250, 8


def make(path: Path, seed: int = 1) -> Shop:
    return demo.make_demo(
        path, members=MEMBERS, sales_per_member=SALES_EACH, seed=seed, until=UNTIL
    )


@pytest.fixture(scope="module")
def dessert_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Read only: every test of this file sees the same."""
    shop = make(tmp_path_factory.mktemp("demo") / "demo.shop")
    yield shop
    shop.close()


def rows(shop: Shop, sql: str) -> list[tuple[Any, ...]]:
    with shop.reading():
        return shop.rows(sql)


def test_its_books_are_true(dessert_shop: Shop) -> None:
    assert auditing.problems(dessert_shop) == []


def test_it_has_the_size_that_was_asked_for(dessert_shop: Shop) -> None:
    [(members, sales)] = rows(
        dessert_shop,
        "SELECT (SELECT COUNT(*) FROM member), COUNT(*) FROM sale s WHERE member_id IS NOT NULL "
        "AND reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id)",
    )
    assert (members, sales) == (MEMBERS + len(SIGN_UPS), MEMBERS * SALES_EACH)


def test_the_same_seed_gives_the_same_year(dessert_shop: Shop, tmp_path: Path) -> None:
    queries = (
        "SELECT * FROM member",
        "SELECT * FROM sale",
        "SELECT * FROM sale_line",
        "SELECT * FROM ledger_entry",
        "SELECT * FROM coupon",
        "SELECT * FROM touch",
        "SELECT * FROM member_tag",
        "SELECT * FROM vote",
    )
    again, other = make(tmp_path / "again.shop"), make(tmp_path / "other.shop", seed=2)
    for query in queries:
        assert rows(again, query) == rows(dessert_shop, query)
    assert rows(other, queries[0]) != rows(dessert_shop, queries[0])
    again.close()
    other.close()


def test_the_file_is_like_any_other(dessert_shop: Shop, shop: Shop) -> None:
    query = "SELECT name, sql FROM sqlite_schema"
    assert _schema(rows(dessert_shop, query)) == _schema(rows(shop, query))
    with closing(sqlite3.connect(dessert_shop.path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_everything_happens_in_it(dessert_shop: Shop) -> None:
    acts = {act for (act,) in rows(dessert_shop, "SELECT DISTINCT act FROM operation")}
    assert {Act.ENROLL.value, Act.SALE.value, Act.VOID.value, Act.TOUCH.value} <= acts
    discounts = {kind for (kind,) in rows(dessert_shop, "SELECT DISTINCT kind FROM sale_discount")}
    assert discounts == {"coupon", "points"}
    [(walk_ins, by_hand, erased)] = rows(
        dessert_shop,
        "SELECT (SELECT COUNT(*) FROM sale WHERE member_id IS NULL), "
        "(SELECT COUNT(*) FROM sale_line WHERE good_id IS NULL), "
        "(SELECT COUNT(*) FROM member WHERE erased)",
    )
    assert walk_ins > 0
    assert by_hand > 0
    assert erased == 0
    assert len(pricing.goods(dessert_shop)) == 24
    assert len({good.category for good in pricing.goods(dessert_shop)}) == 4


def test_today_has_every_section_filled(dessert_shop: Shop) -> None:
    counts = reminding.today_list(dessert_shop, on=UNTIL).counts
    for section in Section:
        assert sum(counts[reason] for reason in section.reasons) > 0, section


def test_the_staff_can_sign_in(dessert_shop: Shop) -> None:
    pins = {demo.OWNER: OWNER_PIN, **demo.CASHIERS}
    for one in staffing.staff(dessert_shop):
        assert one.id is not None
        assert staffing.sign_in(dessert_shop, staff_id=one.id, pin=pins[one.name]) == one
    assert [one.role for one in staffing.staff(dessert_shop)] == [
        Role.OWNER,
        Role.CASHIER,
        Role.CASHIER,
    ]


def test_each_member_is_found_by_name_and_number(dessert_shop: Shop) -> None:
    for member, name, phone in rows(dessert_shop, "SELECT id, name, phone FROM member"):
        assert parse_phone(phone, "CN") == phone
        assert member in {hit.id for hit in finding.find(dessert_shop, phone[-8:])}
        assert member in {hit.id for hit in finding.find(dessert_shop, name)}


def test_it_happens_in_opening_hours_and_in_order(dessert_shop: Shop) -> None:
    sales = rows(
        dessert_shop,
        "SELECT sale.day, at FROM operation JOIN sale ON operation_id = operation.id "
        "ORDER BY sale.id",
    )
    times = [at for _, at in sales]
    assert times == sorted(times)
    assert (sales[0][0], sales[-1][0]) >= ((UNTIL - timedelta(days=365)).isoformat(), "")
    assert sales[-1][0] == (UNTIL - timedelta(days=1)).isoformat()
    assert {at[11:13] for at in times} <= {f"{hour:02}" for hour in range(2, 15)}  # 10 to 23, UTC+8
    assert all(at.startswith(day) for day, at in sales)


def test_it_takes_no_file_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("a diary")
    with pytest.raises(FileExists):
        make(path)
    assert path.read_text() == "a diary"


def test_stopped_half_way_it_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Stopped()

    with pytest.raises(Stopped):
        demo.make_demo(
            tmp_path / "demo.shop", members=20, sales_per_member=5, seed=1, until=UNTIL,
            progress=stop,
        )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_the_smallest_demo_is_true_too(tmp_path: Path) -> None:
    shop = demo.make_demo(tmp_path / "one.shop", members=1, sales_per_member=1, seed=3, until=UNTIL)
    assert auditing.problems(shop) == []
    assert settings.load(shop).shop_name == "糖心甜品"
    shop.close()


def test_every_page_has_something_to_show(dessert_shop: Shop) -> None:
    """As on the day it was made for."""
    assert len(gifting.gifts(dessert_shop)) == len(favourites.GIFTS)
    assert all(tag.members for tag in tagging.counted(dessert_shop))
    [ballot] = balloting.ballots(dessert_shop)
    assert ballot.last > UNTIL
    assert len({one.votes for one in ballot.tallies}) > 1
    assert MEMBERS / 8 < ballot.votes < MEMBERS / 2

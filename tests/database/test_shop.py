"""The one door to the books: whole changes, steady readings, one notice, the disk's troubles."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from peewee import IntegrityError

from shopfans.database import opening
from shopfans.database.connection import BUSY_SECONDS
from shopfans.database.models import Member
from shopfans.database.shop import Shop
from shopfans.domain.errors import CannotWrite, DiskFull, FileBusy, NotEnoughPoints, ShopError
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.topics import Topic
from shopfans.services.books import auditing
from shopfans.services.joining import applying
from shopfans.services.members import finding
from shopfans.services.members.enrolling import Applicant
from shopfans.services.sales import listing, selling
from tests.conftest import Clock
from tests.services.test_selling import sell


def sales(shop: Shop) -> int:
    return len(listing.page_of_sales(shop))


def test_a_change_inside_a_change_is_a_mistake_of_ours(shop: Shop) -> None:
    with pytest.raises(RuntimeError), shop.changing(), shop.changing():
        pass
    with pytest.raises(RuntimeError), shop.reading(), shop.changing():
        pass
    with shop.changing():
        pass


def test_a_reading_inside_a_change_sees_the_change(shop: Shop) -> None:
    with shop.changing():
        shop.rows("UPDATE staff SET failures = 3")
        with shop.reading():
            assert shop.rows("SELECT DISTINCT failures FROM staff") == [(3,)]


def test_a_change_that_fails_leaves_no_trace_and_is_not_told(shop: Shop) -> None:
    heard: list[object] = []
    shop.on_change = heard.append
    with pytest.raises(IntegrityError), shop.changing(Topic.STAFF):
        shop.rows("UPDATE staff SET failures = 3, name = 'one and the same'")
    with shop.reading():
        assert shop.rows("SELECT SUM(failures) FROM staff") == [(0,)]
    assert heard == []


def test_the_notice_comes_after_the_commit_with_the_topics(
    shop: Shop, cashier: Staff, clock: Clock
) -> None:
    elsewhere = opening.open_shop(shop.path, now=clock)
    heard = []
    shop.on_change = lambda topics: heard.append((topics, sales(elsewhere)))
    sell(shop, cashier, 20, "s1")
    elsewhere.close()
    assert heard == [(frozenset(selling.CHANGES), 1)]


def test_whoever_is_told_may_change_something(shop: Shop, cashier: Staff) -> None:
    def sell_one_more(topics: frozenset[Topic]) -> None:
        shop.on_change = lambda topics: None
        sell(shop, cashier, 20, "s2")

    shop.on_change = sell_one_more
    sell(shop, cashier, 20, "s1")
    assert sales(shop) == 2


def test_a_reading_is_one_snapshot_and_holds_nobody_up(shop: Shop, cashier: Staff) -> None:
    seen, sold, looked = [], threading.Event(), threading.Event()

    def read() -> None:
        with shop.reading():
            seen.append(sales(shop))
            looked.set()
            assert sold.wait(30)
            seen.append(sales(shop))
        seen.append(sales(shop))

    thread = threading.Thread(target=read)
    thread.start()
    assert looked.wait(30)
    sell(shop, cashier, 20, "s1")
    sold.set()
    thread.join()
    assert seen == [0, 0, 1]


def test_moving_the_log_waits_for_no_reader(shop: Shop, cashier: Staff) -> None:
    looked, done = threading.Event(), threading.Event()

    def read() -> None:
        with shop.reading():
            sales(shop)
            looked.set()
            assert done.wait(30)

    thread = threading.Thread(target=read)
    thread.start()
    assert looked.wait(30)
    sell(shop, cashier, 20, "s1")
    started = time.monotonic()
    shop.checkpoint()
    waited = time.monotonic() - started
    sell(shop, cashier, 20, "s2")
    done.set()
    thread.join()
    assert waited < BUSY_SECONDS / 2
    assert sales(shop) == 2
    with shop.reading():
        assert shop.rows("PRAGMA busy_timeout") == [(BUSY_SECONDS * 1000,)]


def test_the_log_does_not_grow_for_ever(shop: Shop, cashier: Staff) -> None:
    log = shop.path.with_name("our.shop-wal")
    sell(shop, cashier, 20, "s1")
    assert log.stat().st_size > 0
    shop.checkpoint()
    assert log.stat().st_size == 0


def test_whoever_moves_the_log_and_whoever_sells_take_turns(shop: Shop, cashier: Staff) -> None:
    sell(shop, cashier, 20, "s1")
    inside, done = threading.Event(), threading.Event()

    def change() -> None:
        with shop.changing():
            inside.set()
            assert done.wait(30)

    thread = threading.Thread(target=change)
    thread.start()
    assert inside.wait(30)
    threading.Timer(0.1, done.set).start()
    assert shop.checkpoint()
    thread.join()


def test_a_second_connection_of_a_thread_ends_with_its_block(shop: Shop) -> None:
    states = []

    def look() -> None:
        for block in (shop.reading(), shop.changing()):
            with block:
                states.append(shop._db.is_closed())
            states.append(shop._db.is_closed())

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert states == [False, True, False, True]
    assert not shop._db.is_closed()


def test_outside_a_block_there_is_no_database() -> None:
    with pytest.raises(AttributeError):
        Member.select().count()


@contextmanager
def full_disk(shop: Shop, room: int = 0) -> Iterator[None]:
    """The file may grow by so many pages and no more."""
    (pages,) = shop._db.execute_sql("PRAGMA page_count").fetchone()
    shop._db.execute_sql(f"PRAGMA max_page_count = {pages + room}").fetchall()
    try:
        yield
    finally:
        shop._db.execute_sql("PRAGMA max_page_count = 4294967294").fetchall()


def test_a_full_disk_refuses_the_sale_whole_and_takes_the_next_one(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 100, "s0", member=mei)
    before = finding.card(shop, mei)
    sold, refused = 0, 0
    with full_disk(shop, room=2):
        for number in range(200):
            heard: list[object] = []
            shop.on_change = heard.append
            try:
                sell(shop, cashier, 20, f"s{number + 1}", member=mei, spend=Points(1), due=1999)
                sold += 1
                assert len(heard) == 1
            except DiskFull:
                refused += 1
                assert heard == []
            if refused == 3:
                break
    assert refused == 3
    assert sales(shop) == 1 + sold
    assert finding.card(shop, mei).points == before.points + sold * (19 - 1)
    assert auditing.problems(shop) == []
    assert sell(shop, cashier, 20, f"s{sold + 1}", member=mei).earned == 20
    assert sales(shop) == 2 + sold


_GOODS = "INSERT INTO good (name, category, price, active, earns, sold) VALUES (?, '', 1, 0, 1, 0)"


def test_a_full_disk_is_named_in_bulk_too(shop: Shop) -> None:
    row = ("布丁" * 500,)
    with full_disk(shop), pytest.raises(DiskFull), shop.changing():
        shop.write_many(_GOODS, [row] * 100)
    with shop.reading():
        assert shop.rows("SELECT COUNT(*) FROM good") == [(0,)]
    with shop.changing():
        shop.write_many(_GOODS, [row] * 100)


def test_a_file_taken_away_is_told_and_not_made_anew(
    blank_shop: Path, tmp_path: Path, clock: Clock
) -> None:
    shop = opening.open_shop(Path(shutil.copy(blank_shop, tmp_path / "our.shop")), now=clock)
    shop.close()
    shop.path.rename(tmp_path / "elsewhere.shop")
    told: list[ShopError] = []

    def look() -> None:
        try:
            sales(shop)
        except ShopError as problem:
            told.append(problem)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert [type(problem) for problem in told] == [CannotWrite]
    assert [file.name for file in tmp_path.iterdir()] == ["elsewhere.shop"]


def test_a_mistake_of_ours_is_no_trouble_of_the_computer(shop: Shop) -> None:
    with pytest.raises(IntegrityError), shop.changing():
        shop.rows("INSERT INTO member_number VALUES (999, '138')")
    with pytest.raises(Exception, match="no such table") as mistake, shop.reading():
        shop.rows("SELECT 1 FROM nowhere")
    assert not isinstance(mistake.value, ShopError)


def test_a_refusal_passes_as_it_is(shop: Shop) -> None:
    with pytest.raises(NotEnoughPoints), shop.changing():
        raise NotEnoughPoints(0, 1)


def test_who_waits_too_long_for_another_thread_is_told(
    blank_shop: Path, tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "our.shop"
    shutil.copy(blank_shop, path)
    began, may_end = threading.Event(), threading.Event()
    with closing(opening.open_shop(path, now=clock, patience=0.05)) as shop:

        def hold() -> None:
            with shop.changing():
                began.set()
                may_end.wait(10)

        other = threading.Thread(target=hold)
        other.start()
        began.wait(10)
        with pytest.raises(FileBusy), shop.changing():
            pass
        may_end.set()
        other.join()
        with shop.changing():
            shop.rows("UPDATE staff SET failures = 0")


def test_phones_apply_while_the_till_sells(shop: Shop, cashier: Staff, mei: int) -> None:
    problems: list[Exception] = []

    def apply(phone: int) -> None:
        try:
            for number in range(3):
                form = Applicant("Ana", f"+86139{phone:04}{number:04}", None, wants_messages=False)
                applying.apply(shop, applicant=form, request=f"{phone} {number}")
                applying.pending(shop)
        except Exception as problem:
            problems.append(problem)

    phones = [threading.Thread(target=apply, args=(number,)) for number in range(8)]
    for phone in phones:
        phone.start()
    for number in range(20):
        sell(shop, cashier, 20, f"s{number}", member=mei)
    for phone in phones:
        phone.join()
    assert problems == []
    assert finding.card(shop, mei).points == 400
    assert len(applying.pending(shop)) == 24

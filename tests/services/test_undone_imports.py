"""Whatever came in from a file, once it is undone every page of the program shows what it showed
before."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from shutil import copy
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from shopfans.database import opening
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.sales import Line, Tender
from shopfans.domain.tiers import Measure, Tier, TierRule
from shopfans.services import settings
from shopfans.services.belonging import tiering
from shopfans.services.books import auditing
from shopfans.services.bringing import undoing
from shopfans.services.days import keeping_up
from shopfans.services.goods import pricing, unstocking
from shopfans.services.members import tagging
from shopfans.services.reminders import forecasting, planning
from shopfans.services.sales import selling
from shopfans.services.staff import staffing
from tests.conftest import Clock, confirm_date, join
from tests.examples import examples
from tests.services import session_cards, stored_value
from tests.services.member_lists import take as members_taken
from tests.services.member_lists import tried as members_tried
from tests.services.session_cards import TEN_FACIALS
from tests.services.test_past_sales import take, undo
from tests.services.test_pricing import stock
from tests.services.test_stocking import take as goods_taken
from tests.services.test_stocking import tried as goods_tried
from tests.services.undone import differing, pages

LONGEST = 400
"""Days that are looked back."""

CARD = TEN_FACIALS.name
PHONES = ("13812345678", "13900000009", "13900000010")


class Visit(NamedTuple):
    """A sale of the shop's own."""

    later: int
    """Days after the one before."""
    who: int
    """Of PHONES; one more: a stranger."""
    yuan: int
    good: bool


_VISITS = st.lists(
    st.builds(Visit, st.integers(0, 30), st.integers(0, 3), st.integers(1, 60), st.booleans()),
    max_size=12,
)
_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A-7", "B-1", *PHONES[:2]]),
        st.integers(0, LONGEST),
        st.integers(0, 9_999),
    ),
    min_size=1,
    max_size=25,
)


@contextmanager
def lived_in(blank: Path, folder: Path, visits: list[Visit]) -> Iterator[tuple[Shop, Shop, Clock]]:
    """Two shops of one past, with tiers and a guest of the plan; true to their end."""
    clock, paths = Clock(), [folder / f"{new_request()}.shop" for _ in range(2)]
    copy(blank, paths[0])
    shop = opening.open_shop(paths[0], now=clock, elapsed=clock.elapsed)
    _live(shop, clock, visits)
    shop.checkpoint()
    copy(*paths)
    twin = opening.open_shop(paths[1], now=clock, elapsed=clock.elapsed)
    yield shop, twin, clock
    for one in (shop, twin):
        assert auditing.problems(one) == []
        one.close()
        one.path.unlink()


def _live(shop: Shop, clock: Clock, visits: list[Visit]) -> None:
    owner = staffing.staff(shop)[0]
    rule = TierRule((Tier(1, "银卡", 5_000), Tier(2, "金卡", 20_000)), Measure.SPEND)
    tiering.save_rule(shop, by=owner, rule=rule, request="tiers")
    goods = [
        stock(shop, owner, "红茶", price=Money(100), lasts=9), stock(shop, owner, "面包"),
        stock(shop, owner, "旧货", barcode="6901234567892"),
    ]  # fmt: skip
    pricing.retire_good(shop, by=owner, good=goods[2], request="off sale")
    members = [join(shop, owner, f"王{one}", phone) for one, phone in enumerate(PHONES)]
    retired = tagging.add_tag(shop, by=owner, name="老客", request="tag")
    tagging.set_tags(shop, by=owner, member=members[1], tags=[retired], request="hers")
    tagging.retire_tag(shop, by=owner, tag=retired, request="retired")
    session_cards.offer(shop)
    stored_value.allow(shop)
    planning.choose(shop, by=owner, carers={members[0]: None}, request="plan")
    for one in visits:
        clock.pass_days(one.later)
        confirm_date(shop)
        [good] = pricing.good_rows(shop, [goods[one.yuan % 2]])
        line = (
            Line(Money(100), one.yuan, good.name, good.id)
            if one.good
            else Line(Money(100), one.yuan)
        )
        selling.record_sale(
            shop, by=owner, lines=[line], payments={Tender.CASH: Money(100) * one.yuan},
            member=members[one.who] if one.who < len(members) else None, request=new_request(),
        )  # fmt: skip


def _days_pass(shops: Iterable[Shop], clock: Clock, days: int) -> None:
    """And each morning what is due is done."""
    clock.pass_days(days)
    for shop in shops:
        confirm_date(shop)
        keeping_up.keep_up(shop)
        forecasting.keep_up(shop)


@given(visits=_VISITS, rows=_ROWS, later=st.integers(0, 20))
@examples(2, keeps_fixtures=True)
def test_undone_past_sales_are_seen_nowhere(
    blank_shop: Path,
    tmp_path: Path,
    visits: list[Visit],
    rows: list[tuple[str, int, int]],
    later: int,
) -> None:
    with lived_in(blank_shop, tmp_path, visits) as (shop, twin, clock):
        owner, today = staffing.staff(shop)[0], settings.today(shop)
        days = [today - timedelta(days=ago) for _, ago, _ in rows]
        lines = [f"{row[0]},{day},{row[2] / 100:.2f}" for row, day in zip(rows, days, strict=True)]
        trial = take(shop, owner, tmp_path, "\n".join(["member,date,amount", *lines]))
        assert len(trial.to_write()) == len(rows)
        _days_pass((shop, twin), clock, later)
        undo(shop, owner, new_request())
        assert differing(pages(twin, owner, days), pages(shop, owner, days)) == {}


_HEADINGS = "手机号,姓名,生日,标签,入会日期,积分,储值余额,赠送金,次卡,剩余次数,备注"
_PEOPLE = st.lists(
    st.tuples(
        st.sampled_from([*enumerate([*PHONES, "13900000021", "13900000022"])]),
        st.sampled_from(["", "3-12", "1990-8-15", "农历八月十五"]),
        st.sampled_from(["", "少糖", "猫派、少糖", "老客"]),
        st.sampled_from(["", "2023-05-01", "2026-03-01"]),
        st.sampled_from(["", "0", "120", "1500"]),
        st.sampled_from([",", "50,", "50,5"]),
        st.sampled_from([",", f"{CARD},7"]),
        st.sampled_from(["", "靠窗"]),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda row: row[0],
)


@given(visits=_VISITS, rows=_PEOPLE, later=st.integers(0, 20))
@examples(2, keeps_fixtures=True)
def test_undone_members_are_seen_nowhere(
    blank_shop: Path,
    tmp_path: Path,
    visits: list[Visit],
    rows: list[tuple[tuple[int, str], *tuple[str, ...]]],
    later: int,
) -> None:
    with lived_in(blank_shop, tmp_path, visits) as (shop, twin, clock):
        owner = staffing.staff(shop)[0]
        lines = [f"{phone},王{one},{','.join(facts)}" for (one, phone), *facts in rows]
        trial = members_tried(shop, owner, tmp_path, "\n".join([_HEADINGS, *lines]))
        assert trial.left_out() == []
        batch = members_taken(shop, owner, trial)
        _days_pass((shop, twin), clock, later)
        if batch is not None:
            undoing.undo(shop, by=owner, batch=batch, request=new_request())
        assert differing(pages(twin, owner), pages(shop, owner)) == {}


_GOODS = st.lists(
    st.tuples(
        st.sampled_from(["红茶", "面包", "绿茶", "咖啡", "旧货"]),
        st.sampled_from(["3", "9.50"]),
        st.sampled_from(["", "茶", "饮品"]),
        st.sampled_from(["", "A1", "6901234567892", "0012345678905"]),
        st.sampled_from(["", "是", "否"]),
        st.sampled_from(["", "30天"]),
    ),
    min_size=1,
    max_size=5,
)


@given(visits=_VISITS, lists=st.lists(_GOODS, min_size=1, max_size=3), later=st.integers(0, 20))
@examples(2, keeps_fixtures=True)
def test_undone_goods_are_seen_nowhere(
    blank_shop: Path,
    tmp_path: Path,
    visits: list[Visit],
    lists: list[list[tuple[str, ...]]],
    later: int,
) -> None:
    with lived_in(blank_shop, tmp_path, visits) as (shop, twin, clock):
        owner = staffing.staff(shop)[0]
        for rows in lists:
            lines = "\n".join(["品名,售价,分类,条码,积分,可用天数", *map(",".join, rows)])
            goods_taken(shop, owner, goods_tried(shop, owner, tmp_path, lines))
        _days_pass((shop, twin), clock, later)
        for batch in unstocking.imports(shop):
            unstocking.undo(shop, by=owner, batch=batch.id, request=new_request())
        assert differing(pages(twin, owner), pages(shop, owner)) == {}

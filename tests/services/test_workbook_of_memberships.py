"""The workbook of a shop that sells memberships: each fee is earned day by day, and ties."""

from pathlib import Path

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.memberships import selling as plans
from tests.conftest import Clock, join
from tests.services.memberships import GOLD, buy, end, join_plan, offer
from tests.services.test_memberships import membership
from tests.services.test_reporting import MARCH
from tests.services.test_selling import pass_working_days
from tests.services.test_workbook import rows, summary, totals, written


def test_a_fee_is_earned_in_equal_parts_and_rolls_into_the_next_month(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock, tmp_path: Path
) -> None:
    offer(shop, GOLD)
    join_plan(shop, cashier, mei, "gold")
    wrong = join_plan(shop, cashier, join(shop, cashier, "李丽", "13900000001"), "wrong")
    plans.void(shop, by=cashier, prepayment=wrong.id, request="void")
    other = join_plan(shop, cashier, join(shop, cashier, "陈怡", "13900000002"), "other")
    pass_working_days(shop, cashier, clock, 40)
    end(shop, owner, membership(shop, other.id), "end")
    march = written(shop, tmp_path / "march.xlsx")
    april = written(shop, tmp_path / "april.xlsx", MARCH.moved(1))
    may = written(shop, tmp_path / "may.xlsx", MARCH.moved(2))
    assert {line[3] for book in (march, april, may) for line in summary(book)} == {"yes"}
    hers, theirs = rows(march["Memberships"])
    # 22 of 365 days of 398.00
    assert (hers["Received"], hers["Fee earned"]) == (398, 23.98)
    assert hers["Not yet earned: closing"] == theirs["Not yet earned: closing"] == 374.02
    hers, theirs = rows(april["Memberships"])
    assert hers["Not yet earned: opening"] == 374.02
    # the 41st day was the last of the one that was ended: 44.70 of it stay with the shop
    assert (theirs["Given back"], theirs["Fee earned"], theirs["Not yet earned: closing"]) == (
        353.30, 20.72, 0,
    )  # fmt: skip
    assert totals(may["Memberships"])["Not yet earned: closing"] == hers["Not yet earned: closing"]


def test_what_it_took_off_stands_apart_from_the_tier(
    shop: Shop, cashier: Staff, mei: int, tmp_path: Path
) -> None:
    offer(shop, GOLD)
    join_plan(shop, cashier, mei, "gold")
    buy(shop, cashier, mei, 1_000, "cake", due=900)
    book = written(shop, tmp_path / "march.xlsx")
    for sheet in ("Sales", "Sale lines"):
        assert totals(book[sheet])["Membership discount"] == 1
    assert {line[3] for line in summary(book)} == {"yes"}

"""The workbook of a shop that takes top-ups: principal and bonus apart, each rolled forward."""

from pathlib import Path

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services.exporting.statement import statement
from shopfans.services.members import merging
from shopfans.services.prepaid import paying_out, prepaying
from shopfans.services.sales import refunding
from tests.conftest import Clock, join
from tests.services.stored_value import allow, has, pay, top_up
from tests.services.test_reporting import MARCH
from tests.services.test_workbook import rows, summary, totals, written


def test_principal_and_bonus_roll_apart_into_the_next_month(
    shop: Shop, owner: Staff, mei: int, clock: Clock, tmp_path: Path
) -> None:
    allow(shop)
    top_up(shop, owner, mei, 500, "t")
    wrong = top_up(shop, owner, mei, 100, "wrong")
    prepaying.void(shop, by=owner, top_up=wrong.id, request="v")
    sold = pay(shop, owner, mei, 11_000, "s1")
    clock.pass_days(30)
    refunding.refund_sale(shop, by=owner, sale=sold.sale, quantities=None, request="r")
    pay(shop, owner, mei, 1_000, "s2")
    twin = join(shop, owner, "王小美", "13900000001")
    merging.merge(shop, by=owner, kept=twin, gone=mei, request="m")
    march = written(shop, tmp_path / "march.xlsx")
    april = written(shop, tmp_path / "april.xlsx", MARCH.moved(1))
    assert {line[3] for book in (march, april) for line in summary(book)} == {"yes"}
    [before] = rows(march["Stored value"])
    gone, kept = rows(april["Stored value"])
    for unit in ("Principal", "Bonus"):
        assert gone[f"{unit}: Opening"] == before[f"{unit}: Closing"] > 0
        assert gone[f"{unit}: Closing"] == 0
        assert kept[f"{unit}: Adjusted"] == -gone[f"{unit}: Adjusted"] > 0
    assert before["Principal: Added"] == 600
    assert before["Principal: Reversed"] == -100
    closing = totals(april["Stored value"])
    assert (closing["Principal: Closing"], closing["Bonus: Closing"]) == tuple(
        fen / 100 for fen in has(shop, twin)
    )


def test_top_ups_stand_with_their_tenders_and_what_went_back(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    allow(shop)
    top_up(shop, owner, mei, 500, "t", Tender.WECHAT)
    sheet = paying_out.sheet(shop, member=mei)
    paying_out.pay_out(
        shop, by=owner, member=mei, top_ups=[row.top_up for row in sheet.rows],
        returned=sheet.returnable, tender=Tender.CASH, request="p",
    )  # fmt: skip
    book = written(shop, tmp_path / "march.xlsx")
    came, went = rows(book["Received ahead"])
    assert (came["Kind"], came["Received"], came["Bonus"], came["WeChat"]) == (
        "Top-up", 500, 50, 500,
    )  # fmt: skip
    assert (went["Kind"], went["Received"], went["Cash"]) == (
        "Paid out", -sheet.returnable.fen / 100, -sheet.returnable.fen / 100,
    )  # fmt: skip
    assert totals(book["Stored value"])["Principal: Closing"] == 0
    assert sheet.returnable > Money()
    assert {line[3] for line in summary(book)} == {"yes"}


def test_her_statement_has_principal_and_bonus_apart(
    shop: Shop, owner: Staff, mei: int, clock: Clock
) -> None:
    allow(shop)
    top_up(shop, owner, mei, 500, "t")
    clock.pass_days(30)
    sold = pay(shop, owner, mei, 11_000, "s")
    refunding.void_sale(shop, by=owner, sale=sold.sale, request="v")
    pay(shop, owner, mei, 1_000, "s2")
    april = MARCH.moved(1)
    _points, stored, _bought = statement(shop, by=owner, member=mei, period=april).parts
    assert stored.title == "Stored value"
    what = [(row[2], row[6] + row[7]) for row in stored.rows]
    assert what == [
        ("Opening", 55_000), ("Paid with it", 44_000), ("Back: sale voided", 55_000),
        ("Paid with it", 54_000),
        ("Closing", 54_000),
    ]  # fmt: skip
    assert stored.rows[-1][6:8] == has(shop, mei)

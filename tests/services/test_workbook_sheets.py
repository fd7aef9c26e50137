"""The sheets of the workbook one by one: lines, days, closes, batches, adjustments, points in
money."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from shopfans.database.shop import Shop
from shopfans.domain.errors import TooManyRows
from shopfans.domain.money import Money
from shopfans.domain.periods import Period, Span
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services import settings
from shopfans.services.coupons import recalling
from shopfans.services.days import closing, counting
from shopfans.services.days.counting import Found
from shopfans.services.exporting import workbook
from shopfans.services.exporting.people import Shown
from shopfans.services.exporting.workbook import write_workbook
from shopfans.services.goods import pricing
from shopfans.services.members import merging
from shopfans.services.sales import selling
from tests.conftest import OWNER_PIN, Clock, join
from tests.services.issues import FIVE_OFF, issue, template
from tests.services.test_late_refunds import refund
from tests.services.test_reporting import MARCH
from tests.services.test_selling import sell
from tests.services.test_workbook import in_silence, rows, summary, totals, written


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "march.xlsx"


def test_each_line_has_its_share_of_every_discount(
    shop: Shop, owner: Staff, mei: int, out: Path
) -> None:
    pricing.add_good(shop, by=owner, name="奶茶", category="饮品", price=Money(2000), request="g")
    with shop.reading():
        [(tea,)] = shop.rows("SELECT id FROM good")
    selling.record_sale(
        shop, by=owner, request="s", member=mei, payments={Tender.CASH: Money(4600)},
        lines=[
            Line(Money(2000), 2, "奶茶", tea, "饮品", list_price=Money(2000), off=Money(400),
                 reason="sorry"),
            Line(Money(1000)),
        ],
    )  # fmt: skip
    book = written(shop, out)
    first, second = rows(book["Sale lines"])
    assert (first["Item"], first["Category"], first["Quantity"]) == ("奶茶", "饮品", 2)
    assert (first["List price"], first["Amount"], first["Discounts"]) == (20, 40, 4)
    assert (first["Received"], first["Points earned"]) == (36, 36)
    assert (second["Item"], second["List price"], second["Received"]) == (None, None, 10)
    [by_hand] = rows(book["Adjustments"])
    assert (by_hand["By"], by_hand["What"]) == ("老板", "Discount by hand")
    assert (by_hand["Taken off"], by_hand["Why"]) == (4, "sorry")


def test_a_price_changed_by_hand_is_an_adjustment(shop: Shop, owner: Staff, out: Path) -> None:
    selling.record_sale(
        shop, by=owner, request="s", payments={Tender.CASH: Money(3000)},
        lines=[Line(Money(1500), 2, "cake", list_price=Money(2000))],
    )  # fmt: skip
    [changed] = rows(written(shop, out)["Adjustments"])
    assert (changed["What"], changed["Item"]) == ("Price changed by hand", "cake")
    assert changed["Above or below the list"] == -10


def test_each_day_stands_with_its_takings(
    shop: Shop, cashier: Staff, mei: int, clock: Clock, out: Path
) -> None:
    sold = sell(shop, cashier, 30, "s1", member=mei)
    clock.pass_days(2)
    sell(shop, cashier, 12, "s2")
    refund(shop, cashier, sold.sale)
    book = written(shop, out)
    first, second = rows(book["Business days"])
    assert (first["Business day"], first["Received"]) == (datetime(2026, 3, 10), 30)  # noqa: DTZ001
    assert (first["Points given"], first["Signed up"]) == (30, 1)
    assert (second["Sales"], second["Refunds and voids"], second["Received"]) == (1, 1, -18)
    assert rows(book["Day closes"]) == []


def test_a_closed_day_says_how_the_drawer_was_found(
    shop: Shop, owner: Staff, cashier: Staff, clock: Clock, out: Path
) -> None:
    sell(shop, cashier, 30, "s1")
    _close(shop, cashier, Found(Money(3000), Money(1000)))
    clock.pass_days(1)
    sell(shop, cashier, 12, "s2")
    assert owner.id is not None
    found = Found(Money(2300), Money(1000))
    counting.hand_over(shop, by=cashier, to=owner.id, pin=OWNER_PIN, found=found, request="h")
    clock.pass_days(1)
    sell(shop, cashier, 5, "s3")
    clock.pass_days(1)
    _close(shop, cashier, Found(Money(1300), Money(500)))
    book = written(shop, out)
    first, forgotten, counted = rows(book["Day closes"])
    assert (first["Over or short"], first["Taken out"]) == (0, 20)
    assert (forgotten["Received"], forgotten["Counted"]) == (12, None)
    assert forgotten["Over or short at hand-overs"] is None
    assert (counted["By"], counted["Received"]) == ("小李", 5)
    assert (counted["Expected in the drawer"], counted["Counted"]) == (15, 13)
    assert (counted["Over or short"], counted["Over or short at hand-overs"]) == (-2, 1)
    assert (counted["Taken out"], counted["Stays in the drawer"]) == (8, 5)
    assert {line[3] for line in summary(book)} == {"yes"}


def _close(shop: Shop, by: Staff, found: Found) -> None:
    day = closing.state(shop).day
    closing.close_day(shop, by=by, day=day, found=found, request=f"close {day}")


def test_coupons_stand_by_template_and_batch_with_their_cost(
    shop: Shop, owner: Staff, mei: int, out: Path
) -> None:
    ana = join(shop, owner, "Ana", "13987654321")
    made = template(shop, owner, FIVE_OFF)
    batch = issue(shop, owner, made, mei, ana)
    [(code,)] = _codes(shop, mei, made)
    sell(shop, owner, 20, "s", member=mei, coupon=code, due=1500)
    recalling.recall_batch(shop, by=owner, batch=batch, request="r")
    book = written(shop, out)
    five, welcome = rows(book["Coupon batches"])
    assert (five["Coupon"], five["Batch"], five["To whom"]) == ("Five off", batch, "Picked members")
    assert [five[name] for name in ("Issued", "Redeemed", "Taken back", "In hand")] == [2, 1, 1, 0]
    assert five["Cost: taken off"] == 5
    assert (welcome["Coupon"], welcome["Batch"], welcome["Issued"]) == ("Welcome", None, 2)
    assert welcome["To whom"] == "One by one"


def _codes(shop: Shop, member: int, made: int) -> list[tuple[str]]:
    with shop.reading():
        return [
            (code,)
            for (code,) in shop.rows(
                "SELECT code FROM coupon WHERE member_id = ? AND template_id = ?", member, made
            )
        ]


def test_points_of_two_records_that_became_one_are_adjusted_and_roll_on(
    shop: Shop, owner: Staff, mei: int, out: Path
) -> None:
    twin = join(shop, owner, "王小美", "13987654321")
    sell(shop, owner, 30, "s1", member=mei)
    sell(shop, owner, 12, "s2", member=twin)
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    book = written(shop, out)
    kept, gone = rows(book["Points"])
    assert (kept["Earned"], kept["Adjusted"], kept["Closing"]) == (30, 12, 42)
    assert (gone["Earned"], gone["Adjusted"], gone["Closing"]) == (12, -12, 0)
    moved = rows(book["Adjustments"])
    assert [(row["By"], row["What"], row["Points"]) for row in moved] == [
        ("老板", "Merged", -12), ("老板", "Merged", 12),
    ]  # fmt: skip
    assert {line[3] for line in summary(book)} == {"yes"}


def test_points_are_worth_what_they_were_when_the_period_ended(
    shop: Shop, owner: Staff, mei: int, clock: Clock, out: Path
) -> None:
    sell(shop, owner, 30, "s1", member=mei)
    clock.pass_days(30)
    dearer = replace(settings.load(shop), point_value=Money(5))
    settings.save(shop, by=owner, terms=dearer, request="dearer")
    march, april = written(shop, out), written(shop, out, MARCH.moved(1))
    assert totals(march["Points"])["In money"] == 0.3
    assert totals(april["Points"])["In money"] == 1.5
    assert totals(written(shop, out, MARCH.moved(-60))["Points"])["In money"] == 0
    told = [line[:2] for line in summary(april) if line[0] == "Closing: what the shop owes"]
    assert told == [("Closing: what the shop owes", 1.5)]


def test_a_year_is_pictured_by_month_and_each_bar_ties(
    shop: Shop, cashier: Staff, clock: Clock, out: Path
) -> None:
    sell(shop, cashier, 30, "s1")
    clock.pass_days(30)
    sell(shop, cashier, 12, "s2")
    book = written(shop, out, Period.around(date(2026, 3, 1), Span.YEAR))
    bars = {line[0]: line[1:4] for line in summary(book) if str(line[0]).startswith("2026-")}
    assert len(bars) == 12
    assert bars["2026-03"] == (30, 30, "yes")
    assert bars["2026-04"] == (12, 12, "yes")
    [chart] = book["Summary"]._charts
    assert chart.series[0].val.numRef.f == "'Summary'!$B$43:$B$54"


def test_a_month_is_pictured_by_day(shop: Shop, cashier: Staff, out: Path) -> None:
    sell(shop, cashier, 30, "s1")
    [chart] = written(shop, out)["Summary"]._charts
    assert chart.series[0].val.numRef.f == "'Business days'!$F$2"


def test_nothing_sold_is_no_picture(shop: Shop, out: Path) -> None:
    assert written(shop, out, MARCH.moved(-300))["Summary"]._charts == []


@pytest.mark.parametrize(
    ("shown", "phone"), [(Shown(), "138****5678"), (Shown(phones=True), "13812345678")]
)
def test_phones_are_masked_unless_the_owner_asks(
    shop: Shop, mei: int, out: Path, shown: Shown, phone: str
) -> None:
    write_workbook(
        shop, out, by=SYSTEM, period=MARCH, language="en", progress=in_silence, shown=shown
    )
    cell = load_workbook(out)["Members"]["C2"]
    assert (cell.value, cell.data_type, cell.number_format) == (phone, "s", "@")


def test_members_may_be_left_out(shop: Shop, mei: int, out: Path) -> None:
    write_workbook(
        shop, out, by=SYSTEM, period=MARCH, language="en", progress=in_silence,
        shown=Shown(members=False),
    )  # fmt: skip
    book = load_workbook(out)
    assert "Members" not in book.sheetnames
    assert {line[3] for line in summary(book)} == {"yes"}


def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written(
    shop: Shop, cashier: Staff, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        sell(shop, cashier, 10, f"s{number}")
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    with pytest.raises(TooManyRows) as refusal:
        written(shop, out)
    assert (refusal.value.rows, refusal.value.most) == (3, 2)
    assert not out.exists()

"""The sale and its undoing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    AlreadyVoided,
    CouponLapsed,
    CouponOfAnother,
    CouponUsed,
    DayOver,
    NotEnoughPoints,
    NothingToSell,
    NothingToVoid,
    PointsAboveDue,
    PointsNeedMember,
    RequestReused,
    ShopError,
    TenderMismatch,
    UnknownCode,
)
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services.belonging import rewarding
from shopfans.services.members import finding
from shopfans.services.sales import listing, refunding, selling
from tests.conftest import Clock, confirm_date, join
from tests.services.past_sales import bring


def sell(
    shop: Shop, by: Staff, yuan: int, request: str, *,
    due: int | None = None, coupon: str | None = None, **more: Any,
) -> selling.Receipt:  # fmt: skip
    """An amount-only sale in cash; `due` in fen if a discount makes it less than the amount."""
    due = yuan * 100 if due is None else due
    return selling.record_sale(
        shop,
        by=by,
        request=request,
        lines=[Line(Money(yuan * 100))],
        payments={Tender.CASH: Money(due)} if due else {},
        coupons=[coupon] if coupon else [],
        **more,
    )


def pass_working_days(shop: Shop, by: Staff, clock: Clock, days: int) -> None:
    """Days go by, and on the last one before the new day somebody bought something."""
    clock.pass_days(days - 1)
    confirm_date(shop)
    sell(shop, by, 1, f"walk-in {clock.at}")
    clock.pass_days(1)


def imported(shop: Shop, by: Staff, folder: Path, *rows: str) -> None:
    path = folder / "history.csv"
    path.write_text("member,date,amount\n" + "\n".join(rows), "utf-8")
    bring(shop, by, path)


def test_a_sale_earns_a_point_a_yuan(shop: Shop, cashier: Staff, mei: int) -> None:
    receipt = sell(shop, cashier, 32, "s1", member=mei)
    assert (receipt.paid, receipt.earned, receipt.balance) == (Money(3200), 32, 32)


def test_a_walk_in_guest_earns_nothing(shop: Shop, cashier: Staff) -> None:
    assert sell(shop, cashier, 32, "s1").earned == 0


def test_points_and_coupon_make_it_cheaper_and_are_used_up(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 100, "s1", member=mei)
    coupon = finding.card(shop, mei).coupons[0].code
    receipt = sell(shop, cashier, 20, "s2", member=mei, coupon=coupon, spend=Points(50), due=1450)
    assert (receipt.coupon_off, receipt.points_off) == (Money(500), Money(50))
    after = finding.card(shop, mei)
    assert (after.points, after.coupons) == (100 - 50 + 14, ())


def test_a_request_counts_once(shop: Shop, cashier: Staff, mei: int) -> None:
    first = sell(shop, cashier, 32, "same", member=mei)
    assert sell(shop, cashier, 32, "same", member=mei) == first
    assert len(listing.page_of_sales(shop)) == 1
    with pytest.raises(RequestReused):
        sell(shop, cashier, 33, "same", member=mei)


def test_voiding_gives_everything_back_by_mirrored_lines(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 100, "s1", member=mei)
    before = finding.card(shop, mei)
    sold = sell(
        shop, cashier, 20, "s2", member=mei,
        coupon=before.coupons[0].code, spend=Points(50), due=1450,
    )  # fmt: skip
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v")
    assert finding.card(shop, mei) == before
    changes = [line.change for line in rewarding.statement(shop, mei)]
    assert changes == [-14, 50, 14, -50, 100]


def test_a_sale_is_voided_once_and_on_its_day(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sold = sell(shop, cashier, 20, "s1", member=mei)
    kept = sell(shop, cashier, 30, "s2", member=mei)
    mirror = refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v1")
    with pytest.raises(AlreadyVoided) as refusal:
        refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v2")
    assert refusal.value.by == "小李"
    with pytest.raises(NothingToVoid):
        refunding.void_sale(shop, by=cashier, sale=mirror.sale, request="v3")
    clock.pass_days(1)
    with pytest.raises(DayOver):
        refunding.void_sale(shop, by=cashier, sale=kept.sale, request="v4")


def test_the_last_sale_is_the_newest_that_stands(shop: Shop, cashier: Staff, clock: Clock) -> None:
    first = sell(shop, cashier, 20, "s1")
    second = sell(shop, cashier, 30, "s2")
    refunding.void_sale(shop, by=cashier, sale=second.sale, request="v")
    assert listing.last_sale(shop) == first
    clock.pass_days(1)
    assert listing.last_sale(shop) is None


def test_points_already_spent_leave_the_balance_below_zero(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    earned = sell(shop, cashier, 100, "s1", member=mei)
    sell(shop, cashier, 1, "s2", member=mei, spend=Points(100), due=0)
    refunding.void_sale(shop, by=cashier, sale=earned.sale, request="v")
    assert finding.card(shop, mei).points == -100
    sell(shop, cashier, 150, "s3", member=mei)
    assert finding.card(shop, mei).points == 50


def test_refusals_leave_no_trace(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    coupon = finding.card(shop, mei).coupons[0].code
    heard: list[object] = []
    shop.on_change = heard.append
    refused: list[tuple[type[ShopError], dict[str, Any]]] = [
        (NotEnoughPoints, {"member": mei, "spend": Points(1), "due": 3199}),
        (PointsNeedMember, {"spend": Points(1), "due": 3199}),
        (CouponOfAnother, {"member": ana, "coupon": coupon, "due": 2700}),
        (UnknownCode, {"member": mei, "coupon": "812345", "due": 2700}),
        (TenderMismatch, {"member": mei, "due": 3100}),
    ]
    for problem, arguments in refused:
        with pytest.raises(problem):
            sell(shop, cashier, 32, "no", **arguments)
    with pytest.raises(NothingToSell):
        selling.record_sale(shop, by=cashier, request="no", lines=[], payments={})
    clock.pass_days(31)
    with pytest.raises(CouponLapsed):
        sell(shop, cashier, 32, "no", member=mei, coupon=coupon, due=2700)
    assert heard == []
    assert listing.page_of_sales(shop) == []


def test_a_used_coupon_says_when_and_by_whom(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    coupon = finding.card(shop, mei).coupons[0].code
    sell(shop, cashier, 20, "s1", member=mei, coupon=coupon, due=1500)
    with pytest.raises(CouponUsed) as refusal:
        sell(shop, cashier, 20, "s2", member=mei, coupon=coupon, due=1500)
    assert (refusal.value.at, refusal.value.by) == (clock.at, "小李")


def test_no_more_points_than_the_price(shop: Shop, cashier: Staff, mei: int) -> None:
    sell(shop, cashier, 500, "s1", member=mei)
    with pytest.raises(PointsAboveDue) as refusal:
        sell(shop, cashier, 1, "s2", member=mei, spend=Points(101), due=0)
    assert refusal.value.most == 100


def test_a_day_has_its_own_page_of_sales_whatever_was_imported_later(
    shop: Shop, cashier: Staff, owner: Staff, clock: Clock, tmp_path: Path
) -> None:
    sell(shop, cashier, 20, "s1")
    clock.pass_days(1)
    sold = sell(shop, cashier, 30, "s2")
    imported(shop, owner, tmp_path, "7,2025-11-01,5", "7,2025-11-02,6")
    today = listing.page_of_sales(shop, day=date(2026, 3, 11), limit=2)
    assert [row.id for row in today] == [sold.sale]
    assert [row.paid for row in listing.page_of_sales(shop, limit=2)] == [Money(600), Money(500)]


def test_imported_history_of_today_is_never_the_last_sale(
    shop: Shop, cashier: Staff, owner: Staff, tmp_path: Path
) -> None:
    imported(shop, owner, tmp_path, "7,2026-03-10,5")
    assert listing.last_sale(shop) is None
    sold = sell(shop, cashier, 30, "s1")
    imported(shop, owner, tmp_path, "7,2026-03-10,6")
    assert listing.last_sale(shop) == sold


def test_her_sales_stand_by_day_and_page_on_by_day(
    shop: Shop, cashier: Staff, owner: Staff, tmp_path: Path
) -> None:
    imported(shop, owner, tmp_path, "7,2025-11-03,3")
    (regular,) = finding.find(shop, "7")
    sell(shop, cashier, 8, "s1", member=regular.id)
    imported(shop, owner, tmp_path, "7,2025-11-01,1", "7,2025-11-01,2", "7,2025-11-04,4")
    pages: list[listing.SaleRow] = []
    while page := listing.sales_of_member(
        shop, regular.id, before=pages[-1].id if pages else None, limit=2
    ):
        pages += page
    assert [row.paid.fen for row in pages] == [800, 400, 300, 200, 100]

"""The workbook of a month in which everything was taken off that can be, and much came back."""

from datetime import date
from pathlib import Path

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.money import Money
from shopfans.domain.periods import Period
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.stamps import StampRule
from shopfans.domain.terms import RefundPolicy
from shopfans.services.books.reporting import average, period_figures
from shopfans.services.goods import pricing
from shopfans.services.members import finding
from shopfans.services.sales import refunding, selling
from tests.conftest import Clock, join
from tests.services.test_late_refunds import decide, given_coupon, refund
from tests.services.test_reporting import MARCH
from tests.services.test_selling import sell
from tests.services.test_workbook import opened_by_libreoffice, rows, summary, written

HOSTILE = "=HYPERLINK(1)"


def a_month_of_everything(shop: Shop, owner: Staff, member: int) -> None:
    """Discounts of each kind and a gift; refunds in part, in whole and with money kept back."""
    decide(shop, refund_policy=RefundPolicy.KEEP_BACK, stamps=StampRule(needed=2))
    pricing.add_good(
        shop, by=owner, name=HOSTILE, category="", price=Money(3333), request="good"
    )  # fmt: skip
    with shop.changing():
        shop.rows("INSERT INTO gift VALUES (1, '+杯子', 20, 1)")
        [(good,)] = shop.rows("SELECT id FROM good")
    code = given_coupon(shop, member, CouponTerms(CouponKind.PERCENT_OFF, percent=1250), HOSTILE)
    given_coupon(shop, member, CouponTerms(CouponKind.AMOUNT_OFF, off=Money(1)), "unused")
    cake = Line(Money(3333), 3, HOSTILE, good, list_price=Money(3333))
    first = selling.record_sale(
        shop, by=owner, request="first", lines=[cake], member=member,
        payments={Tender.CARD: Money(9999)},
    )  # fmt: skip
    second = selling.record_sale(
        shop,
        by=owner,
        request="second",
        member=member,
        lines=[
            cake._replace(off=Money(333), reason=HOSTILE),
            Line(Money(), 1, "+杯子", gift=1, points_each=Points(20), earns=False),
        ],
        coupons=[code],
        free_pieces=1,
        spend=Points(50),
        payments={Tender.WECHAT: Money(5000), Tender.CASH: Money(589)},
    )
    refund(shop, owner, second.sale, {1: 2})
    sell(shop, owner, 1, "spent", member=member, spend=Points(30), due=70)
    refund(shop, owner, first.sale)
    with shop.changing():
        shop.rows(
            "UPDATE coupon SET withdrawn_id = (SELECT MAX(id) FROM operation), member_id = NULL "
            "WHERE template_id = (SELECT id FROM coupon_template WHERE name = 'unused')"
        )


@pytest.fixture
def full(shop: Shop, owner: Staff, mei: int) -> None:
    a_month_of_everything(shop, owner, mei)


def test_everything_that_came_back_still_ties_when_worked_out_anew(
    shop: Shop, full: None, tmp_path: Path
) -> None:
    out = tmp_path / "march.xlsx"
    written(shop, out)
    [again] = opened_by_libreoffice(tmp_path, out)
    checked = {(label, figure, ties, live) for label, figure, _, ties, live, _ in summary(again)}
    assert {(ties, live) for _, _, ties, live in checked} == {("yes", "yes")}
    figures = {label: figure for label, figure, _, _ in checked}
    assert figures["Refunds and voids"] == 2
    assert figures["Sales that stand"] == 2
    assert figures["Kept back"] < 0
    assert figures["Taken back"] == 1


def test_a_refund_says_what_it_is_and_what_was_kept_back(
    shop: Shop, full: None, tmp_path: Path
) -> None:
    sheet = rows(written(shop, tmp_path / "march.xlsx")["Sales"])
    assert [row["Kind"] for row in sheet] == ["Sale", "Sale", "Refund", "Sale", "Refund"]
    second, part, whole = sheet[1], sheet[2], sheet[4]
    assert part["Back from no."] == second["No."]
    for heading in ("Discounts", "Stamps off", "Coupon off", "Points off", "Received"):
        assert 0 > part[heading] > -second[heading], heading
    assert whole["Goods sold"] == -99.99
    assert whole["Received"] - whole["Kept back"] * -1 == pytest.approx(-99.99)


def test_coupons_are_told_by_their_terms_and_hostile_names_stay_text(
    shop: Shop, full: None, tmp_path: Path
) -> None:
    out = tmp_path / "march.xlsx"
    sheet = {row["Coupon"]: row for row in rows(written(shop, out)["Coupons"])}
    assert sheet[HOSTILE]["At the end"] == "Redeemed"
    assert "12.5" in str(sheet[HOSTILE]["Terms"])
    assert (sheet["unused"]["At the end"], sheet["unused"]["Member"]) == ("Taken back", None)
    book = written(shop, out)
    for page in book.worksheets[1:]:
        assert "f" not in {cell.data_type for row in page.iter_rows() for cell in row}


def test_the_points_roll_with_gifts_and_what_was_kept_back(
    shop: Shop, full: None, mei: int, tmp_path: Path
) -> None:
    roll = period_figures(shop, MARCH).points
    assert roll.used == -(50 + 20 + 30)
    assert sum(roll[:-1]) == roll.closing == finding.card(shop, mei).points


def test_a_month_of_refunds_alone_has_no_average(
    shop: Shop, cashier: Staff, clock: Clock, tmp_path: Path
) -> None:
    sold = sell(shop, cashier, 20, "s")
    clock.pass_days(31)
    refund(shop, cashier, sold.sale)
    april = Period.around(date(2026, 4, 1))
    assert period_figures(shop, april).average_sale == Money()
    out = tmp_path / "april.xlsx"
    written(shop, out, april)
    [again] = opened_by_libreoffice(tmp_path, out)
    assert {line[4] for line in summary(again)} == {"yes"}


def test_an_average_below_nothing_is_rounded_as_a_spreadsheet_does() -> None:
    assert average(Money(-5), 2) == Money(-3)
    assert average(Money(-1500), -1) == Money()


def test_a_printed_coupon_has_no_holder_on_its_sheet(
    shop: Shop, cashier: Staff, mei: int, tmp_path: Path
) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    code = given_coupon(shop, ana, CouponTerms(CouponKind.AMOUNT_OFF, off=Money(100)), "printed")
    with shop.changing():
        shop.rows("UPDATE coupon SET member_id = NULL WHERE code = ?", code)
    sold = sell(shop, cashier, 20, "s", coupon=code, due=1900)
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v")
    sell(shop, cashier, 20, "again", coupon=code, due=1900)
    out = tmp_path / "march.xlsx"
    [printed] = [row for row in rows(written(shop, out)["Coupons"]) if row["Coupon"] == "printed"]
    assert (printed["Member"], printed["At the end"], printed["Taken off"]) == (None, "Redeemed", 1)

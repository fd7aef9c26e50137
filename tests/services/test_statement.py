"""One member's statement: opening, every line, closing; and all she bought."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.errors import MemberErased, UnknownMember
from shopfans.domain.periods import Period
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.services.exporting.statement import sections, statement, write_statement
from shopfans.services.members import finding, forgetting
from tests.conftest import Clock
from tests.services.test_late_refunds import refund
from tests.services.test_reporting import MARCH
from tests.services.test_selling import sell
from tests.services.test_workbook import rows, totals

APRIL = Period.around(date(2026, 4, 1))


@pytest.fixture
def two_months(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> None:
    """30 points in March; in April 12 more, 20 used, 30 taken back."""
    first = sell(shop, cashier, 30, "s1", member=mei)
    clock.pass_days(30)
    sell(shop, cashier, 12, "s2", member=mei)
    sell(shop, cashier, 5, "s3", member=mei, spend=Points(20), due=480)
    refund(shop, cashier, first.sale)


def points(shop: Shop, by: Staff, member: int, period: Period) -> list[tuple[Any, ...]]:
    """What happened, the change and the balance after it."""
    [lines, _bought] = statement(shop, by=by, member=member, period=period).parts
    return [(row[2], row[5], row[6]) for row in lines.rows]


def test_the_balance_runs_from_opening_to_closing(
    shop: Shop, cashier: Staff, mei: int, two_months: None
) -> None:
    assert points(shop, cashier, mei, MARCH) == [
        ("Opening", None, 0), ("Earned", 30, 30), ("Closing", None, 30),
    ]  # fmt: skip
    april = points(shop, cashier, mei, APRIL)
    assert (april[0], april[-1]) == (
        ("Opening", None, 30), ("Closing", None, finding.card(shop, mei).points),
    )  # fmt: skip
    assert 30 + sum(change or 0 for _what, change, _after in april) == april[-1][-1]
    assert {"Used", "Reversed", "Earned"} <= {what for what, _change, _after in april}


def test_it_is_a_workbook_with_every_line(
    shop: Shop, owner: Staff, mei: int, two_months: None, tmp_path: Path
) -> None:
    out = tmp_path / "mei.xlsx"
    write_statement(shop, out, by=owner, member=mei, period=APRIL, language="en")
    book = load_workbook(out)
    assert book.sheetnames == ["Points", "Bought and given back"]
    header = book["Points"].oddHeader
    assert header is not None
    assert header.left.text == "甜甜  王小美, member no. 1  2026-04"
    assert [row["Received"] for row in rows(book["Bought and given back"])] == [12, 4.8, -30]
    assert totals(book["Points"])["Points"] == finding.card(shop, mei).points - 30


@pytest.mark.parametrize(("language", "opening"), [("zh_CN", "期初"), ("zh_TW", "期初")])
def test_in_words_for_paper(
    shop: Shop, cashier: Staff, mei: int, two_months: None, language: str, opening: str
) -> None:
    with texts.speaking(language):
        made = statement(shop, by=cashier, member=mei, period=MARCH)
        lines, bought = sections(made)
    assert lines.rows[0][2] == opening
    assert lines.rows[1][1] == "2026-03-10 10:00"
    assert lines.rows[1][4:7] == ("30.00", "30", "30")
    assert bought.rows[0] == ("1", "2026-03-10", "", "1", "30.00", "0.00", "30.00")
    assert bought.rows[1][3:] == ("1", "30.00", "0.00", "30.00")
    assert bought.has_totals
    assert bought.numbers == {0, 3, 4, 5, 6}


def test_of_nobody_and_of_whom_asked_to_be_forgotten_there_is_none(
    shop: Shop, owner: Staff, mei: int
) -> None:
    with pytest.raises(UnknownMember):
        statement(shop, by=owner, member=99, period=MARCH)
    forgetting.erase(shop, by=owner, member_id=mei, request="forget")
    with pytest.raises(MemberErased):
        statement(shop, by=owner, member=mei, period=MARCH)

"""History from another program: all of a file or nothing, and never twice."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    BadRow,
    CannotRead,
    ColumnMissing,
    NotAllowed,
    Stopped,
)
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services.bringing import importing
from shopfans.services.bringing.importing import Imported
from shopfans.services.members import finding
from shopfans.services.reminders import reminding
from shopfans.services.sales import listing
from tests.services.test_selling import sell

VISITS = """member,date,amount
A-7,2025-11-01,12.50
B-1,2025-11-03,8
A-7,2025-11-11,7.5
A-7,2025-11-21,30.00
"""


def take(shop: Shop, by: Staff, folder: Path, text: str = VISITS, **more: Any) -> Imported:
    path = folder / "visits.csv"
    path.write_bytes(text.encode())
    return importing.import_sales(shop, by=by, path=path, **more)


def test_visits_become_members_and_sales(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    assert take(shop, owner, tmp_path) == Imported(members=2, sales=4, total=Money(5800))
    [regular] = finding.find(shop, "a7")
    card = finding.card(shop, regular.id)
    assert (card.name, card.joined, card.visits) == ("A-7", date(2025, 11, 1), 3)
    assert (card.spent, card.last_visit, card.usual_gap) == (Money(5000), date(2025, 11, 21), 10)
    days = [(sale.day, sale.paid) for sale in listing.sales_of_member(shop, regular.id)]
    assert days == [
        (date(2025, 11, 21), Money(3000)),
        (date(2025, 11, 11), Money(750)),
        (date(2025, 11, 1), Money(1250)),
    ]


def test_past_sales_earn_no_points(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    take(shop, owner, tmp_path)
    assert [finding.card(shop, hit.id).points for hit in finding.find(shop, "1")] == [0]


def test_who_stayed_away_is_due(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    take(shop, owner, tmp_path)
    listed = reminding.today_list(shop, on=date(2025, 12, 19)).reminders
    assert [(one.foreign_id, one.day) for one in listed] == [("A-7", date(2025, 12, 19))]


def test_the_same_file_again_changes_nothing(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    take(shop, owner, tmp_path)
    before = listing.page_of_sales(shop)
    assert take(shop, owner, tmp_path) == Imported(0, 0, Money(), known=4)
    assert listing.page_of_sales(shop) == before


def test_a_later_file_adds_to_the_same_members(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    take(shop, owner, tmp_path)
    more = "member,date,amount\nB-1,2025-12-24,9.99\nC-2,2025-12-24,1\n"
    assert take(shop, owner, tmp_path, more) == Imported(1, 2, Money(1099))
    [known] = finding.find(shop, "B-1")
    assert (known.visits, known.joined) == (2, date(2025, 11, 3))


@pytest.mark.parametrize(
    "text",
    [
        "member_id,day,paid\n7,2025-11-01,12.50\n",
        "\ufeffamount,note,DATE, Member \n12.50,,2025-11-01,7\n",
        '"date","amount","member"\r\n"2025-11-01","12.5","7"\r\n\r\n',
        "day,paid,member\n2025-11-01,１２.５０,7",
    ],
)
def test_columns_come_in_any_order_and_by_either_name(
    shop: Shop, owner: Staff, tmp_path: Path, text: str
) -> None:
    assert take(shop, owner, tmp_path, text) == Imported(1, 1, Money(1250))


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        ("7,2025-11-01,0", "amount", "0"),
        ("7,2025-11-01,0.00", "amount", "0.00"),
        ("7,2025-11-01,-5", "amount", "-5"),
        ("7,2025-11-01,12.345", "amount", "12.345"),
        ("7,2025-11-01,1e9", "amount", "1e9"),
        ("7,2025-11-01,nan", "amount", "nan"),
        ("7,2025-11-01,99999999999", "amount", "99999999999"),
        ("7,2025-11-01,", "amount", ""),
        ("7,2025-11-01", "amount", ""),
        ("7,2025-02-29,1", "date", "2025-02-29"),
        ("7,01/11/2025,1", "date", "01/11/2025"),
        ("7,20251101,1", "date", "20251101"),
        ("7,2026-03-11,1", "date", "2026-03-11"),
        ("7,0001-01-01,1", "date", "0001-01-01"),
        (" ,2025-11-01,1", "member", ""),
        ("x" * 61 + ",2025-11-01,1", "member", "x" * 61),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_taken(
    shop: Shop, owner: Staff, tmp_path: Path, row: str, column: str, text: str
) -> None:
    with pytest.raises(BadRow) as refusal:
        take(shop, owner, tmp_path, f"{VISITS}{row}\n")
    assert (refusal.value.row, refusal.value.column, refusal.value.text) == (6, column, text)
    assert listing.page_of_sales(shop) == []
    assert finding.find(shop, "a7") == []


def test_today_is_no_future(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    assert take(shop, owner, tmp_path, "member,date,amount\n7,2026-03-10,1\n").sales == 1


@pytest.mark.parametrize(
    ("heading", "missing"),
    [("", "member"), ("member;date;amount", "member"), ("member,amount", "date")],
)
def test_a_missing_column_is_named(
    shop: Shop, owner: Staff, tmp_path: Path, heading: str, missing: str
) -> None:
    with pytest.raises(ColumnMissing) as refusal:
        take(shop, owner, tmp_path, f"{heading}\n7,2025-11-01,1\n")
    assert refusal.value.column == missing


def test_a_file_that_is_not_there_is_refused(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    with pytest.raises(CannotRead):
        importing.import_sales(shop, by=owner, path=tmp_path / "old.csv")


def test_past_sales_come_in_from_a_workbook_and_in_the_encoding_of_the_country(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    book = Workbook()
    for row in (("会员号", "日期", "金额"), (7, date(2025, 11, 1), 12.5)):
        book.worksheets[0].append(row)
    book.save(tmp_path / "visits.xlsx")
    taken = importing.import_sales(shop, by=owner, path=tmp_path / "visits.xlsx")
    assert taken == Imported(1, 1, Money(1250))
    (tmp_path / "old.csv").write_bytes("會員,日期,金額\n陳怡君,2025-11-01,1\n".encode("big5"))
    importing.import_sales(shop, by=owner, path=tmp_path / "old.csv")
    assert [hit.name for hit in finding.find(shop, "陳怡君")] == ["陳怡君"]


def test_stopped_half_way_nothing_was_taken(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == total // 2:
            raise Stopped()

    with pytest.raises(Stopped):
        take(shop, owner, tmp_path, progress=stop)
    assert finding.find(shop, "a7") == []
    assert take(shop, owner, tmp_path).sales == 4


def test_a_cashier_may_not(shop: Shop, cashier: Staff, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        take(shop, cashier, tmp_path)


def test_the_whole_log_again_with_one_more_row_adds_that_row(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path, VISITS + "B-1,2025-11-03,8\n")
    more = f"{VISITS}B-1,2025-12-24,9.99\nB-1,2025-11-03,8\nB-1,2025-11-03,8.00\n"
    assert take(shop, owner, tmp_path, more) == Imported(0, 2, Money(1799), known=5)
    assert len(listing.page_of_sales(shop)) == 7
    assert take(shop, owner, tmp_path, more + "\n") == Imported(0, 0, Money(), known=7)


def test_a_sale_of_our_own_is_no_earlier_import(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    take(shop, owner, tmp_path)
    [regular] = finding.find(shop, "a7")
    sell(shop, owner, 5, "s1", member=regular.id)
    assert take(shop, owner, tmp_path, "member,date,amount\nA-7,2026-03-10,5\n").sales == 1

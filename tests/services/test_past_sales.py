"""History from another program: what becomes of each row is said first, then all or nothing, never
twice, and it can be undone until something depends on it."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from shopfans.database.shop import Shop
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sheet_rows import Fate, SaleField
from shopfans.services import settings
from shopfans.services.books import auditing
from shopfans.services.bringing.past import past_sales, past_undoing
from shopfans.services.bringing.past.refused import write_refused
from shopfans.services.bringing.past.trials import SaleTrial
from shopfans.services.members import finding, forgetting
from shopfans.services.reminders import reminding
from shopfans.services.sales import listing
from shopfans.texts.messages import message
from tests.conftest import join
from tests.services import past_sales as files
from tests.services.test_selling import sell
from tests.services.undone import figures

TODAY = date(2026, 3, 10)
VISITS = """member,date,amount
A-7,2025-11-01,12.50
B-1,2025-11-03,8
A-7,2025-11-11,7.5
A-7,2025-11-21,30.00
"""


def tried(shop: Shop, by: Staff, folder: Path, text: str = VISITS) -> SaleTrial:
    path = folder / "visits.csv"
    path.write_bytes(text.encode())
    return files.tried(shop, by, path)


def take(shop: Shop, by: Staff, folder: Path, text: str = VISITS) -> SaleTrial:
    path = folder / "visits.csv"
    path.write_bytes(text.encode())
    return files.bring(shop, by, path)


def told(trial: SaleTrial) -> tuple[int, int, int, int]:
    """New members, new sales, sales known already, rows refused."""
    counts = trial.counts()
    return trial.new_members(), counts[Fate.NEW], counts[Fate.SAME], counts[Fate.REFUSED]


def why(trial: SaleTrial) -> list[type[ShopError]]:
    return [type(row.why) for row in trial.left_out() if row.why]


def undo(shop: Shop, by: Staff, request: str = "undo") -> int:
    """The newest import."""
    newest = past_undoing.imports(shop)[0]
    return past_undoing.undo(shop, by=by, batch=newest.id, request=request)


def test_a_trial_says_what_would_become_of_it_and_writes_nothing(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    trial = tried(shop, owner, tmp_path)
    assert (told(trial), trial.total()) == ((2, 4, 0, 0), Money(5800))
    assert listing.page_of_sales(shop) == []
    assert finding.find(shop, "a7") == []


def test_visits_become_members_and_sales(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    take(shop, owner, tmp_path)
    [regular] = finding.find(shop, "a7")
    card = finding.card(shop, regular.id)
    assert (card.name, card.joined, card.visits) == ("A-7", date(2025, 11, 1), 3)
    assert (card.spent, card.last_visit, card.usual_gap) == (Money(5000), date(2025, 11, 21), 10)
    assert card.points == 0
    days = [(sale.day, sale.paid) for sale in listing.sales_of_member(shop, regular.id)]
    assert days == [
        (date(2025, 11, 21), Money(3000)),
        (date(2025, 11, 11), Money(750)),
        (date(2025, 11, 1), Money(1250)),
    ]


def test_who_stayed_away_is_due(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    take(shop, owner, tmp_path)
    listed = reminding.today_list(shop, on=date(2025, 12, 19)).reminders
    assert [(one.foreign_id, one.day) for one in listed] == [("A-7", date(2025, 12, 19))]


# Whose sale it was


def test_sales_fall_to_the_members_who_have_the_phone_numbers(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    text = "手机号,消费日期,实付金额\n138 1234 5678,2025/11/1,￥12.50\n13900000001,2025/11/2,8元\n"
    trial = take(shop, owner, tmp_path, text)
    assert (told(trial), why(trial)) == ((0, 1, 0, 1), [errors.NobodyHasNumber])
    assert finding.card(shop, mei).visits == 1
    assert told(tried(shop, owner, tmp_path, text)) == (0, 0, 1, 1)


def test_a_column_of_keys_may_hold_phone_numbers(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    text = "会员,日期,金额\n13812345678,2025-11-01,5\n13900000001,2025-11-01,5\nA-7,2025-11-01,5\n"
    trial = take(shop, owner, tmp_path, text)
    assert (told(trial), why(trial)) == ((1, 2, 0, 1), [errors.NobodyHasNumber])
    assert finding.card(shop, mei).visits == 1


def test_a_key_that_is_known_counts_before_a_phone_number(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    text = "会员号,手机号,日期,金额\nA-7,13812345678,2026-01-01,5\nC-9,13812345678,2026-01-02,5\n"
    assert told(take(shop, owner, tmp_path, text)) == (0, 2, 0, 0)
    [regular] = finding.find(shop, "a7")
    assert (regular.visits, finding.card(shop, mei).visits) == (4, 1)


def test_a_key_beside_a_members_number_is_hers_in_rows_without_the_number_too(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    rows = ["K-1,,2026-01-01,5", "K-1,13812345678,2026-01-02,5", "K-1,,2026-01-03,5"]
    text = "\n".join(["会员号,手机号,日期,金额", *rows])
    assert told(take(shop, owner, tmp_path, text)) == (0, 3, 0, 0)
    assert finding.card(shop, mei).visits == 3
    assert told(tried(shop, owner, tmp_path, text)) == (0, 0, 3, 0)


def test_a_later_file_without_numbers_brings_the_sales_of_the_same_member_no_second_time(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    before = figures(shop)
    take(shop, owner, tmp_path, "会员号,手机号,日期,金额\nK-1,13812345678,2026-01-02,5\n")
    later = "会员号,日期,金额\nK-1,2026-01-02,5\nK-1,2026-01-09,5\n"
    assert told(take(shop, owner, tmp_path, later)) == (0, 1, 1, 0)
    assert finding.card(shop, mei).visits == 2
    undo(shop, owner, "later")
    assert told(tried(shop, owner, tmp_path, later)) == (0, 1, 1, 0)
    undo(shop, owner, "first")
    assert figures(shop) == before
    assert auditing.problems(shop) == []
    assert told(tried(shop, owner, tmp_path, later)) == (1, 2, 0, 0)


def test_a_key_beside_the_numbers_of_two_members_is_neither_s(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    ana = join(shop, owner, "Ana", "13900000009")
    rows = ["K,13812345678,2026-01-01,5", "K,13900000009,2026-01-02,5", "K,,2026-01-03,5"]
    text = "\n".join(["会员号,手机号,日期,金额", *rows])
    assert told(take(shop, owner, tmp_path, text)) == (1, 3, 0, 0)
    assert [finding.card(shop, one).visits for one in (mei, ana)] == [1, 1]


def test_the_past_of_who_was_forgotten_does_not_fall_to_who_has_her_number_now(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    [regular] = finding.find(shop, "a7")
    forgetting.erase(shop, by=owner, member_id=regular.id, request="e")
    join(shop, owner, "Ana", "13900000009")
    text = "会员号,手机号,日期,金额\nA-7,13900000009,2026-01-02,5\n"
    trial = tried(shop, owner, tmp_path, text)
    assert (told(trial), why(trial)) == ((0, 0, 0, 1), [errors.MemberForgotten])


# Rows that are refused


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("7,2025-11-01,-5", errors.GivenBack),
        ("7,2025-11-01,￥-5.00元", errors.GivenBack),
        ("7,2025-11-01,(5)", errors.GivenBack),
        ("7,2025-11-01,-0", errors.AmountNotPositive),
        ("7,2025-11-01,-x", errors.BadAmount),
        ("7,2025-11-01,12.345", errors.TooManyDecimals),
        ("7,2025-11-01,1e9", errors.BadAmount),
        ("7,2025-11-01,nan", errors.BadAmount),
        ("7,2025-11-01,99999999999", errors.AmountTooLarge),
        ("7,2025-11-01,", errors.BadAmount),
        ("7,2025-11-01", errors.BadAmount),
        ("7,2025-02-29,1", errors.BadDay),
        ("7,11-01,1", errors.BadDay),
        ("7,2026-03-11,1", errors.DayAhead),
        ("7,0001-01-01,1", errors.BadDay),
        (" ,2025-11-01,1", errors.WhoseSaleMissing),
        ("散客,2025-11-01,1", errors.WhoseSaleMissing),
        ("Walk-in,2025-11-01,1", errors.WhoseSaleMissing),
        ("x" * 61 + ",2025-11-01,1", errors.NameTooLong),
        ("1.39E+10,2025-11-01,1", errors.PhoneCutShort),
    ],
)
def test_a_bad_row_is_left_out_with_its_reason(
    shop: Shop, owner: Staff, tmp_path: Path, row: str, reason: type[ShopError]
) -> None:
    trial = take(shop, owner, tmp_path, f"{VISITS}{row}\n")
    assert (told(trial), why(trial)) == ((2, 4, 0, 1), [reason])
    assert len(listing.page_of_sales(shop)) == 4


def test_what_was_given_back_is_told_in_a_sum_so_that_the_totals_tie(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    back = "A-7,2025-11-12,-2.50\nB-1,2025-11-13,-1\n,2025-11-13,-9\n"
    trial = tried(shop, owner, tmp_path, VISITS + back)
    assert (trial.total(), trial.given_back()) == (Money(5800), Money(350))
    why = trial.left_out()[0].why
    assert why is not None
    assert message(why, settings.load(shop)).startswith("¥2.50 was given back here")


def test_who_paid_nothing_came_all_the_same(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    free = "A-7,2025-12-01,0.00\n"
    assert told(take(shop, owner, tmp_path, VISITS + free)) == (2, 5, 0, 0)
    [regular] = finding.find(shop, "a7")
    card = finding.card(shop, regular.id)
    assert (card.visits, card.spent, card.last_visit) == (4, Money(5_000), date(2025, 12, 1))
    assert auditing.problems(shop) == []
    undo(shop, owner)
    assert auditing.problems(shop) == []


def test_today_is_no_future(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    assert told(take(shop, owner, tmp_path, "member,date,amount\n7,2026-03-10,1\n"))[1] == 1


def test_the_rows_left_out_come_back_mended(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    trial = take(shop, owner, tmp_path, f"{VISITS}C-2,2025-11-04,ten\n")
    path = tmp_path / "left out.xlsx"
    assert write_refused(shop, path, by=owner, trial=trial) == 1
    sheet = load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["member", "date", "amount", "Why it was left out"]
    assert sheet["D2"].font.color.rgb == "FFB3261E"
    sheet["C2"].value = 10
    book = sheet.parent
    assert isinstance(book, Workbook)
    book.save(path)
    assert told(files.bring(shop, owner, path)) == (1, 1, 0, 0)


# Columns and files


@pytest.mark.parametrize(
    "text",
    [
        "member_id,day,paid\n7,2025-11-01,12.50\n",
        "\ufeffamount,note,DATE, Member \n12.50,,2025-11-01,7\n",
        '"date","amount","member"\r\n"01/11/2025","12.5","7"\r\n\r\n',
        "day,paid,member\n20251101,１２.５０,7",
        "Sales of 2025,,\n會員編號,消費日期,實付金額（元）\n7,2025年11月1日,12.50\n",
    ],
)
def test_columns_come_in_any_order_and_by_either_name(
    shop: Shop, owner: Staff, tmp_path: Path, text: str
) -> None:
    trial = take(shop, owner, tmp_path, text)
    assert (told(trial), trial.total()) == ((1, 1, 0, 0), Money(1250))
    [hit] = finding.find(shop, "7")
    assert finding.card(shop, hit.id).last_visit == date(2025, 11, 1)


@pytest.mark.parametrize("heading", ["member,amount", "date,amount", "member,date", "a,b,c"])
def test_without_a_day_an_amount_or_a_member_nothing_is_tried(
    shop: Shop, owner: Staff, tmp_path: Path, heading: str
) -> None:
    with pytest.raises(errors.SaleColumnsMissing):
        tried(shop, owner, tmp_path, f"{heading}\nx,y\n")


def test_what_the_columns_are_is_remembered_for_the_next_file(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("who,how much,bought on\nA-7,12.50,2025-11-01\n", "utf-8")
    sheet = past_sales.read(shop, by=owner, path=path)
    columns = (SaleField.MEMBER, SaleField.AMOUNT, SaleField.DAY)
    assert sheet.columns != columns
    trial = past_sales.try_out(shop, by=owner, sheet=sheet, columns=columns)
    past_sales.take_over(shop, by=owner, trial=trial, request="r")
    assert past_sales.read(shop, by=owner, path=path).columns == columns


def test_past_sales_come_in_from_a_workbook_and_in_the_encoding_of_the_country(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    book = Workbook()
    for row in (("会员号", "日期", "金额"), (7, date(2025, 11, 1), 12.5)):
        book.worksheets[0].append(row)
    book.save(tmp_path / "visits.xlsx")
    trial = files.bring(shop, owner, tmp_path / "visits.xlsx")
    assert (told(trial), trial.total()) == ((1, 1, 0, 0), Money(1250))
    (tmp_path / "old.csv").write_bytes("會員,日期,金額\n陳怡君,2025-11-01,1\n".encode("big5"))
    files.bring(shop, owner, tmp_path / "old.csv")
    assert [hit.name for hit in finding.find(shop, "陳怡君")] == ["陳怡君"]


def test_a_cashier_may_not(shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path) -> None:
    trial = take(shop, owner, tmp_path)
    with pytest.raises(errors.NotAllowed):
        take(shop, cashier, tmp_path)
    with pytest.raises(errors.NotAllowed):
        past_sales.take_over(shop, by=cashier, trial=trial, request="r")
    with pytest.raises(errors.NotAllowed):
        undo(shop, cashier)


# All or nothing, and never twice


def test_stopped_half_way_nothing_was_taken(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    trial = tried(shop, owner, tmp_path)

    def stop(done: int, total: int) -> None:
        if total == 1 and done == 1:
            raise errors.Stopped()

    with pytest.raises(errors.Stopped):
        past_sales.take_over(shop, by=owner, trial=trial, request="r", progress=stop)
    assert finding.find(shop, "a7") == []
    assert told(take(shop, owner, tmp_path))[1] == 4


def test_a_trial_that_no_longer_holds_is_not_written(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    trial = tried(shop, owner, tmp_path)
    take(shop, owner, tmp_path)
    with pytest.raises(errors.SalesChangedMeanwhile):
        past_sales.take_over(shop, by=owner, trial=trial, request="r")
    assert len(listing.page_of_sales(shop)) == 4


def test_the_same_file_again_changes_nothing(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    first = take(shop, owner, tmp_path)
    before = listing.page_of_sales(shop)
    again = take(shop, owner, tmp_path)
    assert (told(again), first.brought_before) == ((0, 0, 4, 0), None)
    assert again.brought_before == date(2026, 3, 10)
    assert listing.page_of_sales(shop) == before


def test_a_later_file_adds_to_the_same_members(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    take(shop, owner, tmp_path)
    more = "member,date,amount\nB-1,2025-12-24,9.99\nC-2,2025-12-24,1\n"
    trial = take(shop, owner, tmp_path, more)
    assert (told(trial), trial.total()) == ((1, 2, 0, 0), Money(1099))
    [known] = finding.find(shop, "B-1")
    assert (known.visits, known.joined) == (2, date(2025, 11, 3))


def test_the_whole_log_again_with_one_more_row_adds_that_row(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path, VISITS + "B-1,2025-11-03,8\n")
    more = f"{VISITS}B-1,2025-12-24,9.99\nB-1,2025-11-03,8\nB-1,2025-11-03,8.00\n"
    trial = take(shop, owner, tmp_path, more)
    assert (told(trial), trial.total()) == ((0, 2, 5, 0), Money(1799))
    assert len(listing.page_of_sales(shop)) == 7
    assert told(take(shop, owner, tmp_path, more + "\n")) == (0, 0, 7, 0)


def test_a_sale_of_our_own_is_no_earlier_import(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    take(shop, owner, tmp_path)
    [regular] = finding.find(shop, "a7")
    sell(shop, owner, 5, "s1", member=regular.id)
    assert told(take(shop, owner, tmp_path, "member,date,amount\nA-7,2026-03-10,5\n"))[1] == 1

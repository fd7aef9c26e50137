"""A list of members comes in: what becomes of each row is said first, then all or nothing, and it
can be undone until something depends on it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain import errors
from shopfans.domain.birthdays import Birthday
from shopfans.domain.errors import ShopError, Stopped
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sheet_rows import Fate, Field
from shopfans.domain.stored_value import Value
from shopfans.services.backups import backing_up
from shopfans.services.belonging import rewarding
from shopfans.services.books import auditing
from shopfans.services.bringing import members, undoing
from shopfans.services.bringing.batches import Brought
from shopfans.services.bringing.refused import write_refused
from shopfans.services.bringing.trials import Trial
from shopfans.services.bringing.writing import Consents
from shopfans.services.joining import consenting, correcting
from shopfans.services.members import finding, forgetting, noting, tagging
from shopfans.services.prepaid import drawing
from tests.conftest import Clock, join
from tests.services.stored_value import allow, pay
from tests.services.test_selling import sell

LIST = """手机号,姓名,生日,标签,入会日期,剩余积分,备注
13900000001,王晓梅,1990-8-15,少糖、猫派,2023/5/1,120,靠窗
13900000002,李丽,农历八月十五,,2023年6月2日,0,
13900000003,张敏,8月3日,少糖,20230701,"1,500",怕冷
"""
AGREED = Consents(keeping=True)


def tried(shop: Shop, by: Staff, folder: Path, text: str | bytes = LIST, **columns: Any) -> Trial:
    path = folder / "members.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    sheet = members.read(shop, by=by, path=path)
    return members.try_out(shop, by=by, sheet=sheet, columns=columns.get("columns", sheet.columns))


def take(shop: Shop, by: Staff, trial: Trial, **more: Any) -> int | None:
    how: dict[str, Any] = {"consents": AGREED, "request": new_request()} | more
    return members.take_over(shop, by=by, trial=trial, **how)


def brought(shop: Shop, by: Staff, folder: Path, text: str = LIST) -> int:
    batch = take(shop, by, tried(shop, by, folder, text))
    assert batch is not None
    return batch


def fates(trial: Trial) -> list[Fate]:
    return [row.fate for row in trial.rows]


def found(shop: Shop, phone: str) -> finding.MemberCard:
    [hit] = finding.find(shop, phone)
    return finding.card(shop, hit.id)


def snapshot(shop: Shop) -> list[Any]:
    with shop.reading():
        return [
            shop.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
            for table in ("operation", "member", "member_key", "consent", "ledger_entry")
        ]


def test_a_trial_run_tells_and_writes_nothing(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    before = snapshot(shop)
    trial = tried(shop, owner, tmp_path)
    assert fates(trial) == [Fate.NEW] * 3
    assert (trial.points(), trial.new_tags) == (1_620, ("少糖", "猫派"))
    assert snapshot(shop) == before


def test_everything_in_the_list_is_hers_afterwards(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    brought(shop, owner, tmp_path)
    card = found(shop, "13900000001")
    assert (card.name, card.birthday) == ("王晓梅", Birthday(8, 15, 1990))
    assert (card.joined, card.points, card.note) == (date(2023, 5, 1), 120, "靠窗")
    assert set(card.tags) == {"少糖", "猫派"}
    assert card.coupons == ()
    assert found(shop, "13900000002").birthday == Birthday(8, 15, None, lunar=True)
    third = found(shop, "13900000003")
    assert (third.points, third.birthday) == (1_500, Birthday(8, 3))
    assert [hit.name for hit in finding.find(shop, "wxm")] == ["王晓梅"]


def test_what_she_had_before_is_a_line_of_its_own_and_lapses_as_new_points_do(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    brought(shop, owner, tmp_path)
    card = found(shop, "13900000001")
    [line] = rewarding.statement(shop, card.id)
    assert (line.kind.value, line.change, line.lapses) == ("opening", 120, date(2027, 3, 10))
    assert card.buyer.points == 120


@pytest.mark.parametrize("messages", [False, True])
def test_the_owner_answers_for_their_consent(
    shop: Shop, owner: Staff, tmp_path: Path, *, messages: bool
) -> None:
    trial = tried(shop, owner, tmp_path)
    with pytest.raises(errors.ConsentMissing):
        take(shop, owner, trial, consents=Consents(keeping=False))
    take(shop, owner, trial, consents=Consents(True, messages))
    hers = correcting.consents(shop, found(shop, "13900000001").id)
    assert (hers.keeping, hers.messages) == (True, messages)
    assert consenting.versions(shop)[0].given == 3


def test_the_same_file_twice_changes_nothing(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    brought(shop, owner, tmp_path)
    before = snapshot(shop)
    trial = tried(shop, owner, tmp_path)
    assert fates(trial) == [Fate.SAME] * 3
    assert trial.brought_before == date(2026, 3, 10)
    assert take(shop, owner, trial) is None
    assert snapshot(shop) == before


def test_pressing_twice_brings_them_in_once(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    trial = tried(shop, owner, tmp_path)
    numbers = {take(shop, owner, trial, request="once") for _ in range(2)}
    assert len(numbers) == 1
    assert len(finding.find(shop, "139")) == 3
    assert len(undoing.imports(shop)) == 1


def test_who_is_there_gets_what_she_lacks_and_keeps_what_she_has(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    noting.set_note(shop, by=owner, member=mei, note="our own", request="n")
    head = "手机,姓名,生日,积分,标签,备注,入会日期\n"
    trial = tried(shop, owner, tmp_path, f"{head}13812345678,王小美,1-1,50,猫派,other,2020-1-1\n")
    assert [row.changes for row in trial.rows] == [(Field.JOINED, Field.POINTS, Field.TAGS)]
    take(shop, owner, trial)
    card = finding.card(shop, mei)
    assert (card.points, card.note, card.joined) == (50, "our own", date(2020, 1, 1))
    assert (card.birthday, card.tags) == (Birthday(3, 15, 1990), ("猫派",))
    assert fates(tried(shop, owner, tmp_path, f"{head}13812345678,王小美,,50,猫派,,\n")) == [
        Fate.SAME
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",王晓梅,,", errors.PhoneMissing),
        ("13900000009,,,", errors.NameMissing),
        ("1.39E+10,王晓梅,,", errors.PhoneCutShort),
        ("12345,王晓梅,,", errors.BadPhone),
        ("13900000001,王晓梅,,", errors.MemberSaidTwice),
        ("+86 13900000001,王晓梅,,", errors.MemberSaidTwice),
        ("13812345678,别人,,", errors.PhoneTaken),
        ("13900000009,王晓梅,2月30日,", errors.BadBirthday),
        ("13900000009,王晓梅,2020-01-01,", errors.TooYoung),
        ("13900000009,王晓梅,,-5", errors.BadNumber),
        ("13900000009,王晓梅,,inf", errors.BadNumber),
        ("13900000009,王晓梅,,1.5", errors.BadNumber),
        ("13900000009,王晓梅,,9999999999", errors.NumberOutOfRange),
        ("13900000009," + "长" * 61 + ",,", errors.NameTooLong),
    ],
)
def test_a_row_that_cannot_be_is_named_and_left_out(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path, row: str, problem: type[ShopError]
) -> None:
    trial = tried(
        shop, owner, tmp_path, f"手机号,姓名,生日,积分\n13900000001,张三丰,1990-01-01,5\n{row}\n"
    )
    assert fates(trial) == [Fate.NEW, Fate.REFUSED]
    assert [(one.number, type(one.problem)) for one in trial.left_out()] == [(3, problem)]
    take(shop, owner, trial)
    assert [hit.name for hit in finding.find(shop, "0001")] == ["张三丰"]


@pytest.mark.parametrize("day", ["2026-03-11", "1899-12-31", "3月8日", "soon"])
def test_nobody_joined_tomorrow_or_on_no_day(
    shop: Shop, owner: Staff, tmp_path: Path, day: str
) -> None:
    trial = tried(shop, owner, tmp_path, f"phone,name,joined\n13900000001,Mei,{day}\n")
    assert [type(row.problem) for row in trial.rows] == [errors.BadDay]


def test_other_points_than_those_brought_before_are_refused(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    brought(shop, owner, tmp_path)
    trial = tried(shop, owner, tmp_path, "手机号,姓名,积分\n13900000001,王晓梅,999\n")
    assert [type(row.problem) for row in trial.rows] == [errors.OpeningAlready]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("手机号码,会员姓名,剩余积分", "gbk"), ("手機號碼,會員姓名,剩餘點數", "big5"),
        ("Mobile,Full name,Points", "utf-8"), ("聯絡電話,姓名（必填）,紅利點數", "utf-16"),
    ],
)  # fmt: skip
def test_columns_are_known_by_name_in_three_languages(
    shop: Shop, owner: Staff, tmp_path: Path, head: str, encoding: str
) -> None:
    trial = tried(shop, owner, tmp_path, f"{head}\n13900000001,陳怡君,7\n".encode(encoding))
    assert trial.columns == (Field.PHONE, Field.NAME, Field.POINTS)
    assert [row.said.points for row in trial.rows if row.said] == [7]


def test_columns_that_were_corrected_are_remembered_for_lists_of_this_shape(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    odd = "号,谁,数\n13900000001,王晓梅,7\n"
    sheet = tried_columns(shop, owner, tmp_path, odd)
    assert sheet == (Field.PHONE, None, None)
    corrected = (Field.PHONE, Field.NAME, Field.POINTS)
    take(shop, owner, tried(shop, owner, tmp_path, odd, columns=corrected))
    assert tried_columns(shop, owner, tmp_path, odd) == corrected
    assert tried_columns(shop, owner, tmp_path, "号,谁,数,Why it was left out\n1,2,3,4") == (
        *corrected, None,
    )  # fmt: skip


def tried_columns(shop: Shop, by: Staff, folder: Path, text: str) -> tuple[Field | None, ...]:
    path = folder / "odd.csv"
    path.write_bytes(text.encode())
    return members.read(shop, by=by, path=path).columns


def test_without_a_phone_and_a_name_column_there_is_no_trial(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    with pytest.raises(errors.ColumnsMissing):
        tried(shop, owner, tmp_path, "手机号,备注\n13900000001,x\n")


def test_a_list_without_headings_begins_with_its_first_row(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    columns = (Field.NAME, Field.PHONE)
    trial = tried(shop, owner, tmp_path, "王晓梅,13900000001\n李丽,13900000002\n", columns=columns)
    assert [row.number for row in trial.rows] == [1, 2]
    assert trial.sheet.columns == (None, Field.PHONE)


def test_years_that_excel_added_to_birthdays_are_not_hers(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    rows = "".join(f"1390000000{n},王{n},2025-08-1{n}\n" for n in range(1, 6))
    trial = tried(shop, owner, tmp_path, f"手机号,姓名,生日\n{rows}")
    assert trial.habits.years_are_of_typing
    assert next(row.said.birthday for row in trial.rows if row.said) == Birthday(8, 11)


def test_a_column_may_say_which_birthdays_are_of_the_moon(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    text = (
        "手机号,姓名,生日,生日类型\n13900000001,甲甲,1990-08-15,农历\n13900000002,乙乙,8-15,公历\n"
    )
    said = [row.said.birthday for row in tried(shop, owner, tmp_path, text).rows if row.said]
    assert said == [Birthday(8, 15, 1990, lunar=True), Birthday(8, 15)]


def test_tags_beyond_the_owners_list_are_named_and_left_out(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    for number in range(tagging.MOST - 1):
        tagging.add_tag(shop, by=owner, name=f"t{number}", request=f"{number}")
    trial = tried(shop, owner, tmp_path, "手机号,姓名,标签\n13900000001,王晓梅,少糖；T1；猫派\n")
    assert (trial.new_tags, trial.tags_left_out) == (("少糖",), ("猫派",))
    take(shop, owner, trial)
    assert set(found(shop, "13900000001").tags) == {"少糖", "t1"}


def test_stopped_half_way_nothing_came_in(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    trial, before = tried(shop, owner, tmp_path), snapshot(shop)

    def stop(done: int, total: int) -> None:
        if (done, total) == (1, 1):
            raise Stopped()

    with pytest.raises(Stopped):
        take(shop, owner, trial, progress=stop)
    assert snapshot(shop) == before


def test_a_list_that_would_do_something_else_by_now_is_not_written(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    trial = tried(shop, owner, tmp_path)
    join(shop, cashier, "别人", "13900000001")
    with pytest.raises(errors.MembersChangedMeanwhile):
        take(shop, owner, trial)


def test_what_was_done_with_others_meanwhile_is_no_harm(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    trial = tried(shop, owner, tmp_path)
    join(shop, cashier, "别人", "13700000001")
    assert take(shop, owner, trial) is not None


def test_the_shop_is_backed_up_before(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    brought(shop, owner, tmp_path)
    assert [one.stamp.why.value for one in backing_up.here(shop.path)] == ["import"]


def test_only_the_owner_brings_members_in(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    trial = tried(shop, owner, tmp_path)
    with pytest.raises(errors.NotAllowed):
        tried(shop, cashier, tmp_path)
    with pytest.raises(errors.NotAllowed):
        take(shop, cashier, trial)
    with pytest.raises(errors.NotAllowed):
        undoing.undo(shop, by=cashier, batch=1, request="u")
    with pytest.raises(errors.NotAllowed):
        write_refused(shop, tmp_path / "x.xlsx", by=cashier, trial=trial)


# Undoing


def test_an_import_is_undone_as_a_whole(shop: Shop, owner: Staff, mei: int, tmp_path: Path) -> None:
    before = finding.card(shop, mei)
    text = f"{LIST}13812345678,王小美,,猫派,2020-01-01,70,她的备注\n"
    batch = brought(shop, owner, tmp_path, text)
    assert undoing.imports(shop) == [
        Brought(batch, "members.csv", date(2026, 3, 10), new=3, changed=1)
    ]
    assert finding.card(shop, mei) != before
    assert undoing.undo(shop, by=owner, batch=batch, request="u") == 3
    assert finding.card(shop, mei) == before
    assert finding.members_in_order(shop, "name", descending=False) == [mei]
    assert undoing.imports(shop) == []
    with pytest.raises(errors.ImportUndone):
        undoing.undo(shop, by=owner, batch=batch, request="v")


def test_an_import_that_was_undone_can_come_in_again(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    undoing.undo(shop, by=owner, batch=brought(shop, owner, tmp_path), request="u")
    trial = tried(shop, owner, tmp_path)
    assert (fates(trial), trial.brought_before) == ([Fate.NEW] * 3, None)
    take(shop, owner, trial)
    assert found(shop, "13900000001").points == 120


def buys(shop: Shop, by: Staff, member: int) -> None:
    sell(shop, by, 10, "s", member=member)


def says_something_else(shop: Shop, by: Staff, member: int) -> None:
    correcting.agree_to_messages(shop, member=member, given=True, request="a")


@pytest.mark.parametrize("since", [buys, says_something_else])
def test_it_cannot_be_undone_once_something_depends_on_it(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path, since: Any
) -> None:
    batch = brought(shop, owner, tmp_path)
    since(shop, cashier, found(shop, "13900000002").id)
    before = snapshot(shop)
    with pytest.raises(errors.ImportUsed) as refusal:
        undoing.undo(shop, by=owner, batch=batch, request="u")
    assert refusal.value.members == 1
    assert snapshot(shop) == before


def test_points_that_were_spent_cannot_be_taken_back(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, tmp_path: Path
) -> None:
    batch = brought(shop, owner, tmp_path, "手机号,姓名,积分\n13812345678,王小美,500\n")
    sell(shop, cashier, 10, "s", member=mei, due=900, spend=100)
    with pytest.raises(errors.ImportUsed):
        undoing.undo(shop, by=owner, batch=batch, request="u")


def test_a_sale_of_somebody_who_was_there_is_no_harm(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, tmp_path: Path
) -> None:
    batch = brought(shop, owner, tmp_path, f"{LIST}13812345678,王小美,,,2020-01-01,,\n")
    sell(shop, cashier, 10, "s", member=mei)
    assert undoing.undo(shop, by=owner, batch=batch, request="u") == 3


def test_who_asked_to_be_forgotten_is_not_in_the_way_of_undoing(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    batch = brought(shop, owner, tmp_path)
    hers = found(shop, "13900000001").id
    forgetting.erase(shop, by=owner, member_id=hers, request="e")
    undoing.undo(shop, by=owner, batch=batch, request="u")
    assert auditing.problems(shop) == []


# The rows that were left out


def test_rows_that_were_left_out_come_back_to_be_mended(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    text = "手机号,姓名,积分\n1.39E+10,王晓梅,=1+1\n13900000002,李丽,5\n"
    trial = tried(shop, owner, tmp_path, text)
    take(shop, owner, trial)
    path = tmp_path / "left out.xlsx"
    assert write_refused(shop, path, by=owner, trial=trial) == 1
    sheet = load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["手机号", "姓名", "积分", "Why it was left out"]
    row = sheet[2]
    assert [cell.value for cell in row[:3]] == ["1.39E+10", "王晓梅", "=1+1"]
    assert [cell.data_type for cell in row] == ["s"] * 4
    assert "rounded" in str(row[3].value)
    assert row[3].font.color.rgb == "FFB3261E"
    row[0].value, row[2].value = "13900000001", 2
    book = sheet.parent
    assert isinstance(book, Workbook)
    book.save(path)
    again = members.read(shop, by=owner, path=path)
    mended = members.try_out(shop, by=owner, sheet=again, columns=again.columns)
    assert fates(mended) == [Fate.NEW]
    take(shop, owner, mended)
    assert found(shop, "13900000001").points == 2


def test_a_large_list_is_found_by_every_key(
    shop: Shop, owner: Staff, mei: int, clock: Clock, tmp_path: Path
) -> None:
    """Beyond 5,000 members the index of the keys is made afterwards."""
    rows = "".join(f"{13900000000 + n},Guest {n},{n % 3}\n" for n in range(5_001))
    brought(shop, owner, tmp_path, f"phone,name,points\n{rows}")
    assert [hit.name for hit in finding.find(shop, "guest4711")] == ["Guest 4711"]
    assert [hit.id for hit in finding.find(shop, "wxm")] == [mei]
    with shop.reading():
        assert shop.rows("SELECT COUNT(*) FROM sqlite_schema WHERE name LIKE 'member_key_%'") == [
            (1,)
        ]


# Stored value

PREPAID = """手机号,姓名,储值余额,赠送金
13900000001,王晓梅,￥500.00,50
13900000002,李丽,0.00,0
13900000003,张敏,88.5,
"""


def held(shop: Shop, phone: str) -> Value:
    with shop.reading():
        return drawing.balance(found(shop, phone).id)


def test_stored_value_comes_in_with_principal_and_bonus_apart(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    trial = tried(shop, owner, tmp_path, PREPAID)
    assert trial.value() == Value(Money(58_850), Money(5_000))
    take(shop, owner, trial)
    assert held(shop, "13900000001") == Value(Money(50_000), Money(5_000))
    assert held(shop, "13900000002") == Value()
    assert held(shop, "13900000003") == Value(Money(8_850))
    assert fates(tried(shop, owner, tmp_path, PREPAID)) == [Fate.SAME] * 3


def test_who_is_there_gets_her_stored_value_once(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    head = "手机号,姓名,余额\n"
    brought(shop, owner, tmp_path, f"{head}13812345678,王小美,30\n")
    assert held(shop, "13812345678") == Value(Money(3_000))
    again = tried(shop, owner, tmp_path, f"{head}13812345678,王小美,31\n")
    assert [type(row.problem) for row in again.rows] == [errors.ValueAlready]


def test_stored_value_is_taken_back_on_a_later_day_unless_it_was_used(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock, tmp_path: Path
) -> None:
    first = brought(shop, owner, tmp_path, PREPAID)
    clock.pass_days(2)
    undoing.undo(shop, by=owner, batch=first, request="u")
    assert auditing.problems(shop) == []
    second = brought(shop, owner, tmp_path, PREPAID)
    allow(shop)
    pay(shop, cashier, found(shop, "13900000001").id, 1_000, "s")
    with pytest.raises(errors.ImportUsed):
        undoing.undo(shop, by=owner, batch=second, request="v")


@pytest.mark.parametrize("amount", ["-5", "abc", "1.234", "99999999999"])
def test_an_amount_that_cannot_be_is_refused(
    shop: Shop, owner: Staff, tmp_path: Path, amount: str
) -> None:
    trial = tried(shop, owner, tmp_path, f"手机号,姓名,余额\n13900000001,王晓梅,{amount}\n")
    assert fates(trial) == [Fate.REFUSED]

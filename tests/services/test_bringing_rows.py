"""What a list of members says is understood: its columns, its days, and which rows cannot be."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from shopfans.database.shop import Shop
from shopfans.domain import errors
from shopfans.domain.birthdays import Birthday
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Staff
from shopfans.domain.sheet_rows import Fate, Field
from shopfans.services.bringing import members
from shopfans.services.bringing.refused import write_refused
from shopfans.services.members import finding, tagging
from tests.services.member_lists import fates, found, take, tried


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

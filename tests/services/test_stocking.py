"""Goods from a spreadsheet: what becomes of each row is said before anything is written."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sheet_rows import Fate
from shopfans.services.goods import pricing, stocking
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.services.goods.stock_trials import Trial
from shopfans.services.spreadsheets import limits
from tests.examples import examples
from tests.services.test_pricing import sell, stock

TABLE = """品名,售价,分类,条码,积分,可用天数
芒果布丁,18,甜品,6901234567892,是,
洗发水,￥49.90,日用,0012345678905,否,30天
"""


def tried(shop: Shop, by: Staff, folder: Path, body: str | bytes = TABLE) -> Trial:
    path = folder / "goods.csv"
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return tried_file(shop, by, path)


def tried_file(shop: Shop, by: Staff, path: Path) -> Trial:
    sheet = stocking.read(shop, by=by, path=path)
    return stocking.try_out(shop, by=by, sheet=sheet, columns=sheet.columns)


def unread(trial: Trial) -> list[str]:
    """The headings of the columns that are not brought in."""
    of = zip(trial.sheet.headings, trial.columns, strict=True)
    return [heading for heading, field in of if field is None]


def take(shop: Shop, by: Staff, trial: Trial, **more: Any) -> None:
    stocking.take_over(shop, by=by, trial=trial, request=new_request(), **more)


def fates(trial: Trial) -> list[Fate]:
    return [row.fate for row in trial.rows]


def refusals(trial: Trial) -> list[tuple[int, type[ShopError]]]:
    return [(row.number, type(row.problem)) for row in trial.rows if row.problem is not None]


def assert_stocked(shop: Shop) -> None:
    assert pricing.goods(shop) == [
        GoodOnSale(2, "洗发水", "日用", Money(4990), False, "0012345678905", 30),
        GoodOnSale(1, "芒果布丁", "甜品", Money(1800), barcode="6901234567892"),
    ]


def test_a_trial_run_tells_and_writes_nothing(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    trial = tried(shop, owner, tmp_path)
    assert [(row.number, row.name, row.fate) for row in trial.rows] == [
        (2, "芒果布丁", Fate.NEW),
        (3, "洗发水", Fate.NEW),
    ]
    assert pricing.goods(shop) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_any_encoding_a_spreadsheet_writes(
    shop: Shop, owner: Staff, tmp_path: Path, encoding: str
) -> None:
    take(shop, owner, tried(shop, owner, tmp_path, TABLE.encode(encoding)))
    assert_stocked(shop)


def test_a_text_file_from_taiwan_is_read(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    body = "商品名稱,單價,國際條碼\n芒果布丁,NT$18,6901234567892\n".encode("big5")
    take(shop, owner, tried(shop, owner, tmp_path, body))
    assert [good.name for good in pricing.goods(shop)] == ["芒果布丁"]


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_other_separators_are_understood(
    shop: Shop, owner: Staff, tmp_path: Path, separator: str
) -> None:
    take(shop, owner, tried(shop, owner, tmp_path, TABLE.replace(",", separator)))
    assert_stocked(shop)


def test_an_old_workbook_is_read(shop: Shop, owner: Staff) -> None:
    path = Path(__file__).parent / "files" / "goods.xls"
    take(shop, owner, tried_file(shop, owner, path))
    assert_stocked(shop)


def workbook(folder: Path, *rows: tuple[Any, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(folder / "goods.xlsx")
    return folder / "goods.xlsx"


def test_a_workbook_is_read_with_numbers_as_numbers(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    path = workbook(
        tmp_path,
        ("我的商品",),
        (None, "Item", "Price (¥)", "Barcode", "Earns points", "Days until used up"),
        (),
        (1, "Pudding", 18.0, 6901234567892.0, True, None),
        (2, "Tea", 0.1 + 0.2, "0012", False, 30),
    )
    trial = tried_file(shop, owner, path)
    assert [row.number for row in trial.rows] == [4, 5]
    take(shop, owner, trial)
    assert pricing.goods(shop) == [
        GoodOnSale(1, "Pudding", "", Money(1800), barcode="6901234567892"),
        GoodOnSale(2, "Tea", "", Money(30), False, "0012", 30),
    ]


def test_the_list_of_a_wholesaler_is_read_for_what_one_sells(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    """At the price to sell at, not to buy at; and numbers that only goods have are barcodes."""
    listed = """货号,品名,规格,单价,零售价
6901234567892,芒果布丁,件,７．５,￥２２．００
0012345678905,洗发水,瓶,20,49.9元
,双皮奶,碗,6,18
"""
    trial = tried(shop, owner, tmp_path, listed)
    assert unread(trial) == ["规格", "单价"]
    take(shop, owner, trial)
    assert {good.name: (good.price.fen, good.barcode) for good in pricing.goods(shop)} == {
        "芒果布丁": (2200, "6901234567892"),
        "洗发水": (4990, "0012345678905"),
        "双皮奶": (1800, ""),
    }


def test_numbers_of_another_kind_are_no_barcodes(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    trial = tried(shop, owner, tmp_path, "编号,品名,售价\n69012345,茶,3\n69012346,咖啡,4\n")
    assert unread(trial) == ["编号"]
    assert fates(trial) == [Fate.NEW, Fate.NEW]


def test_the_same_file_twice_changes_nothing(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    take(shop, owner, tried(shop, owner, tmp_path))
    with shop.reading():
        operations = shop.rows("SELECT COUNT(*) FROM operation")
    trial = tried(shop, owner, tmp_path)
    assert fates(trial) == [Fate.SAME, Fate.SAME]
    take(shop, owner, trial)
    with shop.reading():
        assert shop.rows("SELECT COUNT(*) FROM operation") == operations


def test_what_is_different_is_changed_and_an_empty_cell_changes_nothing(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    tea = stock(shop, owner, "红茶", category="茶", barcode="A1", lasts=30)
    pudding = stock(shop, owner, "布丁", category="甜品")
    pricing.retire_good(shop, by=owner, good=pudding, request="r")
    trial = tried(
        shop, owner, tmp_path, "品名,价格,条码,分类\n大红茶,１３．５,A1,\n布丁,12,B2,甜品\n"
    )
    assert [row.changes for row in trial.rows] == [("name", "price"), ("barcode", "active")]
    take(shop, owner, trial)
    assert pricing.good_rows(shop, [tea, pudding]) == [
        GoodOnSale(tea, "大红茶", "茶", Money(1350), barcode="A1", lasts=30),
        GoodOnSale(pudding, "布丁", "甜品", Money(1200), barcode="B2"),
    ]
    assert [good.id for good in pricing.find_goods(shop, "dahongcha")] == [tea]


def test_the_same_name_with_another_barcode_is_another_good(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    table = "item,price,barcode\nCola,3,A1\nCola,5,A2\n"
    take(shop, owner, tried(shop, owner, tmp_path, table))
    assert [good.price for good in pricing.goods(shop)] == [Money(300), Money(500)]
    assert fates(tried(shop, owner, tmp_path, table)) == [Fate.SAME, Fate.SAME]
    trial = tried(shop, owner, tmp_path, "item,price\nCola,3\n")
    assert refusals(trial) == [(2, errors.SeveralGoodsSoCalled)]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",12,", errors.NameMissing),
        (",12,\n,13,", errors.NameMissing),
        ("布丁,,", errors.AmountNotPositive),
        ("布丁,甜,", errors.BadAmount),
        ("布丁,1.234,", errors.TooManyDecimals),
        ("布丁,0,", errors.AmountNotPositive),
        ("布丁,12,7", None),
        ("布丁,12,6.9E+12", errors.BarcodeCutShort),
        ("布丁,12,6.901234567892E+12", None),
        ("布丁,12,甜", errors.BadBarcode),
        ("茶,12,A1", errors.SaidTwice),
        ("洗发水,12,", errors.SaidTwice),
        ("布丁,12,B2,maybe", errors.NotYesOrNo),
        ("布丁,12,B2,,0", errors.NumberOutOfRange),
        ("布丁,12,B2,,soon", errors.BadNumber),
    ],
)
def test_a_row_that_cannot_be_is_named_and_left_out(
    shop: Shop, owner: Staff, tmp_path: Path, row: str, problem: type[ShopError] | None
) -> None:
    head = "品名,价格,条码,积分,可用天数\n洗发水,20,A1\n"
    trial = tried(shop, owner, tmp_path, f"{head}{row}\n")
    assert {why for _number, why in refusals(trial)} == ({problem} if problem else set())
    assert {number for number, _why in refusals(trial)} <= {3, 4}
    take(shop, owner, trial)
    assert len(pricing.goods(shop)) == (1 if problem else 2)


def test_all_or_nothing_is_taken(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if (done, total) == (1, 2):
            raise errors.Stopped()

    with pytest.raises(errors.Stopped):
        take(shop, owner, tried(shop, owner, tmp_path), progress=stop)
    assert pricing.goods(shop) == []


def test_a_list_that_changed_since_the_trial_is_not_overwritten(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    trial = tried(shop, owner, tmp_path)
    stock(shop, owner, "洗发水")
    with pytest.raises(errors.GoodsChangedMeanwhile):
        take(shop, owner, trial)
    assert [good.name for good in pricing.goods(shop)] == ["洗发水"]


def test_the_width_and_the_case_of_letters_make_no_other_good(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    stock(shop, owner, "Cola 330ml")
    trial = tried(shop, owner, tmp_path, "品名,售价\nＣＯＬＡ　330ML,9.5\n")
    assert (fates(trial), trial.rows[0].changes) == ([Fate.CHANGED], ("price",))


def test_a_list_in_capitals_renames_nothing(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    tea = stock(shop, owner, "Green Tea 500ml")
    price = next(good.price for good in pricing.goods(shop) if good.id == tea)
    body = f"品名,售价\nＧＲＥＥＮTEA　500ML,{price.fen / 100}\n"
    trial = tried(shop, owner, tmp_path, body)
    assert fates(trial) == [Fate.SAME]
    assert [row.good.id for row in trial.rows if row.good] == [tea]


def test_of_names_that_differ_in_case_the_very_name_is_meant(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    meant = stock(shop, owner, "Cola")
    pricing.add_good(shop, by=owner, name="cola", category="", price=Money(1), request="cola")
    trial = tried(shop, owner, tmp_path, "品名,售价\nCola,9.5\n")
    assert [row.good.id for row in trial.rows if row.good] == [meant]


def test_the_till_may_sell_between_the_trial_and_the_writing(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    tea = stock(shop, owner, "红茶")
    trial = tried(shop, owner, tmp_path, "品名,售价\n红茶,9.5\n")
    sell(shop, owner, tea, 2)
    take(shop, owner, trial)
    [good] = pricing.goods(shop)
    assert (good.price, good.sold) == (Money(950), 2)


def test_pressing_twice_takes_once(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    trial = tried(shop, owner, tmp_path)
    for _ in range(2):
        stocking.take_over(shop, by=owner, trial=trial, request="once")
    assert len(pricing.goods(shop)) == 2


def test_only_the_owner_imports_goods(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    trial = tried(shop, owner, tmp_path)
    with pytest.raises(errors.NotAllowed):
        tried(shop, cashier, tmp_path)
    with pytest.raises(errors.NotAllowed):
        take(shop, cashier, trial)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ("", errors.GoodColumnsMissing),
        ("品名,颜色\n布丁,黄\n", errors.GoodColumnsMissing),
        (b"PK\x03\x04 no workbook", errors.CannotRead),
        (b"\xd0\xcf\x11\xe0 no workbook", errors.CannotRead),
        (b" " * (limits.MOST_BYTES + 1), errors.FileTooLarge),
    ],
    ids=["empty", "no price", "broken xlsx", "broken xls", "too large"],
)
def test_a_file_that_cannot_be_is_refused(
    shop: Shop, owner: Staff, tmp_path: Path, body: str | bytes, refusal: type[ShopError]
) -> None:
    with pytest.raises(refusal):
        tried(shop, owner, tmp_path, body)


def test_a_file_that_is_not_there_is_refused(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    with pytest.raises(errors.CannotRead):
        tried_file(shop, owner, tmp_path / "nothing.xlsx")


_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["茶", "布丁", "Cola"]),
        st.sampled_from(["1", "2.50", ""]),
        st.sampled_from(["", "A1", "A2", "036000291452", "0036000291452"]),
        st.sampled_from(["", "甜品"]),
    ),
    max_size=8,
)


@examples(60, keeps_fixtures=True)
@given(first=_ROWS, second=_ROWS)
def test_whatever_was_imported_is_the_same_the_second_time(
    shop: Shop, owner: Staff, tmp_path: Path, first: Any, second: Any
) -> None:
    for rows in (first, second):
        table = "item,price,barcode,category\n" + "".join(f"{','.join(row)}\n" for row in rows)
        take(shop, owner, tried(shop, owner, tmp_path, table))
        assert tried(shop, owner, tmp_path, table).to_write() == []

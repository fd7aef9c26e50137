"""An import of goods is taken back as a whole, until something depends on it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain import errors
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.session_cards import CardPart, CardTerms
from shopfans.domain.sheet_rows import Fate, GoodField
from shopfans.services import settings
from shopfans.services.books import auditing
from shopfans.services.coupons import designing
from shopfans.services.goods import pricing, recategorizing, stocking, unstocking
from shopfans.services.reminders import forecasting
from shopfans.services.sales import parking, selling
from shopfans.services.sales.parking import Parked
from shopfans.services.sessions import offering
from shopfans.services.staff import tracing
from shopfans.texts import trails
from tests.conftest import Clock
from tests.services import older_files
from tests.services.test_pricing import sell, stock
from tests.services.test_stocking import take, tried, tried_file

LIST = "品名,售价,分类,条码\n红茶,9.5,茶,A1\n绿茶,8,茶,\n咖啡,20,饮品,\n坏,贵,,\n"


@pytest.fixture
def red(shop: Shop, owner: Staff) -> int:
    return stock(shop, owner, "红茶", category="饮品", price=Money(900), lasts=30)


@pytest.fixture
def batch(shop: Shop, owner: Staff, red: int, tmp_path: Path) -> int:
    """A changed good, and two that are new."""
    take(shop, owner, tried(shop, owner, tmp_path, LIST))
    [brought] = unstocking.imports(shop)
    assert (brought.file, brought.new, brought.changed) == ("goods.csv", 2, 1)
    return brought.id


def new(shop: Shop) -> int:
    [coffee] = pricing.find_goods(shop, "咖啡")
    return coffee.id


def undone(shop: Shop, by: Staff, batch: int, request: str = "undo") -> int:
    return unstocking.undo(shop, by=by, batch=batch, request=request)


def test_what_is_new_goes_off_sale_and_what_was_there_is_as_it_was(
    shop: Shop, owner: Staff, red: int, batch: int
) -> None:
    assert undone(shop, owner, batch) == 3
    assert [(good.id, good.category, good.price.fen, good.barcode, good.lasts)
            for good in pricing.goods(shop)] == [(red, "饮品", 900, "", 30)]  # fmt: skip
    assert pricing.find_goods(shop, "A1") == []
    assert unstocking.imports(shop) == []
    assert undone(shop, owner, batch) == 3  # the same press, sent again
    with pytest.raises(errors.ImportUndone):
        undone(shop, owner, batch, "another press")


def test_what_came_and_went_is_not_among_what_is_off_sale_and_its_barcode_is_free(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    rows = "品名,售价,分类,条码\n咖啡,20,饮品,A1\n咖啡,25,饮品,A2\n"
    take(shop, owner, tried(shop, owner, tmp_path, rows))
    [brought] = unstocking.imports(shop)
    undone(shop, owner, brought.id)
    assert pricing.goods_in_order(shop, "name", off_sale=True) == []
    assert (pricing.categories(shop), pricing.categories(shop, off_sale=True)) == ({}, {})
    assert pricing.find_goods(shop, "咖啡", off_sale=True) == []
    assert recategorizing.rename_category(shop, by=owner, name="饮品", to="热饮", request="c") == 0
    stock(shop, owner, "豆浆", barcode="A1")
    assert pricing.by_barcode(shop, "A1").name == "豆浆"
    assert [row.fate for row in tried(shop, owner, tmp_path, rows).rows] == [
        Fate.CHANGED, Fate.NEW,
    ]  # fmt: skip


def test_a_basket_that_was_filled_before_sells_it_and_it_is_one_of_the_goods_again(
    shop: Shop, owner: Staff, batch: int
) -> None:
    coffee = pricing.good_rows(shop, [new(shop)])[0]
    undone(shop, owner, batch)
    selling.record_sale(
        shop, by=owner, lines=[Line(coffee.price, 1, coffee.name, coffee.id)],
        payments={Tender.CASH: coffee.price}, request="basket",
    )  # fmt: skip
    assert pricing.goods_in_order(shop, "name", off_sale=True) == [coffee.id]


def test_how_long_goods_last_counts_as_before_from_the_moment_it_is_undone(
    shop: Shop, owner: Staff, red: int, mei: int, clock: Clock, tmp_path: Path
) -> None:
    selling.record_sale(
        shop, by=owner, lines=[Line(Money(900), 1, "红茶", red)],
        payments={Tender.CASH: Money(900)}, member=mei, request="cup",
    )  # fmt: skip
    clock.pass_days(30)
    take(shop, owner, tried(shop, owner, tmp_path, "品名,售价,可用天数\n红茶,9,300\n"))
    forecasting.keep_up(shop)
    [brought] = unstocking.imports(shop)
    undone(shop, owner, brought.id)
    assert forecasting.keep_up(shop)
    with shop.reading():
        assert forecasting.at_home(shop, [mei]) is not None


def test_a_good_that_was_off_sale_is_off_sale_again(
    shop: Shop, owner: Staff, red: int, tmp_path: Path
) -> None:
    pricing.retire_good(shop, by=owner, good=red, request="off")
    take(shop, owner, tried(shop, owner, tmp_path, LIST))
    [brought] = unstocking.imports(shop)
    undone(shop, owner, brought.id)
    assert pricing.goods(shop) == []


def test_a_list_that_was_taken_back_is_brought_in_again(
    shop: Shop, owner: Staff, batch: int, tmp_path: Path
) -> None:
    first = tried(shop, owner, tmp_path, LIST)
    assert first.brought_before is not None
    undone(shop, owner, batch)
    trial = tried(shop, owner, tmp_path, LIST)
    assert trial.brought_before is None
    assert [row.fate for row in trial.rows] == [Fate.CHANGED, Fate.NEW, Fate.NEW, Fate.REFUSED]
    take(shop, owner, trial)
    assert [good.name for good in pricing.find_goods(shop, "kafei", off_sale=True)] == ["咖啡"]
    [again] = unstocking.imports(shop)
    undone(shop, owner, again.id, "once more")
    assert len(pricing.goods(shop)) == 1


def _sold(shop: Shop, by: Staff, red: int) -> None:
    sell(shop, by, red, 1)


def _new_sold(shop: Shop, by: Staff, _red: int) -> None:
    sell(shop, by, new(shop), 1)


def _repriced(shop: Shop, by: Staff, _red: int) -> None:
    pricing.change_good(shop, by=by, good=new(shop), request="p", price=Money(2100))


def _retired(shop: Shop, by: Staff, red: int) -> None:
    pricing.retire_good(shop, by=by, good=red, request="r")


def _category_renamed(shop: Shop, by: Staff, _red: int) -> None:
    recategorizing.rename_category(shop, by=by, name="饮品", to="热饮", request="c")


def _on_a_card(shop: Shop, by: Staff, _red: int) -> None:
    part = CardPart("咖啡", 10, Money(2000), new(shop))
    offering.add_kind(shop, by=by, terms=CardTerms("十杯", Money(15000), (part,)), request="k")


def _on_a_coupon(shop: Shop, by: Staff, _red: int) -> None:
    terms = CouponTerms(CouponKind.AMOUNT_OFF, Money(100), goods=(new(shop),))
    designing.add_template(shop, by=by, name="一元", terms=terms, request="t")


def _put_aside(shop: Shop, by: Staff, _red: int) -> None:
    line = Line(Money(2000), 1, "咖啡", new(shop), "饮品", Money(2000))
    parking.park(shop, by=by, basket=Parked((line,)), member=None)


@pytest.mark.parametrize(
    ("happens", "name"),
    [
        (_sold, "红茶"), (_new_sold, "咖啡"), (_repriced, "咖啡"), (_retired, "红茶"),
        (_category_renamed, "咖啡"), (_on_a_card, "咖啡"), (_on_a_coupon, "咖啡"),
        (_put_aside, "咖啡"),
    ],
)  # fmt: skip
def test_an_import_on_which_something_depends_stays(
    shop: Shop,
    owner: Staff,
    red: int,
    batch: int,
    happens: Callable[[Shop, Staff, int], None],
    name: str,
) -> None:
    happens(shop, owner, red)
    before = pricing.goods(shop)
    with pytest.raises(errors.GoodsUsed) as refusal:
        undone(shop, owner, batch)
    assert (refusal.value.goods, refusal.value.example) == (1, name)
    assert pricing.goods(shop) == before
    assert len(unstocking.imports(shop)) == 1


def test_only_who_keeps_the_goods_takes_an_import_back_or_reads_what_was_left_out(
    shop: Shop, owner: Staff, cashier: Staff, batch: int, tmp_path: Path
) -> None:
    with pytest.raises(errors.NotAllowed):
        undone(shop, cashier, batch)
    trial = tried(shop, owner, tmp_path, LIST)
    with pytest.raises(errors.NotAllowed):
        stocking.write_refused(shop, tmp_path / "left out.xlsx", by=cashier, trial=trial)


def test_columns_are_remembered_for_lists_of_these_headings(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    (tmp_path / "odd.csv").write_text("叫什么,卖多少,批发\n汽水,3,2\n", "utf-8")
    sheet = stocking.read(shop, by=owner, path=tmp_path / "odd.csv")
    assert sheet.columns == (None, None, None)
    with pytest.raises(errors.GoodColumnsMissing):
        stocking.try_out(shop, by=owner, sheet=sheet, columns=sheet.columns)
    columns = (GoodField.NAME, GoodField.PRICE, None)
    take(shop, owner, stocking.try_out(shop, by=owner, sheet=sheet, columns=columns))
    (tmp_path / "later.csv").write_text("叫什么,卖多少,批发\n豆浆,4,2\n", "utf-8")
    assert stocking.read(shop, by=owner, path=tmp_path / "later.csv").columns == columns


def test_a_list_without_headings_loses_no_row(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("汽水,3,6901234567892\n豆浆,4,\n", "utf-8")
    sheet = stocking.read(shop, by=owner, path=path)
    assert (sheet.headings, len(sheet.rows)) == ((), 2)
    assert sheet.columns == (None, None, GoodField.BARCODE)


def test_the_rows_left_out_come_back_mended(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("叫什么,卖多少,批发\n汽水,3,2\n豆浆,贵,1\n", "utf-8")
    sheet = stocking.read(shop, by=owner, path=tmp_path / "odd.csv")
    columns = (GoodField.NAME, GoodField.PRICE, None)
    trial = stocking.try_out(shop, by=owner, sheet=sheet, columns=columns)
    path = tmp_path / "left out.xlsx"
    assert stocking.write_refused(shop, path, by=owner, trial=trial) == 1
    take(shop, owner, trial)
    book = load_workbook(path)
    page = book.worksheets[0]
    assert [cell.value for cell in page[1]] == ["叫什么", "卖多少", "批发", "Why it was left out"]
    assert [cell.value for cell in page[2]][:3] == ["豆浆", "贵", "1"]
    assert page["D2"].font.color.rgb == "FFB3261E"
    page["B2"] = "4.50"
    book.save(path)
    mended = tried_file(shop, owner, path)
    assert [(row.name, row.fate) for row in mended.rows] == [("豆浆", Fate.NEW)]


def test_the_log_tells_of_both(shop: Shop, owner: Staff, batch: int) -> None:
    undone(shop, owner, batch)
    terms = settings.load(shop)
    told = [trails.sentence(line, terms) for line in tracing.page(shop, by=owner, limit=2)]
    assert told == ["Took 3 items from a file back", "Took over 3 items from a file"]


def test_a_file_of_version_23_takes_goods_in_and_back(
    shop: Shop, owner: Staff, red: int, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "of 23.shop"
    older_files.write(shop, path, 23)
    upgraded = opening.open_shop(path, now=clock)
    take(upgraded, owner, tried(upgraded, owner, tmp_path, LIST))
    [brought] = unstocking.imports(upgraded)
    assert undone(upgraded, owner, brought.id) == 3
    assert auditing.problems(upgraded) == []
    upgraded.close()

"""The accountant's workbook: every total ties to its rows, and no text is ever a formula."""

import os
import shutil
import subprocess
import tempfile
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet import _writer

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import CannotWrite, DiskFull, NotAllowed, OpenElsewhere, Stopped
from shopfans.domain.money import Money
from shopfans.domain.periods import Period
from shopfans.domain.points import Points
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services import founding, settings
from shopfans.services.books.reporting import period_figures
from shopfans.services.exporting import sales
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.workbook import write_workbook
from shopfans.services.members import forgetting
from shopfans.services.sales import listing, selling
from shopfans.services.staff import staffing
from tests.conftest import OWNER_PIN, Clock, join
from tests.services.test_reporting import MARCH, Busy, busy_march
from tests.services.test_selling import sell

SHEETS = [
    "Summary", "Sales", "Sale lines", "Business days", "Day closes", "Stored value",
    "Received ahead",
    "Memberships", "Session cards", "Sessions used", "Coupons", "Coupon batches",
    "Adjustments", "Points ledger", "Points", "Members",
]  # fmt: skip
TENTH = datetime(2026, 3, 10)  # noqa: DTZ001  (a workbook knows no zones)


def in_silence(done: int, total: int) -> None:
    pass


def written(shop: Shop, path: Path, period: Period = MARCH, language: str = "en") -> Any:
    write_workbook(shop, path, by=SYSTEM, period=period, language=language, progress=in_silence)
    return load_workbook(path)


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows between headings and totals, by heading."""
    headings, *body, _totals = sheet.values
    return [dict(zip(headings, row, strict=True)) for row in body]


def totals(sheet: Any) -> dict[str, Any]:
    headings, *_body, last = sheet.values
    return dict(zip(headings, last, strict=True))


def summary(book: Any) -> list[tuple[Any, ...]]:
    """The lines that carry a figure: name, figure, sum of the sheet, whether it ties, formula."""
    return [row for row in book["Summary"].iter_rows(min_row=6, values_only=True) if row[3]]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out" / "march.xlsx"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("out", "temporary"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


@pytest.fixture
def busy(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> Busy:
    return busy_march(shop, cashier, mei, clock)


def test_every_total_is_the_sum_of_its_rows(shop: Shop, busy: Busy, out: Path) -> None:
    book = written(shop, out)
    assert book.sheetnames == SHEETS
    summed = 0
    for sheet in book.worksheets[1:]:
        total = totals(sheet)
        assert total.pop(sheet["A1"].value) == "Total"
        for heading, value in total.items():
            if value is not None:
                summed += 1
                assert round(sum(row[heading] or 0 for row in rows(sheet)), 2) == value
    assert summed > 20


def test_every_figure_of_the_summary_ties(shop: Shop, busy: Busy, out: Path) -> None:
    lines = summary(written(shop, out))
    assert len(lines) == 121
    for label, figure, found, ties, formula, sheet in lines:
        assert (figure, ties) == (found, "yes"), label
        assert formula.startswith("=IF(AND(ROUND(")
        assert sheet in SHEETS
    figures = [(label, figure) for label, figure, *_rest in lines]
    assert ("Goods sold", 164.34) in figures
    assert ("Received", 158.84) in figures
    assert ("Closing", 76) in figures


def test_a_figure_that_does_not_tie_is_not_glossed_over(shop: Shop, busy: Busy) -> None:
    figures = period_figures(shop, MARCH)
    wrong = figures._replace(paid=figures.paid + Money(1))
    terms = settings.load(shop)
    with shop.reading(), Book(terms, MARCH, rows=1, progress=in_silence) as book:
        ties = [tie for section in sales.write(shop, book, wrong) for tie in section.ties]
    assert [tie.label for tie in ties if not tie.holds] == ["Received", "All together"]


def test_a_void_stands_below_zero_and_names_the_sale(shop: Shop, busy: Busy, out: Path) -> None:
    [original] = [row for row in rows(written(shop, out)["Sales"]) if row["No."] == busy.voided]
    [void] = [row for row in rows(load_workbook(out)["Sales"]) if row["Back from no."] is not None]
    assert (original["Kind"], void["Kind"], void["No."]) == ("Sale", "Void", busy.void)
    assert (void["Back from no."], void["Received"], void["Cash"]) == (busy.voided, -30, -30)


def test_discounts_and_tenders_stand_beside_the_sale(shop: Shop, busy: Busy, out: Path) -> None:
    _first, second, _voided, _void, third, guest = rows(written(shop, out)["Sales"])
    assert (second["Coupon off"], second["Points off"], second["Received"]) == (5, 0.5, 14.5)
    assert (third["Card"], third["Cash"], third["WeChat"]) == (10, 2.34, None)
    assert (guest["Member no."], guest["Member"], guest["WeChat"]) == (None, None, 32)


def test_points_roll_from_each_month_into_the_next(
    shop: Shop, cashier: Staff, mei: int, busy: Busy, clock: Clock, out: Path
) -> None:
    clock.pass_days(30)
    sell(shop, cashier, 200, "a1", member=mei, spend=Points(10), due=19990)
    march = {row["Member no."]: row for row in rows(written(shop, out)["Points"])}
    april = {
        row["Member no."]: row
        for row in rows(written(shop, out, Period.around(date(2026, 4, 1)))["Points"])
    }
    assert march[mei] == {
        "Member no.": mei, "Member": "王小美", "Opening": 0, "Earned": 144, "Used": -50,
        "Lapsed": 0, "Adjusted": 0, "Reversed": -30, "Closing": 64, "In money": 0.64,
    }  # fmt: skip
    for row in (*march.values(), *april.values()):
        assert sum(list(row.values())[2:-2]) == row["Closing"]
    assert {no: row["Closing"] for no, row in march.items()} == {
        no: row["Opening"] for no, row in april.items()
    }


def test_the_workbook_of_a_month_past_stays_as_it_was(
    shop: Shop, cashier: Staff, mei: int, busy: Busy, clock: Clock, out: Path
) -> None:
    before = [list(sheet.values) for sheet in written(shop, out).worksheets[1:]]
    clock.pass_days(31)
    sell(shop, cashier, 200, "a1", member=mei, spend=Points(10), due=19990)
    join(shop, cashier, "Ana", "13987654321")
    clock.pass_days(1)
    sell(shop, cashier, 5, "a2", member=mei)
    after = written(shop, out)
    assert [list(sheet.values) for sheet in after.worksheets[1:]] == before
    assert {line[3] for line in summary(after)} == {"yes"}


def test_coupons_say_what_became_of_them(
    shop: Shop, mei: int, busy: Busy, clock: Clock, out: Path
) -> None:
    used, unused = rows(written(shop, out)["Coupons"])
    assert len(used["Code"]) == 21
    assert (used["Coupon"], used["Member"], used["At the end"]) == ("Welcome", "王小美", "Redeemed")
    assert (used["Used on"], used["Taken off"]) == (TENTH, 5)
    assert (unused["Member"], unused["At the end"], unused["Used on"]) == ("=1+1", "In hand", None)
    clock.pass_days(40)
    [lapsed] = rows(written(shop, out, Period.around(date(2026, 4, 1)))["Coupons"])
    assert lapsed["At the end"] == "Lapsed"


def test_members_are_shown_with_the_month_and_with_masked_phones(
    shop: Shop, mei: int, busy: Busy, out: Path
) -> None:
    first, second = rows(written(shop, out)["Members"])
    assert list(first.values()) == [
        mei, "王小美", "138****5678", TENTH, 1, 114.5, 1, 114.5,
        TENTH, 64,
    ]  # fmt: skip
    assert (second["Name"], second["Points"]) == ("=1+1", 12)


def test_days_are_days_and_codes_are_text(shop: Shop, busy: Busy, out: Path) -> None:
    sheet = written(shop, out)["Sales"]
    assert [cell.is_date for cell in sheet[2]][1:3] == [True, True]
    assert sheet["C2"].value == TENTH + timedelta(hours=10)
    assert (sheet["B2"].number_format, sheet["J2"].number_format) == (
        "yyyy-mm-dd", "#,##0.00;[Red]-#,##0.00",
    )  # fmt: skip
    code = load_workbook(out)["Coupons"]["A2"]
    assert (code.data_type, code.number_format) == ("s", "@")


def test_it_is_ready_to_read_and_to_print(shop: Shop, busy: Busy, out: Path) -> None:
    for sheet in written(shop, out).worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row - 1))
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddHeader.left.text == "甜甜  2026-03"
        assert sheet.oddFooter.center.text == "&P / &N"
        assert sheet["A1"].fill.fgColor.rgb == "FF1B66E5"


HOSTILE = (
    "=1+1", "=cmd|'/C calc'!A0", '=HYPERLINK("http://x","y")', '=IMPORTXML("http://x","//a")',
    "=SUM(A1:A9)", "=", "==", "+1", "+8613812345678", "+cmd|' /C calc'!A0", "-1", "-2+3", "-",
    "@SUM(1)", "@", "＝1+1", "＋1", "－1", "＠x", "'=1+1", '"=1+1"', " =1+1", "\t=1+1", "\r\n=1+1",
    "1e9", "007", "1/2", "2026-03-10", "TRUE", "#N/A", "#REF!", "<b>bold</b>", "]]>&amp;&lt;",
    "'; DROP TABLE member;--", "👩‍🍳 =1+1",
)  # fmt: skip


def test_no_name_is_ever_a_formula(shop: Shop, cashier: Staff, out: Path) -> None:
    assert len(HOSTILE) == 35
    for number, name in enumerate(HOSTILE):
        join(shop, cashier, name, f"1380000{number:04}")
    book = written(shop, out)
    cells = book["Members"]["B"][1:-1]
    assert [cell.value for cell in cells] == [tidy_name(name) for name in HOSTILE]
    assert {cell.data_type for cell in cells} == {"s"}
    for cell in cells:
        assert cell.quotePrefix == (cell.value[0] in "=+-@＝＋－＠"), cell.value
    formulas = [
        cell.coordinate for sheet in book.worksheets[1:] for row in sheet for cell in row
        if cell.data_type == "f"
    ]  # fmt: skip
    assert formulas == []


@pytest.mark.parametrize(
    ("text", "kept", "is_quoted"),
    [
        ("\t=1+1", "\t=1+1", True),
        ("\r\n=1+1", "\r\n=1+1", True),
        ("\x00=1+1\x1f", "=1+1", True),
        ("a\x0b\x7f\x85\ud800\uffffb", "ab", False),
        ("a" * 40_000, "a" * 32_767, False),
        (" two  blanks\r\nand a line ", " two  blanks\r\nand a line ", False),
        ("<b>R&D</b> ]]> &amp; \"'", "<b>R&D</b> ]]> &amp; \"'", False),
    ],
)
def test_text_is_kept_but_for_what_no_workbook_can_hold(
    shop: Shop, out: Path, text: str, kept: str, is_quoted: bool
) -> None:
    with Book(settings.load(shop), MARCH, rows=1, progress=in_silence) as book:
        page = book.page("Text", [10], headings=1)
        page.append([book.cell(page, 1, Kind.TEXT).holding(text, 1)])
        with out.open("wb") as file:
            book.save(file)
    cell = load_workbook(out).worksheets[0]["A1"]
    assert (cell.value, cell.data_type) == (kept, "s")
    assert bool(cell.quotePrefix) is is_quoted


def test_a_shop_without_decimals_and_with_trunk_zeros(
    tmp_path: Path, clock: Clock, out: Path
) -> None:
    shop = founding.found_shop(
        tmp_path / "taipei.shop", name="R&D 茶", owner_name="老闆", owner_pin=OWNER_PIN,
        welcome_name="Welcome", currency="TWD", zone="Asia/Taipei", now=clock,
    )  # fmt: skip
    owner = staffing.staff(shop)[0]
    member = join(shop, owner, "陳小美", "0912345678")
    selling.record_sale(
        shop, by=owner, request="s1", member=member, lines=[Line(Money(1250))],
        payments={Tender.CASH: Money(1250)},
    )  # fmt: skip
    book = written(shop, out)
    shop.close()
    assert rows(book["Members"])[0]["Phone"] == "091***5678"
    cash = book["Sales"]["R2"]
    assert (cash.value, cash.number_format) == (1250, "#,##0;[Red]-#,##0")
    assert book["Sales"].oddHeader.left.text.startswith("R&&D")
    assert {line[3] for line in summary(book)} == {"yes"}


def test_a_month_without_anything_is_a_workbook_too(shop: Shop, out: Path) -> None:
    book = written(shop, out, Period.around(date(2001, 2, 1)))
    assert {(line[1], line[3]) for line in summary(book)} == {(0, "yes")}
    assert rows(book["Sales"]) == []


def test_somebody_forgotten_stays_in_the_sums(
    shop: Shop, owner: Staff, mei: int, busy: Busy, out: Path
) -> None:
    forgetting.erase(shop, by=owner, member_id=mei, request="forget")
    book = written(shop, out)
    assert rows(book["Members"])[0]["Name"] is None
    assert rows(book["Members"])[0]["Points"] == 64
    assert {line[3] for line in summary(book)} == {"yes"}


def test_the_program_speaks_its_own_language_afterwards(shop: Shop, busy: Busy, out: Path) -> None:
    texts.speak("en")
    written(shop, out, language="zh_CN")
    assert texts.language() == "en"


@pytest.fixture
def long_month(shop: Shop, cashier: Staff, mei: int) -> None:
    for number in range(150):
        sell(shop, cashier, 10 + number, f"s{number}", member=mei)


def test_progress_is_reported_now_and_then_and_ends_at_all(
    shop: Shop, long_month: None, out: Path
) -> None:
    heard: list[tuple[int, int]] = []
    write_workbook(
        shop, out, by=SYSTEM, period=MARCH, language="en", progress=lambda *said: heard.append(said)
    )
    done = [done for done, _total in heard]
    assert (done[0], heard[-1]) == (0, (454, 454))
    assert done == sorted(done)
    assert max(later - before for before, later in pairwise(done)) <= 500


@pytest.mark.parametrize("report", [1, 2, 3])
def test_cancelling_leaves_nothing_behind(
    shop: Shop, long_month: None, out: Path, tmp_path: Path, report: int
) -> None:
    """At the beginning, halfway, and when the file is whole but not yet in its place."""
    out.write_bytes(b"the one of yesterday")
    heard = 0

    def stop(done: int, total: int) -> None:
        nonlocal heard
        heard += 1
        if heard == report:
            raise Stopped()

    with pytest.raises(Stopped):
        write_workbook(shop, out, by=SYSTEM, period=MARCH, language="en", progress=stop)
    assert out.read_bytes() == b"the one of yesterday"
    assert os.listdir(out.parent) == [out.name]
    assert os.listdir(tmp_path / "temporary") == []


def test_nothing_is_left_behind_when_all_went_well(
    shop: Shop, busy: Busy, out: Path, tmp_path: Path
) -> None:
    out.write_bytes(b"the one of yesterday")
    written(shop, out)
    assert os.listdir(out.parent) == [out.name]
    assert os.listdir(tmp_path / "temporary") == []


def test_the_till_goes_on_and_all_sheets_are_of_one_moment(
    shop: Shop, cashier: Staff, mei: int, long_month: None, out: Path
) -> None:
    def sell_meanwhile(done: int, total: int) -> None:
        if 0 < done < total:
            till = Thread(target=sell, args=(shop, cashier, 999, f"meanwhile {done}"))
            till.start()
            till.join()

    write_workbook(shop, out, by=SYSTEM, period=MARCH, language="en", progress=sell_meanwhile)
    assert listing.page_of_sales(shop, limit=1)[0].paid == Money(99900)
    book = load_workbook(out)
    assert len(rows(book["Sales"])) == 150
    assert {line[3] for line in summary(book)} == {"yes"}


@pytest.mark.parametrize("where", ["missing/march.xlsx", "file/march.xlsx", "folder"])
def test_what_cannot_be_written_is_refused(
    shop: Shop, busy: Busy, tmp_path: Path, where: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotWrite) as refusal:
        written(shop, tmp_path / where)
    assert refusal.value.path == tmp_path / where
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("sign", ["~$march.xlsx", ".~march.xlsx", ".~lock.march.xlsx#"])
def test_a_workbook_that_is_open_in_a_spreadsheet_program_is_left_alone(
    shop: Shop, out: Path, sign: str
) -> None:
    """As Excel, WPS and LibreOffice say it: by a file beside it."""
    out.write_bytes(b"the one of yesterday")
    out.with_name(sign).touch()
    with pytest.raises(OpenElsewhere) as refusal:
        written(shop, out)
    assert refusal.value.sign.name == sign
    assert out.read_bytes() == b"the one of yesterday"
    out.with_name(sign).unlink()
    assert written(shop, out)


def test_the_shop_itself_is_never_overwritten(shop: Shop, busy: Busy) -> None:
    with pytest.raises(CannotWrite):
        written(shop, shop.path)


needs_dev_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a full disk")


@needs_dev_full
def test_a_full_disk_leaves_what_was_there(shop: Shop, busy: Busy, out: Path) -> None:
    out.write_bytes(b"the one of yesterday")
    out.with_name("march.xlsx.part").symlink_to("/dev/full")
    with pytest.raises(DiskFull):
        written(shop, out)
    assert out.read_bytes() == b"the one of yesterday"
    assert os.listdir(out.parent) == [out.name]


@needs_dev_full
def test_a_full_disk_for_temporary_files_is_called_by_its_name(
    shop: Shop, busy: Busy, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = tmp_path / "temporary" / "full"
    full.symlink_to("/dev/full")
    monkeypatch.setattr(_writer, "create_temporary_file", lambda: str(full))
    with pytest.raises(DiskFull):
        written(shop, out)
    assert os.listdir(out.parent) == []
    assert os.listdir(tmp_path / "temporary") == []


def test_a_spreadsheet_works_it_out_to_the_same(
    shop: Shop, busy: Busy, out: Path, tmp_path: Path
) -> None:
    """LibreOffice computes every check anew; an amount changed by hand makes it say no."""
    changed = written(shop, out)
    changed["Sales"]["R2"].value += 1
    changed.save(tmp_path / "changed.xlsx")
    true, false = opened_by_libreoffice(tmp_path, out, tmp_path / "changed.xlsx")
    assert true["Summary"]["E4"].value == "yes"
    assert [line[4] for line in summary(true)] == ["yes"] * 121
    assert true["Members"]["B3"].value == "=1+1"
    assert true["Members"]["B3"].data_type == "s"
    assert false["Summary"]["E4"].value == "no"
    assert {line[0] for line in summary(false) if line[4] == "no"} == {"Received"}


def opened_by_libreoffice(tmp_path: Path, *files: Path, data_only: bool = True) -> list[Workbook]:
    """The files as LibreOffice stores them again, with the results of their formulas, or with the
    formulas."""
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is needed: apt-get install libreoffice-calc"
    again = tmp_path / "again"
    subprocess.run(
        [
            soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "xlsx", "--outdir", str(again), *map(str, files),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return [load_workbook(again / f"{file.stem}.xlsx", data_only=data_only) for file in files]


def test_only_the_owner_takes_the_books_away(shop: Shop, cashier: Staff, tmp_path: Path) -> None:
    out = tmp_path / "march.xlsx"
    with pytest.raises(NotAllowed):
        write_workbook(shop, out, by=cashier, period=MARCH, language="en", progress=in_silence)
    assert not out.exists()

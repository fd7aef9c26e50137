"""Everything the shop has, to take away: one workbook, or a folder of CSV files."""

import csv
import os
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from shopfans.database.models import TABLES
from shopfans.database.shop import Shop
from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import CannotWrite, DiskFull, FileExists, NotAllowed, Stopped
from shopfans.domain.money import Money
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.services.exporting import table_sheets
from shopfans.services.exporting.everything import Form, write_everything
from shopfans.services.exporting.formulas import looks_like_one
from shopfans.services.goods import pricing
from shopfans.services.members import forgetting
from shopfans.services.members.finding import card
from tests.conftest import Clock, join
from tests.services.test_reporting import Busy, busy_march
from tests.services.test_workbook import HOSTILE, in_silence, needs_dev_full, opened_by_libreoffice

NAMES = {table._meta.table_name for table in TABLES}


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("out", "temporary"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out" / "everything"


@pytest.fixture
def busy(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> Busy:
    return busy_march(shop, cashier, mei, clock)


def written(shop: Shop, path: Path, form: Form, **more: Any) -> Path:
    asked = {"by": SYSTEM, "language": "en", "progress": in_silence, **more}
    write_everything(shop, path, form=form, **asked)
    return path


def files(folder: Path) -> dict[str, list[list[str]]]:
    return {
        path.stem: list(csv.reader(path.read_text("utf-8-sig").splitlines()))
        for path in folder.iterdir()
    }


def row_counts(shop: Shop) -> dict[str, int]:
    with shop.reading():
        return {name: shop.rows(f'SELECT COUNT(*) FROM "{name}"')[0][0] for name in NAMES}


def test_every_table_is_there_with_every_row(shop: Shop, busy: Busy, out: Path) -> None:
    in_folder = row_counts(shop)
    found = files(written(shop, out, Form.FOLDER))
    in_book = row_counts(shop)  # the log tells of the folder
    book = load_workbook(written(shop, out.with_suffix(".xlsx"), Form.WORKBOOK), read_only=True)
    assert set(found) == {*NAMES, "Members", "Goods"} == set(book.sheetnames)
    assert book.sheetnames[:2] == ["Members", "Goods"]
    for name in NAMES:
        assert len(found[name]) == in_folder[name] + 1, name
        assert sum(1 for _row in book[name].iter_rows()) == in_book[name] + 1, name


def test_members_stand_first_as_another_program_takes_them(
    shop: Shop, owner: Staff, busy: Busy, mei: int, out: Path
) -> None:
    forgetting.erase(shop, by=owner, member_id=busy.formula, request="forget")
    headings, *rows = files(written(shop, out, Form.FOLDER))["Members"]
    assert headings == [
        "Name", "Phone", "Birthday", "Joined", "Tags", "Points", "Principal", "Bonus", "Note",
        "Session card", "Service", "Sessions left", "Good until", "Paid for them", "Member no.",
    ]  # fmt: skip
    points = str(card(shop, mei).points)
    assert rows == [
        ["王小美", "13812345678", "1990-03-15", "2026-03-10", "", points, "0.00", "0.00", "",
         "", "", "", "", "", str(mei)]
    ]  # fmt: skip


def test_goods_have_their_prices_and_amounts_their_cents(
    shop: Shop, owner: Staff, busy: Busy, out: Path
) -> None:
    pricing.add_good(shop, by=owner, name="奶茶", category="饮品", price=Money(1805), request="g")
    found = files(written(shop, out, Form.FOLDER))
    assert found["Goods"][1] == ["奶茶", "饮品", "18.05", ""]
    paid = [row[found["sale"][0].index("paid")] for row in found["sale"]]
    assert paid == ["paid", "100.00", "14.50", "30.00", "-30.00", "12.34", "32.00"]


def test_what_proves_a_pin_or_a_code_is_left_out(shop: Shop, busy: Busy, out: Path) -> None:
    found = files(written(shop, out, Form.FOLDER))
    assert found["staff"][0] == ["id", "name", "role", "failures", "failed_at", "left_at"]
    assert found["code_key"][0] == ["epoch"]
    assert "$argon2" not in "".join(path.read_text("utf-8-sig") for path in out.iterdir())


def test_it_is_utf8_with_a_mark_and_everything_in_quotes(shop: Shop, busy: Busy, out: Path) -> None:
    body = (written(shop, out, Form.FOLDER) / "member.csv").read_bytes()
    assert body.startswith(b"\xef\xbb\xbf")
    for line in body[3:].decode().splitlines():
        assert all(cell[0] == cell[-1] == '"' for cell in line.split(",")), line


def test_no_name_is_ever_a_formula_in_a_file(shop: Shop, cashier: Staff, out: Path) -> None:
    for number, name in enumerate(HOSTILE):
        join(shop, cashier, name, f"1380000{number:04}")
    written(shop, out, Form.FOLDER)
    names = [row[0] for row in files(out)["Members"][1:]]
    assert [name.removeprefix("'") for name in names] == [
        tidy_name(name).removeprefix("'") for name in HOSTILE
    ]
    assert not [name for name in names if name[0] in "=+-@＝＋－＠\t\r\n"]


def test_libreoffice_finds_no_formula_among_hostile_names(
    shop: Shop, cashier: Staff, out: Path, tmp_path: Path
) -> None:
    for number, name in enumerate(HOSTILE):
        join(shop, cashier, name, f"1380000{number:04}")
    written(shop, out, Form.FOLDER)
    book = written(shop, out.with_suffix(".xlsx"), Form.WORKBOOK)
    opened = opened_by_libreoffice(
        tmp_path, book, out / "Members.csv", out / "member.csv", data_only=False
    )
    cells = [cell for each in opened for sheet in each for row in sheet for cell in row]
    assert len(cells) > 3 * len(HOSTILE)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_every_form_of_what_begins_a_formula_is_known() -> None:
    found = [
        char for char in map(chr, range(0x10000))
        if looks_like_one(char) != (unicodedata.normalize("NFKC", char) in set("=+-@\t\r\n"))
    ]  # fmt: skip
    assert found == []


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(
    shop: Shop, busy: Busy, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_sheets, "MOST_ROWS", 4)
    book = load_workbook(written(shop, out.with_suffix(".xlsx"), Form.WORKBOOK))
    first, second = list(book["sale"].values), list(book["sale 2"].values)
    assert (len(first), len(second)) == (5, 3)
    assert first[0] == second[0]
    assert "sale 3" not in book.sheetnames


@pytest.mark.parametrize("form", list(Form))
def test_stopped_halfway_nothing_is_left(
    shop: Shop, busy: Busy, out: Path, tmp_path: Path, form: Form
) -> None:
    def stop(done: int, total: int) -> None:
        if done == total:
            raise Stopped()

    with pytest.raises(Stopped):
        written(shop, out, form, progress=stop)
    assert os.listdir(out.parent) == os.listdir(tmp_path / "temporary") == []


def test_a_folder_that_exists_is_never_written_over(shop: Shop, busy: Busy, out: Path) -> None:
    out.mkdir()
    (out / "photo.jpg").touch()
    with pytest.raises(FileExists):
        written(shop, out, Form.FOLDER)
    assert os.listdir(out) == ["photo.jpg"]
    with pytest.raises(CannotWrite):
        written(shop, out / "no" / "where", Form.FOLDER)


def test_what_a_killed_run_left_is_no_hindrance(shop: Shop, busy: Busy, out: Path) -> None:
    (out.parent / "everything.part").mkdir()
    (out.parent / "everything.part" / "half.csv").touch()
    assert "half" not in files(written(shop, out, Form.FOLDER))
    assert os.listdir(out.parent) == [out.name]


@needs_dev_full
def test_a_full_disk_is_called_by_its_name_and_nothing_is_left(
    shop: Shop, busy: Busy, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Path.mkdir

    def full(path: Path, **how: Any) -> None:
        made(path, **how)
        if path.suffix == ".part":
            (path / "Members.csv").symlink_to("/dev/full")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(DiskFull):
        written(shop, out, Form.FOLDER)
    assert os.listdir(out.parent) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_where_no_more_bytes_go_in_nothing_half_is_left(
    shop: Shop, busy: Busy, out: Path, tmp_path: Path
) -> None:
    """The files of this process may not grow further: as on a disk that is full at the very end."""
    import resource

    path = out.with_suffix(".xlsx")
    size = written(shop, path, Form.WORKBOOK).stat().st_size
    path.write_bytes(b"the one of yesterday")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size - 1, hard))
    try:
        with pytest.raises(DiskFull):
            written(shop, path, Form.WORKBOOK)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"the one of yesterday"
    assert os.listdir(out.parent) == [path.name]
    assert os.listdir(tmp_path / "temporary") == []


def test_only_the_owner_takes_everything_away(shop: Shop, cashier: Staff, out: Path) -> None:
    with pytest.raises(NotAllowed):
        written(shop, out, Form.FOLDER, by=cashier)
    assert not out.exists()

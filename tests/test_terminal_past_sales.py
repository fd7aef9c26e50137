"""`import-sales` and `undo-import`: past sales from a scheduled task or a shell."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from shopfans.database import opening
from shopfans.domain.backups import Why
from shopfans.domain.roles import SYSTEM
from shopfans.services.backups import backing_up
from shopfans.services.books import auditing
from shopfans.services.goods import pricing
from shopfans.services.members import finding
from tests.services.test_stocking import take as goods_taken
from tests.services.test_stocking import tried as goods_tried
from tests.test_terminal import run

VISITS = "member,date,amount\nA-7,2025-11-01,12.50\nB-1,2025-11-03,8\nA-7,2025-11-11,ten\n"


@pytest.fixture
def path(blank_shop: Path, tmp_path: Path) -> Path:
    path = tmp_path / "our.shop"
    path.write_bytes(blank_shop.read_bytes())
    return path


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    visits = tmp_path / "visits.csv"
    visits.write_text(VISITS, "utf-8")
    return visits


def test_a_dry_run_says_what_would_become_of_it(path: Path, visits: Path) -> None:
    told = run("--shop", path, "import-sales", visits, "--dry-run")
    assert told.exit_code == 1
    assert told.output.splitlines()[:2] == [
        "2 new members, 2 sales, ¥20.50. Past sales earn no points.",
        "Nothing was written.",
    ]
    assert told.output.splitlines()[2].startswith("Row 4: ")
    assert "2 new members" in run("--shop", path, "import-sales", visits, "--dry-run").output


def test_past_sales_come_in_and_the_rows_left_out_go_to_a_file(
    path: Path, visits: Path, tmp_path: Path
) -> None:
    left_out = tmp_path / "left out.xlsx"
    told = run("--shop", path, "import-sales", visits, "--left-out", left_out, "--json")
    said = json.loads(told.output)
    assert told.exit_code == 1
    assert {name: said[name] for name in ("new", "same", "refused", "new_members", "total")} == {
        "new": 2, "same": 0, "refused": 1, "new_members": 2, "total": 2050,
    }  # fmt: skip
    assert [one["row"] for one in said["left_out"]] == [4]
    assert load_workbook(left_out).worksheets[0]["C2"].value == "ten"


def test_an_import_is_taken_back_by_its_number(path: Path, visits: Path) -> None:
    assert run("--shop", path, "undo-import", "sales").output == "Nothing yet\n"
    run("--shop", path, "import-sales", visits)
    [listed] = json.loads(run("--shop", path, "undo-import", "sales", "--json").output)
    assert (listed["import"], listed["file"]) == (1, "visits.csv")
    assert "visits.csv" in run("--shop", path, "undo-import", "sales").output
    told = run("--shop", path, "undo-import", "sales", 1)
    assert (told.exit_code, told.output) == (0, "2 past sales were taken back.\n")
    shop = opening.open_shop(path)
    assert finding.find(shop, "a7") == []
    assert auditing.problems(shop) == []
    shop.close()
    again = run("--shop", path, "undo-import", "sales", 1)
    assert again.exit_code == 2
    assert "taken back already" in again.stderr


def test_an_import_of_goods_is_taken_back_the_same_way(path: Path, tmp_path: Path) -> None:
    shop = opening.open_shop(path)
    goods_taken(shop, SYSTEM, goods_tried(shop, SYSTEM, tmp_path, "品名,售价\n咖啡,9\n红茶,8\n"))
    assert "1  " in run("--shop", path, "undo-import", "goods").output
    told = run("--shop", path, "undo-import", "goods", 1)
    assert (told.exit_code, told.output) == (0, "2 items were taken back.\n")
    assert pricing.goods(shop) == []
    assert [one.stamp.why for one in backing_up.here(path)][:2] == [Why.UNDO, Why.IMPORT]
    shop.close()


def test_an_import_of_members_is_taken_back_the_same_way(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.csv"
    old.write_text("phone,name\n13900000001,Mei\n", "utf-8")
    run("--shop", path, "import-members", old)
    told = run("--shop", path, "undo-import", "members", 1, "--json")
    assert json.loads(told.output) == [{"import": 1, "members": 1}]

"""`import-members`: the old list from a scheduled task or a shell."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from shopfans.database import opening
from shopfans.services.books import auditing
from shopfans.services.joining import correcting
from shopfans.services.members import finding
from tests.test_terminal import run

LIST = "phone,name,points\n13900000001,Mei,120\n1.39E+10,Li,5\n"


@pytest.fixture
def path(blank_shop: Path, tmp_path: Path) -> Path:
    path = tmp_path / "our.shop"
    path.write_bytes(blank_shop.read_bytes())
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    old = tmp_path / "old.csv"
    old.write_text(LIST, "utf-8")
    return old


def test_a_dry_run_says_what_would_become_of_it(path: Path, old: Path) -> None:
    told = run("--shop", path, "import-members", old, "--dry-run")
    assert told.exit_code == 1
    assert told.output.splitlines()[:3] == [
        "1 new, 0 changed, 0 the same, 1 left out",
        "120 points are brought in.",
        "Nothing was written.",
    ]
    assert told.output.splitlines()[3].startswith("Row 3: The spreadsheet has rounded")


def test_members_come_in_and_the_rows_left_out_go_to_a_file(
    path: Path, old: Path, tmp_path: Path
) -> None:
    left_out = tmp_path / "left out.xlsx"
    told = run("--shop", path, "import-members", old, "--left-out", left_out, "--json")
    said = json.loads(told.output)
    assert (told.exit_code, said["new"], said["refused"], said["points"]) == (1, 1, 1, 120)
    assert [one["row"] for one in said["left_out"]] == [3]
    assert load_workbook(left_out).worksheets[0]["B2"].value == "Li"
    shop = opening.open_shop(path)
    [hit] = finding.find(shop, "mei")
    assert correcting.consents(shop, hit.id) == (True, False)
    assert auditing.problems(shop) == []
    shop.close()


def test_the_same_list_again_is_all_right(path: Path, old: Path) -> None:
    old.write_text(LIST[: LIST.index("1.39E")], "utf-8")
    assert run("--shop", path, "import-members", old).exit_code == 0
    again = run("--shop", path, "import-members", old)
    assert again.exit_code == 0
    assert "1 the same" in again.output
    assert "Nothing was written." in again.output


def test_a_file_that_cannot_be_is_one_sentence(path: Path, old: Path) -> None:
    old.write_bytes(b"PK\x03\x04 no workbook")
    told = run("--shop", path, "import-members", old)
    assert (told.exit_code, told.output.count("\n")) == (2, 1)

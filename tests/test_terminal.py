"""The shop from a terminal, as a scheduled task or a script would use it."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from shopfans import cli, texts
from shopfans.database import opening
from shopfans.domain.periods import Period
from shopfans.services import founding, settings
from shopfans.services.books import auditing
from shopfans.services.sessions import offering
from shopfans.services.staff import staffing
from tests.conftest import OWNER_PIN, Clock

VISITS = """member,date,amount
=A1,2011-01-03,1234.5
=A1,2011-01-13,10
=A1,2011-01-23,10
王小美,2011-01-03,5
"""


def run(*arguments: object, said: str = "") -> Result:
    return CliRunner().invoke(cli.program(), [str(one) for one in arguments], input=said)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A shop founded from the terminal, with some history."""
    path, visits = tmp_path / "our.shop", tmp_path / "visits.csv"
    founded = run(
        "--shop", path, "new", "--name", "Our shop", "--currency", "gbp",
        "--zone", "Europe/London", "--owner-pin", "246813",
    )  # fmt: skip
    assert (founded.exit_code, founded.output) == (0, f"{path} is ready.\n")
    visits.write_text(VISITS, "utf-8")
    imported = run("--shop", path, "import-sales", visits)
    assert imported.output == "2 new members, 4 sales, £1,259.50. Past sales earn no points.\n"
    return path


def test_help_tells_what_there_is() -> None:
    listed = run("--help")
    assert listed.exit_code == 0
    for command in (
        "new", "demo", "import-members", "import-sales", "undo-import", "due", "forecast",
        "close-day", "workbook", "audit", "self-test", "everything", "statement",
    ):  # fmt: skip
        assert f"\n  {command} " in listed.output
        told = run(command, "--help")
        assert told.exit_code == 0
        assert len(told.output.splitlines()) > 4


def test_a_shop_is_founded(path: Path) -> None:
    shop = opening.open_shop(path)
    terms = settings.load(shop)
    assert (terms.shop_name, terms.currency_code, terms.zone) == (
        "Our shop",
        "GBP",
        "Europe/London",
    )
    [owner] = staffing.staff(shop)
    assert owner.id is not None
    assert staffing.sign_in(shop, staff_id=owner.id, pin="246813") == owner
    shop.close()


def test_the_pin_is_asked_for_twice_and_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "our.shop"
    founded = run("--shop", path, "new", "--name", "x", said="246813\n246814\n246813\n246813\n")
    assert founded.exit_code == 0
    assert "2468" not in founded.output
    assert path.exists()


def test_the_same_history_again_says_so(path: Path) -> None:
    again = run("--shop", path, "import-sales", path.parent / "visits.csv")
    assert (again.exit_code, again.output) == (
        0,
        "Nothing new in this file: nothing was changed.\n",
    )


def test_rows_that_were_there_already_are_told(path: Path) -> None:
    visits = path.with_name("visits.csv")
    visits.write_text(VISITS + "王小美,2011-06-01,1\n王小美,2011-06-02,2\n", "utf-8")
    told = run("--shop", path, "import-sales", visits).output
    assert told == (
        "0 new members, 2 sales, £3.00. Past sales earn no points.\n4 rows were there already.\n"
    )


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_due_at_the_ends_of_time(path: Path, day: str) -> None:
    assert run("--shop", path, "due", "--on", day).exit_code == 0


def test_due_for_another_program(path: Path) -> None:
    told = run("--shop", path, "due", "--on", "2011-02-25", "--format", "json")
    facts = {
        "reason": "due",
        "member": "=A1",
        "name": "=A1",
        "phone": "",
        "day": "2011-02-25",
        "last_visit": "2011-01-23",
        "usual_gap": 10,
        "spent": "1254.50",
    }
    assert json.loads(told.stdout) == [facts]
    as_csv = run("--shop", path, "due", "--on", "2011-02-25", "--format", "csv").stdout
    [row] = csv.DictReader(io.StringIO(as_csv))
    assert row == {name: str(fact) for name, fact in facts.items()} | {
        "member": "'=A1",  # a spreadsheet must not reckon with a name
        "name": "'=A1",
    }


def test_the_forecast_for_another_program(path: Path) -> None:
    asked = ("--shop", path, "forecast", "--on", "2011-01-24", "--horizon", 7, "--horizon", 90)
    told = run(*asked, "--format", "csv")
    assert told.exit_code == 0
    [regular, once] = csv.DictReader(io.StringIO(told.stdout))
    assert list(regular) == [
        "member", "visits", "last_visit", "p7", "p90", "expected_28", "next_visit", "usual_gap",
        "p_gone",
    ]  # fmt: skip
    assert (regular["member"], regular["visits"], regular["last_visit"]) == (
        "'=A1", "3", "2011-01-23",
    )  # fmt: skip
    assert (once["next_visit"], once["usual_gap"]) == ("2011-01-31", "28")
    assert 0 < float(regular["p7"]) < float(regular["p90"]) < 1
    assert told.stderr.startswith("Members have come back only 2 times by then")
    assert json.loads(run(*asked, "--format", "json").stdout)[1]["visits"] == 1
    assert "2011-01-31" in run(*asked).stdout
    assert run("--shop", path, "forecast", "--on", "2011-01-24", "--horizon", 0).exit_code == 2


@pytest.mark.parametrize("day", ["0001-01-01", "2011-01-03", "9999-12-31"])
def test_the_forecast_at_the_ends_of_time(path: Path, day: str) -> None:
    assert run("--shop", path, "forecast", "--on", day).exit_code == 0


def test_due_for_people(path: Path) -> None:
    told = run("--shop", path, "due", "--on", "2011-02-25").output.splitlines()
    assert told[0].split("  ")[0] == "Reason"
    assert told[1].startswith("Due now  =A1")
    assert told[1].endswith("1,254.50")
    assert len(told[0]) == len(told[1])
    assert run("--shop", path, "due", "--on", "2010-01-01").output.count("\n") == 1


def test_today_it_is_said_why_nobody_is_due_after_years_without_a_sale(path: Path) -> None:
    told = run("--shop", path, "due", "--format", "csv")
    assert len(told.stdout.splitlines()) == 1
    assert told.stderr.startswith("The last sale is of 2011-01-23: who came until then counts as")
    assert run("--shop", path, "due", "--on", "2011-02-25").stderr == ""


def test_while_the_date_is_in_doubt_the_terminal_says_why_nobody_is_listed(tmp_path: Path) -> None:
    path, clock = tmp_path / "old.shop", Clock()
    clock.at = datetime(2020, 1, 1, tzinfo=UTC)
    founding.found_shop(
        path, name="Old", owner_name="Mei", owner_pin=OWNER_PIN, welcome_name="Welcome", now=clock
    ).close()
    told = run("--shop", path, "due", "--format", "csv")
    assert "Until the owner has confirmed that in the program, nobody is listed." in told.stderr


def test_a_workbook_is_written(path: Path) -> None:
    book = path.parent / "month.xlsx"
    told = run("--shop", path, "workbook", "--month", "2011-01", book)
    assert (told.exit_code, told.stdout) == (0, f"{book} is ready.\n")
    assert book.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (["--quarter", "2011-Q1"], "2011-Q1"),
        (["--year", "2011"], "2011"),
        (["--from", "2011-01-03", "--to", "2011-01-13"], "2011-01-03–2011-01-13"),
    ],
)
def test_a_workbook_of_any_period(path: Path, options: list[str], name: str) -> None:
    book = path.parent / "period.xlsx"
    assert run("--shop", path, "workbook", *options, book).exit_code == 0
    assert load_workbook(book).properties.title == f"Our shop  {name}"


def test_a_workbook_of_no_named_period_is_of_the_last_whole_month(path: Path) -> None:
    book = path.parent / "month.xlsx"
    assert run("--shop", path, "workbook", book).exit_code == 0
    shop = opening.open_shop(path)
    month = Period.around(settings.today(shop)).moved(-1)
    shop.close()
    assert load_workbook(book).properties.title == f"Our shop  {month}"


def test_everything_is_written_as_a_workbook_or_a_folder(path: Path) -> None:
    book, folder = path.parent / "all.xlsx", path.parent / "all"
    told = run("--shop", path, "everything", book)
    assert (told.exit_code, told.stdout) == (0, f"{book} is ready.\n")
    assert load_workbook(book, read_only=True).sheetnames[0] == "Members"
    assert run("--shop", path, "everything", "--csv", folder).exit_code == 0
    members = list(csv.reader((folder / "Members.csv").read_text("utf-8-sig").splitlines()))
    assert members[1][0] == "'=A1"
    told = run("--shop", path, "everything", "--csv", folder)
    assert (told.exit_code, told.stderr) == (2, f"{folder} exists already.\n")


def test_a_statement_is_found_by_number(path: Path) -> None:
    out = path.parent / "statement.xlsx"
    told = run("--shop", path, "statement", 1, out)
    assert (told.exit_code, told.stdout) == (0, f"{out} is ready.\n")
    assert load_workbook(out).properties.title.startswith("Our shop  =A1, member no. 1  2011-01-03")
    for nobody in ("99", "13812345678", "x"):
        told = run("--shop", path, "statement", nobody, out)
        assert (told.exit_code, told.stderr) == (2, "This member does not exist.\n")


def test_a_workbook_without_members(path: Path) -> None:
    book = path.parent / "month.xlsx"
    told = run("--shop", path, "workbook", "--year", 2011, "--without-members", book)
    assert told.exit_code == 0
    assert "Members" not in load_workbook(book, read_only=True).sheetnames


@pytest.mark.parametrize(
    "options",
    [["--from", "2011-01-03"], ["--to", "2011-01-03"], ["--year", 2011, "--month", "2011-01"]],
)
def test_half_a_period_and_two_of_them_are_refused(path: Path, options: list[object]) -> None:
    told = run("--shop", path, "workbook", *options, path.parent / "x.xlsx")
    assert told.exit_code == 2
    assert "Name one period" in told.stderr


def test_the_audit_speaks_by_its_exit_code(path: Path) -> None:
    told = run("--shop", path, "audit")
    assert (told.exit_code, told.stdout) == (0, "The books are true.\n")
    shop = opening.open_shop(path)
    with shop.changing():
        shop.rows("UPDATE member SET spent = spent + 1 WHERE id = 1")
    assert len(auditing.problems(shop)) == 1
    shop.close()
    told = run("--shop", path, "audit")
    assert (told.exit_code, told.stdout) == (1, "member_figures: member 1\n")


def test_a_demo_shop_is_made(tmp_path: Path) -> None:
    path = tmp_path / "demo.shop"
    told = run(
        "--shop", path, "demo", "--members", 12, "--sales-per-member", 3, "--seed", 4,
        "--until", "2026-03-01",
    )  # fmt: skip
    assert told.exit_code == 0
    assert "12 members came 36 times" in told.stdout
    assert run("--shop", path, "audit").exit_code == 0


def test_a_demo_salon_is_made(tmp_path: Path) -> None:
    path = tmp_path / "salon.shop"
    told = run(
        "--shop", path, "demo", "--kind", "salon", "--members", 2, "--sales-per-member", 3,
        "--until", "2026-03-01",
    )  # fmt: skip
    assert told.exit_code == 0
    shop = opening.open_shop(path)
    assert len(offering.kinds(shop)) == 5
    shop.close()
    assert run("--shop", path, "audit").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("audit",), "{path} is not a ShopFans file.\n"),
        (
            ("new", "--name", "x", "--owner-pin", "111111"),
            "Choose a PIN of 6 to 32 digits that is not as simple as 1234 or 1122.\n",
        ),
        (
            ("new", "--name", "x", "--owner-pin", "246813", "--zone", "Atlantis"),
            "“Atlantis” is not a time zone. Type it like Asia/Shanghai.\n",
        ),
    ],
)
def test_a_refusal_is_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    path = tmp_path / "none.shop"
    told = run("--shop", path, *arguments)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == sentence.format(path=path)
    assert list(tmp_path.iterdir()) == []


def test_refusals_of_an_open_shop(path: Path) -> None:
    visits = path.parent / "bad.csv"
    visits.write_text("member,date\n7,2011-01-03\n", "utf-8")
    told = run("--shop", path, "import-sales", visits)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == (
        "Say which column is the day, which the amount, and which the member or her phone number: "
        "choose it above the column.\n"
    )
    told = run("--shop", path, "workbook", "--month", "2011-13", path.parent / "x.xlsx")
    assert (told.exit_code, told.stderr) == (
        2,
        "“2011-13” is not a month. Type it like 2026-03.\n",
    )
    told = run("--shop", path, "demo")
    assert (told.exit_code, told.stderr) == (2, f"{path} exists already.\n")


def test_a_command_without_a_shop_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHOPFANS_SHOP", raising=False)
    told = run("audit")
    assert told.exit_code == 2
    assert "--shop FILE comes before the command" in told.stderr


def test_the_shop_can_be_named_once_for_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPFANS_SHOP", str(path))
    assert run("audit").exit_code == 0


def test_this_computer_passes_the_self_test() -> None:
    told = run("self-test")
    assert told.exit_code == 0, told.output
    assert {line.split()[0] for line in told.stdout.splitlines()} == {"works"}


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ([], {"LANG": "zh_HK.UTF-8"}, "zh_TW"),
        ([], {"LC_ALL": "", "LANG": "zh_SG.UTF-8"}, "zh_CN"),
        ([], {"LC_ALL": "de_DE", "LANG": "zh_CN.UTF-8"}, "en"),
        (["--language", "zh_TW", "audit"], {"LANG": "zh_CN"}, "zh_TW"),
        (["--shop", "x", "--language=en"], {"LANG": "zh_CN"}, "en"),
    ],
)
def test_it_speaks_as_asked_or_as_the_terminal(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert cli.wanted_language(arguments, environment) == language


def test_as_a_program_of_its_own(path: Path) -> None:
    def shopfans(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "shopfans", *arguments],
            capture_output=True, encoding="utf-8", check=False, env=os.environ | environment,
        )  # fmt: skip

    told = shopfans("--shop", str(path), "due", "--on", date(2011, 2, 25).isoformat(), LANG="C")
    assert (told.returncode, told.stderr) == (0, "")
    assert "=A1" in told.stdout
    missing = shopfans("--language", "zh_CN", "--shop", str(path) + "x", "audit")
    assert missing.returncode == 2
    with texts.speaking("zh_CN"):
        assert (
            missing.stderr
            == texts._("{path} is not a ShopFans file.").format(path=f"{path}x") + "\n"
        )

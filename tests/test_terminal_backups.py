"""Backups from a terminal or a scheduled task."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from shopfans.database import opening
from shopfans.services.backups import sealing
from shopfans.services.backups.sealing import Cost
from shopfans.services.sales import listing
from shopfans.services.staff import staffing
from tests.services.test_selling import sell
from tests.test_terminal import run

PASSPHRASE = "three cups of milk tea"


@pytest.fixture(autouse=True)
def cheap_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    make = sealing.lock_of
    monkeypatch.setattr(sealing, "lock_of", lambda said: make(said, cost=Cost(1, 64, 1)))


@pytest.fixture
def path(blank_shop: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(blank_shop, tmp_path / "our.shop"))


def backed_up(path: Path, folder: Path, *more: str) -> dict[str, object]:
    done = run("--shop", path, "backup", folder, "--json", *more)
    assert done.exit_code == 0, done.output
    [said] = json.loads(done.stdout)
    return dict(said)


def test_a_backup_lies_in_the_folder_and_its_digest_is_told(path: Path, tmp_path: Path) -> None:
    said = backed_up(path, tmp_path / "far")
    file = Path(str(said["file"]))
    assert file.parent == tmp_path / "far"
    assert said["bytes"] == file.stat().st_size
    assert said["sha256"] == sha256(file.read_bytes()).hexdigest()
    assert (said["sealed"], said["problems"], said["members"], said["shop"]) == (0, 0, 0, "甜甜")
    told = run("--shop", path, "backup", tmp_path / "far")
    assert " is ready." in told.stdout
    assert "甜甜: 0 members, 0 sales, as of 2026-03-10 10:00." in told.stdout


def test_a_backup_is_proved_without_a_shop(path: Path, tmp_path: Path) -> None:
    file = str(backed_up(path, tmp_path / "far")["file"])
    good = run("verify-backup", file)
    assert good.exit_code == 0
    assert good.stdout.startswith("This backup can be restored; its books are true.\n甜甜: ")
    [said] = json.loads(run("verify-backup", file, "--json").stdout)
    assert said["good"] == 1


def test_one_that_cannot_be_restored_ends_with_1_and_the_reason(path: Path, tmp_path: Path) -> None:
    file = Path(str(backed_up(path, tmp_path / "far")["file"]))
    file.write_bytes(file.read_bytes()[:-1])
    bad = run("verify-backup", file)
    assert bad.exit_code == 1
    assert "does not end as a backup does" in bad.stdout
    [said] = json.loads(run("verify-backup", file, "--json").stdout)
    assert said["good"] == 0
    assert "does not end as a backup does" in said["why"]


def test_a_sealed_one_needs_its_passphrase(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(backed_up(path, tmp_path / "far", "--passphrase", PASSPHRASE)["file"])
    assert file.endswith(".sealed")
    closed = run("verify-backup", file)
    assert (closed.exit_code, closed.stdout) == (2, "")
    assert run("verify-backup", file, "--passphrase", "three cups of tea").exit_code == 2
    monkeypatch.setenv("SHOPFANS_PASSPHRASE", PASSPHRASE)
    assert run("verify-backup", file).exit_code == 0


def test_a_shop_is_restored_when_it_was_said_yes(path: Path, tmp_path: Path) -> None:
    file = str(backed_up(path, tmp_path / "far")["file"])
    shop = opening.open_shop(path)
    sell(shop, staffing.staff(shop)[1], 5, "after")
    shop.close()
    no = run("--shop", path, "restore", file, said="n\n")
    assert no.exit_code == 1
    assert "甜甜: 0 members, 1 sale, as of" in no.stdout
    assert sales(path) == 1
    assert not list(path.parent.glob("*.restoring*"))
    yes = run("--shop", path, "restore", file, "--yes")
    assert yes.exit_code == 0, yes.output
    assert sales(path) == 0
    kept = yes.stdout.splitlines()[-1].removeprefix("What was there before: ")
    again = run("--shop", path, "restore", kept, "--yes", "--json")
    assert json.loads(again.stdout)[0]["sales"] == 1
    assert sales(path) == 1


def test_a_shop_is_restored_where_there_is_none(path: Path, tmp_path: Path) -> None:
    file = str(backed_up(path, tmp_path / "far")["file"])
    new = tmp_path / "new" / "our.shop"
    assert run("--shop", new, "restore", file, "--yes").exit_code == 0
    assert sales(new) == 0


def test_a_shop_that_is_open_is_not_replaced(path: Path, tmp_path: Path) -> None:
    file = str(backed_up(path, tmp_path / "far")["file"])
    window = opening.open_shop(path)
    refused = run("--shop", path, "restore", file, "--yes")
    assert refused.exit_code == 2
    assert "Another program is using the shop's file" in refused.stderr
    assert not list(path.parent.glob("*.restoring*"))
    window.close()


def test_what_is_hostile_is_refused_with_2(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "far.shop"
    file.write_bytes(b"SQLite format 3\0" + bytes(9000))
    before = path.read_bytes()
    refused = run("--shop", path, "restore", file, "--yes")
    assert refused.exit_code == 2
    assert "is not a ShopFans file" in refused.stderr
    assert path.read_bytes() == before


def test_the_audit_says_it_as_data_too(path: Path) -> None:
    true = run("--shop", path, "audit", "--json")
    assert (true.exit_code, json.loads(true.stdout)) == (0, [])
    shop = opening.open_shop(path)
    with shop.changing():
        shop.rows(
            "INSERT INTO good (name, category, price, active, earns, sold) "
            "VALUES ('cake', '', 1, 1, 1, 0)"
        )  # no key finds it
    shop.close()
    untrue = run("--shop", path, "audit", "--json")
    assert untrue.exit_code == 1
    assert json.loads(untrue.stdout)[0].keys() == {"truth", "where"}


def sales(path: Path) -> int:
    shop = opening.open_shop(path)
    try:
        return len(listing.page_of_sales(shop))
    finally:
        shop.close()

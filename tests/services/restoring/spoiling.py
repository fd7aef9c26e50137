"""What could be wrong with a file that says it is a backup, one at a time."""

import os
from pathlib import Path

from tests.services.restoring.restored import change


def a_trigger(path: Path) -> None:
    change(path, "CREATE TRIGGER t AFTER INSERT ON sale BEGIN DELETE FROM member; END")


def a_view(path: Path) -> None:
    change(path, "CREATE VIEW v AS SELECT * FROM member")


def a_view_instead_of_a_table(path: Path) -> None:
    endless = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r"
    change(path, "ALTER TABLE touch RENAME TO gone", f"CREATE VIEW touch AS {endless}")


def a_virtual_table(path: Path) -> None:
    change(path, "CREATE VIRTUAL TABLE f USING fts5(a)")


def a_table(path: Path) -> None:
    change(path, "CREATE TABLE mine (a)")


def a_generated_column(path: Path) -> None:
    change(path, "ALTER TABLE good ADD COLUMN slow TEXT AS (hex(zeroblob(1e9)))")


def without_a_trigger(path: Path) -> None:
    change(path, "DROP TRIGGER ledger_entry_keeps_update")


def another_words(path: Path) -> None:
    change(
        path,
        "PRAGMA writable_schema = 1",
        "UPDATE sqlite_schema SET sql = replace(sql, 'only grows', 'may go')",
    )


def a_richer_guest(path: Path) -> None:
    change(path, "UPDATE member SET spent = 99999")


def a_link_to_nobody(path: Path) -> None:
    change(path, "PRAGMA foreign_keys = 0", "UPDATE consent_text SET operation_id = 999")


def an_older_version_that_it_is_not(path: Path) -> None:
    change(path, "PRAGMA user_version = 3")


def with_a_log(path: Path) -> None:
    change(path, "PRAGMA journal_mode = wal")


def a_newer_one(path: Path) -> None:
    change(path, "PRAGMA user_version = 9999")


def a_name_that_is_no_text(path: Path) -> None:
    said = path.read_bytes()
    path.write_bytes(said.replace("王小美".encode(), b"\xe7\x8e\xff\xff\xff\xff\xff\xff\xff"))


def a_trigger_that_is_no_text(path: Path) -> None:
    said = path.read_bytes()
    path.write_bytes(said.replace(b"only grows'", b"only grow\xe4'", 1))


def a_day_that_is_none(path: Path) -> None:
    change(path, "UPDATE member SET joined = 'yesterday'")


def an_index_of_another(path: Path) -> None:
    """As a computer leaves it that mixed up two pages before the backup."""
    two = "name IN ('member_joined', 'member_phone')"
    change(
        path,
        "PRAGMA writable_schema = 1",
        "UPDATE sqlite_schema SET rootpage = "
        f"(SELECT SUM(rootpage) FROM sqlite_schema WHERE {two}) - rootpage WHERE {two}",
    )


def of_another_program(path: Path) -> None:
    change(path, "PRAGMA application_id = 7")


def rubbish(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + os.urandom(9000))


def a_text(path: Path) -> None:
    path.write_text("会员,金额\n" * 500, "utf-8")


def nothing(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_longer_file(path: Path) -> None:
    with path.open("ab") as file:
        file.write(bytes(4096))

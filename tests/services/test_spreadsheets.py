"""Files from outside: what a spreadsheet program writes is read, all else is refused in words."""

import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from shopfans.domain import errors
from shopfans.domain.errors import ShopError, Stopped
from shopfans.services.spreadsheets import limits, plain_text
from shopfans.services.spreadsheets.apart import READ_WORKBOOK
from shopfans.services.spreadsheets.reading import SheetRow, read_rows

ROOT = Path(__file__).parents[2]
OLD = (Path(__file__).parent / "files" / "goods.xls").read_bytes()
SHEET = "xl/worksheets/sheet1.xml"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWX"
XMLNS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
Rows = list[tuple[str, ...]]

SIMPLIFIED = "手机号,姓名,备注\n13812345678,王小美,爱喝奶茶\n13900004444,喆堃,怕冷、不要糖\n"
TRADITIONAL = "手機,姓名,備註\n0912345678,陳怡君,不吃花生\n0987654321,游珮瑄,電話請於晚間打\n"


def read(folder: Path, body: bytes, **more: Any) -> Rows:
    path = folder / "list.xlsx"
    path.write_bytes(body)
    how: dict[str, Any] = {"known": (), "progress": lambda done, total: None} | more
    return [row.cells for row in read_rows(path, **how)]


def workbook(*rows: tuple[Any, ...], change: Callable[[Workbook], None] | None = None) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    if change is not None:
        change(book)
    book.save(out)
    return out.getvalue()


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A good workbook of which one part is another, or one part more."""
    good, out = zipfile.ZipFile(BytesIO(workbook(("a", "b"), (1, "x")))), BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for part in good.namelist():
            bad.writestr(part, good.read(part) if part != name else change(good.read(part)))
        if name not in good.namelist():
            bad.writestr(name, change(b""))
    return out.getvalue()


def sheet_of(cells: str) -> bytes:
    return with_part(
        SHEET, lambda body: re.sub(rb"<sheetData>.*</sheetData>", cells.encode(), body)
    )


def test_cells_are_read_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    body = workbook(
        ("a",),
        (),
        (None, " tea ", 0.1 + 0.2, 13900004444.0, True, date(2024, 3, 8)),
        (datetime.fromisoformat("2024-03-08T10:05"), "0012", 45359),
    )
    path = tmp_path / "list.xlsx"
    path.write_bytes(body)
    rows = read_rows(path, known=(), progress=lambda done, total: None)
    assert rows == [
        SheetRow(1, ("a", "", "", "", "", "")),
        SheetRow(3, ("", "tea", "0.3", "13900004444", "1", "2024-03-08")),
        SheetRow(4, ("2024-03-08 10:05:00", "0012", "45359", "", "", "")),
    ]


def test_a_cell_holds_lines_of_its_own_but_nothing_that_parts_cells(tmp_path: Path) -> None:
    body = workbook(("a_x0000_b", "one\ntwo"), ("", "_x0001_"))
    assert read(tmp_path, body) == [("a\ufffdb", "one\ntwo"), ("", "\x01")]


def test_days_are_the_same_in_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    def count_from_1904(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    body = workbook(("day",), (date(2024, 3, 8),), change=count_from_1904)
    assert read(tmp_path, body) == [("day",), ("2024-03-08",)]


def test_a_workbook_of_before_2007_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, OLD)[1] == ("芒果布丁", "18", "甜品", "6901234567892", "是", "")


def test_a_cell_that_is_only_painted_is_no_harm_wherever_it_is(tmp_path: Path) -> None:
    painted = '<sheetData><row r="1"><c r="A1"><v>5</v></c><c r="XFD1" s="0"/></row></sheetData>'
    assert read(tmp_path, sheet_of(painted)) == [("5",)]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"), (SIMPLIFIED, "utf-8-sig"), (SIMPLIFIED, "gbk"),
        (SIMPLIFIED, "gb18030"), (SIMPLIFIED, "utf-16"),
        (TRADITIONAL, "utf-8"), (TRADITIONAL, "utf-8-sig"), (TRADITIONAL, "big5"),
        (TRADITIONAL, "cp950"), (TRADITIONAL, "utf-16"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("known", [(), ("手机号", "姓名", "手機", "備註")])
def test_a_member_list_is_read_in_the_encoding_it_was_saved_in(
    tmp_path: Path, text: str, encoding: str, known: tuple[str, ...]
) -> None:
    expected = [tuple(line.split(",")) for line in text.splitlines()]
    assert read(tmp_path, text.encode(encoding), known=known) == expected


NAMES = {
    "gbk": "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐婷静怡欣雨涵梓萱浩宇轩泽",
    "big5": "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊怡君雅婷淑芬志豪俊傑美玲惠",
}


@pytest.mark.parametrize("encoding", NAMES)
def test_names_alone_tell_gbk_from_big5(encoding: str) -> None:
    """Of 300 short lists without a heading, not one is read in the wrong one."""
    some = random.Random(6)
    for _time in range(300):
        names = ["".join(some.choices(NAMES[encoding], k=3)) for _ in range(4)]
        text = "".join(f"{name},1\n" for name in names)
        assert plain_text.decoded(text.encode(encoding), ()) == text


def bomb() -> bytes:
    return with_part(SHEET, lambda body: body + b" " * 40_000_000)


def lying_bomb() -> bytes:
    """Says of itself that it is small."""
    body = bytearray(with_part(SHEET, lambda body: body + b" " * 40_000_000))
    size = len(zipfile.ZipFile(BytesIO(body)).read(SHEET)).to_bytes(4, "little")
    return bytes(body.replace(size, (900).to_bytes(4, "little")))


def one_text_everywhere() -> bytes:
    """One text of 990 characters in each of 120,000 cells."""
    one = '<c r="{letter}{row}" t="s"><v>0</v></c>'
    cells = "".join(
        f'<row r="{row}">'
        + "".join(one.format(letter=letter, row=row) for letter in LETTERS)
        + "</row>"
        for row in range(1, 5_001)
    )
    texts = f"<sst {XMLNS}><si><t>{'长' * 990}</t></si></sst>"
    out = BytesIO(sheet_of(f"<sheetData>{cells}</sheetData>"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", texts)
    return out.getvalue()


def many_parts() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as bad:
        for number in range(501):
            bad.writestr(f"xl/{number}.xml", b"<a/>")
    return out.getvalue()


def letters(count: int) -> bytes:
    return workbook(("a",), ("长" * count,))


HOSTILE: dict[str, tuple[Callable[[], bytes], type[ShopError]]] = {
    "a bomb": (bomb, errors.FileUnsafe),
    "a bomb that lies": (lying_bomb, errors.FileUnsafe),
    "the last corner": (
        lambda: sheet_of(
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
        ),
        errors.CellFarOff,
    ),
    "column 61": (
        lambda: sheet_of("<sheetData><row r='1'><c r='BI1'><v>1</v></c></row></sheetData>"),
        errors.CellFarOff,
    ),
    "a row far below": (
        lambda: sheet_of('<sheetData><row r="900000"><c><v>1</v></c></row></sheetData>'),
        errors.CellFarOff,
    ),
    "entities": (
        lambda: with_part(
            "xl/workbook.xml",
            lambda body: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + body,
        ),
        errors.FileUnsafe,
    ),
    "entities in another encoding": (
        lambda: with_part("xl/workbook.xml", lambda body: body.decode().encode("utf-16")),
        errors.FileUnsafe,
    ),
    "a name that climbs out": (
        lambda: with_part("../../evil.xml", lambda body: b"<a/>"), errors.FileUnsafe,
    ),
    "macros": (lambda: with_part("xl/vbaProject.bin", lambda body: b"x"), errors.FileHasMacros),
    "macros of before 2007": (
        lambda: OLD + "_VBA_PROJECT_CUR".encode("utf-16-le"), errors.FileHasMacros,
    ),
    "very many parts": (
        many_parts, errors.FileUnsafe,
    ),
    "an endless text": (lambda: letters(32_000), errors.CellTooLong),
    "a text too long": (lambda: letters(1_001), errors.CellTooLong),
    "a long text everywhere": (one_text_everywhere, errors.FileTooLarge),
    "a count that lies": (
        lambda: with_part(
            "xl/sharedStrings.xml",
            lambda body: f'<sst {XMLNS} uniqueCount="4294967295"></sst>'.encode(),
        ),
        errors.FileUnsafe,
    ),
    "cut off": (lambda: workbook(("a",), (1,))[:-40], errors.CannotRead),
    "cut off in the middle of an old one": (lambda: OLD[: len(OLD) // 3], errors.CannotRead),
    "random bytes": (lambda: random.Random(1).randbytes(50_000), errors.FileUnsafe),
    "random bytes called a workbook": (
        lambda: b"PK\x03\x04" + random.Random(2).randbytes(50_000), errors.CannotRead,
    ),
    "random bytes called an old one": (
        lambda: OLD[:600] + random.Random(3).randbytes(50_000), errors.CannotRead,
    ),
    "a web page called .xls": (
        lambda: "<html><table><tr><td>手机号</td></tr></table></html>".encode("gbk"),
        errors.FileIsPage,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(tmp_path: Path, name: str) -> None:
    make, refusal = HOSTILE[name]
    with pytest.raises(refusal):
        read(tmp_path, make())


def test_any_cut_of_a_workbook_is_refused_or_read(tmp_path: Path) -> None:
    body = workbook(("a", "b"), (1, "x"))
    for length in range(4, len(body), len(body) // 12):
        with pytest.raises(ShopError):
            read(tmp_path, body[:length])


def test_who_waits_can_stop_it(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Stopped()

    for body in (workbook(("a",), (1,)), OLD, SIMPLIFIED.encode()):
        with pytest.raises(Stopped):
            read(tmp_path, body, progress=stop)


def test_a_program_that_is_its_own_interpreter_reads_by_itself() -> None:
    told = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), READ_WORKBOOK],
        input=workbook(("a",), (1,)), capture_output=True, check=True,
    )  # fmt: skip
    assert told.stdout == b"rows 2\ncells 1 3\na\x001end whole\n"


def test_more_rows_than_are_read_are_refused(tmp_path: Path) -> None:
    rows = "1\n" * (limits.MOST_ROWS + 2)
    with pytest.raises(errors.FileTooLarge):
        read(tmp_path, rows.encode())

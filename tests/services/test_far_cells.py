"""Whatever way a cell is written in, one that stands far off is found before the sheet is read."""

import re
import zipfile
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineSheet, CalamineWorkbook

from shopfans.domain.errors import CellFarOff, FileTooLarge, FileUnsafe
from shopfans.services.spreadsheets import far_cells, limits, packed
from tests.services.test_spreadsheets import SHEET, read, with_part, workbook

PICTURE = "xl/media/image1.png"
ONE = "<v>1</v></c>"


def first_sheet(body: bytes) -> CalamineSheet:
    return CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0)


def check(body: bytes) -> None:
    packed.check(body, lambda done, total: None)


@cache
def good() -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(workbook(("a",))))


def with_sheet(sheet: bytes, name: str = SHEET) -> bytes:
    """A good workbook whose sheet is this, and is called so; not packed, that goes faster."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        for part in good().namelist():
            body = sheet if part == SHEET else good().read(part)
            body = body.replace(SHEET[3:].encode(), name[3:].encode())
            other.writestr(part.replace(SHEET, name), body)
    return out.getvalue()


def data(rows: str) -> bytes:
    sheet = re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData>%b</sheetData>", good().read(SHEET))
    return with_sheet(sheet % rows.encode())


FAR = {
    "beside single quotes": f"<row r='1'><c r='BI1'>{ONE}</row>",
    "with spaces about the sign": f'<row r="1"><c r = "BI1">{ONE}</row>',
    "after a tab": f'<row r="1"><c\tr="BI1">{ONE}</row>',
    "on a line of its own": f'<row r="1"><c s="0"\n r="BI1"\n>{ONE}</row>',
    "in small letters": f'<row r="1"><c r="bi1">{ONE}</row>',
    "in three small letters": f'<row r="1"><c r="aaa1">{ONE}</row>',
    "with noughts in front": f'<row r="1"><c r="A000200000">{ONE}</row>',
    "in the first row that is too far": f'<row r="1"><c r="A200000">{ONE}</row>',
    "in a row of seven digits": f'<row r="1"><c r="A1000000">{ONE}</row>',
    "with a style and a type": f'<row r="1"><c r="BI1" s="0" t="n">{ONE}</row>',
    "with a type and a style": f'<row r="1"><c r="BI1" t="n" s="0">{ONE}</row>',
    "with a prefix": '<x:row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row>',
    "with a prefix, among others": f'<row r="1"><c r="A1">{ONE}<x:c r="XFD1">{ONE}</row>',
    "with what a cell of today has": f'<row r="1"><c r="BI1" cm="1" vm="2">{ONE}</row>',
    "empty, but not painted": '<row r="1"><c r="BI1"></c></row>',
    "after 60 that do not say where": f'<row r="1">{f"<c>{ONE}" * 61}</row>',
    "after one that is painted": f'<row r="1"><c r="BH1"/><c>{ONE}</row>',
    "after a painted one far off": f'<row r="1"><c r="XFC1" s="0"/><c>{ONE}</row>',
    "in a row that says where": f'<row r="200000"><c>{ONE}</row>',
    "in the row after a painted one": f'<row r="199999"/><row><c>{ONE}</row>',
    "below rows that do not say where": (
        "".join(f'<row ht="{number}"/>' for number in range(199_999)) + f"<row><c>{ONE}</row>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", FAR)
def test_a_cell_far_off_is_found(how: str) -> None:
    with pytest.raises(CellFarOff):
        check(data(FAR[how]))


TWO_WAYS = {
    "it says twice where it is": f'<row r="1"><c r="A1" r="XFD1">{ONE}</row>',
    "without a space between": f'<row r="1"><c r="A1"t="n"r="XFD1">{ONE}</row>',
    "after a form feed": f'<row r="1"><c r="A1"\fr="XFD1">{ONE}</row>',
    "behind a sign of more": f'<row r="1"><c x=">" r="XFD1">{ONE}</row>',
    "behind a tag in quotes": f'<row r="1"><c x="<c>" r="XFD1">{ONE}</row>',
    "as an entity": f'<row r="1"><c r="&#88;FD1">{ONE}</row>',
    "without quotes": f'<row r="1"><c r=XFD1>{ONE}</row>',
    "with a column in signs of money": f'<row r="1"><c r="$XFD$1">{ONE}</row>',
    "with a row of many digits": f'<row r="1"><c r="A{"9" * 13}">{ONE}</row>',
    "in a row with a sign": f'<row r="+1"><c>{ONE}</row>',
    "a remark goes back up": f'<row r="200000"><!--<row r="1">--><c>{ONE}</row>',
    "a remark ends the rows": f'<row r="1"><!--</sheetData>--><c r="XFD1">{ONE}</row>',
    "plain text that looks like a row": f'<row r="200000"><![CDATA[<row r="1">]]><c>{ONE}</row>',
    "an order to the reader goes back up": f'<row r="200000"><?x <row r="1">?><c>{ONE}</row>',
    "quotes that hold a row": f"<row r=\"200000\"><c x='<row r=\"1\"/>'>{ONE}</row>",
    "quotes that hold a place": f"<row r=\"1\"><c x=' r=\"A1\"' r = 'XFD1' r='A1'>{ONE}</row>",
    "data within the data": f'<sheetData><row><c r="XFD1">{ONE}</row></sheetData>',
    "cut off": '<row r="1"><c r="A1"><v>1</v></c><c ',
}  # fmt: skip


@pytest.mark.parametrize("how", TWO_WAYS)
def test_a_sheet_that_can_be_read_in_two_ways_is_refused(how: str) -> None:
    with pytest.raises((FileUnsafe, CellFarOff)):
        check(data(TWO_WAYS[how]))


NEAR = {
    "none of them says where it is": (
        f'<row><c t="n">{ONE}<c>{ONE}</row><row><c><v>2</v></c></row>',
        [("1", "1"), ("2", "")],
    ),
    "beside single quotes": (f"<row r='1'><c r='B1'>{ONE}</row>", [("1",)]),
    "with a prefix": (
        '<x:row r="1"><x:c r="A1"><x:v>3</x:v></x:c><x:c r="BZ1" s="0"/></x:row>', [("3",)],
    ),
    "painted ones far off, in other words": (
        f"<row r='1'><c r='A1'>{ONE}<c r='XFD1' s='0' /></row><row r='1048576'/>", [("1",)],
    ),
    "in the last column": (
        f'<row r="1"><c r="A1">{ONE}<c r="BH1" s="0" t="n">{ONE}</row>',
        [("1", *[""] * 58, "1")],
    ),
    "with what a cell of today has": (f'<row r="1"><c r="A1" cm="1" vm="2">{ONE}</row>', [("1",)]),
    "and a cell far off in a remark after the data": (
        f'<row><c>{ONE}</row></sheetData><!-- <c r="XFD1">{ONE} --><sheetData>', [("1",)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", NEAR)
def test_a_cell_that_is_near_is_read(tmp_path: Path, how: str) -> None:
    rows, expected = NEAR[how]
    assert read(tmp_path, data(rows)) == expected


@pytest.mark.parametrize("size", [*range(1, 40), 64, 100])
def test_wherever_the_pieces_are_cut_the_same_is_found(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(packed, "_PIECE", size)
    check(workbook(("name", "day"), ("tea", 3), ("!", ":c")))
    for rows in ('<c r="B1" s="0"><v>1</v></c><c r="XFD1"><v>1</v></c>', FAR["with a prefix"]):
        with pytest.raises(CellFarOff):
            check(data(rows))
    for word in (b"<!DOCTYPE a>", b"<!  ENTITY a>", b"\0"):
        with pytest.raises(FileUnsafe):
            check(with_part("xl/workbook.xml", lambda body, word=word: body + word))  # type: ignore[misc]  # the word of this turn
    with pytest.raises(FileUnsafe):
        check(with_sheet(good().read(SHEET), PICTURE))


def test_a_cell_lies_across_the_border_of_two_real_pieces() -> None:
    tag, filler = '<c r="XFD1048576"><v>1</v></c>', "".join(map(str, range(180_000)))
    start = good().read(SHEET).index(b"<sheetData>") + len("<sheetData>")
    for cut in range(0, len(tag), 5):
        before = filler[: packed._PIECE - start - cut]
        with pytest.raises(CellFarOff):
            check(data(before + tag))


def test_a_sheet_that_is_called_a_picture_is_refused() -> None:
    """The library follows the list of the parts, whatever they are called."""
    hidden = with_sheet(good().read(SHEET), PICTURE)
    assert first_sheet(hidden).to_python() == [["a"]]
    with pytest.raises(FileUnsafe):
        check(hidden)


def test_a_tag_without_an_end_is_refused() -> None:
    endless = "".join(map(str, range(400_000)))
    with pytest.raises(FileUnsafe):
        check(data(f'<row r="1"><c x="{endless}">{ONE}</row>'))


def test_more_tags_than_can_be_walked_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(far_cells, "_MOST_TAGS", 100)
    with pytest.raises(FileTooLarge):
        check(data('<row r="1"/>' * 100 + f"<row><c>{ONE}</row>"))


def test_a_name_that_speaks_of_macros_is_no_program(tmp_path: Path) -> None:
    assert read(tmp_path, workbook(("macroEnabled",))) == [("macroEnabled",)]


PLACES = st.builds(
    "{}{}".format,
    st.sampled_from([*"ABCDEFGHIJKLxyz", "AZ", "BH", "BI", "AAA"]),
    st.sampled_from([*"123456789", "010", "11", "12", "13", "30", "200000"]),
)
SAID = st.one_of(
    st.just(""),
    st.builds(' r="{}"'.format, PLACES),
    st.builds(
        "{}r{}={}'{}'".format, *map(st.sampled_from, ("\n\f ", ["", " "], ["", " "])), PLACES
    ),
)
BESIDE = st.sampled_from([*[""] * 9, *[' s="0"'] * 9, " t='n' ", "\n", " x='>'", " x='<c>'"])
CELLS = st.builds(
    "<{0}c{1}{2}{3}{4}</{0}c>".format,
    st.sampled_from(["", "", "x:", "xx:"]), BESIDE, SAID, BESIDE | BESIDE | BESIDE | SAID,
    st.sampled_from([">", "><v>1</v>", "><v>1</v>", "><v>1</v>"]),
) | st.builds("<c{}{}/>".format, SAID, BESIDE)  # fmt: skip
PLACES_OF_ROWS = st.sampled_from([*[""] * 5, *[' r="1"'] * 5, " r='2'", ' r="200000"'])
BETWEEN = st.sampled_from(
    ["<!--", "-->", "<![CDATA[", "]]>", "<?x ", "?>", "<v x='", "'>", "<row/>", '<row r="199999"/>',
     "</sheetData>", "<sheetData>", "</row>"]
)  # fmt: skip
LINES = st.builds(
    "<row{}>{}</row>".format, PLACES_OF_ROWS, st.lists(CELLS, min_size=1, max_size=3).map("".join)
)


@given(rows=st.lists(LINES | LINES | LINES | BETWEEN, min_size=1, max_size=3).map("".join))
def test_what_is_let_through_is_read_within_the_bounds(rows: str) -> None:
    body, end = data(rows), (0, 0)
    with suppress(Exception):  # refused by us, or by the library
        check(body)
        end = first_sheet(body).end or end
    assert end[0] < limits.MOST_ROWS
    assert end[1] < limits.MOST_COLUMNS

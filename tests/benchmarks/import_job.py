"""A list of 100,000 members comes in: read, tried out, written."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from shopfans.domain.roles import SYSTEM
from shopfans.services import founding
from shopfans.services.bringing import members
from shopfans.services.bringing.writing import Consents
from shopfans.services.spreadsheets import packed
from shopfans.services.spreadsheets.reading import read_rows
from tests.benchmarks.measuring import Line, processor_seconds, seconds

_SURNAMES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁"
_NAMES = "小美丽华强军敏静芳娟秀英伟勇艳杰涛明超霞平刚桂兰"


ROUNDS = 5
"""Reading, its peer and the whole take turns, and of the ratios the middle one counts: the speed of
a computer changes within minutes, most on a shared one."""


class Round(NamedTuple):
    """Seconds."""

    read: float
    peer: float
    whole: float
    waited: float


def jobs(folder: Path, rows: int = 100_000) -> Iterator[Line]:
    """The peer of reading is openpyxl without a limit or a look before; of the whole, reading. A
    process of its own reads: with a processor for each, the clock would count only one of them."""
    path, size = folder / "members.xlsx", f"{rows:,} × 12"
    _write_list(path, rows)
    rounds = [_round(path, folder / f"empty{number}.shop", rows) for number in range(ROUNDS)]
    read = _middle(rounds, lambda one: one.read / one.peer)
    whole = _middle(rounds, lambda one: one.whole / one.read)
    yield Line("read a list", size, read.read, read.peer, most_ratio=0.15)
    yield from _parts(path, size, read)
    yield Line("bring a list in", size, whole.whole, whole.read, most_ratio=4)
    yield Line("  by the clock", size, _middle(rounds, lambda one: one.waited).waited, most=20)


def _middle(rounds: list[Round], by: Callable[[Round], float]) -> Round:
    return sorted(rounds, key=by)[ROUNDS // 2]


def _round(path: Path, empty: Path, rows: int) -> Round:
    read = processor_seconds(lambda: read_rows(path, known=(), progress=lambda done, total: None))
    peer = processor_seconds(partial(_read_bare, path))
    shop = founding.found_shop(
        empty, name="x", owner_name="x", owner_pin="246813", welcome_name="x"
    )

    def whole() -> None:
        sheet = members.read(shop, by=SYSTEM, path=path)
        trial = members.try_out(shop, by=SYSTEM, sheet=sheet, columns=sheet.columns)
        assert len(trial.to_write()) == rows
        members.take_over(
            shop, by=SYSTEM, trial=trial, consents=Consents(keeping=True), request="import"
        )

    spent: list[float] = []
    waited = seconds(lambda: spent.append(processor_seconds(whole)))
    shop.close()
    return Round(read, peer, spent[0], waited)


def _parts(path: Path, size: str, whole: Round) -> Iterator[Line]:
    """Where the time of reading goes, each part beside the same peer."""
    read, peer = whole.read, whole.peer
    look = processor_seconds(lambda: packed.check(path.read_bytes(), lambda done, total: None))
    library = processor_seconds(partial(_read_unchecked, path))
    yield Line("  the library alone", size, library, peer)
    yield Line("  the look before", size, look, peer)
    yield Line("  from its process into rows", size, read - look - library, peer)


def _write_list(path: Path, rows: int) -> None:
    some, book = random.Random(1), Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(
        ["手机号", "姓名", "生日", "标签", "入会日期", "积分", "备注", "会员号", "门店", "渠道",
         "性别", "消费"]
    )  # fmt: skip
    for number in range(rows):
        sheet.append(
            [
                str(13_800_000_000 + number * 7_919 % 99_999_999),
                some.choice(_SURNAMES) + some.choice(_NAMES) + some.choice(_NAMES),
                f"{some.randint(1, 12)}月{some.randint(1, 28)}日",
                "",
                f"2024-{some.randint(1, 12):02}-{some.randint(1, 28):02}",
                some.randint(0, 900),
                "", number, "总店", "门店", "女", some.randint(1, 9_999) / 10,
            ]
        )  # fmt: skip
    book.save(path)


def _read_bare(path: Path) -> None:
    book = load_workbook(path, read_only=True)
    for _row in book.worksheets[0].iter_rows(values_only=True):
        pass
    book.close()


def _read_unchecked(path: Path) -> None:
    for _row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows():
        pass

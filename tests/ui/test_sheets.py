"""Sheets of coupons and cards: true to size, whole, and every code read again."""

from pathlib import Path
from random import Random

import pytest
from PIL import Image
from PySide6.QtGui import QImage, QPainter

from shopfans.domain import codes
from shopfans.domain.errors import CannotWrite, PrinterMissing, Stopped
from tests.ui.papers import codes_on, ink_on, pages, seen
from ui.printing.ink import DOTS_PER_MM
from ui.printing.labels import Label
from ui.printing.letters import Letters
from ui.printing.sheets import (
    CARD_ALONE,
    CARDS_10,
    COUPONS_10,
    COUPONS_24,
    COUPONS_50,
    Layout,
    pdf_of_sheets,
    print_sheets,
    save_sheets,
)

LAYOUTS = {
    "10 coupons": COUPONS_10,
    "24 coupons": COUPONS_24,
    "50 coupons": COUPONS_50,
    "10 cards": CARDS_10,
    "a card": CARD_ALONE,
}
every_layout = pytest.mark.parametrize("name", LAYOUTS)
every_language = pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
LONG = "满三百减八十，周末与节假日不可用，不与其他优惠同时使用，" * 2


def nobody_looks(_done: int, _total: int) -> None:
    pass


def coupons(count: int) -> list[Label]:
    random = Random(count)
    return [
        Label(
            "5元代金券",
            ("满30元可用", "有效期至 2026-06-30"),
            codes.coded(codes.Kind.COUPON, random.randrange(10**19)),
            shop_name="甜甜糖水铺",
        )
        for _ in range(count)
    ]


def cards(count: int) -> list[Label]:
    random = Random(count)
    return [
        Label(
            "甜甜糖水铺",
            ("会员卡",),
            codes.coded(codes.Kind.MEMBER, random.randrange(10**14)),
            number=f"No. {number:06}",
        )
        for number in range(1, count + 1)
    ]


def labels_for(layout: Layout, count: int) -> list[Label]:
    return cards(count) if layout.is_card else coupons(count)


@every_layout
def test_every_code_of_every_page_is_read(name: str, tmp_path: Path) -> None:
    layout = LAYOUTS[name]
    labels = labels_for(layout, layout.on_a_page + 1)
    pdf = pdf_of_sheets(labels, layout, language="zh_CN", progress=nobody_looks)
    first, second = pages(pdf, tmp_path, dpi=203)
    assert codes_on(first) == sorted(label.code for label in labels[:-1])
    assert codes_on(second) == [labels[-1].code]


@every_layout
def test_a_page_is_true_to_size(name: str, tmp_path: Path) -> None:
    layout = LAYOUTS[name]
    pdf = pdf_of_sheets(labels_for(layout, 1), layout, language="zh_CN", progress=nobody_looks)
    (page,) = pages(pdf, tmp_path, dpi=203)
    for pixels, millimetres in zip(page.size, layout.page, strict=True):
        assert pixels == pytest.approx(millimetres / 25.4 * 203, abs=2)


def test_crop_marks_stand_where_the_cuts_are(tmp_path: Path) -> None:
    layout = CARDS_10
    pdf = pdf_of_sheets(cards(1), layout, language="en", progress=nobody_looks)
    (page,) = pages(pdf, tmp_path, dpi=254)  # ten dots a millimetre
    left, top = layout.origin
    for number in range(layout.across + 1):
        x = round((left + number * layout.label[0]) * 10)
        mark = page.crop((x - 2, round((top - 5) * 10), x + 3, round((top - 4) * 10)))
        assert sum(mark.histogram()[:128]) > 0
    for number in range(layout.down + 1):
        y = round((top + number * layout.label[1]) * 10)
        mark = page.crop((round((left - 5) * 10), y - 2, round((left - 4) * 10), y + 3))
        assert sum(mark.histogram()[:128]) > 0


def test_all_of_a_sheet_lies_on_the_page() -> None:
    for layout in LAYOUTS.values():
        left, top = layout.origin
        assert left >= 0
        assert top >= 0


@every_layout
@every_language
@pytest.mark.parametrize("words", ["short", "long"])
def test_nothing_leaves_its_label(name: str, language: str, words: str) -> None:
    layout, around = LAYOUTS[name], 100
    label = labels_for(layout, 1)[0]
    if words == "long":
        label = label._replace(title=LONG, lines=(LONG, "Until 2026-06-30"), shop_name=LONG[:40])
    picture = picture_of(label, layout, language, around)
    wide, high = (side * DOTS_PER_MM for side in layout.label)
    left, top, right, bottom = ink_on(picture)
    assert left >= around
    assert top >= around
    assert right <= around + wide + 1
    assert bottom <= around + high + 1
    assert codes_on(picture) == [label.code]


def test_the_same_words_twice_stand_in_two_places() -> None:
    label = coupons(1)[0]
    once = picture_of(label._replace(lines=("甜",)), COUPONS_10, "zh_CN", 0)
    twice = picture_of(label._replace(lines=("甜", "甜")), COUPONS_10, "zh_CN", 0)
    assert sum(twice.histogram()[:128]) > sum(once.histogram()[:128])


def picture_of(label: Label, layout: Layout, language: str, around: int) -> Image.Image:
    wide, high = (round(side * DOTS_PER_MM) for side in layout.label)
    image = QImage(wide + 2 * around, high + 2 * around, QImage.Format.Format_Grayscale8)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.translate(around, around)
    for piece in layout.draw(label, *layout.label, Letters(language)):
        piece.paint(painter)
    painter.end()
    return seen(image)


def test_progress_counts_the_labels() -> None:
    told: list[tuple[int, int]] = []
    pdf_of_sheets(
        coupons(3),
        COUPONS_10,
        language="en",
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_pdf_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    save(path, tmp_path)
    assert path.read_bytes().startswith(b"%PDF")
    assert path.read_bytes().rstrip().endswith(b"%%EOF")
    assert {file.name for file in tmp_path.iterdir()} == {"cards.pdf", "our.shop"}


def test_who_cancels_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    path.write_bytes(b"before")

    def cancel(_done: int, _total: int) -> None:
        raise Stopped()

    with pytest.raises(Stopped):
        save(path, tmp_path, cancel)
    assert path.read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".part"] == []


def test_the_shops_own_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "our.shop"
    path.write_bytes(b"the shop")
    with pytest.raises(CannotWrite):
        save(path, tmp_path)
    assert path.read_bytes() == b"the shop"


def save(path: Path, folder: Path, progress=nobody_looks) -> None:
    """Beside the shop's file."""
    (folder / "our.shop").touch()
    save_sheets(
        path,
        cards(3),
        CARDS_10,
        language="zh_CN",
        never_over=folder / "our.shop",
        progress=progress,
    )


def test_a_printer_that_is_gone_is_not_found() -> None:
    with pytest.raises(PrinterMissing):
        print_sheets("gone", cards(1), CARDS_10, language="en", progress=nobody_looks)

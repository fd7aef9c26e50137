"""Receipts as pixels: whole, within the paper, and every code read again."""

from pathlib import Path

import pytest
from PIL import Image

from shopfans.domain.money import CURRENCIES, Money
from shopfans.domain.receipts import Paper, PaperLine, PaperPayment, PaperStamps
from shopfans.domain.sales import Tender
from tests.ui.papers import (
    CODE,
    COUPON,
    codes_on,
    everything,
    ink_on,
    is_within_its_paper,
    pages,
    printed,
    refund,
    seen,
    strip_of,
    walk_in,
)
from ui.printing import targets, thermal
from ui.printing.ink import Text
from ui.printing.preview import Preview
from ui.printing.strip import DOTS_ACROSS, Strip

LONG = "手工芋圆仙草大杯（少糖，去冰，加双份芋圆和花生碎）和一个没有人会读完的长名字" * 2
FORTY = tuple(PaperLine(f"甜品 {n}", n, Money(1800), Money(1800 * n)) for n in range(1, 41))
DEAR = Money(-(10**9))
PAPERS: dict[str, Paper] = {
    "everything": everything(),
    "refund": refund(),
    "walk-in": walk_in(),
    "forty lines": walk_in(lines=FORTY),
    "no lines": walk_in(lines=()),
    "long names": walk_in(
        shop_name=LONG[:60],
        staff=LONG[:60],
        address="838 Hengshan Road\nXuhui, Shanghai",
        member_name="Wolfeschlegelsteinhausenbergerdorff-" * 2,
        lines=(PaperLine(LONG, 1, Money(1), Money(1)), PaperLine("x" * 200, 9, Money(1), Money(9))),
    ),
    "large amounts": walk_in(
        currency=CURRENCIES["MOP"],
        gross=DEAR,
        paid=DEAR,
        lines=(PaperLine(LONG, 1_000_000, DEAR, DEAR, DEAR),),
        payments=(PaperPayment(Tender.UNKNOWN, DEAR),),
        stamps=PaperStamps(0, 20),
    ),
}
every_paper = pytest.mark.parametrize("name", PAPERS)
every_width = pytest.mark.parametrize("paper_mm", DOTS_ACROSS)
every_language = pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])


def codes_of(paper: Paper) -> list[str]:
    return sorted([paper.code, *(coupon.code for coupon in paper.coupons)])


@every_paper
@every_width
@every_language
def test_every_code_is_read_from_the_dots_of_a_thermal_printer(
    name: str, paper_mm: int, language: str
) -> None:
    image = targets.bitmap(strip_of(PAPERS[name], paper_mm, language))
    assert image.width() == {58: 384, 80: 576}[paper_mm]
    assert sum(seen(image).histogram()[1:255]) == 0
    assert codes_on(seen(image)) == codes_of(PAPERS[name])


@every_paper
@every_width
@every_language
def test_nothing_is_painted_outside_the_paper(name: str, paper_mm: int, language: str) -> None:
    assert is_within_its_paper(strip_of(PAPERS[name], paper_mm, language))


@every_paper
@every_width
@every_language
def test_no_words_stand_upon_others(name: str, paper_mm: int, language: str) -> None:
    lines = [
        text._layout.lineAt(number).naturalTextRect().translated(text.at)
        for text in texts_of(strip_of(PAPERS[name], paper_mm, language))
        for number in range(text.lines)
    ]
    hearts = [line.adjusted(1, line.height() * 0.3, -1, -line.height() * 0.3) for line in lines]
    for number, one in enumerate(hearts):
        assert not [other for other in hearts[number + 1 :] if one.intersects(other)]


def texts_of(strip: Strip) -> list[Text]:
    return [piece for piece in strip.pieces if isinstance(piece, Text)]


def test_amounts_end_in_line_on_the_right() -> None:
    strip = strip_of(everything())
    ends = {
        round(text._layout.lineAt(0).naturalTextRect().translated(text.at).right())
        for text in texts_of(strip)
        if text._layout.text().replace(",", "").replace("−", "").replace(".", "").isdigit()
    }
    assert ends == {strip.width}


@every_width
def test_the_pdf_is_as_wide_as_the_roll_and_as_long_as_it_needs(
    paper_mm: int, tmp_path: Path
) -> None:
    strip = strip_of(everything(), paper_mm)
    (page,) = pages(targets.pdf(strip), tmp_path, dpi=203)
    assert page.width == pytest.approx(paper_mm / 25.4 * 203, abs=2)
    assert page.height == pytest.approx((strip.height / 8 + 12) / 25.4 * 203, abs=4)
    left, top, right, bottom = ink_on(page)
    assert left >= strip.margin - 2
    assert right <= page.width - strip.margin + 2
    assert top > 0
    assert bottom < page.height
    assert codes_on(page) == [COUPON, CODE]


@every_width
def test_the_preview_shows_the_same_paper(qtbot, paper_mm: int) -> None:
    preview = Preview()
    qtbot.addWidget(preview)
    preview.show_strip(strip_of(everything(), paper_mm))
    preview.resize(700, 500)
    preview.show()
    image = preview.paper.grab().toImage()
    assert codes_on(seen(image)) == [COUPON, CODE]
    assert preview.minimumWidth() > preview.paper.width()


def test_the_commands_carry_the_dots_unharmed() -> None:
    image = targets.bitmap(strip_of(everything(), 80))
    out = printed(thermal.commands(image, kicks_drawer=False))
    assert out.picture.tobytes() == seen(image).tobytes()
    assert codes_on(out.picture) == [COUPON, CODE]
    assert (out.is_cut, out.drawer_opened) == (True, False)


def test_the_drawer_opens_before_anything_is_printed() -> None:
    image = targets.bitmap(strip_of(walk_in()))
    assert printed(thermal.commands(image, kicks_drawer=True)).drawer_opened


def test_a_receipt_of_many_pieces_is_one_picture() -> None:
    strip = strip_of(walk_in(lines=FORTY))
    out = printed(thermal.commands(targets.bitmap(strip), kicks_drawer=False))
    assert strip.height > 1920
    assert out.picture.size == (strip.width, strip.height)


def test_the_library_says_nothing_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    thermal.commands(targets.bitmap(strip_of(walk_in())), kicks_drawer=True)
    assert capfd.readouterr() == ("", "")


def test_chinese_is_drawn_with_glyphs_not_boxes() -> None:
    boxes = {picture_of(char).tobytes() for char in "甜糖水铺鋪優惠"}
    assert len(boxes) == 7


def picture_of(char: str) -> Image.Image:
    strip = strip_of(walk_in(shop_name=char))
    return seen(targets.bitmap(strip)).crop((0, 0, strip.width, 55))

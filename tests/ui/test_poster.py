"""Poster and table cards: another program's eyes read every code, and nothing leaves the sheet."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage, QPainter

from shopfans import texts
from shopfans.domain.invitations import Wifi
from tests.ui.papers import codes_on, ink_on, pages, seen
from ui.printing.ink import DOTS_PER_MM, paint_pieces
from ui.printing.letters import Letters
from ui.printing.poster import POSTER, TABLE_CARDS, Invitation
from ui.printing.sheets import Layout, pdf_of_sheets

URL = "http://192.168.131.105:65535/" + "x" * 22
SIMPLE = Invitation("甜甜糖水铺", URL, Wifi("TianTian-Guest", "mango2026"))
LONG = Invitation("甜甜糖水铺与朋友们的小店" * 5, URL, Wifi("W" * 32, "W" * 63))
NO_WIFI = SIMPLE._replace(wifi=Wifi())
every_layout = pytest.mark.parametrize("layout", [POSTER, TABLE_CARDS], ids=["poster", "cards"])
every_language = pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])


@every_layout
@pytest.mark.parametrize("what", [SIMPLE, LONG, NO_WIFI], ids=["simple", "long", "no wifi"])
def test_every_code_is_read_off_the_paper(what: Invitation, layout: Layout, tmp_path: Path) -> None:
    count = layout.on_a_page
    pdf = pdf_of_sheets([what] * count, layout, language="zh_CN", progress=lambda *_: None)
    [page] = pages(pdf, tmp_path, dpi=203)
    codes = [code for code in (what.wifi.code, what.url) if code]
    assert codes_on(page) == sorted(codes * count)


@every_layout
@every_language
@pytest.mark.parametrize("what", [SIMPLE, LONG, NO_WIFI], ids=["simple", "long", "no wifi"])
def test_nothing_leaves_its_sheet(what: Invitation, layout: Layout, language: str) -> None:
    around = 60
    picture = picture_of(what, layout, language, around)
    wide, high = (side * DOTS_PER_MM for side in layout.label)
    left, top, right, bottom = ink_on(picture)
    assert (left, top) == (around, around)  # the band reaches the edge
    assert right <= around + wide + 1
    assert bottom <= around + high + 1
    assert codes_on(picture) == sorted(code for code in (what.wifi.code, what.url) if code)


def picture_of(what: Invitation, layout: Layout, language: str, around: int) -> Image.Image:
    wide, high = (round(side * DOTS_PER_MM) for side in layout.label)
    image = QImage(wide + 2 * around, high + 2 * around, QImage.Format.Format_Grayscale8)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.translate(around, around)
    with texts.speaking(language):
        paint_pieces(painter, layout.draw(what, *layout.label, Letters(language)))
    painter.end()
    return seen(image)

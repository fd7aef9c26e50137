"""What goes on paper: a thousand member cards beside the matrices of their codes alone."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from statistics import median

import qrcode
import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pyvirtualdisplay.display import Display

from shopfans.domain import codes
from tests.benchmarks.measuring import Line, processor_seconds
from ui import theme
from ui.printing.ink import DOTS_PER_MM
from ui.printing.labels import Label, card
from ui.printing.letters import Letters
from ui.printing.sheets import CARDS_10, CR80, pdf_of_sheets

CARDS = 1_000


def jobs() -> Iterator[Line]:
    """In processor seconds, one after the other in turns."""
    with ExitStack() as stack:
        if not os.environ.get("DISPLAY"):
            stack.enter_context(Display(visible=False))
        app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(app, QApplication)
        theme.put_on(app)
        cards = [_card(number) for number in range(1, CARDS + 1)]
        ours, peer = [], []
        for _ in range(5):
            ours.append(processor_seconds(partial(_pdf, cards)))
            peer.append(processor_seconds(partial(_matrices, cards)))
        yield Line("member cards as PDF", f"{CARDS:,}", median(ours), median(peer), most_ratio=1.3)
        yield Line("codes that cannot be read", f"{CARDS:,}", _unread(cards), most=0, unit="")


def _card(number: int) -> Label:
    code = codes.new_code(codes.Kind.MEMBER)
    return Label("甜甜糖水铺", ("会员卡",), code, number=f"No. {number:06}")


def _pdf(cards: list[Label]) -> bytes:
    return pdf_of_sheets(cards, CARDS_10, language="zh_CN", progress=lambda done, total: None)


def _matrices(cards: list[Label]) -> None:
    for one in cards:
        code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M)
        code.add_data(one.code)
        code.make(fit=True)
        code.get_matrix()


def _unread(cards: list[Label]) -> int:
    """Painted as the PDF has them, at 203 dpi."""
    letters = Letters("zh_CN")
    return sum(one.code not in _read(one, letters) for one in cards)


def _read(one: Label, letters: Letters) -> list[str]:
    width, height = (round(side * DOTS_PER_MM) // 4 * 4 for side in CR80)
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    for piece in card(one, *CR80, letters):
        piece.paint(painter)
    painter.end()
    picture = Image.frombytes("L", (width, height), bytes(image.constBits()))
    return [found.text for found in zxingcpp.read_barcodes(picture)]

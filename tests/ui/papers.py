"""Receipts to print, and eyes for what came out."""

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import zxingcpp
from PIL import Image, ImageChops
from PySide6.QtGui import QImage, QPainter

from shopfans import texts
from shopfans.domain.money import CURRENCIES, Money
from shopfans.domain.points import Points
from shopfans.domain.receipts import (
    Paper,
    PaperCoupon,
    PaperDiscount,
    PaperKind,
    PaperLine,
    PaperPayment,
    PaperPoints,
    PaperStamps,
)
from shopfans.domain.sales import Tender
from shopfans.texts import receipts
from shopfans.texts.receipts import Printable
from ui.printing.spool import Waiting
from ui.printing.strip import Strip

CODE, COUPON = "912345678901234567", "812345678901234567890"
CNY = CURRENCIES["CNY"]
LARGE = "手工芋圆仙草大杯（少糖，去冰，加双份芋圆和花生碎）"
AT = datetime(2026, 3, 10, 7, 42, tzinfo=UTC)


def walk_in(code: str = CODE, **changes: object) -> Paper:
    """The least a receipt can be."""
    facts: dict[str, object] = {
        "shop_name": "甜甜糖水铺",
        "currency": CNY,
        "zone": "Asia/Shanghai",
        "number": "20260310-0043",
        "code": code,
        "at": AT,
        "staff": "小李",
        "gross": Money(5600),
        "paid": Money(5600),
        "lines": (PaperLine("杨枝甘露", 2, Money(2800), Money(5600)),),
        "payments": (PaperPayment(Tender.CASH, Money(5600)),),
        "cash_received": Money(10000),
        "change": Money(4400),
    }
    return Paper(**(facts | changes))  # type: ignore[arg-type]


def everything() -> Paper:
    return walk_in(
        address="上海市徐汇区衡山路 838 号",
        phone="021-6437 1234",
        footer=("营业时间 10:00–22:00",),
        member_name="王小美",
        member_phone="138****5678",
        gross=Money(9400),
        paid=Money(6100),
        lines=(
            PaperLine("杨枝甘露", 2, Money(2800), Money(5600)),
            PaperLine(
                "手工芋圆仙草大杯（少糖，去冰，加双份芋圆和花生碎）",
                1,
                Money(3800),
                Money(3800),
                Money(4200),
            ),
            PaperLine("桂花糕", 1, Money(0), Money(0), points=Points(500)),
        ),
        discounts=(
            PaperDiscount("满100减20", Money(2000)),
            PaperDiscount("店长优惠", Money(300), "等候时间太长"),
            PaperDiscount("积分抵扣", Money(1000)),
        ),
        payments=(PaperPayment(Tender.WECHAT, Money(1100)), PaperPayment(Tender.CASH, Money(5000))),
        cash_received=Money(10000),
        change=Money(5000),
        points=PaperPoints(
            Points(122), Points(1000), Points(1234), Points(320), date(2026, 6, 30), "会员日双倍"
        ),
        stamps=PaperStamps(7, 10),
        coupons=(PaperCoupon("5元代金券", COUPON, date(2026, 4, 9), "满30元可用"),),
    )


def refund() -> Paper:
    return walk_in(
        kind=PaperKind.REFUND,
        original="20260310-0042",
        is_copy=True,
        gross=Money(-1600),
        paid=Money(-1600),
        lines=(PaperLine("双皮奶", -1, Money(1600), Money(-1600)),),
        payments=(PaperPayment(Tender.WECHAT, Money(-1600)),),
        cash_received=None,
        change=None,
        member_name="王小美",
        points=PaperPoints(Points(-16), Points(0), Points(1218)),
    )


def strip_of(paper: Printable, paper_mm: int = 58, language: str = "zh_CN") -> Strip:
    with texts.speaking(language):
        return Strip(receipts.rows(paper), paper_mm=paper_mm, language=language)


def seen(image: QImage) -> Image.Image:
    """The pixels, grey."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    size = (grey.width(), grey.height())
    return Image.frombuffer("L", size, bytes(grey.constBits()), "raw", "L", grey.bytesPerLine(), 1)


def codes_on(picture: Image.Image) -> list[str]:
    """Every code that a scanner reads there, in order of its digits."""
    return sorted(found.text for found in zxingcpp.read_barcodes(picture))


def ink_on(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything that is not white."""
    white = Image.new("L", picture.size, 255)
    box = ImageChops.difference(picture.convert("L"), white).getbbox()
    assert box is not None
    return box


def is_within_its_paper(strip: Strip) -> bool:
    """Painted on a larger sheet, it leaves no ink beside its own."""
    around = 200
    image = QImage(
        strip.width + 2 * around, strip.height + 2 * around, QImage.Format.Format_Grayscale8
    )
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.translate(around, around)
    strip.paint(painter)
    painter.end()
    left, top, right, bottom = ink_on(seen(image))
    is_across = around <= left <= right <= around + strip.width
    return is_across and around <= top <= bottom <= around + strip.height


def pages(pdf: bytes, folder: Path, *, dpi: int) -> list[Image.Image]:
    """The PDF as another program than ours shows it."""
    (folder / "it.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", str(dpi), "-gray", "it.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True)
    found = []
    for page in sorted(folder.glob("page*.pgm")):
        with Image.open(page) as picture:
            found.append(picture.copy())
        page.unlink()
    return found


class Printed(NamedTuple):
    """What a thermal printer makes of the bytes it is sent."""

    picture: Image.Image
    is_cut: bool
    drawer_opened: bool


def printed(data: bytes) -> Printed:
    """As the manual of ESC/POS has it; a command nobody knows fails."""
    rows, width, is_cut, drawer_opened = bytearray(), 0, False, False
    while data:
        match data[:2]:
            case b"\x1b@":
                data = data[2:]
            case b"\x10\x04" | b"\x1bd":
                data = data[3:]
            case b"\x1bp":
                drawer_opened, data = not rows, data[5:]
            case b"\x1dV":
                is_cut, data = True, data[3:]
            case b"\x1dv":
                width = int.from_bytes(data[4:6], "little") * 8
                size = width // 8 * int.from_bytes(data[6:8], "little")
                assert data[2:4] == b"0\x00"
                rows += data[8 : 8 + size]
                data = data[8 + size :]
            case unknown:
                raise AssertionError(unknown)
    dark = Image.frombytes("1", (width, len(rows) * 8 // width), bytes(rows))
    return Printed(ImageChops.invert(dark.convert("L")), is_cut, drawer_opened)


def receipt(waiting: Waiting) -> Paper:
    """What waits for the printer, if it is a receipt."""
    assert isinstance(waiting.paper, Paper)
    return waiting.paper

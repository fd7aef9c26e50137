"""A webcam reads codes: its frames are drawn here, for there is no camera."""

import importlib.util

import numpy
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from shopfans.domain import codes
from shopfans.domain.codes import Kind
from shopfans.domain.errors import CameraBusy, CameraNotInstalled, ShopError
from shopfans.squares import matrix_of
from tests.domain.test_contact_codes import ANDROID, IPHONE
from tests.examples import examples
from ui.camera import Camera, Frames, code_in
from ui.widgets.qr_code import paint_matrix


def frame(
    text: str, *, wide: int = 640, size: int = 300, turned: float = 0, grey: int = 0
) -> QImage:
    """A code somewhere in a picture that is not evenly lit."""
    picture = QImage(wide, wide * 3 // 4, QImage.Format.Format_RGB32)
    picture.fill(QColor(150 + grey, 140 + grey, 120 + grey))
    code = QImage(size, size, QImage.Format.Format_RGB32)
    code.fill(Qt.GlobalColor.white)
    on_code = QPainter(code)
    paint_matrix(on_code, matrix_of(text), QRectF(0, 0, size, size))
    on_code.end()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(QPointF(picture.width() / 2, picture.height() / 2))
    painter.rotate(turned)
    painter.drawImage(QPointF(-size / 2, -size / 2), code)
    painter.end()
    return picture


def barcode(text: str, kind: zxingcpp.BarcodeFormat) -> QImage:
    picture = QImage(640, 480, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    drawn = zxingcpp.create_barcode(text, kind).to_image(scale=3)
    high, wide = drawn.shape[:2]
    code = QImage(numpy.array(drawn).tobytes(), wide, high, wide, QImage.Format.Format_Grayscale8)
    painter = QPainter(picture)
    painter.drawImage(QPointF(60, 60), code)
    painter.end()
    return picture


@examples(25, keeps_fixtures=True)
@given(
    turned=st.floats(0, 360), size=st.integers(180, 330), wide=st.sampled_from([640, 641, 1920]),
    grey=st.integers(-90, 60),
)  # fmt: skip
def test_a_member_code_is_read_however_it_is_held(
    turned: float, size: int, wide: int, grey: int
) -> None:
    code = codes.new_code(Kind.MEMBER)
    assert code_in(frame(code, wide=wide, size=size, turned=turned, grey=grey)) == code


@pytest.mark.parametrize("text", [IPHONE, ANDROID])
def test_a_contact_code_keeps_its_lines(text: str) -> None:
    assert code_in(frame(text, wide=800, size=560)) == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("6901028075831", zxingcpp.BarcodeFormat.EAN13),
        ("96385074", zxingcpp.BarcodeFormat.EAN8),
        ("CAKE-85", zxingcpp.BarcodeFormat.Code128),
    ],
)
def test_goods_are_read_too(text: str, kind: zxingcpp.BarcodeFormat) -> None:
    assert code_in(barcode(text, kind)) == text


@pytest.mark.parametrize("kind", [zxingcpp.BarcodeFormat.DataMatrix, zxingcpp.BarcodeFormat.ITF])
def test_other_formats_are_nothing(kind: zxingcpp.BarcodeFormat) -> None:
    assert code_in(barcode("12345678", kind)) == ""


def test_no_code_is_no_error() -> None:
    empty = QImage(640, 480, QImage.Format.Format_RGB32)
    empty.fill(Qt.GlobalColor.gray)
    assert code_in(empty) == ""


def test_frames_are_read_one_at_a_time_and_a_code_is_told_once(qtbot: QtBot) -> None:
    frames, told, made = Frames(), list[str](), list[int]()
    frames.read.connect(told.append)
    picture = frame("7618582315915088")

    def made_late() -> QImage:
        made.append(1)
        return picture

    for _time in range(5):
        frames.take(made_late)
    qtbot.waitUntil(lambda: told == ["7618582315915088"])
    frames.take(made_late)
    assert len(made) == 1
    frames.begin()
    frames.take(made_late)
    qtbot.waitUntil(lambda: len(told) == 2)


def test_without_the_extra_it_says_so(qtbot: QtBot) -> None:
    if importlib.util.find_spec("PySide6.QtMultimedia") is not None:
        pytest.skip("the extra is installed here")
    camera, told = Camera(), list[ShopError]()
    camera.refused.connect(told.append)
    camera.turn_on()
    assert isinstance(told[0], CameraNotInstalled)
    assert not camera.is_on


def test_what_goes_wrong_turns_it_off(qtbot: QtBot) -> None:
    camera, told = Camera(), list[ShopError]()
    camera.refused.connect(told.append)
    camera._fail()
    assert isinstance(told[0], CameraBusy)
    assert not camera.is_on

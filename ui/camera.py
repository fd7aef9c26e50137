"""A webcam as a scanner: an optional extra, imported only when somebody turns it on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from shopfans.domain.errors import CameraBusy, CameraMissing, CameraNotInstalled, ShopError
from ui.background import Job, Progress

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoFrame, QVideoSink

WIDEST = 1_280
"""Pixels: a code held before the lens is large enough by far."""


def code_in(frame: QImage) -> str:
    """The first code in a picture that a shop has any use for, or nothing.

    Only QR codes, Code 128 and EAN: of the other formats some are read into any pattern of lines.
    Raises CameraNotInstalled.
    """
    try:
        import numpy
        import zxingcpp
    except ImportError:
        raise CameraNotInstalled() from None
    grey = frame.convertToFormat(QImage.Format.Format_Grayscale8)
    if grey.width() > WIDEST:
        grey = grey.scaledToWidth(WIDEST)
    across, wide = grey.bytesPerLine(), grey.width()
    levels = numpy.frombuffer(grey.constBits(), numpy.uint8).reshape(grey.height(), across)
    found = zxingcpp.read_barcodes(
        numpy.ascontiguousarray(levels[:, :wide]),
        formats=zxingcpp.barcode_formats_from_str("QRCode,Code128,EAN13,EAN8"),
    )
    return next((one.text for one in found if one.text), "")


class Frames(QObject):
    """Reads one picture after the other, off the event loop; those that come meanwhile are
    dropped."""

    read = Signal(str)
    """What the code says; of one code held still, once."""
    refused = Signal(object)
    """A ShopError."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._is_over = False

    def begin(self) -> None:
        self._is_over = False

    def end(self) -> None:
        """What is still being read is nobody's."""
        self._is_over = True

    def take(self, picture: Callable[[], QImage]) -> None:
        """Look for a code in it; making the picture of a frame is work for the pool too."""
        if self._job is None and not self._is_over:
            self._job = Job(partial(_look, picture))
            self._job.finished.connect(self._tell)
            self._job.refused.connect(self._refuse)
            self._job.start()

    def _tell(self, text: str) -> None:
        self._job = None
        if text and not self._is_over:
            self._is_over = True
            self.read.emit(text)

    def _refuse(self, problem: ShopError) -> None:
        self._job = None
        if not self._is_over:
            self._is_over = True
            self.refused.emit(problem)


class Camera(QObject):
    """On until it has read a code."""

    scanned = Signal(str)
    refused = Signal(object)
    """Why there is no picture: a ShopError."""
    turned = Signal()
    """On or off."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.frames = Frames(self)
        self.frames.read.connect(self._tell)
        self.frames.refused.connect(self._refuse)
        self._parts: tuple[QCamera, QMediaCaptureSession, QVideoSink] | None = None

    @property
    def is_on(self) -> bool:
        return self._parts is not None

    def turn_on(self) -> None:
        """Take the computer's camera; `refused` says why there is none."""
        if self.is_on:
            return
        try:
            self._parts = self._started()
        except ShopError as problem:
            self.refused.emit(problem)
            return
        self.frames.begin()
        self.turned.emit()

    def turn_off(self) -> None:
        """Give the camera back."""
        parts, self._parts = self._parts, None
        self.frames.end()
        if parts is not None:
            parts[0].stop()
            for part in parts:
                part.deleteLater()
            self.turned.emit()

    def _started(self) -> tuple[QCamera, QMediaCaptureSession, QVideoSink]:
        try:
            import zxingcpp  # noqa: F401  (whether it is there)
            from PySide6.QtMultimedia import (
                QCamera,
                QMediaCaptureSession,
                QMediaDevices,
                QVideoSink,
            )
        except ImportError:
            raise CameraNotInstalled() from None
        device = QMediaDevices.defaultVideoInput()
        if device.isNull():
            raise CameraMissing()
        camera, session, sink = QCamera(device, self), QMediaCaptureSession(self), QVideoSink(self)
        session.setCamera(camera)
        session.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._see)
        camera.errorOccurred.connect(self._fail)
        camera.start()
        return camera, session, sink

    def _see(self, frame: QVideoFrame) -> None:
        if frame.isValid():
            self.frames.take(frame.toImage)

    def _fail(self) -> None:
        """Most often another program has it."""
        self._refuse(CameraBusy())

    def _tell(self, text: str) -> None:
        self.turn_off()
        self.scanned.emit(text)

    def _refuse(self, problem: ShopError) -> None:
        self.turn_off()
        self.refused.emit(problem)


def _look(picture: Callable[[], QImage], _progress: Progress) -> str:
    return code_in(picture())

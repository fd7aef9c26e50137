"""Printers. Nothing is lost: what was to be printed waits."""

from dataclasses import dataclass

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class PrinterMissing(ShopError):
    """None is chosen on this computer, or the one chosen is not there."""

    printer: str


@dataclass(eq=False)
class PrinterOff(ShopError):
    """It does not answer, or does not take what it is sent."""

    printer: str


@dataclass(eq=False)
class PrinterOutOfPaper(ShopError):
    printer: str


@dataclass(eq=False)
class PrinterNotReady(ShopError):
    """It answers that it cannot print: its cover is open, or it jams."""

    printer: str


@dataclass(eq=False)
class PrinterRefused(ShopError):
    """This computer may not use it, or it would not begin."""

    printer: str

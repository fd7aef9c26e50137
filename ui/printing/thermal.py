"""What a thermal printer is sent, and how it gets there within seconds or not at all."""

import errno
import os
import select
import shutil
import socket
import stat
import sys
import time
from functools import cache
from typing import Any

from PySide6.QtGui import QImage

from shopfans.domain.errors import (
    PrinterMissing,
    PrinterNotReady,
    PrinterOff,
    PrinterOutOfPaper,
    PrinterRefused,
    ShopError,
)

PATIENCE = 4.0
"""Seconds in all; who waits longer for a printer looks after it instead."""

PORT = 9100
"""Where printers listen."""

_TO_CONNECT = 1.5
_TO_ANSWER = 0.7
"""Seconds; many a small printer never tells how it is, and prints all the same."""
_UNSEEN = 8_192
"""Bytes this computer may hold back: what a printer does not take is noticed, not believed sent."""

_ASK_PAPER, _ASK_READY = b"\x10\x04\x04", b"\x10\x04\x01"
_NO_PAPER, _NOT_READY = 0x60, 0x08
_LPGETSTATUS, _LP_NO_PAPER = 0x060B, 0x20
"""Linux: how a printer on USB is asked for the state of its paper."""


def commands(image: QImage, *, kicks_drawer: bool) -> bytes:
    """The picture as ESC/POS, cut off at its end; the drawer opens first."""
    from PIL import Image

    width, height = image.width(), image.height()
    picture = Image.frombytes("L", (width, height), bytes(image.constBits()))
    printer = _escpos().Dummy()
    # without a known width the library talks to the terminal
    printer.profile.profile_data = {
        **printer.profile.profile_data,
        "media": {"width": {"pixels": width}},
    }
    printer.hw("INIT")
    if kicks_drawer:
        printer.cashdraw(2)
    printer.image(picture)
    printer.cut()
    return bytes(printer.output)


def opens_drawer() -> bytes:
    """The drawer opens and nothing is printed."""
    printer = _escpos().Dummy()
    printer.hw("INIT")
    printer.cashdraw(2)
    return bytes(printer.output)


def send_over_network(address: str, data: bytes) -> None:
    """Returns when the printer has taken it all.

    Raises PrinterMissing, PrinterOff, PrinterOutOfPaper or PrinterNotReady.
    """
    until = time.monotonic() + PATIENCE
    host, port = host_and_port(address)
    try:
        with socket.create_connection((host, port), timeout=_TO_CONNECT) as wire:
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNSEEN)
            talks = _ask(wire, address)
            wire.settimeout(max(0.1, until - time.monotonic()))
            wire.sendall(data)
            if talks:
                _ask(wire, address)  # the roll may have ended in the middle
    except socket.gaierror:
        raise PrinterMissing(address) from None
    except OSError:
        raise PrinterOff(address) from None


def send_to_device(path: str, data: bytes) -> None:
    """Returns when the device has taken it all.

    Raises PrinterMissing, PrinterOff, PrinterOutOfPaper or PrinterRefused.
    """
    if sys.platform == "win32":
        _send_to_windows(path, data)
        return
    try:
        device = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as problem:
        raise _named(problem, path) from None
    try:
        if stat.S_ISREG(os.fstat(device).st_mode):
            raise PrinterMissing(path)  # a file of somebody's: it is not ours to overwrite
        _feed(device, data, path)
    finally:
        os.close(device)


def host_and_port(address: str) -> tuple[str, int]:
    """What was typed as an address, its port left out or not."""
    host, colon, port = address.strip().rpartition(":")
    if colon and port.isascii() and port.isdigit() and 0 < int(port) < 65_536:
        return host.strip("[]"), int(port)
    return address.strip(), PORT


def _ask(wire: socket.socket, address: str) -> bool:
    """Whether the printer tells how it is. Raises PrinterOutOfPaper or PrinterNotReady."""
    paper = _answer(wire, _ASK_PAPER)
    if paper is None:
        return False
    if paper & _NO_PAPER == _NO_PAPER:
        raise PrinterOutOfPaper(address)
    if (_answer(wire, _ASK_READY) or 0) & _NOT_READY:
        raise PrinterNotReady(address)
    return True


def _answer(wire: socket.socket, question: bytes) -> int | None:
    wire.settimeout(_TO_ANSWER)
    wire.sendall(question)
    try:
        said = wire.recv(16)
    except TimeoutError:
        return None
    if not said:
        raise ConnectionResetError
    # the bits that every answer has; anything else is chatter
    return said[-1] if said[-1] & 0x93 == 0x12 else None


def _feed(device: int, data: bytes, path: str) -> None:
    until, rest = time.monotonic() + PATIENCE, memoryview(data)
    while rest:
        left = until - time.monotonic()
        if left <= 0 or not select.select([], [device], [], left)[1]:
            raise PrinterOutOfPaper(path) if _is_out_of_paper(device) else PrinterOff(path)
        try:
            rest = rest[os.write(device, rest) :]
        except BlockingIOError:
            time.sleep(0.02)  # it said it could
        except OSError as problem:
            raise _named(problem, path) from None


def _is_out_of_paper(device: int) -> bool:
    import fcntl

    state = bytearray(4)
    try:
        fcntl.ioctl(device, _LPGETSTATUS, state)
    except OSError:
        return False  # no printer on USB, or it does not tell
    return bool(int.from_bytes(state, sys.byteorder) & _LP_NO_PAPER)


def _named(problem: OSError, path: str) -> ShopError:
    match problem.errno:
        case errno.ENOENT | errno.ENOTDIR | errno.EISDIR:
            return PrinterMissing(path)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return PrinterRefused(path)
        case errno.ENOSPC:
            return PrinterOutOfPaper(path)
        case _:
            return PrinterOff(path)


def _send_to_windows(name: str, data: bytes) -> None:
    escpos = _escpos()
    kind = escpos.Win32Raw if escpos.Win32Raw.is_usable() else escpos.File
    try:
        printer = kind(name)
        printer.open()
        printer._raw(data)
        printer.close()
    except Exception:  # the library's own, the system's: each of them means the same here
        raise PrinterOff(name) from None


@cache
def _escpos() -> Any:
    """The library, loaded when the first receipt is printed: it takes a third of a second."""
    from escpos import capabilities, printer

    # it makes a folder for itself in every run and leaves it behind
    if not os.environ.get("ESCPOS_CAPABILITIES_PICKLE_DIR"):
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    return printer

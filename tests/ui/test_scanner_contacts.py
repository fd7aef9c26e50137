"""A contact code is many lines: the scanner takes it whole, and no field sees any of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from shopfans.domain import scans
from shopfans.domain.scans import Person
from tests.domain.test_contact_codes import ANDROID, IPHONE
from tests.ui.striking import strike
from ui.scanner import Scanner

MECARD = "MECARD:N:王,小美;TEL:13812345678;BDAY:19900815;NOTE:" + "x" * 200 + ";;"
FOLDED = IPHONE.replace("1234 5678", "1234\n  5678")


@pytest.fixture
def heard(qapp: QApplication) -> Iterator[list[str]]:
    scanner, codes = Scanner(qapp), list[str]()
    scanner.scanned.connect(codes.append)
    yield codes
    scanner.stop()


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    qtbot.waitUntil(line.isActiveWindow)
    line.setFocus()
    return line


@pytest.mark.parametrize("ends", ["\r", "\n", "\t", "\r\n"])
@pytest.mark.parametrize("last", ["", "\r"])
@pytest.mark.parametrize("text", [IPHONE, ANDROID, MECARD, FOLDED])
@pytest.mark.parametrize("every", [1, 8, 35])
def test_a_contact_is_heard_as_one_scan(
    qapp: QApplication, heard: list[str], field: QLineEdit, text: str, ends: str, last: str,
    every: int, qtbot: QtBot,
) -> None:  # fmt: skip
    field.setText("mei")
    strike(qapp, field, text.replace("\n", ends) + last, every=every)
    _wait_for(qtbot, heard)
    assert [scans.read(one) for one in heard] == [scans.read(text)]
    assert isinstance(scans.read(heard[0]), Person)
    assert field.text() == "mei"


def test_one_that_breaks_off_leaves_nothing_either(
    qapp: QApplication, heard: list[str], field: QLineEdit, qtbot: QtBot
) -> None:  # fmt: skip
    strike(qapp, field, IPHONE[:60].replace("\n", "\r"), every=8)
    _wait_for(qtbot, heard)
    assert len(heard) == 1
    assert field.text() == ""


def test_one_without_end_is_cut(
    qapp: QApplication, heard: list[str], field: QLineEdit, qtbot: QtBot
) -> None:  # fmt: skip
    strike(qapp, field, "BEGIN:VCARD\r" + "PHOTO:" + "A" * 5_000, every=1)
    _wait_for(qtbot, heard)
    assert len(heard) == 1
    assert len(heard[0]) <= 4_001


def _wait_for(qtbot: QtBot, heard: list[str]) -> None:
    qtbot.waitUntil(lambda: len(heard) > 0)

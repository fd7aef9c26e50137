"""How a test opens a place of the window, and what the next key goes to there."""

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.place import Place

_Shown = TypeVar("_Shown", bound=Place)


def shown(qtbot: QtBot, place: _Shown) -> _Shown:
    """The place as it is once somebody has gone there."""
    place.retranslate()
    qtbot.addWidget(place)
    place.resize(1190, 800)
    place.show()
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    place.arrive()
    return place


def focus() -> QWidget:
    """What has it; a key goes there first."""
    field = QApplication.focusWidget()
    assert field is not None
    return field

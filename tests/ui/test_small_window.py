"""In the smallest window there is, in every language, each key shows all of its words."""

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shopfans import texts
from ui.books.place import Books
from ui.closing.place import Closing
from ui.coupons.place import Coupons
from ui.desk import Desk
from ui.goods.place import Goods
from ui.main_window import SMALLEST
from ui.members.place import Members
from ui.place import Place
from ui.settings.place import ASKED, BACKUPS, JOINING, LOG, SHOP, STORED_VALUE, TIERS, Settings
from ui.today.place import Today
from ui.tokens import NAV


@pytest.fixture(params=list(texts.LANGUAGES))
def spoken(request: pytest.FixtureRequest) -> Iterator[None]:
    before = texts.language()
    texts.speak(request.param)
    yield
    texts.speak(before)


@pytest.fixture
def window(qtbot: QtBot, spoken: None) -> QWidget:
    """Around the place: a place alone would grow to what it needs."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


def small(window: QWidget, place: Place) -> None:
    """Beside the strip of places."""
    window.resize(SMALLEST)
    place.setParent(window)
    place.retranslate()
    place.setGeometry(NAV, 0, SMALLEST.width() - NAV, SMALLEST.height())
    window.show()


def cut(buttons: Iterable[QPushButton]) -> list[tuple[str, int, int]]:
    """Those that need more than they have, and both widths in pixels."""
    return [
        (one.text(), one.sizeHint().width(), one.width())
        for one in buttons
        if one.text() and one.isVisible() and one.sizeHint().width() > one.width()
    ]


def test_the_keys_of_today(qtbot: QtBot, desk: Desk, window: QWidget) -> None:
    today = Today(desk)
    small(window, today)
    qtbot.waitUntil(lambda: not today.is_busy)
    assert cut(today.list_page.working.buttons.values()) == []


def test_the_names_of_the_settings(desk: Desk, window: QWidget) -> None:
    settings = Settings(desk)
    small(window, settings)
    QApplication.processEvents()  # the row is laid out anew
    assert cut(settings.sections.buttons()) == []


@pytest.mark.parametrize("kind", [Members, Goods, Coupons, Books, Closing])
def test_the_keys_of_a_place(desk: Desk, window: QWidget, mei: int, kind: type[Place]) -> None:
    place = kind(desk)
    small(window, place)
    place.refresh()
    QApplication.processEvents()
    assert cut(place.findChildren(QPushButton)) == []
    place.end()


@pytest.mark.parametrize("page", [SHOP, TIERS, STORED_VALUE, JOINING, ASKED, BACKUPS, LOG])
def test_the_keys_of_the_settings(desk: Desk, window: QWidget, page: str) -> None:
    settings = Settings(desk)
    small(window, settings)
    settings.turn_to(page)
    QApplication.processEvents()
    assert cut(settings.findChildren(QPushButton)) == []

"""In the smallest window there is, in every language, each page stands with all of its words."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from shopfans import texts
from ui.books.place import Books
from ui.closing import place as closing
from ui.closing.place import Closing
from ui.coupons import place as coupons
from ui.coupons.place import Coupons
from ui.desk import Desk
from ui.goods.place import Goods
from ui.main_window import SMALLEST
from ui.members.place import Members
from ui.place import Place
from ui.settings import place as settings
from ui.settings.place import Settings
from ui.today.place import Today
from ui.tokens import NAV

Turn = Callable[[Any], object]

PAGES: list[tuple[str, type[Place], Turn]] = [
    ("members", Members, lambda place: None),
    ("members-points", Members, lambda place: place.profile.statement_wanted.emit()),
    ("members-value", Members, lambda place: place.profile.value_wanted.emit()),
    ("members-membership", Members, lambda place: place.profile.membership_wanted.emit()),
    ("members-cards", Members, lambda place: place.profile.cards_wanted.emit()),
    ("members-known", Members, lambda place: place.profile.known_wanted.emit()),
    ("members-twice", Members, lambda place: place.twice.click()),
    ("members-from-excel", Members, lambda place: place.fetch.click()),
    ("goods", Goods, lambda place: None),
    ("coupons-new", Coupons, lambda place: place.templates.table.add.click()),
    ("books", Books, lambda place: None),
    ("closing", Closing, lambda place: None),
    ("closing-closed", Closing, lambda place: place.turn_to(closing.CLOSED)),
    *(
        (f"coupons-{name}", Coupons, lambda place, name=name: place.show_section(name))
        for name in coupons.SECTIONS
    ),
    *(
        (f"today-{name}", Today, lambda place, name=name: place.turn_to(name))
        for name in ("list", "care", "rests", "words")
    ),
    *(
        (f"settings-{name}", Settings, lambda place, name=name: place.turn_to(name))
        for name in settings.SECTIONS
    ),
]  # fmt: skip


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


def hidden_at_the_side(areas: Iterable[QScrollArea]) -> list[tuple[str, int, int]]:
    """What scrolls only up and down and is wider than its room, and both widths in pixels."""
    never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return [
        (type(inside).__name__, inside.minimumSizeHint().width(), one.viewport().width())
        for one in areas
        if one.isVisible()
        and one.horizontalScrollBarPolicy() is never
        and (inside := one.widget()) is not None
        and inside.minimumSizeHint().width() > one.viewport().width()
    ]


@pytest.mark.parametrize(("kind", "turn"), [page[1:] for page in PAGES], ids=[p[0] for p in PAGES])
def test_every_page_stands_with_all_of_its_words(
    qtbot: QtBot, desk: Desk, window: QWidget, mei: int, kind: type[Place], turn: Turn
) -> None:
    place = kind(desk)
    small(window, place)
    place.refresh()
    turn(place)
    for _asked in range(3):  # who needs another size asks the one around, who asks in turn
        QApplication.processEvents()
    if isinstance(place, Today):
        qtbot.waitUntil(lambda: not place.is_busy)
    needs = place.minimumSizeHint()
    assert needs.boundedTo(place.size()) == needs
    assert hidden_at_the_side(place.findChildren(QScrollArea)) == []
    qtbot.waitUntil(lambda: cut(place.findChildren(QPushButton)) == [])
    place.end()

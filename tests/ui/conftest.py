"""A desk with the owner at it."""

import pytest
from PySide6.QtWidgets import QApplication

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from ui import theme
from ui.changes import Changes
from ui.desk import Desk


@pytest.fixture(autouse=True, scope="session")
def dressed(qapp: QApplication) -> None:
    """The fonts and the look people see: Qt's own choice of a Chinese font lacks glyphs."""
    theme.put_on(qapp)


@pytest.fixture
def desk(qapp: object, shop: Shop, owner: Staff) -> Desk:
    changes = Changes()
    shop.on_change = changes.tell
    return Desk(shop, changes, owner)

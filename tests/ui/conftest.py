"""A desk with the owner at it."""

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from ui.changes import Changes
from ui.desk import Desk


@pytest.fixture
def desk(qapp: object, shop: Shop, owner: Staff) -> Desk:
    changes = Changes()
    shop.on_change = changes.tell
    return Desk(shop, changes, owner)

"""A shop that may be given up, a good backup of it, and a copy to be spoiled."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopfans.database import backup, opening
from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.backups import backing_up, sealing
from shopfans.services.backups.backing_up import Backup
from shopfans.services.backups.sealing import Cost
from tests.conftest import Clock
from tests.services.test_selling import sell


@pytest.fixture(autouse=True)
def cheap_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    make = sealing.lock_of
    monkeypatch.setattr(sealing, "lock_of", lambda said: make(said, cost=Cost(1, 64, 1)))


@pytest.fixture
def shop(blank_shop: Path, tmp_path: Path, clock: Clock) -> Iterator[Shop]:
    """One that may be given up for a restored one."""
    path = tmp_path / "our.shop"
    shutil.copy(blank_shop, path)
    shop = opening.open_shop(path, now=clock)
    yield shop
    if not shop._db.is_closed():
        shop.close()


@pytest.fixture
def good(shop: Shop, owner: Staff, mei: int, cashier: Staff) -> Backup:
    """A backup with a member and a sale in it."""
    sell(shop, cashier, 20, "before", member=mei)
    return backing_up.back_up(shop, by=owner)


@pytest.fixture
def file(good: Backup, tmp_path: Path) -> Path:
    """A copy of it elsewhere, to be spoiled; its digest is off: whoever is hostile can work one
    out."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    path = Path(shutil.copy(good.path, folder / "copy.shop"))
    assert backup.take_digest_off(path)
    return path

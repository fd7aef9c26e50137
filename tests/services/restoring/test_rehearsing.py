"""Each backup is tested: opened and audited where nobody sees it."""

from pathlib import Path

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import BackupDamaged
from shopfans.domain.roles import Staff
from shopfans.services.backups import backing_up, examining, left_over, rehearsing, second_place
from shopfans.services.backups.backing_up import Backup
from tests.conftest import Clock
from tests.services.restoring.restored import PASSPHRASE


def test_a_test_says_what_was_found_and_is_kept(shop: Shop, good: Backup, clock: Clock) -> None:
    clock.pass_days(3)
    as_of = examining.holds(shop).as_of
    test = rehearsing.rehearse(shop, good)
    assert (test.members, test.problems, test.opens) == (1, 0, True)
    assert test.as_of == as_of
    assert backing_up.here(shop.path)[0].test == test
    assert not list(shop.path.parent.glob(f"{left_over.TESTING}*"))


def test_a_backup_that_is_spoiled_fails_its_test_and_that_is_kept(shop: Shop, good: Backup) -> None:
    said = bytearray(good.path.read_bytes())
    said[5000] ^= 1
    good.path.write_bytes(said)
    with pytest.raises(BackupDamaged):
        rehearsing.rehearse(shop, good)
    kept = backing_up.here(shop.path)[0].test
    assert kept is not None
    assert not kept.opens


def test_each_place_is_tested_once_a_week(
    shop: Shop, owner: Staff, good: Backup, clock: Clock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    second_place.choose(shop, by=owner, folder=stick, passphrase=PASSPHRASE, hint="")
    backing_up.copy_away(shop)
    assert len(rehearsing.rehearse_if_due(shop)) == 2
    for _day in range(6):
        clock.pass_days(1)
        backing_up.keep_up(shop)
        assert rehearsing.rehearse_if_due(shop) == []
    clock.pass_days(1)
    assert len(rehearsing.rehearse_if_due(shop)) == 2

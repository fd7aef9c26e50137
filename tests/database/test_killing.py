"""The program is killed while it sells: what it confirmed is there, and the books are true."""

import shutil
from pathlib import Path

from shopfans.database.shop import Shop
from tests.conftest import Clock
from tests.database.sellers import MOST_UNHEARD, kill

KILLS = 10
"""Three hundred of them are a job of the benchmarks."""


def test_whatever_was_confirmed_survives_a_kill(
    shop: Shop, mei: int, tmp_path: Path, clock: Clock
) -> None:
    shop.checkpoint()
    path = tmp_path / "killed.shop"
    shutil.copy(shop.path, path)
    tally = kill(path, clock, mei, times=KILLS)
    assert tally.lost == tally.untrue == 0
    assert tally.most_unheard <= MOST_UNHEARD
    assert tally.confirmed > KILLS

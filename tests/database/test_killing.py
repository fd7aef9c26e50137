"""The program is killed while it works: what it confirmed is there, and the books are true."""

import shutil
from contextlib import closing
from pathlib import Path

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.services.books import auditing
from tests.conftest import Clock
from tests.database.sellers import (
    MOST_UNHEARD,
    THREADS,
    confirmed_by,
    kill,
    sellers,
    take_forms,
)  # fmt: skip

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


def test_every_form_that_was_confirmed_survives_a_kill(
    shop: Shop, tmp_path: Path, clock: Clock
) -> None:
    shop.checkpoint()
    for number in range(KILLS // 2):
        path = tmp_path / f"killed {number}.shop"
        shutil.copy(shop.path, path)
        with sellers(path, clock, 0, ["form"], take_forms) as [forms]:
            confirmed = confirmed_by(forms)
        with closing(opening.open_shop(path, now=clock)) as again:
            assert auditing.problems(again) == []
            with again.reading():
                stored = {int(text[5:]) for (text,) in again.rows("SELECT request FROM sign_up")}
        assert confirmed <= stored
        assert len(stored - confirmed) <= THREADS

"""Backups made while other programs sell have everything that was confirmed before they began."""

import shutil
from pathlib import Path

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.services.backups import backing_up, examining
from shopfans.services.books import auditing
from shopfans.services.sales import listing
from tests.conftest import Clock
from tests.database.sellers import begin, heard, sellers

SELLERS, BACKUPS = 8, 2
"""Ten backups are a job of the benchmarks."""


def test_what_was_confirmed_before_is_in_it(
    shop: Shop, mei: int, tmp_path: Path, clock: Clock
) -> None:
    shop.checkpoint()
    path = tmp_path / "busy.shop"
    shutil.copy(shop.path, path)
    made = backed_up_while_selling(path, clock, mei, sellers_at_once=SELLERS, backups=BACKUPS)
    assert [missing for missing, problems in made if missing] == []
    assert sum(problems for missing, problems in made) == 0
    assert len(made) == BACKUPS


def backed_up_while_selling(
    path: Path, clock: Clock, member: int, *, sellers_at_once: int, backups: int
) -> list[tuple[set[int], int]]:
    """Of each backup: the sales confirmed before it began that the shop restored from it lacks,
    and the truths that do not hold in it."""
    found, known = [], set[int]()
    shop = opening.open_shop(path, now=clock)
    names = [f"s{number}" for number in range(sellers_at_once)]
    with sellers(path, clock, member, names) as selling:
        for seller in selling:
            begin(seller)
        for number in range(backups):
            for seller in selling:
                known |= heard(seller, 3)
            made = backing_up.before(shop, Why.HAND)
            place = path.with_name(f"restored-{number}.shop")
            candidate = examining.look_into(place, made.path)
            candidate.copy.replace(place)
            restored = opening.open_shop(place, now=clock)
            stored = {row.id for row in listing.page_of_sales(restored, limit=10_000_000)}
            found.append((known - stored, len(auditing.problems(restored))))
            restored.close()
    shop.close()
    return found

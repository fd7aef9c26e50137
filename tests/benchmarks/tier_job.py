"""The tiers of everybody, worked out anew from the books; and whom a change would move."""

from collections.abc import Iterator
from dataclasses import replace

from shopfans.database.shop import Shop
from shopfans.services import settings
from shopfans.services.belonging import tier_outlook, tiering
from tests.benchmarks.measuring import Line, seconds

MOST = 5.0
"""Seconds for 100,000 members."""


def jobs(shop: Shop, size: str) -> Iterator[Line]:
    rule, today = settings.load(shop).tiers, settings.today(shop)
    assert rule is not None

    def anew() -> None:
        with shop.changing():
            tiering.note_everybody(shop, today)

    yield Line("tiers of everybody", size, seconds(anew), most=MOST)
    easier = replace(
        rule, tiers=tuple(one._replace(threshold=one.threshold // 2) for one in rule.tiers)
    )
    yield Line("whom a change moves", size, seconds(lambda: tier_outlook.preview(shop, easier)))

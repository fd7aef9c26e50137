"""The forecast of every member: fitting, the nightly job, what a sale pays for it, the list."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import islice
from unittest.mock import patch

from shopfans.database.shop import Shop
from shopfans.domain.foresight import Standing
from shopfans.services import settings
from shopfans.services.reminders import fitting, forecasting, resting, visiting
from shopfans.services.reminders.fitting import PLAIN
from tests.benchmarks.measuring import Line, best_of_three, percentile, processor_seconds, seconds
from tests.services.stored_forecasts import forecasts

MOST = {10_000: 2.0, 100_000: 6.0, 1_000_000: 30.0}


def jobs(shop: Shop, size: str) -> Iterator[Line]:
    """On the morning after the last sale."""
    with shop.reading():
        [(members,)] = shop.rows("SELECT COUNT(*) FROM gap_sum")
        [(last,)] = shop.rows("SELECT MAX(day) FROM sale")
    now = shop.now
    late = settings.today(shop).fromisoformat(last) + timedelta(days=1)
    with patch.object(shop, "now", lambda: now().replace(
        year=late.year, month=late.month, day=late.day, hour=4)):  # fmt: skip
        yield Line("fit the forecast", size, processor_seconds(lambda: forecasting.fit(shop)))
        nightly = processor_seconds(lambda: forecasting.score(shop))
        most = next((time for many, time in MOST.items() if members <= many), None)
        yield Line("score everybody, numpy", size, nightly, most=most)
        if members <= 10_000:
            with patch.object(fitting, "engine", lambda: PLAIN):
                plain = processor_seconds(lambda: forecasting.score(shop))
            yield Line("score everybody, no numpy", size, plain, most=20.0)
        yield Line(
            "due, first 100 lines",
            size,
            best_of_three(lambda: forecasts(shop, Standing.DUE, most=100)),
            most=0.1,
        )
        yield _till(shop, size)


def _till(shop: Shop, size: str) -> Line:
    """What a sale pays to keep a member's gaps: her days are in hand then."""
    with shop.reading():
        everybody = visiting.days_of_members(shop, until=settings.today(shop))
        days = [one for _, one in islice(everybody, 2_000)]
        opened = resting.open_days()
        times = [seconds(partial(visiting.gap_row, one, opened)) for one in days]
    return Line("gaps at the till, p99", size, percentile(times, 0.99), most=0.001)

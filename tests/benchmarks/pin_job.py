"""A PIN held against its hash: quick enough at the till, slow enough for who guesses."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from shopfans.domain.errors import WrongPin
from shopfans.services import founding
from shopfans.services.staff import pins
from tests.benchmarks.measuring import Line, percentile, seconds

GOES = 21
LEAST, MOST = 0.030, 0.150
"""Seconds: nobody at the till notices the wait, and whoever guesses waits each time."""

_PIN = "246813"


def jobs() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        shop = founding.found_shop(
            Path(folder) / "pin.shop", name="x", owner_name="o", owner_pin=_PIN, welcome_name="w"
        )

        def right() -> None:
            pins.verify(shop, 1, _PIN)

        def wrong() -> None:
            with suppress(WrongPin):
                pins.verify(shop, 1, "975310")

        try:
            yield _line("the right PIN", _median(right))
            yield _line("a wrong PIN", _median(wrong, right))
        finally:
            shop.close()


def _median(job: Callable[[], None], then: Callable[[], None] = lambda: None) -> float:
    """Of the job alone; `then` makes good what it left behind."""
    times = []
    for _ in range(GOES):
        times.append(seconds(job))
        then()
    return percentile(times, 0.5)


def _line(job: str, ours: float) -> Line:
    return Line(job, f"median of {GOES}", ours, least=LEAST, most=MOST)

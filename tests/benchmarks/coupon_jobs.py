"""The best of thirty coupons for forty lines, while a guest waits."""

from collections.abc import Iterator
from random import Random

from shopfans.domain.combining import best
from tests.benchmarks.measuring import Line, best_of_three
from tests.domain.baskets import TODAY
from tests.domain.many_coupons import basket_of, coupons_of

BASKETS = 20
SIZE = "30 × 40 lines"


def jobs() -> Iterator[Line]:
    """The slowest of twenty baskets each time: all may be used together; half of them; and so
    cheap a basket that a few coupons pay for all of it."""
    yield Line("best coupons, all together", SIZE, _slowest(1.0), most=0.02)
    yield Line("best coupons, half together", SIZE, _slowest(0.5), most=0.02)
    yield Line("best coupons, cheap basket", SIZE, _slowest(1.0, dearest=300), most=0.02)


def _slowest(share_together: float, *, dearest: int = 6_000) -> float:
    def took(seed: int) -> float:
        random = Random(seed)
        items = basket_of(40, random, dearest=dearest)
        held = coupons_of(30, random, share_together=share_together)
        return best_of_three(lambda: best(items, held, TODAY, with_points=False))

    return max(took(seed) for seed in range(BASKETS))

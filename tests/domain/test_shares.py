from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.shares import apportion

WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)


def test_the_remainder_goes_to_the_last_among_equals() -> None:
    assert apportion(100, [1, 1, 1]) == [33, 33, 34]
    assert apportion(1, [50, 50]) == [0, 1]


def test_nothing_is_divided_among_nothing() -> None:
    assert apportion(0, [0, 0]) == [0, 0]


@given(WEIGHTS, st.data())
def test_parts_add_up_and_none_is_larger_than_its_weight(weights: list[int], data) -> None:
    total = data.draw(st.integers(0, sum(weights)))
    parts = apportion(total, weights)
    assert sum(parts) == total
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.errors import NothingToRefund, TooManyReturned
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.refunds import Piece, Share, less, returned
from shopfans.domain.shares import apportion


@st.composite
def pieces(draw, position: int = 1) -> Piece:
    """A line with one to three discounts, from nothing off to all of it."""
    quantity, unit = draw(st.integers(1, 9)), draw(st.integers(0, 20_000))
    off = draw(st.integers(0, quantity * unit))
    cuts = apportion(off, draw(st.lists(st.integers(1, 9), min_size=1, max_size=3)))
    return Piece(
        position,
        Money(unit),
        quantity,
        Money(quantity * unit - off),
        Points(draw(st.integers(0, 500))),
        draw(st.integers(0, quantity)),
        tuple(Share(n, Money(cut), draw(st.integers(0, 300))) for n, cut in enumerate(cuts)),
    )


def total(parts: list[Piece]) -> tuple[int, ...]:
    shares = [
        number
        for n in range(len(parts[0].shares))
        for number in (
            sum(part.shares[n].amount.fen for part in parts),
            sum(part.shares[n].cost for part in parts),
        )
    ]
    figures = [(p.quantity, p.paid.fen, p.earned, p.stamps) for p in parts]
    return (*map(sum, zip(*figures, strict=True)), *shares)


def test_one_of_three_brings_a_third_and_the_last_the_remainder() -> None:
    left = Piece(1, Money(3333), 3, Money(10_000 - 1), Points(99), 3, ())
    back = []
    for _piece in range(3):
        [part] = returned([left], {1: 1})
        back.append(part.paid.fen)
        left = less(left, part)
    assert back == [3333, 3333, 3333]
    assert left.quantity == 0


def test_a_discount_of_one_fen_comes_back_once() -> None:
    left = Piece(1, Money(1), 3, Money(2), Points(0), 0, (Share(1, Money(1), 0),))
    back = []
    for _piece in range(3):
        [part] = returned([left], {1: 1})
        back.append((part.paid.fen, part.shares[0].amount.fen))
        left = less(left, part)
    assert back == [(0, 1), (1, 0), (1, 0)]


def test_more_than_is_left_is_refused() -> None:
    piece = Piece(1, Money(500), 2, Money(1000), Points(10), 0, ())
    with pytest.raises(TooManyReturned):
        returned([piece], {1: 3})
    with pytest.raises(TooManyReturned):
        returned([piece], {2: 1})


def test_nothing_chosen_is_refused() -> None:
    piece = Piece(1, Money(500), 2, Money(1000), Points(10), 0, ())
    with pytest.raises(NothingToRefund):
        returned([piece], {1: 0})


@given(pieces(), st.data())
def test_piece_by_piece_the_parts_add_up_to_the_whole(piece: Piece, data) -> None:
    left, parts = piece, []
    while left.quantity:
        [part] = returned([left], {1: data.draw(st.integers(1, left.quantity))})
        assert part.paid.fen >= 0
        assert all(share.amount.fen >= 0 and share.cost >= 0 for share in part.shares)
        assert part.amount - part.paid == Money.total(share.amount for share in part.shares)
        parts.append(part)
        left = less(left, part)
    assert total(parts) == total([piece])
    assert left.paid == Money()


@given(pieces(), st.data())
def test_what_came_back_is_never_more_than_its_part(piece: Piece, data) -> None:
    """The remainder of rounding goes to the last pieces, not to the first."""
    left, paid = piece, []
    while left.quantity:
        [part] = returned([left], {1: 1})
        paid.append(part.paid.fen)
        left = less(left, part)
    for number, so_far in enumerate(accumulate(paid), 1):
        assert so_far <= -(-piece.paid.fen * number // piece.quantity)

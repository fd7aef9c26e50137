"""Dividing a whole among several so that the parts add up to it, to the fen."""

from collections.abc import Sequence


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Whole parts of `total` in proportion to the weights; they add up to it exactly.

    By largest remainder (Hamilton): the units that rounding down leaves go to the largest
    fractions, among equals to the last. No part is larger than its weight as long as `total` is not
    larger than all of them. Nothing is divided among weights of nothing.
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    if left := total - sum(parts):
        fractions = [total * weight % whole for weight in weights]
        for index in sorted(range(len(weights)), key=fractions.__getitem__)[-left:]:
            parts[index] += 1
    return parts

"""The lowest point of a function that nobody can differentiate (Nelder and Mead 1965)."""

from collections.abc import Callable, Sequence


def lowest(
    cost: Callable[[Sequence[float]], float], start: list[float], *, steps: int = 200
) -> list[float]:
    """Where the cost is lowest nearby, after so many steps at most."""
    size = len(start)
    corners = [start] + [[x + (i == j) for j, x in enumerate(start)] for i in range(size)]
    ranked = sorted((cost(corner), corner) for corner in corners)
    for _ in range(steps):
        worst, bad = ranked[-1]
        middle = [sum(corner[j] for _, corner in ranked[:-1]) / size for j in range(size)]

        def at(step: float, middle: list[float] = middle, bad: list[float] = bad) -> list[float]:
            return [m + step * (m - b) for m, b in zip(middle, bad, strict=True)]

        tried = [at(1.0)]
        reached = cost(tried[0])
        if reached < ranked[0][0]:
            tried.append(at(2.0))
        elif reached >= ranked[-2][0]:
            tried.append(at(-0.5) if reached >= worst else at(0.5))
        best = min((cost(point), point) for point in tried)
        if best[0] < worst:
            ranked[-1] = best
        else:
            lowest = ranked[0][1]
            halves = [[(x + y) / 2 for x, y in zip(c, lowest, strict=True)] for _, c in ranked[1:]]
            ranked[1:] = [(cost(point), point) for point in halves]
        ranked.sort()
        if ranked[-1][0] - ranked[0][0] < 1e-9 * (1 + abs(ranked[0][0])):
            break
    return ranked[0][1]

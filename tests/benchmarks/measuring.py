"""How a job is measured and what a line of the table says."""

import os
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """A line of the table: times in seconds."""

    job: str
    size: str
    ours: float
    floor: float | None = None
    most: float | None = None
    """The goal as a time."""
    most_ratio: float | None = None
    """The goal as a multiple of the floor."""
    unit: str = "s"
    least: float | None = None
    least_ratio: float | None = None
    """Goals that are to be passed, not kept under."""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.floor if self.floor else None

    @property
    def is_reached(self) -> bool:
        ratio = self.ratio
        return (
            (self.most is None or self.ours <= self.most)
            and (self.least is None or self.ours >= self.least)
            and (self.most_ratio is None or ratio is None or ratio <= self.most_ratio)
            and (self.least_ratio is None or ratio is None or ratio >= self.least_ratio)
        )


def seconds(job: Callable[[], object]) -> float:
    """Wall time of one go."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def processor_seconds(job: Callable[[], object]) -> float:
    """What one go costs, whatever else the machine is doing; with the processes it began and waited
    for, where the system tells of them."""
    start = _spent()
    job()
    return _spent() - start


def _spent() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def wall_and_processor(job: Callable[[], object]) -> tuple[float, float]:
    """Seconds of one go: how long it took, and how long the processor was at it."""
    start, at_it = time.perf_counter(), time.process_time()
    job()
    return time.perf_counter() - start, time.process_time() - at_it


def best_of_three(job: Callable[[], object]) -> float:
    return min(seconds(job) for _ in range(3))


def percentile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


HEADINGS = ("job", "size", "ours", "floor or peer", "ratio", "goal", "ok")


def cells(line: Line) -> tuple[str, ...]:
    return (
        line.job,
        line.size,
        _amount(line.ours, line.unit),
        "" if line.floor is None else _amount(line.floor, line.unit),
        "" if line.ratio is None else f"{line.ratio:.2f}×",
        _goal(line),
        "yes" if line.is_reached else "NO",
    )


def _goal(line: Line) -> str:
    goals = []
    if line.most is not None:
        goals.append(f"≤ {_amount(line.most, line.unit)}")
    if line.most_ratio is not None:
        goals.append(f"≤ {line.most_ratio:g}×")
    if line.least is not None:
        goals.append(f"≥ {_amount(line.least, line.unit)}")
    if line.least_ratio is not None:
        goals.append(f"≥ {line.least_ratio:g}×")
    return ", ".join(goals)


def _amount(amount: float, unit: str) -> str:
    if unit != "s":
        return f"{amount:g} {unit}".strip()
    return f"{amount:.1f} s" if amount >= 1 else f"{amount * 1000:.2f} ms"

"""With how many examples a property is tried, and with which.

The suite tries the same ones each time, so that a change is judged by what it does and not by its
luck, and who runs one file sees what the suite saw. What chance finds is looked for apart, many
times as long: `python -m tests.benchmarks --only properties`.
"""

import os
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from hypothesis import HealthCheck, settings

import resources
import shopfans
import ui

TIMES = "SHOPFANS_EXAMPLES"
"""The variable that asks for random examples, and says for how many times as many."""

UNTIMED = (HealthCheck.too_slow,)
"""No test fails because the computer is busy; what is slow is found by the benchmarks."""


def choose() -> None:
    """For this run."""
    chosen = profile(os.environ.get(TIMES))
    settings.register_profile("shopfans", chosen, deadline=None, suppress_health_check=UNTIMED)
    settings.load_profile("shopfans")


def profile(times: str | None) -> settings:
    if times is None:
        return settings(derandomize=True, max_examples=100)
    return settings(derandomize=False, max_examples=100 * int(times), print_blob=True)


def examples(count: int, *, keeps_fixtures: bool = False) -> settings:
    """So many of them where a property without a number of its own has a hundred; `keeps_fixtures`
    says that it holds on a shop or a window on which the examples before it have been."""
    shared = [HealthCheck.function_scoped_fixture] if keeps_fixtures else []
    return settings(
        max_examples=count * settings().max_examples // 100,
        suppress_health_check=[*UNTIMED, *shared],
    )


def load_program() -> None:
    """Every module of it: hypothesis also tries the numbers and texts it finds in those that are
    loaded, so what it tries would depend on what ran before, in which process."""
    for name in modules():
        import_module(name)


def modules() -> Iterator[str]:
    for package in (shopfans, ui, resources):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            yield module.name

"""What the properties of the suite are tried with is the same each time."""

import sys

import pytest
from hypothesis import HealthCheck, settings

from tests.examples import examples, modules, profile


@pytest.mark.hypothesis
def test_what_is_tried_depends_on_nothing_that_ran_before() -> None:
    assert set(modules()) <= set(sys.modules)


def test_the_suite_tries_the_same_examples_each_time() -> None:
    chosen = profile(None)
    assert (chosen.max_examples, chosen.derandomize, chosen.database) == (100, True, None)


def test_many_times_as_many_are_looked_through_at_random() -> None:
    chosen = profile("20")
    assert (chosen.max_examples, chosen.derandomize) == (2000, False)


@pytest.mark.parametrize("chosen", [settings(), examples(5), examples(5, keeps_fixtures=True)])
def test_no_property_fails_because_the_computer_is_busy(chosen: settings) -> None:
    assert chosen.deadline is None
    assert HealthCheck.too_slow in chosen.suppress_health_check

"""What the properties of the suite are tried with is the same each time."""

import sys

import pytest

from tests.examples import modules, profile


@pytest.mark.hypothesis
def test_what_is_tried_depends_on_nothing_that_ran_before() -> None:
    assert set(modules()) <= set(sys.modules)


def test_the_suite_tries_the_same_examples_each_time() -> None:
    chosen = profile(None)
    assert (chosen.max_examples, chosen.derandomize, chosen.database) == (100, True, None)


def test_many_times_as_many_are_looked_through_at_random() -> None:
    chosen = profile("20")
    assert (chosen.max_examples, chosen.derandomize) == (2000, False)

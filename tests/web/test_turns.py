"""One thread answers after the other; none waits for long."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from shopfans.web.turns import Turns

LONG = 60.0
"""Seconds of patience with which nothing here is answered out of turn."""


def test_one_at_a_time() -> None:
    turns, is_waiting, has_answered = Turns(LONG), Event(), Event()

    def answer() -> None:
        is_waiting.set()
        with turns.mine():
            has_answered.set()

    with ThreadPoolExecutor(1) as threads:
        with turns.mine():
            threads.submit(answer)
            assert is_waiting.wait(10)
            assert not has_answered.wait(0.05)
        assert has_answered.wait(10)


def test_who_waits_for_the_disk_lets_the_next_one_answer() -> None:
    turns, has_answered = Turns(LONG), Event()

    def answer() -> None:
        with turns.mine():
            has_answered.set()

    with ThreadPoolExecutor(1) as threads, turns.mine(), turns.given_away():
        threads.submit(answer)
        assert has_answered.wait(10)


def test_who_is_held_up_keeps_nobody_waiting() -> None:
    turns, has_answered = Turns(), Event()

    def answer() -> None:
        with turns.mine(), turns.given_away():
            has_answered.set()

    with ThreadPoolExecutor(1) as threads, turns.mine():
        threads.submit(answer)
        assert has_answered.wait(10)

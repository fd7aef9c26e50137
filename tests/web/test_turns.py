"""One thread answers after the other; none waits for long."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from shopfans.web.turns import Turns


def test_one_at_a_time() -> None:
    turns, at_work, most = Turns(), set[int](), set[int]()

    def answer(number: int) -> None:
        with turns.mine():
            at_work.add(number)
            most.add(len(at_work))
            at_work.discard(number)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(answer, range(200)))
    assert most == {1}


def test_who_waits_for_the_disk_lets_the_next_one_answer() -> None:
    turns, has_answered = Turns(), Event()

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
    with turns.mine():
        pass

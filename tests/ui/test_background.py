"""Work behind the window: it ends with an answer, a refusal, or a bug that is said."""

import gc
import sys
import threading

from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.errors import FileBusy, Stopped, Unexpected
from ui.background import Job, Progress, cancel_all


def test_the_answer_comes_back_with_progress_before_it(qtbot: QtBot) -> None:
    heard: list[object] = []

    def work(progress: Progress) -> int:
        progress(1, 2)
        return 42

    job = Job(work)
    job.progressed.connect(lambda done, total: heard.append((done, total)))
    with qtbot.waitSignal(job.finished) as finished:
        job.start()
    assert (heard, finished.args) == ([(1, 2)], [42])


def test_no_job_is_destroyed_in_the_thread_that_ran_it(qtbot: QtBot) -> None:
    """It is no thread of the window's objects: some time or other the program would fall."""
    home, elsewhere = threading.get_ident(), []

    class Watched(Job):
        def __del__(self) -> None:
            if threading.get_ident() != home:
                elsewhere.append(self)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _time in range(200):
            job = Watched(lambda progress: None)
            with qtbot.waitSignal(job.finished):
                job.start()
            del job
    finally:
        sys.setswitchinterval(before)
    assert elsewhere == []


def test_a_refusal_comes_back_as_such(qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise FileBusy()

    job = Job(work)
    with qtbot.waitSignal(job.refused) as refused:
        job.start()
    assert refused.args is not None
    assert isinstance(refused.args[0], FileBusy)


def test_work_that_reports_can_be_stopped(qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        while True:
            progress(0, 1)

    job = Job(work)
    with qtbot.waitSignal(job.refused) as refused:
        job.start()
        cancel_all()
    assert refused.args is not None
    assert isinstance(refused.args[0], Stopped)


def test_a_bug_is_said_too(qtbot: QtBot) -> None:
    job = Job(lambda progress: 1 // 0)
    with qtbot.captureExceptions() as bugs:
        with qtbot.waitSignal(job.refused) as refused:
            job.start()
        qtbot.waitUntil(lambda: bool(bugs))
    assert refused.args is not None
    assert isinstance(refused.args[0], Unexpected)
    assert bugs[0][0] is ZeroDivisionError


def test_what_was_stopped_amid_reading_leaves_nothing_to_the_other_thread(
    qtbot: QtBot, shop: Shop
) -> None:
    def work(_progress: Progress) -> None:
        with shop.reading():
            rows = shop.stream("SELECT 1 UNION SELECT 2")
            for _row in rows:
                raise Stopped()

    job = Job(work)
    with qtbot.waitSignal(job.refused) as refused:
        job.start()
    assert refused.args is not None
    refused.args.clear()
    gc.collect()  # a cursor that ended only here would be told of by a warning

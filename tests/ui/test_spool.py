"""A printer that is off, out of paper or gone never loses or delays a receipt."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QThreadPool, QTimer
from pytestqt.qtbot import QtBot

from shopfans import texts
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.receipts import Paper
from tests.ui.papers import CODE, codes_on, printed, receipt, walk_in
from tests.ui.printers import State, closed_port, on_network
from ui.desk import Desk
from ui.preferences import Printer, PrinterKind
from ui.printing.held import Held
from ui.printing.spool import Spool
from ui.printing.thermal import PATIENCE, host_and_port

FIRST, SECOND, THIRD = (f"91234567890123456{n}" for n in (1, 2, 3))


class Choice:
    """The printer chosen on this computer, as long as a test does not choose another."""

    def __init__(self) -> None:
        self.printer = Printer()

    def __call__(self) -> Printer:
        return self.printer

    def network(self, address: str) -> None:
        self.printer = Printer(PrinterKind.NETWORK, address)

    def device(self, path: Path) -> None:
        self.printer = Printer(PrinterKind.DEVICE, str(path))


@pytest.fixture
def choice() -> Choice:
    return Choice()


@pytest.fixture
def spool(qtbot: QtBot, choice: Choice) -> Iterator[Spool]:
    yield Spool(choice)
    QThreadPool.globalInstance().waitForDone()


def held(qtbot: QtBot, spool: Spool, paper: Paper) -> ShopError:
    """Why this receipt waits."""
    with qtbot.waitSignal(spool.held) as signal:
        spool.print_paper(paper)
    assert signal.args
    assert signal.args[0].paper is paper
    problem: ShopError = signal.args[0].problem
    return problem


def codes(received: list[bytes]) -> list[str]:
    return [codes_on(printed(data).picture)[0] for data in received if len(data) > 100]


@pytest.mark.parametrize("state", [State.READY, State.MUTE])
def test_a_receipt_comes_out_of_the_printer(
    qtbot: QtBot, spool: Spool, choice: Choice, state: State
) -> None:
    with on_network(state) as printer:
        choice.network(printer.address)
        with qtbot.waitSignal(spool.printed):
            spool.print_paper(walk_in(), kicks_drawer=True)
        qtbot.waitUntil(lambda: len(printer.received) == 1)
        out = printed(printer.received[0])
    assert codes_on(out.picture) == [CODE]
    assert (out.is_cut, out.drawer_opened) == (True, True)
    assert spool.waiting == ()


def test_it_speaks_the_language_of_the_moment_it_was_asked_for(
    qtbot: QtBot, spool: Spool, choice: Choice
) -> None:
    choice.network(f"127.0.0.1:{closed_port()}")
    texts.speak("zh_TW")
    held(qtbot, spool, walk_in())
    assert spool.waiting[0].language == "zh_TW"


def test_a_printer_that_is_off_says_so_and_the_receipt_waits(
    qtbot: QtBot, spool: Spool, choice: Choice
) -> None:
    choice.network(f"127.0.0.1:{closed_port()}")
    assert isinstance(held(qtbot, spool, walk_in()), errors.PrinterOff)
    assert [receipt(one).code for one in spool.waiting] == [CODE]


@pytest.mark.parametrize(
    ("state", "problem"),
    [(State.NO_PAPER, errors.PrinterOutOfPaper), (State.OPEN, errors.PrinterNotReady)],
)
def test_a_printer_that_cannot_print_says_why(
    qtbot: QtBot, spool: Spool, choice: Choice, state: State, problem: type[ShopError]
) -> None:
    with on_network(state) as printer:
        choice.network(printer.address)
        assert isinstance(held(qtbot, spool, walk_in()), problem)
        qtbot.waitUntil(lambda: len(printer.received) == 1)
        assert codes(printer.received) == []


def test_a_printer_that_never_reads_delays_nobody(
    qtbot: QtBot, spool: Spool, choice: Choice
) -> None:
    ticks: list[int] = []
    heart = QTimer(interval=10)
    heart.timeout.connect(lambda: ticks.append(1))
    clock = QElapsedTimer()
    with on_network(State.STUCK) as printer:
        choice.network(printer.address)
        heart.start()
        clock.start()
        spool.print_paper(walk_in())
        assert clock.elapsed() < 500
        qtbot.waitUntil(lambda: printer.is_called)  # drawing comes first, and takes its time
        clock.restart()
        qtbot.waitUntil(lambda: len(spool.waiting) == 1)
        assert clock.elapsed() < (PATIENCE + 1) * 1000
    heart.stop()
    assert len(ticks) > 50
    assert isinstance(spool.waiting[0].problem, errors.PrinterOff)


def test_no_printer_chosen_is_said_too(qtbot: QtBot, spool: Spool) -> None:
    problem = held(qtbot, spool, walk_in())
    assert isinstance(problem, errors.PrinterMissing)
    assert problem.printer == ""


@pytest.mark.parametrize("kind", [PrinterKind.SYSTEM, PrinterKind.DEVICE])
def test_a_printer_that_is_gone_is_not_found(
    qtbot: QtBot, spool: Spool, choice: Choice, tmp_path: Path, kind: PrinterKind
) -> None:
    choice.printer = Printer(kind, str(tmp_path / "gone"))
    assert isinstance(held(qtbot, spool, walk_in()), errors.PrinterMissing)


def test_what_waited_is_printed_again_in_its_order(
    qtbot: QtBot, spool: Spool, choice: Choice
) -> None:
    port = closed_port()
    choice.network(f"127.0.0.1:{port}")
    for code in (FIRST, SECOND):
        held(qtbot, spool, walk_in(code))
    with on_network(State.READY, port) as printer:
        spool.try_again()
        qtbot.waitUntil(lambda: len(printer.received) == 2)
        assert codes(printer.received) == [FIRST, SECOND]
    qtbot.waitUntil(lambda: spool.waiting == ())


def test_the_newest_goes_first_and_those_that_wait_follow(
    qtbot: QtBot, spool: Spool, choice: Choice
) -> None:
    port = closed_port()
    choice.network(f"127.0.0.1:{port}")
    for code in (FIRST, SECOND):
        held(qtbot, spool, walk_in(code))
    with on_network(State.READY, port) as printer:
        spool.print_paper(walk_in(THIRD))
        qtbot.waitUntil(lambda: len(printer.received) == 3)
        assert codes(printer.received) == [THIRD, FIRST, SECOND]


def test_the_drawer_does_not_open_again_for_a_receipt_that_waited(
    qtbot: QtBot, spool: Spool, choice: Choice
) -> None:
    port = closed_port()
    choice.network(f"127.0.0.1:{port}")
    with qtbot.waitSignal(spool.held):
        spool.print_paper(walk_in(), kicks_drawer=True)
    with on_network(State.READY, port) as printer:
        spool.try_again()
        qtbot.waitUntil(lambda: len(printer.received) == 1)
        assert not printed(printer.received[0]).drawer_opened


def test_trying_again_in_vain_keeps_all_and_their_order(
    qtbot: QtBot, spool: Spool, choice: Choice
) -> None:
    choice.network(f"127.0.0.1:{closed_port()}")
    for code in (FIRST, SECOND):
        held(qtbot, spool, walk_in(code))
    with qtbot.waitSignal(spool.held):
        spool.try_again()
        spool.try_again()
    assert [receipt(one).code for one in spool.waiting] == [FIRST, SECOND]


def test_one_can_be_dropped(qtbot: QtBot, spool: Spool, choice: Choice) -> None:
    choice.network(f"127.0.0.1:{closed_port()}")
    for code in (FIRST, SECOND):
        held(qtbot, spool, walk_in(code))
    with qtbot.waitSignal(spool.changed):
        spool.drop(spool.waiting[0])
    assert [receipt(one).code for one in spool.waiting] == [SECOND]


def test_a_device_file_takes_the_receipt(
    qtbot: QtBot, spool: Spool, choice: Choice, tmp_path: Path
) -> None:
    device, got = tmp_path / "lp0", []
    os.mkfifo(device)
    keeps_it_open = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    reader = threading.Thread(target=lambda: got.append(device.read_bytes()))
    reader.start()
    choice.device(device)
    with qtbot.waitSignal(spool.printed):
        spool.print_paper(walk_in())
    reader.join()
    os.close(keeps_it_open)
    assert codes_on(printed(got[0]).picture) == [CODE]


def test_a_device_nobody_takes_from_is_off(
    qtbot: QtBot, spool: Spool, choice: Choice, tmp_path: Path
) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)
    choice.device(device)
    assert isinstance(held(qtbot, spool, walk_in()), errors.PrinterOff)
    asleep = os.open(device, os.O_RDONLY | os.O_NONBLOCK)  # it has it open and never reads
    try:
        many = walk_in(lines=walk_in().lines * 60)
        assert isinstance(held(qtbot, spool, many), errors.PrinterOff)
    finally:
        os.close(asleep)


def test_a_file_of_somebodys_is_no_printer(
    qtbot: QtBot, spool: Spool, choice: Choice, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Mei", "utf-8")
    choice.device(letter)
    assert isinstance(held(qtbot, spool, walk_in()), errors.PrinterMissing)
    assert letter.read_text("utf-8") == "Dear Mei"


def test_the_line_says_what_waits_and_why(qtbot: QtBot, choice: Choice, desk: Desk) -> None:
    desk.spool = Spool(choice)
    port = closed_port()
    choice.network(f"127.0.0.1:{port}")
    line = Held(desk)
    qtbot.addWidget(line)
    assert line.isHidden()
    held(qtbot, desk.spool, walk_in())
    assert line.words.text() == (
        f"The printer 127.0.0.1:{port} does not answer. Is it switched on?"
        " 1 receipt waits to be printed."
    )
    with on_network(State.READY, port):
        line.first.click()
        qtbot.waitUntil(line.isHidden)


def test_the_line_can_be_sent_away(qtbot: QtBot, choice: Choice, desk: Desk) -> None:
    desk.spool = Spool(choice)
    line = Held(desk)
    qtbot.addWidget(line)
    held(qtbot, desk.spool, walk_in())
    line.second.click()
    assert line.isHidden()
    assert desk.spool.waiting == ()


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("192.168.1.50", ("192.168.1.50", 9100)),
        (" 192.168.1.50:9101 ", ("192.168.1.50", 9101)),
        ("printer.local", ("printer.local", 9100)),
        ("[fe80::1]:9100", ("fe80::1", 9100)),
        ("printer:99999", ("printer:99999", 9100)),
    ],
)
def test_an_address_is_understood_with_or_without_a_port(
    typed: str, where: tuple[str, int]
) -> None:
    assert host_and_port(typed) == where

"""The receipt printer is chosen on this computer, seen on the screen and tried on the spot."""

import pytest
from pytestqt.qtbot import QtBot

from shopfans.domain.roles import Staff
from tests.ui.papers import codes_on, printed, seen
from tests.ui.printers import State, closed_port, on_network
from tests.ui.showing import shown
from ui.desk import Desk
from ui.preferences import Preferences, Printer, PrinterKind
from ui.settings.place import COMPUTER, Settings
from ui.settings.printer import PrinterForm


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Settings:
    place = shown(qtbot, Settings(desk))
    place.turn_to(COMPUTER)
    return place


@pytest.fixture
def form(place: Settings) -> PrinterForm:
    assert place.printer.isVisible()
    return place.printer


def test_at_first_there_is_none(form: PrinterForm) -> None:
    assert Preferences().printer == Printer(PrinterKind.NONE, "", 58, True, False)
    assert not form.test.isEnabled()
    assert not form.address.isVisible()


def test_what_is_chosen_holds_at_once(qtbot: QtBot, form: PrinterForm) -> None:
    form.kind.button(PrinterKind.NETWORK).click()
    qtbot.keyClicks(form.address.edit, "192.168.1.50")
    form.paper.button(80).click()
    form.prints.click()
    form.kicks.click()
    chosen = Printer(PrinterKind.NETWORK, "192.168.1.50", 80, False, True)
    assert Preferences().printer == chosen


def test_it_is_still_there_the_next_time(qtbot: QtBot, desk: Desk) -> None:
    kept = Printer(PrinterKind.DEVICE, "/dev/usb/lp0", 80, False, True)
    Preferences().printer = kept
    form = PrinterForm(desk)
    qtbot.addWidget(form)
    assert form.kind.value() is PrinterKind.DEVICE
    assert form.address.text() == "/dev/usb/lp0"
    form.kicks.click()
    assert Preferences().printer == kept._replace(kicks_drawer=False)


def test_a_printer_of_the_computer_has_no_drawer(form: PrinterForm) -> None:
    form.kind.button(PrinterKind.NETWORK).click()
    form.kicks.click()
    form.kind.button(PrinterKind.SYSTEM).click()
    assert not form.kicks.isEnabled()
    assert not Preferences().printer.kicks_drawer
    assert form.name.isVisible()
    assert not form.address.isVisible()


def test_the_paper_on_the_screen_is_as_wide_as_the_one_chosen(form: PrinterForm) -> None:
    narrow = form.preview.paper.width()
    form.paper.button(80).click()
    assert form.preview.paper.width() > narrow * 1.2
    assert codes_on(seen(form.preview.paper.grab().toImage())) == ["9" * 18]


def test_a_test_receipt_comes_out(qtbot: QtBot, form: PrinterForm) -> None:
    with on_network(State.READY) as printer:
        form.kind.button(PrinterKind.NETWORK).click()
        qtbot.keyClicks(form.address.edit, printer.address)
        form.test.click()
        assert not form.test.isEnabled()
        qtbot.waitUntil(form.told.isVisible)
        qtbot.waitUntil(lambda: len(printer.received) == 1)
        assert codes_on(printed(printer.received[0]).picture) == ["9" * 18]
    assert form.told.text() == "The printer has taken it."
    assert form.test.isEnabled()


def test_a_test_that_fails_says_why_and_waits_nowhere(
    qtbot: QtBot, form: PrinterForm, desk: Desk
) -> None:
    form.kind.button(PrinterKind.NETWORK).click()
    qtbot.keyClicks(form.address.edit, f"127.0.0.1:{closed_port()}")
    form.test.click()
    qtbot.waitUntil(form.problem.isVisible)
    assert form.problem.text().endswith("does not answer. Is it switched on?")
    assert desk.spool.waiting == ()


def test_a_cashier_may_set_the_printer_too(qtbot: QtBot, desk: Desk, cashier: Staff) -> None:
    desk.by = cashier
    place = shown(qtbot, Settings(desk))
    assert place.printer.isVisible()
    assert place.closed.isVisible()

"""A sale is done whatever the printer does; its receipt comes out or waits."""

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services.sales import listing
from tests.services.test_selling import sell
from tests.ui.papers import codes_on, printed, receipt
from tests.ui.printers import State, closed_port, on_network
from tests.ui.showing import shown
from ui.counter.place import Counter
from ui.desk import Desk
from ui.preferences import Preferences, Printer, PrinterKind

_OPENS, _PICTURE = b"\x1bp", b"\x1dv0"
"""ESC/POS."""


@pytest.fixture
def counter(qtbot: QtBot, desk: Desk) -> Counter:
    return shown(qtbot, Counter(desk))


def choose(port: int, *, prints: bool = True, kicks: bool = False) -> None:
    address = f"127.0.0.1:{port}"
    Preferences().printer = Printer(
        PrinterKind.NETWORK, address, prints_receipts=prints, kicks_drawer=kicks
    )


def ring(counter: Counter, amount: str) -> None:
    counter.basket.amount.edit.setText(amount)
    counter.basket.amount_entered.emit()
    counter.basket.pays[next(iter(counter.basket.pays))].click()


def test_the_receipt_of_a_sale_finds_it_again(
    qtbot: QtBot, counter: Counter, desk: Desk, shop: Shop
) -> None:
    with on_network(State.READY) as printer:
        choose(printer.port)
        with qtbot.waitSignal(desk.spool.printed):
            ring(counter, "20")
        qtbot.waitUntil(lambda: len(printer.received) == 1)
        [code] = codes_on(printed(printer.received[0]).picture)
    assert listing.by_receipt(shop, code) == listing.page_of_sales(shop)[0].id
    counter.scanned(code)
    assert counter.side.currentWidget() is counter.side.sale


def test_a_printer_that_is_gone_keeps_the_receipt_and_not_the_sale(
    qtbot: QtBot, counter: Counter, desk: Desk, shop: Shop
) -> None:
    choose(closed_port())
    with qtbot.waitSignal(desk.spool.held):
        ring(counter, "20")
    assert len(listing.page_of_sales(shop)) == 1
    assert "¥20.00" in counter.last_sale.words.text()
    assert [receipt(one).number for one in desk.spool.waiting] == ["1"]


def test_a_receipt_is_printed_again_as_a_copy(
    qtbot: QtBot, counter: Counter, desk: Desk, shop: Shop, cashier: Staff
) -> None:
    sold = sell(shop, cashier, 30, "s")
    choose(closed_port(), prints=False)
    ring(counter, "20")
    counter.pages.show_sale(sold.sale)
    with qtbot.waitSignal(desk.spool.held):
        counter.side.sale.print_key.click()
    [waiting] = desk.spool.waiting
    assert (receipt(waiting).number, receipt(waiting).is_copy) == (str(sold.sale), True)


def test_cash_that_is_only_a_part_opens_the_drawer_too(
    qtbot: QtBot, counter: Counter, desk: Desk
) -> None:
    with on_network(State.READY) as printer:
        choose(printer.port, kicks=True)
        counter.checkout.take_amount("30")
        counter.basket.paying.given.setText("20")
        counter.pay_by(Tender.CASH)
        with qtbot.waitSignal(desk.spool.printed):
            counter.pay_by(Tender.WECHAT)
        qtbot.waitUntil(lambda: bool(printer.received))
        assert printed(printer.received[0]).drawer_opened
    assert "¥30.00  ·  Cash ¥20.00 + WeChat ¥10.00" in counter.last_sale.words.text()


def give_back(qtbot: QtBot, counter: Counter, tender: Tender) -> None:
    """A sale that was paid this way, all of it."""
    counter.checkout.take_amount("30")
    counter.checkout.pay(tender)
    counter.pages.show_last_sale()
    counter.pages.take_all()
    counter.say_yes()


@pytest.mark.parametrize("tender", [Tender.CASH, Tender.WECHAT])
def test_a_refund_opens_the_drawer_only_for_cash(
    qtbot: QtBot, counter: Counter, desk: Desk, tender: Tender
) -> None:
    with on_network(State.READY) as printer:
        choose(printer.port, kicks=True)
        with qtbot.waitSignals([desk.spool.printed] * 2):
            give_back(qtbot, counter, tender)
        qtbot.waitUntil(lambda: len(printer.received) == 2)
        opened = [printed(one).drawer_opened for one in printer.received]
    assert opened == [tender is Tender.CASH] * 2


def test_the_drawer_opens_for_cash_without_a_receipt(
    qtbot: QtBot, counter: Counter, desk: Desk
) -> None:
    with on_network(State.READY) as printer:
        choose(printer.port, prints=False, kicks=True)
        counter.checkout.take_amount("30")
        counter.checkout.pay(Tender.CASH)
        qtbot.waitUntil(lambda: len(printer.received) == 1)
        counter.last_sale.void()
        counter.last_sale.first.click()
        qtbot.waitUntil(lambda: len(printer.received) == 2)
        give_back(qtbot, counter, Tender.WECHAT)
        QThreadPool.globalInstance().waitForDone()
    assert [_OPENS in one for one in printer.received] == [True, True]
    assert not any(_PICTURE in one for one in printer.received)


def test_a_drawer_that_cannot_be_reached_leaves_nothing_waiting(
    qtbot: QtBot, counter: Counter, desk: Desk
) -> None:
    choose(closed_port(), prints=False, kicks=True)
    counter.checkout.take_amount("30")
    counter.checkout.pay(Tender.CASH)
    choose(closed_port())
    with qtbot.waitSignal(desk.spool.held):
        ring(counter, "20")
    assert [receipt(one).number for one in desk.spool.waiting] == ["2"]

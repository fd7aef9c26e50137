"""What is taken back at the counter says by which way its money goes back: before, and once it is
done."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services.sales import selling
from tests.services.stored_value import allow
from tests.ui.at_the_counter import press, ring
from tests.ui.test_counter_cards import kind
from ui.counter.place import Counter

__all__ = ["kind"]


def yes(qtbot: QtBot, counter: Counter) -> None:
    qtbot.waitUntil(lambda: counter.last_sale.hears_yes)
    press(qtbot, counter, Qt.Key.Key_F8)


def part_in_cash(qtbot: QtBot, counter: Counter, amount: str, then: Qt.Key) -> None:
    """So much in cash, the rest by this key."""
    qtbot.keyClick(counter, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    page = counter.pages.receiving
    pays = counter.basket.paying if page is None else page.pays
    qtbot.keyClicks(pays.given, amount)
    press(qtbot, counter, Qt.Key.Key_F11)
    press(qtbot, counter, then)


def told(counter: Counter) -> str:
    return counter.last_sale.words.text()


def test_a_voided_sale_says_by_which_way_its_money_goes_back(
    qtbot: QtBot, counter: Counter
) -> None:
    ring(qtbot, counter, "30")
    press(qtbot, counter, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: counter.hears_pay_keys)
    press(qtbot, counter, Qt.Key.Key_F8)
    assert told(counter).endswith("¥30.00?\nGoes back: WeChat ¥30.00")
    yes(qtbot, counter)
    assert told(counter) == "Sale No. 1 is voided  ·  WeChat ¥30.00 goes back to the guest"


def test_each_way_that_paid_a_sale_is_told_with_its_part(qtbot: QtBot, counter: Counter) -> None:
    ring(qtbot, counter, "18")
    part_in_cash(qtbot, counter, "12", Qt.Key.Key_F9)
    press(qtbot, counter, Qt.Key.Key_F8)
    assert told(counter).endswith("¥18.00?\nGoes back: Cash ¥12.00 + WeChat ¥6.00")
    yes(qtbot, counter)
    assert told(counter).endswith("Cash ¥12.00 + WeChat ¥6.00 goes back to the guest")


def test_a_sale_that_cost_nothing_says_nothing_about_money(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff
) -> None:
    given = Line(Money(1_000), off=Money(1_000), reason="dent")
    selling.record_sale(shop, by=owner, request="free", lines=[given], payments={})
    press(qtbot, counter, Qt.Key.Key_F8)
    assert told(counter).endswith("¥0.00?")
    yes(qtbot, counter)
    assert told(counter) == "Sale No. 1 is voided"


def test_a_refund_says_it_once_it_is_done(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff
) -> None:
    paid = {Tender.CASH: Money(1_200), Tender.ALIPAY: Money(600)}
    sale = selling.record_sale(
        shop, by=cashier, request="s", lines=[Line(Money(1_800))], payments=paid
    )
    counter.pages.show_sale(sale.sale)
    counter.pages.take_all()
    press(qtbot, counter, Qt.Key.Key_F8)
    assert told(counter).endswith("Cash ¥12.00 + Alipay ¥6.00 goes back to the guest")


def test_a_top_up_that_is_taken_back_says_it(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    counter.pages.show_top_up()
    qtbot.keyClicks(counter.side.top_up.amount.edit, "200")
    part_in_cash(qtbot, counter, "50", Qt.Key.Key_F10)
    counter.pages.show_top_up()
    press(qtbot, counter, Qt.Key.Key_F8)
    assert told(counter).endswith("Goes back: Alipay ¥150.00 + Cash ¥50.00")
    yes(qtbot, counter)
    assert told(counter).endswith("Alipay ¥150.00 + Cash ¥50.00 goes back to the guest")


def test_a_card_that_is_taken_back_says_it(
    qtbot: QtBot, counter: Counter, mei: int, kind: int
) -> None:
    counter.guests.serve(mei)
    counter.pages.show_sell_card()
    press(qtbot, counter, Qt.Key.Key_F12)
    counter.pages.show_sell_card()
    press(qtbot, counter, Qt.Key.Key_F8)
    assert "Goes back: Card ¥" in told(counter)
    yes(qtbot, counter)
    assert "The card is taken back  ·  Card ¥" in told(counter)

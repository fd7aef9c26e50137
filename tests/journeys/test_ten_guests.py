"""Ten guests in a row, served by scanner and keys alone through the real window."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.sales import Tender
from shopfans.domain.stamps import StampRule
from shopfans.services import settings
from shopfans.services.books import auditing
from shopfans.services.goods import gifting, pricing
from shopfans.services.members import carding, finding
from shopfans.services.sales import listing
from shopfans.services.staff import staffing
from tests.conftest import join
from tests.journeys.test_a_day import counter_of, run, signed_in, type_into
from tests.services.test_selling import sell
from tests.ui.striking import strike
from ui.counter.place import Counter
from ui.main_window import MainWindow

PUDDING = "6901234567892"


class Codes(NamedTuple):
    mei: str
    coupon: str
    card: str


@pytest.fixture
def codes(blank_shop: Path, own_home: Path) -> Iterator[Codes]:
    """A shop with goods, a gift, a stamp card, two members and a card that is nobody's."""
    path = Path(shutil.copy(blank_shop, own_home / "our.shop"))
    shop = opening.open_shop(path)
    owner = staffing.staff(shop)[0]
    terms = replace(settings.load(shop), stamps=StampRule(needed=3))
    settings.save(shop, by=owner, terms=terms, request="terms")
    pricing.add_good(
        shop, by=owner, name="芒果布丁", category="甜品", price=Money(1800), barcode=PUDDING,
        request="g",
    )  # fmt: skip
    gifting.add_gift(shop, by=owner, name="杯子", points=Points(100), request="gift")
    mei = join(shop, owner, "王小美", "13812345678")
    join(shop, owner, "Ana", "13987654321")
    sell(shop, owner, 500, "before", member=mei)
    [card] = carding.print_cards(shop, by=owner, count=1, request="cards")
    hers = finding.card(shop, mei)
    yield Codes(hers.code, hers.coupons[0].code, card.code)
    shop.close()


class Hands:
    """One on the scanner, one on the keys."""

    def __init__(self, qtbot: QtBot, counter: Counter) -> None:
        self.qtbot, self.counter = qtbot, counter
        self._clock = 100_000

    def scan(self, code: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._clock += 10_000
        strike(app, self.counter, f"{code}\r", every=8, start=self._clock)

    def type(self, text: str) -> None:
        """Into whatever has the focus."""
        focus = QApplication.focusWidget()
        assert focus is not None
        type_into(self.qtbot, focus, text)

    def press(self, *keys: str) -> None:
        for key in keys:
            with_ctrl = key.startswith("Ctrl+")
            modifiers = Qt.KeyboardModifier
            modifier = modifiers.ControlModifier if with_ctrl else modifiers.NoModifier
            pressed = getattr(Qt.Key, f"Key_{key.removeprefix('Ctrl+')}")
            self.qtbot.keyClick(self.counter, pressed, modifier)


def test_ten_guests(qtbot: QtBot, own_home: Path, codes: Codes) -> None:
    path = own_home / "our.shop"

    def day(window: MainWindow) -> None:
        signed_in(qtbot, window)
        counter = counter_of(qtbot, window)
        serve(Hands(qtbot, counter), counter, codes)

    assert run(qtbot, ["--file", str(path), "--language", "en"], day) == 0
    shop = opening.open_shop(path)
    check(shop)
    shop.close()


def serve(hands: Hands, counter: Counter, codes: Codes) -> None:
    hands.scan(codes.mei)  # 1: a regular, an amount only
    hands.type("32")
    hands.press("F9")
    assert "32 points earned" in counter.last_sale.words.text()
    hands.scan(PUDDING)  # 2: nobody we know, two puddings, cash with change
    hands.scan(PUDDING)
    hands.press("Ctrl+M")
    hands.qtbot.keyClicks(counter.basket.paying.given, "50")
    hands.press("F11")
    assert "Change ¥14.00" in counter.last_sale.words.text()
    hands.scan(codes.coupon)  # 3: she brings her coupon and is found by it
    hands.type("20")
    assert counter.basket.due.text() == "¥15.00"
    hands.press("F10")
    hands.scan(codes.mei)  # 4: all her points
    hands.type("3")
    counter.basket.take_all.click()
    hands.press("F9")
    hands.scan(PUDDING)  # 5: put aside, she forgot her purse
    hands.press("Ctrl+P")
    assert counter.parked.isVisible()
    hands.qtbot.keyClicks(counter.finder, "ana")  # 6: by name, half in cash
    hands.qtbot.keyClick(counter.finder, Qt.Key.Key_Return)
    hands.type("40")
    hands.press("Ctrl+M")
    hands.qtbot.keyClicks(counter.basket.paying.given, "15")
    hands.press("F11", "F12")
    counter.parked.take_up(1)  # 7: the one who forgot her purse
    hands.press("F11")
    hands.scan(codes.mei)  # 8: a gift for points
    hands.press("Ctrl+Y")
    hands.qtbot.keyClick(counter.side.shelf.list, Qt.Key.Key_Return)
    hands.press("F9")
    hands.qtbot.keyClicks(counter.finder, "4321")  # 9: Ana gets a card
    hands.qtbot.keyClick(counter.finder, Qt.Key.Key_Return)
    hands.scan(codes.card)
    hands.press("F8")
    hands.type("12")
    hands.press("F9")
    hands.scan(codes.card)  # 10: by her card; the sale was another's and is voided
    assert counter.member.name.whole() == "Ana"
    hands.type("99")
    hands.press("F9", "F8")
    hands.qtbot.waitUntil(lambda: counter.last_sale.hears_yes)
    hands.press("F8")
    assert "is voided" in counter.last_sale.words.text()
    assert counter.till.basket.guest is None
    assert QApplication.focusWidget() is counter.finder


def check(shop: Shop) -> None:
    """What the books say of the day."""
    rows = listing.page_of_sales(shop)[:10][::-1]
    paid = [3200, 3600, 1500, 0, 4000, 1800, 0, 1200, 9900, -9900]
    assert [row.paid.fen for row in rows] == paid
    mei, ana = (finding.find(shop, digits)[0].id for digits in ("5678", "4321"))
    assert finding.card(shop, mei).points == 500 + 32 + 15 - 300 - 100
    assert finding.card(shop, ana).points == 40 + 12
    assert auditing.problems(shop) == []
    with shop.reading():
        ways = dict(shop.rows("SELECT tender, SUM(amount) FROM payment GROUP BY tender"))
    assert ways[Tender.CARD.value] == 2500

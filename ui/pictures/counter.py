"""The counter: a guest is found, buys, tops up, and a sale is taken back."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QWidget

from shopfans.domain.sales import Tender
from shopfans.services.members import finding
from shopfans.services.reminders import reminding
from ui.counter.place import Counter
from ui.pictures.picture import Picture
from ui.preferences import Joining
from ui.workspace import COUNTER, Workspace


def at_the_counter(space: Workspace, window: QWidget) -> Iterator[Picture]:
    counter = space.counter()
    shop = space.desk.shop
    counter.finder.setFocus()
    counter.finder.setText("w")
    counter.finder.textEdited.emit("w")
    yield "counter-finding", window
    cards = [
        finding.card(shop, one.member) for one in reminding.today_list(shop, most=40).reminders
    ]
    best = max(cards, key=lambda card: (len(card.coupons), card.points), default=None)
    if best is not None:
        counter.guests.serve(best.id)
        yield "counter-member", window
        yield from _top_up(counter, window)
        yield from _session_card(counter, window)
        yield from _membership(counter, window)
        counter.pages.show_statement()
        yield "counter-points", window
        counter.step_back()
    _fill_basket(counter.goods.picked.emit, counter.goods.goods[:4])
    counter.basket.amount.edit.setText("18.50")
    counter.basket.amount_entered.emit()
    yield "counter-basket", window
    counter.checkout.take_proposal()
    counter.basket.take_all.click()
    yield "counter-discounts", window
    counter.checkout.edit_line()
    yield "counter-line", window
    counter.step_back()
    counter.basket.paying.open_given()
    counter.basket.paying.given.setText("20")
    counter.checkout.pay(Tender.WECHAT)
    counter.basket.paying.given.setText("200")
    counter.basket.paying.given.textEdited.emit("200")
    yield "counter-split", window
    counter.checkout.pay(Tender.CASH)
    yield "counter-sold", window
    counter.last_sale.void()
    yield "counter-void", window
    counter.step_back()
    counter.pages.show_last_sale()
    yield "counter-sale", window
    counter.side.sale.step(1)
    yield "counter-refund", window
    counter.side.sale.give()
    yield "counter-refunded", window
    yield from _more_of_the_counter(counter, window)
    yield from _friend(counter, window)
    space.go(COUNTER)


def _top_up(counter: Counter, window: QWidget) -> Iterator[Picture]:
    counter.pages.show_top_up()
    counter.side.top_up.offers.buttons()[2].click()
    yield "counter-top-up", window
    counter.side.top_up.pay(Tender.WECHAT)
    yield "counter-topped-up", window


def _session_card(counter: Counter, window: QWidget) -> Iterator[Picture]:
    counter.pages.show_sell_card()
    counter.side.sell_card.list.selectRow(1)
    yield "counter-sell-card", window
    counter.open_given()
    counter.side.sell_card.pays.given.setText("100")
    counter.side.sell_card.pay(Tender.CASH)
    yield "counter-card-split", window
    counter.step_back()
    yield "counter-card-esc", window
    counter.side.sell_card.pay(Tender.WECHAT)
    yield "counter-card-sold", window
    counter.pages.show_use_session()
    yield "counter-session", window
    counter.side.use_session.note.edit.setText("少糖")
    counter.side.use_session.use()
    yield "counter-session-used", window
    counter.pages.show_use_session()
    yield "counter-session-again", window
    counter.pages.show_her_cards()
    yield "counter-her-cards", window
    counter.step_back()


def _membership(counter: Counter, window: QWidget) -> Iterator[Picture]:
    """The first plan stands below the session cards."""
    page = counter.side.sell_card
    counter.pages.show_sell_card()
    page.list.selectRow(page.model.rowCount() - 2)
    yield "counter-membership", window
    page.pay(Tender.WECHAT)
    yield "counter-member-of-plan", window


def _more_of_the_counter(counter: Counter, window: QWidget) -> Iterator[Picture]:
    counter.clear()
    _fill_basket(counter.goods.picked.emit, counter.goods.goods[4:6])
    counter.park()
    yield "counter-parked", window
    counter.pages.show_keys()
    yield "counter-keys", window
    counter.step_back()
    counter.pages.toggle_pad()
    yield "counter-touch", window
    counter.pages.toggle_pad()
    counter.pages.show_form()
    yield "new-member", window
    door = counter.desk.door
    door.choose(Joining(is_on=True, wifi_name="Sweet-Guests"))
    counter.pages.show_sign_up()
    yield "sign-up", window
    counter.step_back()


def _friend(counter: Counter, window: QWidget) -> Iterator[Picture]:
    """Somebody who was brought pays for the first time."""
    shop = counter.desk.shop
    unseen = finding.members_in_order(shop, "visits", descending=False)[:5]
    brought = [member for member in unseen if finding.card(shop, member).thanks is not None]
    if brought:
        counter.clear()
        counter.guests.serve(brought[0])
        _fill_basket(counter.goods.picked.emit, counter.goods.goods[:3])
        yield "counter-friend", window
        counter.checkout.pay(Tender.WECHAT)
        yield "counter-friend-sold", window


def _fill_basket(pick: Callable[[object], object], goods: Sequence[object]) -> None:
    for number, good in enumerate(goods):
        for _time in range(2 if number == 0 else 1):
            pick(good)

"""What is known of a member before one speaks to her."""

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.members import portraying
from tests.services import session_cards
from tests.services.stored_value import allow, pay, top_up


def test_what_she_has_left_of_stored_value_is_known(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    today = settings.today(shop)
    assert portraying.portraits(shop, [mei], today)[mei].stored == Money()
    allow(shop)
    top_up(shop, cashier, mei, 300, "t")
    pay(shop, cashier, mei, 5_000, "p")
    assert portraying.portraits(shop, [mei], today)[mei].stored == Money(25_000)


def test_what_is_left_on_her_session_cards_is_known(shop: Shop, cashier: Staff, mei: int) -> None:
    today = settings.today(shop)
    assert portraying.portraits(shop, [mei], today)[mei].sessions == 0
    _sold, card = session_cards.sell(shop, cashier, mei, session_cards.offer(shop))
    session_cards.use(shop, cashier, card)
    assert portraying.portraits(shop, [mei], today)[mei].sessions == 9

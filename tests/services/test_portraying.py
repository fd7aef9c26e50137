"""What is known of a member before one speaks to her."""

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.members import portraying
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

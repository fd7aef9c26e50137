"""What is due once a day, whoever opens the shop: nobody has to ask for it."""

from shopfans.database.shop import Shop
from shopfans.services.belonging import rewarding, tiering
from shopfans.services.coupons import celebrating
from shopfans.services.goods import keys
from shopfans.services.joining import applying
from shopfans.services.members import merging
from shopfans.services.prepaid import instalments


def keep_up(shop: Shop) -> None:
    """Do all of it; and what is in the log goes into the file, never within a sale."""
    rewarding.lapse_points(shop)
    tiering.count_sessions(shop)
    tiering.look_again(shop)
    celebrating.issue_birthdays(shop)
    instalments.add_due(shop)
    applying.forget_old(shop)
    merging.forget_old(shop)
    keys.complete(shop)
    shop.checkpoint()

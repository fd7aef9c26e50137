"""What each right lets one do, as the table of rights and the request for leave say it."""

from shopfans.domain.roles import Right
from shopfans.domain.terms import Terms
from shopfans.texts import _
from shopfans.texts.formats import money_text


def right_text(right: Right, terms: Terms) -> str:
    """In the fewest words; the owner's limits are named."""
    limit = money_text(terms.refund_limit, terms.currency)
    return {
        Right.SELL: _("Sell, use points and coupons"),
        Right.ENROLL: _("Sign up members, change what we know"),
        Right.REMIND: _("Work through Today's list"),
        Right.VOID: _("Void a sale of the day"),
        Right.REFUND: _("Give back up to {amount} for a sale").format(amount=limit),
        Right.CLOSE_DAY: _("Count the drawer and close the day"),
        Right.CHANGE_PRICE: _("Sell up to {percent}% below the price").format(
            percent=terms.discount_limit
        ),
        Right.MERGE: _("Merge two records of one person"),
        Right.REFUND_MUCH: _("Give back more than {amount} for a sale").format(amount=limit),
        Right.DISCOUNT_MUCH: _("Sell more than {percent}% below the price").format(
            percent=terms.discount_limit
        ),
        Right.ADJUST: _("Give or take points by hand"),
        Right.EXPORT: _("See the books and save them as files"),
        Right.ERASE: _("Forget a member"),
        Right.KEEP_GOODS: _("Change goods and prices"),
        Right.KEEP_COUPONS: _("Design, issue and recall coupons"),
        Right.SET_TERMS: _("Change the settings"),
        Right.IMPORT: _("Take over files"),
        Right.TOP_UP: _("Take money for stored value and cards"),
        Right.CARD_BACK: _("Take a card back and return money"),
        Right.TRANSFER_CARD: _("Pass a personal card on"),
        Right.PAY_OUT: _("Pay stored value out"),
        Right.CONFIRM_DATE: _("Say that the date of the computer is right"),
        Right.BACK_UP: _("Make and test backups"),
        Right.RESTORE: _("Restore a backup"),
        Right.KEEP_STAFF: _("Change staff and PINs"),
        Right.SEE_LOG: _("See the log and what is odd"),
    }[right]

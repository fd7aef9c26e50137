"""Which key does what at the counter."""

from functools import partial
from typing import TYPE_CHECKING

from shopfans.domain.sales import Tender
from shopfans.texts import _
from shopfans.texts.labels import tender_label
from ui.counter.keys import Key
from ui.counter.parked_strip import MOST_KEYS
from ui.counter.paying import STORED_KEY
from ui.counter.tender_keys import KEYS

if TYPE_CHECKING:
    from ui.counter.place import Counter


def keys_of(counter: "Counter") -> list[Key]:
    """Every action of the counter, in the order of the page that shows them."""
    basket, paying = counter.basket, counter.basket.paying
    checkout, pages = counter.checkout, counter.pages
    return [
        Key("F1", pages.show_keys, lambda: _("These keys")),
        Key("F2", counter.finder.setFocus, lambda: _("Find a member")),
        Key("F3", basket.amount.setFocus, lambda: _("Type an amount")),
        Key("F4", basket.points.setFocus, lambda: _("Use points")),
        Key("F5", None, lambda: _("Accept who signed up; ⇧F5: refuse")),
        Key("F6", pages.show_form, lambda: _("New member by keyboard")),
        Key("F7", pages.show_sign_up, lambda: _("Sign-up code for her phone")),
        Key("F8", counter.say_yes, lambda: _("Void the last sale; answer yes")),
        *(
            Key(KEYS[tender], partial(counter.pay_by, tender), partial(tender_label, tender))
            for tender in paying.pays
        ),
        Key(
            STORED_KEY,
            partial(checkout.pay, Tender.STORED_VALUE),
            partial(tender_label, Tender.STORED_VALUE),
        ),
        Key("Ctrl+U", pages.show_top_up, lambda: _("Top up her stored value")),
        Key("Ctrl+N", pages.show_sell_card, lambda: _("Sell her a card or a membership")),
        Key("Ctrl+O", pages.show_use_session, lambda: _("Use a session of her card")),
        Key("Ctrl+J", paying.toggle_keep, lambda: _("Keep the change for her")),
        Key("Ctrl+G", None, lambda: _("Find goods")),
        Key("Alt+1 … 0", None, lambda: _("Sell one of the ten best-sellers")),
        Key("Ctrl+M", counter.open_given, lambda: _("Change, or several ways to pay")),
        Key("Ctrl+B", checkout.take_proposal, lambda: _("The best coupons, or none")),
        Key("Ctrl+T", checkout.toggle_free_piece, lambda: _("A free piece for stamps")),
        Key("Ctrl+D", checkout.toggle_tier, lambda: _("With the tier discount, or without")),
        Key("Ctrl+Y", pages.show_shelf, lambda: _("Gift shelf")),
        Key("Ctrl+H", pages.show_her_page, lambda: _("Her own page, for her phone")),
        Key("Ctrl+E", checkout.edit_line, lambda: _("Change the line")),
        Key("Ctrl++", partial(counter.step, 1), lambda: _("One more")),
        Key("Ctrl+=", partial(counter.step, 1), None),  # the same key without Shift
        Key("Ctrl+-", partial(counter.step, -1), lambda: _("One fewer")),
        Key("Ctrl+Del", basket.drop.click, lambda: _("Remove the line")),
        Key("Ctrl+P", counter.park, lambda: _("Put the basket aside")),
        *(
            Key(f"Ctrl+Shift+{n}", partial(counter.parked.take_up, n), None)
            for n in range(1, MOST_KEYS + 1)
        ),
        Key("Ctrl+K", pages.toggle_pad, lambda: _("Digits to touch")),
        Key("Ctrl+R", pages.show_last_sale, lambda: _("Open the last sale")),
        Key("Ctrl+A", pages.take_all, lambda: _("In an open sale: take all of it back")),
        Key("Esc", counter.step_back, lambda: _("Close, or clear for the next guest")),
    ]

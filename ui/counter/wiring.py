"""Who hears whom at the counter."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.counter.place import Counter


def connect(counter: "Counter") -> None:
    """Every part with the others it tells; none of them knows who listens."""
    _connect_front(counter)
    _connect_guest(counter)
    _connect_scans(counter)
    _connect_sale(counter)


def _connect_front(counter: "Counter") -> None:
    counter.sign_up_wanted.connect(counter.pages.show_sign_up)
    counter.form_wanted.connect(counter.pages.show_form)
    counter.keys_wanted.connect(counter.pages.show_keys)
    counter.pages.begun.connect(counter.begin)
    counter.side.currentChanged.connect(counter.name_pay_keys)
    counter.side.closed.connect(counter.step_back)
    counter.finder.chosen.connect(counter.guests.serve)
    counter.finder.code_entered.connect(counter.scanned)
    counter.finder.amount_entered.connect(counter.checkout.take_amount)
    counter.finder.textEdited.connect(counter.find_problem.hide)
    counter.parked.taken_up.connect(counter.take_up)
    counter.approval.left.connect(counter.arrive)
    counter.form.joined.connect(counter.guests.welcome)
    counter.form.camera.scanned.connect(counter.scanned)
    counter.idle.void_wanted.connect(counter.last_sale.void)
    counter.idle.sale_opened.connect(counter.pages.show_sale)
    counter.goods.picked.connect(counter.checkout.add_good)
    counter.goods.left.connect(counter.arrive)
    counter.note.written.connect(counter.arrive)


def _connect_guest(counter: "Counter") -> None:
    card, side = counter.member, counter.side
    counter.guests.begun.connect(counter.begin)
    counter.guests.changed.connect(counter.checkout.show)
    counter.guests.refused.connect(counter.refuse_found)
    card.statement_wanted.connect(counter.pages.show_statement)
    card.coupon_pressed.connect(counter.checkout.toggle_coupon)
    card.best_wanted.connect(counter.checkout.take_proposal)
    card.stamps_pressed.connect(counter.checkout.toggle_free_piece)
    card.visits.gifts_wanted.connect(counter.pages.show_shelf)
    card.top_up_wanted.connect(counter.pages.show_top_up)
    card.value_wanted.connect(counter.pages.show_value)
    card.sessions_wanted.connect(counter.pages.show_use_session)
    card.visits.page_wanted.connect(counter.pages.show_her_page)
    card.visits.note_wanted.connect(counter.guests.write_note)
    card.visits.sale_opened.connect(counter.pages.show_sale)
    card.visits.cards_wanted.connect(counter.pages.show_her_cards)
    side.use_session.cards_wanted.connect(counter.pages.show_her_cards)
    side.top_up.statement_wanted.connect(counter.pages.show_value)
    side.shelf.picked.connect(counter.pages.settle)
    side.shelf.picked.connect(counter.checkout.add_gift)
    side.sale.move_wanted.connect(counter.settling.begin_move)
    counter.settling.looking.connect(counter.finder.setFocus)


def _connect_scans(counter: "Counter") -> None:
    counter.scanning.member_found.connect(counter.guests.serve)
    counter.scanning.sale_found.connect(counter.pages.show_sale)
    counter.scanning.card_found.connect(counter.guests.ask_bind)
    counter.scanning.contact_found.connect(counter.pages.show_contact)
    counter.scanning.friend_found.connect(counter.pages.show_friend)
    counter.scanning.refused.connect(counter.refuse_found)


def _connect_sale(counter: "Counter") -> None:
    counter.checkout.begun.connect(counter.begin)
    counter.checkout.rung.connect(counter.take_digits)
    counter.checkout.corrected.connect(counter.find_problem.hide)
    counter.checkout.shown.connect(counter.guests.show)
    counter.checkout.refused.connect(counter.guests.read_again)
    counter.checkout.sold.connect(counter.finishing.sell)
    counter.finishing.guest_over.connect(counter.clear)
    counter.basket.cleared.connect(counter.leave_guest)
    counter.basket.amount_edited.connect(counter.find_problem.hide)
    counter.basket.amount_edited.connect(counter.finishing.forget)
    counter.basket.parked.connect(counter.park)
    counter.basket.pad_wanted.connect(counter.pages.toggle_pad)

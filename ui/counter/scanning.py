"""What a scan does at the counter: each code the right thing, anything else one friendly line."""

from PySide6.QtCore import QObject, Signal

from shopfans.domain import scans
from shopfans.domain.codes import Kind
from shopfans.domain.contact_codes import Contact
from shopfans.domain.errors import ShopError
from shopfans.domain.scans import Friend, Goods, Ours, Person, Refused
from shopfans.services.belonging import referring
from shopfans.services.goods import pricing
from shopfans.services.members import carding, finding
from shopfans.services.sales import listing
from ui.counter.checkout import Checkout
from ui.counter.till import Till
from ui.desk import Desk


class Scanning(QObject):
    member_found = Signal(int)
    sale_found = Signal(int)
    card_found = Signal(str)
    """A card that is nobody's yet."""
    contact_found = Signal(object)
    """The Contact of a guest who is no member yet."""
    friend_found = Signal(str, str)
    """The code of a member who sends a friend, and her name."""
    refused = Signal(object)
    """A ShopError."""

    def __init__(self, desk: Desk, till: Till, checkout: Checkout) -> None:
        super().__init__(checkout)
        self._desk, self._till, self._checkout = desk, till, checkout

    def read(self, text: str) -> None:
        """Do what this text asks for."""
        try:
            match scans.read(text):
                case Ours(kind=kind, code=code):
                    self._ours(kind, code)
                case Goods(barcode=barcode):
                    self._checkout.add_good(pricing.by_barcode(self._desk.shop, barcode))
                case Person(contact=contact):
                    self._person(contact)
                case Friend(code=code):
                    sender = referring.sender(self._desk.shop, code)
                    self.friend_found.emit(code, sender.name)
                case Refused(problem=problem):
                    self.refused.emit(problem)
        except ShopError as problem:
            self.refused.emit(problem)

    def _ours(self, kind: Kind, code: str) -> None:
        match kind:
            case Kind.COUPON:
                guest = self._till.basket.guest
                found = self._till.scan_coupon(code)
                if guest is None and found.member is not None:
                    self.member_found.emit(found.member)
                self._checkout.show()
            case Kind.RECEIPT:
                self.sale_found.emit(listing.by_receipt(self._desk.shop, code))
            case Kind.CARD:
                self._card(code)
            case Kind.ROTATING:
                self.member_found.emit(self._till.show_code(code))
            case Kind.MEMBER:
                self.member_found.emit(finding.by_code(self._desk.shop, code))

    def _person(self, contact: Contact) -> None:
        member = finding.by_phone(self._desk.shop, contact.phones)
        if member is None:
            self.contact_found.emit(contact)
        else:
            self.member_found.emit(member)

    def _card(self, code: str) -> None:
        holder = carding.card_holder(self._desk.shop, code)
        if holder is None:
            self.card_found.emit(code)
        else:
            self.member_found.emit(holder)

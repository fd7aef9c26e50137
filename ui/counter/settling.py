"""What is settled once somebody is found or says yes: whose sale it was, whose card it becomes."""

from PySide6.QtCore import QObject, Signal

from shopfans.database.operations import new_request
from shopfans.services.members import carding, finding
from shopfans.services.members.finding import MemberCard
from shopfans.services.sales import reassigning
from shopfans.texts import _
from ui.counter.last_sale import LastSale
from ui.desk import Desk


class Settling(QObject):
    """Asks in the strip of the last sale; F8 is yes."""

    looking = Signal()
    """The right guest is to be found now."""

    def __init__(self, desk: Desk, strip: LastSale) -> None:
        super().__init__(strip)
        self._desk, self._strip = desk, strip
        self._sale: int | None = None

    @property
    def is_looking(self) -> bool:
        """Whether the next guest who is found gets a sale that was another's."""
        return self._sale is not None

    def forget(self) -> None:
        """Nobody is looked for any more."""
        self._sale = None

    def begin_move(self, sale: int) -> None:
        """Look for the guest whose sale this really was."""
        self._sale = sale
        self._strip.tell(_("Find the right guest: scan, or type above"), tone="warn")
        self.looking.emit()

    def ask_move(self, member: int) -> None:
        """The sale becomes hers, once that is confirmed."""
        sale, self._sale = self._sale, None
        assert sale is not None
        request, name = new_request(), finding.card(self._desk.shop, member).name

        def move() -> None:
            moved = reassigning.reassign_sale(
                self._desk.shop, by=self._desk.by, sale=sale, member=member, request=request
            )
            words = _("The sale is {name}'s now, as No. {number}")
            self._strip.tell(words.format(name=name, number=moved.sale), tone="good")

        question = _("Move sale No. {number} to {name}?").format(number=sale, name=name)
        self._strip.ask(question, _("Move it  F8"), move)

    def ask_bind(self, card: str, guest: MemberCard | None) -> None:
        """A card that is nobody's yet becomes the guest's, once that is confirmed."""
        if guest is None:
            words = _("This card is nobody's yet: find the member first, then scan it again")
            self._strip.tell(words, tone="warn")
            return
        request = new_request()

        def bind() -> None:
            carding.bind_card(
                self._desk.shop, by=self._desk.by, code=card, member=guest.id, request=request
            )
            self._strip.tell(_("The card is {name}'s now").format(name=guest.name), tone="good")

        question = _("Give this card to {name} for good?").format(name=guest.name)
        self._strip.ask(question, _("Give it  F8"), bind)

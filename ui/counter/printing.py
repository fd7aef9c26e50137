"""What the printer does after a sale, and again when somebody asks: a receipt, the cash drawer."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from shopfans.domain.prepaid_papers import CardPaper, PlanPaper, ValuePaper
from shopfans.domain.receipts import Paper
from shopfans.domain.sales import Tender
from shopfans.services.prepaid import prepaid_papers
from shopfans.services.sales import receipting
from shopfans.services.sales.selling import Receipt
from shopfans.services.sessions import papers
from shopfans.services.sessions.held import UseRow
from ui.desk import Desk
from ui.preferences import Preferences, PrinterKind

_OfMoney = Paper | ValuePaper | CardPaper | PlanPaper


class ReceiptPrinting(QObject):
    """A receipt if this computer prints them; the drawer opens whenever cash came or went."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def after(self, receipt: Receipt) -> None:
        """A sale or a refund is done."""
        self._follow(lambda: receipting.paper(self._desk.shop, receipt.sale))

    def after_void(self, receipt: Receipt) -> None:
        """A sale never was: nothing is printed."""
        self._follow(lambda: receipting.paper(self._desk.shop, receipt.sale), prints=False)

    def after_receiving(self, prepayment: int) -> None:
        """Money was received ahead, or what was taken back of it."""
        self._follow(lambda: prepaid_papers.paper(self._desk.shop, prepayment))

    def after_use(self, use: UseRow) -> None:
        """What is left of her card."""
        self._follow(lambda: papers.of_use(self._desk.shop, use.id))

    def again(self, sale: int) -> None:
        """A copy, whether or not receipts are printed by themselves."""
        self._desk.spool.print_paper(receipting.paper(self._desk.shop, sale, is_copy=True))

    def _follow(self, read: Callable[[], _OfMoney], *, prints: bool = True) -> None:
        printer = Preferences().printer
        prints &= printer.prints_receipts
        if printer.kind is PrinterKind.NONE or not (prints or printer.kicks_drawer):
            return
        paper = read()
        kicks = printer.kicks_drawer and _moves_cash(paper)
        if prints:
            self._desk.spool.print_paper(paper, kicks_drawer=kicks)
        elif kicks:
            self._desk.spool.open_drawer()


def _moves_cash(paper: _OfMoney) -> bool:
    return any(part.tender is Tender.CASH and part.amount for part in paper.payments)

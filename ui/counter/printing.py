"""Receipts after a sale, and again when somebody asks: on paper, or waiting for the printer."""

from collections.abc import Collection

from PySide6.QtCore import QObject

from shopfans.domain.sales import Tender
from shopfans.services.prepaid import prepaid_papers
from shopfans.services.prepaid.prepaying import TopUp
from shopfans.services.sales import receipting
from shopfans.services.sales.selling import Receipt
from shopfans.services.sessions import papers
from shopfans.services.sessions.held import UseRow
from ui.desk import Desk
from ui.preferences import Preferences, PrinterKind


class ReceiptPrinting(QObject):
    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def after(self, receipt: Receipt, tenders: Collection[Tender]) -> None:
        """The sale is done; its receipt follows if this computer prints them. The drawer opens if
        any of it is cash."""
        printer = Preferences().printer
        if printer.kind is not PrinterKind.NONE and printer.prints_receipts:
            self._print(receipt.sale, kicks=printer.kicks_drawer and Tender.CASH in tenders)

    def after_refund(self, receipt: Receipt) -> None:
        self.after(receipt, [Tender.CASH])

    def after_top_up(self, done: TopUp, tenders: Collection[Tender]) -> None:
        self.after_receiving(done.id, tenders)

    def after_receiving(self, prepayment: int, tenders: Collection[Tender]) -> None:
        """The same for money received ahead, or for what was taken back of it."""
        printer = Preferences().printer
        if printer.kind is not PrinterKind.NONE and printer.prints_receipts:
            paper = prepaid_papers.paper(self._desk.shop, prepayment)
            kicks = printer.kicks_drawer and Tender.CASH in tenders
            self._desk.spool.print_paper(paper, kicks_drawer=kicks)

    def after_use(self, use: UseRow) -> None:
        """What is left of her card."""
        printer = Preferences().printer
        if printer.kind is not PrinterKind.NONE and printer.prints_receipts:
            self._desk.spool.print_paper(papers.of_use(self._desk.shop, use.id), kicks_drawer=False)

    def again(self, sale: int) -> None:
        """A copy, whether or not receipts are printed by themselves."""
        self._print(sale, is_copy=True)

    def _print(self, sale: int, *, kicks: bool = False, is_copy: bool = False) -> None:
        paper = receipting.paper(self._desk.shop, sale, is_copy=is_copy)
        self._desk.spool.print_paper(paper, kicks_drawer=kicks)

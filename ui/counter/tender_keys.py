"""A key for each way to receive money ahead; the common one first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from shopfans.domain.sales import Tender
from shopfans.texts.labels import tender_label
from ui.counter.paying import KEYS
from ui.widgets.pieces import button, row


class TenderKeys(QWidget):
    chosen = Signal(object)
    """A Tender."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: dict[Tender, QPushButton] = {tender: self._key(tender) for tender in KEYS}
        self.setLayout(row(*self.keys.values(), gap=6))

    def retranslate(self) -> None:
        for tender, key in self.keys.items():
            key.setText(f"{tender_label(tender)}\n{KEYS[tender]}")

    def _key(self, tender: Tender) -> QPushButton:
        made = button("pay", self._choose)
        made.setProperty("tender", tender)
        made.setProperty("first", tender is Tender.WECHAT)
        return made

    def _choose(self) -> None:
        self.chosen.emit(self.sender().property("tender"))

"""The gift shelf: what her points can be exchanged for, in place of her card."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.points import Points
from shopfans.services.goods import gifting
from shopfans.services.goods.gifting import GiftOnShelf
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import button, label, row


class GiftShelf(QFrame):
    closed = Signal()
    picked = Signal(object)
    """A GiftOnShelf."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._points = Points(0)
        self.heading, self.has = label("heading"), label("muted")
        self.model: ListModel[GiftOnShelf] = ListModel(self._columns())
        self.list = ListView(self.model)
        self.listing = Listing(self.list)
        self.take, self.leave = button("primary", self._take), button("quiet", self.closed.emit)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addLayout(row(self.heading, self.has, None, self.leave))
        inside.addWidget(self.listing, 1)
        inside.addWidget(self.take)
        self.list.set_widths(180, 110)
        self.list.activated.connect(self._take)
        self.list.doubleClicked.connect(self._pick)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open_for(self, points: Points) -> None:
        """What she can choose from, with so many points in hand."""
        self._points = points
        gifts = gifting.gifts(self._desk.shop)
        self.model.show_rows(gifts)
        self.take.setEnabled(bool(gifts))
        self.has.setText(ngettext("{n} point", "{n} points", points).format(n=count_text(points)))
        self.list.selectRow(0)
        self.list.setFocus()

    def retranslate(self) -> None:
        self.heading.setText(_("Gift shelf"))
        self.take.setText(_("Into the basket  Enter"))
        self.leave.setText(_("Close  Esc"))
        self.listing.empty.say(
            "gift", _("The shelf is empty"), _("The owner puts gifts on it under Coupons.")
        )
        self.model.retitle(self._columns())

    def _take(self) -> None:
        gift = self.list.chosen()
        if gift is not None:
            self.picked.emit(gift)

    def _pick(self, _index: QModelIndex) -> None:
        self._take()

    def _columns(self) -> list[Column[GiftOnShelf]]:
        def ink(gift: GiftOnShelf) -> str | None:
            return None if gift.points <= self._points else theme.look().muted

        return [
            Column(_("Gift"), lambda gift: gift.name, stretches=True, ink=ink),
            Column(_("Points"), lambda gift: count_text(gift.points), is_number=True, ink=ink),
        ]

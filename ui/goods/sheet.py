"""The list of goods on its panel: what is chosen, what was done, what can be done."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Right
from shopfans.services.goods import pricing
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.texts import _
from ui import theme
from ui.approval import Approval
from ui.desk import Desk
from ui.goods.changing import Changing
from ui.goods.renaming import Renaming
from ui.goods.table import FIELDS, PRICE, WRITTEN, GoodsModel, GoodsView, columns
from ui.widgets.empty import Listing
from ui.widgets.keys import on_own_key
from ui.widgets.pieces import Elided, button, label, row, set_tone


class Sheet(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._may = desk.by.may(Right.KEEP_GOODS)
        self._asked: object = None
        self.ids: list[int] = []
        self.count, self.told, self.hint = label("muted"), Elided("said"), label("small")
        self.undo, self.put = button("quiet", self._undo), button("quiet", self._put)
        self.renaming, self.changing = Renaming(desk), Changing(desk, self)
        self.approval = Approval(desk)
        self.model = GoodsModel(desk.terms)
        self.model.written_fields = WRITTEN if self._may else (PRICE,)
        self.view = GoodsView(self.model)
        self.listing = Listing(self.view)
        self._build()

    def show_goods(self, ids: list[int], asked: object) -> None:
        """The goods with these keys, found for what was asked; as long as the same are found for
        the same, none moves while one writes in them."""
        if asked == self._asked and set(ids) == set(self.ids):
            self.model.read_again()
        else:
            self._place(ids)
        self._asked = asked

    def offer(self, category: str | None) -> None:
        """The category one looks at may be renamed."""
        self.renaming.offer(category if self._may else None)
        self._offer_good()

    def chosen(self) -> GoodOnSale | None:
        good = self.view.chosen()
        return good if isinstance(good, GoodOnSale) else None

    def write_barcode(self, barcode: str) -> bool:
        """Write it down for the chosen good, if one is at the list and it has none or the barcode
        is the current cell; returns whether that was so."""
        good, field = self.chosen(), FIELDS[max(0, self.view.currentIndex().column())]
        if good is None or not self.view.hasFocus() or (good.barcode and field != "barcode"):
            return False
        if self.changing.write(good, "barcode", barcode):
            words = _("{name} has the barcode {code} now.")
            self.tell(words.format(name=good.name, code=barcode))
        return True

    def tell(self, words: str) -> None:
        self.told.setText(words)
        set_tone(self.told, "tone", "good")
        self._offer_undo()

    def refuse(self, words: str) -> None:
        self.told.setText(words)
        set_tone(self.told, "tone", "bad")
        self._offer_undo()

    def forget(self) -> None:
        """Something else has begun: what was said goes, and so does the way back."""
        self.changing.gone = None
        self.approval.forget()
        self.tell("")

    def retranslate(self) -> None:
        self.undo.setText(_("Bring back"))
        self.undo.setIcon(theme.icon("arrow-counter-clockwise", theme.look().accent))
        self.hint.setText(
            _("Enter changes a cell, Tab goes on to the next.")
            if self._may
            else _(
                "Enter changes a price, with the owner's PIN. For the rest ask her to sign in "
                "(Ctrl+L)."
            )
        )
        self.model.retitle(columns(self._desk.terms))
        for part in (self.renaming, self.approval):
            part.retranslate()
        self._offer_good()

    def _place(self, ids: list[int]) -> None:
        """Whoever was chosen stays chosen, or who comes in the same place."""
        chosen, at = self.chosen(), self.view.currentIndex()
        number, column = max(0, at.row()), max(0, at.column())
        self.ids = ids
        self.model.show_keys(ids, self._rows)
        if chosen is not None and chosen.id in ids:
            number = ids.index(chosen.id)
        if ids:
            number = min(number, len(ids) - 1)
            self.view.setCurrentIndex(self.model.index(number, column))

    def _rows(self, ids: Sequence[int]) -> list[GoodOnSale]:
        return pricing.good_rows(self._desk.shop, ids)

    def _offer_good(self) -> None:
        good = self.chosen()
        self.put.setVisible(self._may and good is not None)
        if good is not None:
            self.put.setText(_("Take off sale  Del") if good.active else _("Bring back  Del"))
            icon = "eye-slash" if good.active else "arrow-counter-clockwise"
            self.put.setIcon(theme.icon(icon, theme.look().accent))

    def _offer_undo(self) -> None:
        self.undo.setVisible(self.changing.gone is not None)

    def _write(self, good: GoodOnSale, field: str, typed: str) -> None:
        if not self._may:
            self._ask_price(good, typed)
        elif not self.changing.write(good, field, typed):
            self.model.refuse(good, field, typed)
            self.view.stay()

    def _ask_price(self, good: GoodOnSale, typed: str) -> None:
        """The price stands as it was until the owner has allowed another."""
        try:
            price = self.changing.price(typed)
        except ShopError as problem:
            self.refuse(self._desk.words(problem))
            self.model.refuse(good, PRICE, typed)
            self.view.stay()
            return
        money = self._desk.money(price)
        self.tell(_("{name}: {price}?").format(name=good.name, price=money))
        self.approval.ask(
            Right.KEEP_GOODS, new_request(), partial(self.changing.reprice, good, price)
        )

    def _leave_price(self) -> None:
        self.tell("")
        self.view.setFocus()

    def _put(self) -> None:
        good = self.chosen()
        if good is not None and self._may:
            self.changing.put(good, on_sale=not good.active)

    def _undo(self) -> None:
        self.changing.undo()

    def _build(self) -> None:
        self.undo.hide()
        self.view.set_fields_shown()
        self.view.verticalHeader().setDefaultSectionSize(40)
        self.view.horizontalHeader().setSectionsClickable(True)
        head = row(self.count, 6, gap=8)
        head.addWidget(self.told, 1)
        for part in (self.undo, self.renaming, self.put):
            head.addWidget(part)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 8, 18, 10)
        inside.setSpacing(4)
        inside.addLayout(head)
        inside.addWidget(self.approval)
        inside.addWidget(self.listing, 1)
        inside.addWidget(self.hint)
        self.model.written.connect(self._write)
        self.view.switched.connect(self.changing.switch)
        self.view.selectionModel().currentChanged.connect(self._offer_good)
        self.approval.left.connect(self._leave_price)
        self.changing.told.connect(self.tell)
        self.changing.refused.connect(self.refuse)
        on_own_key(self.view, Qt.Key.Key_Delete, self._put)

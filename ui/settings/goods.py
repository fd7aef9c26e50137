"""The goods on sale: added in a line, taken off sale by a press."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.money import parse_amount
from shopfans.domain.terms import Terms
from shopfans.services import pricing
from shopfans.services.pricing import GoodOnSale
from shopfans.texts import _, formats, ngettext
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.field import Field, beside
from ui.widgets.pieces import button, label, row


class GoodsTable(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.count, self.told = label("heading"), label("muted"), label("good")
        self.model: ListModel[GoodOnSale] = ListModel(_columns(desk.terms))
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.problem = label("error", wraps=True)
        self.name, self.category, self.price = (Field(error=self.problem) for _field in range(3))
        self.add = button("primary", self._add, takes_focus=True)
        self.retire = button("quiet", self._retire, takes_focus=True)
        self._build()

    def refresh(self) -> None:
        goods = pricing.goods(self._desk.shop)
        self.model.show_rows(goods)
        self.view.selectRow(0)
        self.retire.setEnabled(bool(goods))
        self.count.setText(ngettext("{n} on sale", "{n} on sale", len(goods)).format(n=len(goods)))

    def retranslate(self) -> None:
        terms = self._desk.terms
        self.heading.setText(_("Goods"))
        self.model.retitle(_columns(terms))
        self.listing.empty.say(
            "package",
            _("No goods yet"),
            _("Add the first below; it becomes a button at the counter."),
        )
        self.name.name(_("Item"))
        self.category.name(_("Category"), _("may stay empty"))
        self.price.name(_("Price, in {currency}").format(currency=terms.currency.symbol))
        self.add.setText(_("Add"))
        self.add.setIcon(theme.icon("plus", theme.look().on_accent))
        self.retire.setText(_("Take off sale"))
        self.retire.setIcon(theme.icon("trash", theme.look().accent))

    def _build(self) -> None:
        self.view.set_widths(200, 150, 110)
        self.view.verticalHeader().setDefaultSectionSize(38)
        line = row(gap=12)
        line.addWidget(self.name, 3)
        line.addWidget(self.category, 2)
        line.addWidget(self.price, 2)
        line.addLayout(beside(self.add))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 16)
        inside.setSpacing(8)
        inside.addLayout(row(self.heading, self.count, None, self.told, self.retire, gap=12))
        inside.addWidget(self.listing, 1)
        inside.addLayout(line)
        inside.addWidget(self.problem)
        for field in (self.name, self.category, self.price):
            field.edit.returnPressed.connect(self._add)

    def _add(self) -> None:
        self.told.clear()
        for field in (self.name, self.category, self.price):
            field.forgive()
        try:
            pricing.add_good(
                self._desk.shop,
                by=self._desk.by,
                name=self.name.text(),
                category=self.category.text(),
                price=parse_amount(self.price.text(), self._desk.terms.currency.digits),
                request=new_request(),
            )
        except (errors.NameMissing, errors.NameTooLong) as problem:
            self.name.refuse(self._desk.words(problem))
        except ShopError as problem:
            self.price.refuse(self._desk.words(problem))
        else:
            self.name.clear()
            self.price.clear()
            self.name.setFocus()

    def _retire(self) -> None:
        good: GoodOnSale | None = self.view.chosen()
        if good is None:
            return
        try:
            pricing.retire_good(
                self._desk.shop, by=self._desk.by, good=good.id, request=new_request()
            )
        except ShopError as problem:
            self.name.refuse(self._desk.words(problem))
        else:
            self.told.setText(_("{name} is off sale.").format(name=good.name))


def _columns(terms: Terms) -> list[Column[GoodOnSale]]:
    return [
        Column(_("Item"), lambda good: good.name, stretches=True),
        Column(_("Category"), lambda good: good.category),
        Column(
            _("Price"),
            lambda good: formats.number_text(good.price, terms.currency),
            is_number=True,
        ),
    ]

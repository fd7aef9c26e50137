"""What the owner does to a good, carried out and said, or refused in words."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.goods import LONGEST_LASTING
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from shopfans.domain.roles import Staff
from shopfans.services.goods import pricing
from shopfans.services.goods.pricing import Changes, GoodOnSale
from shopfans.texts import _
from ui.desk import Desk


class Changing(QObject):
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.gone: GoodOnSale | None = None
        """What was taken off sale just now, and can be brought back by one press."""

    def write(self, good: GoodOnSale, field: str, typed: str) -> bool:
        """Let the field be what was typed; False if it was refused."""
        return self._do(lambda: self._change(good, self._understood(field, typed)))

    def price(self, typed: str) -> Money:
        """What was typed for one, before anybody is asked for her leave. Raises as parse_amount
        does."""
        return parse_amount(typed, self._desk.terms.currency.digits)

    def reprice(self, good: GoodOnSale, price: Money, by: Staff) -> None:
        """Another price, in the name and with the leave of `by`."""
        assert by.leave is not None
        shop, request = self._desk.shop, by.leave.request
        if self._do(
            lambda: pricing.change_good(shop, by=by, good=good.id, request=request, price=price)
        ):
            money = self._desk.money(price)
            self.told.emit(_("{name} costs {price} now.").format(name=good.name, price=money))

    def switch(self, good: GoodOnSale, field: str) -> None:
        """The other way round: whether it earns, or whether it is on sale."""
        if field == "active":
            self.put(good, on_sale=not good.active)
        else:
            self._do(lambda: self._change(good, {"earns": not good.earns}))

    def put(self, good: GoodOnSale, *, on_sale: bool) -> None:
        act = pricing.bring_back if on_sale else pricing.retire_good
        shop, by, request = self._desk.shop, self._desk.by, new_request()
        if self._do(lambda: act(shop, by=by, good=good.id, request=request)):
            self.gone = None if on_sale else good
            words = _("{name} is on sale again.") if on_sale else _("{name} is off sale.")
            self.told.emit(words.format(name=good.name))

    def undo(self) -> None:
        """Bring back what was taken off sale just now."""
        if self.gone is not None:
            self.put(self.gone, on_sale=True)

    def _change(self, good: GoodOnSale, to: Changes) -> None:
        shop, by = self._desk.shop, self._desk.by
        pricing.change_good(shop, by=by, good=good.id, request=new_request(), **to)

    def _understood(self, field: str, typed: str) -> Changes:
        match field:
            case "name":
                return {"name": typed}
            case "category":
                return {"category": typed}
            case "price":
                return {"price": self.price(typed)}
            case "barcode":
                return {"barcode": typed}
        if not typed.strip():
            return {"lasts": None}
        return {"lasts": parse_count(typed, least=1, most=LONGEST_LASTING)}

    def _do(self, act: Callable[[], object]) -> bool:
        self.gone = None
        try:
            act()
        except ShopError as problem:
            self.refused.emit(self._desk.words(problem))
            return False
        self.told.emit("")
        return True

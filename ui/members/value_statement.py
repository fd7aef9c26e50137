"""The statement of stored value: every change of principal and bonus, both apart, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.services.prepaid import value_statement
from shopfans.services.prepaid.value_statement import ValueLine
from shopfans.texts import _
from shopfans.texts.formats import money_text, number_change_text, number_text, time_text
from shopfans.texts.stored_value import what_text
from ui import theme
from ui.desk import Desk
from ui.members.ledger_page import LedgerPage
from ui.table import Column
from ui.widgets.pieces import button

_RECEIPT, _BY = 2, 6
_SHOWN_FROM = {_RECEIPT: 640, _BY: 760}
"""Pixels of width from which a column no longer squeezes the ones that matter most."""


class ValueStatement(LedgerPage[ValueLine]):
    sheet_wanted = Signal(int)
    """She wants her money back: the member whose sheet is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view.set_widths(138, 90, 90, 96, 96, 112, 90, shown_from=_SHOWN_FROM)
        self.money_back = button("", self._ask_sheet, takes_focus=True)
        self.money_back.hide()
        self.foot.addStretch(1)
        self.foot.addWidget(self.money_back)

    def offer_sheet(self) -> None:
        """Where the sheet can be opened, a key leads to it."""
        self.money_back.show()

    def columns(self, terms: Terms) -> list[Column[ValueLine]]:
        return _columns(terms)

    def read(self, desk: Desk, member: int) -> Sequence[ValueLine]:
        return value_statement.statement(desk.shop, member)

    def refresh(self) -> None:
        super().refresh()
        newest = self.model.row(0)
        self.money_back.setEnabled(newest is not None and bool(newest.after.both))

    def balance_text(self, lines: Sequence[ValueLine]) -> str:
        both = lines[0].after.both if lines else Money()
        return money_text(both, self._terms.currency)

    def name_it(self) -> None:
        self.title.setText(_("Statement of stored value"))
        self.money_back.setText(_("She wants her money back…"))
        self.listing.empty.say(
            "wallet", _("No stored value yet"), _("Her first top-up will stand here.")
        )

    def _ask_sheet(self) -> None:
        self.sheet_wanted.emit(self._member)


def _columns(terms: Terms) -> list[Column[ValueLine]]:
    currency = terms.currency

    def change(money: Money) -> str:
        return number_change_text(money, currency) if money else "–"

    def receipt(line: ValueLine) -> str:
        return "" if line.sale is None else str(line.sale)

    def principal_ink(line: ValueLine) -> str:
        return _ink(line.change.principal)

    def bonus_ink(line: ValueLine) -> str:
        return _ink(line.change.bonus)

    return [
        Column(_("When"), lambda line: time_text(line.at, terms.zone)),
        Column(_("What"), lambda line: what_text(line.act, line.kind), stretches=True),
        Column(_("Receipt"), receipt, is_number=True),
        Column(
            _("Principal"), lambda line: change(line.change.principal), is_number=True,
            ink=principal_ink,
        ),
        Column(_("Bonus"), lambda line: change(line.change.bonus), is_number=True, ink=bonus_ink),
        Column(_("Both left"), lambda line: number_text(line.after.both, currency), is_number=True),
        Column(_("By"), lambda line: line.staff),
    ]  # fmt: skip


def _ink(change: Money) -> str:
    if not change:
        return theme.look().muted
    return theme.look().good if change > Money() else theme.look().bad

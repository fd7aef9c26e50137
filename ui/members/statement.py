"""The statement behind a balance: every line of a member's points, newest first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from shopfans.domain.terms import Terms
from shopfans.services.belonging import rewarding
from shopfans.services.belonging.rewarding import StatementLine
from shopfans.texts import _, formats, labels
from ui import theme
from ui.desk import Desk
from ui.members.ledger_page import LedgerPage
from ui.table import Column

_RECEIPT, _LAPSES, _BY = 2, 5, 6

_SHOWN_FROM = {_RECEIPT: 550, _LAPSES: 670, _BY: 790}
"""Pixels of width from which a column no longer squeezes the ones that matter most."""


class Statement(LedgerPage[StatementLine]):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view.set_widths(138, 80, 160, 80, 88, 110, 90, shown_from=_SHOWN_FROM)

    def columns(self, terms: Terms) -> list[Column[StatementLine]]:
        return _columns(terms)

    def read(self, desk: Desk, member: int) -> Sequence[StatementLine]:
        return rewarding.statement(desk.shop, member)

    def balance_text(self, lines: Sequence[StatementLine]) -> str:
        return formats.count_text(sum(line.change for line in lines))

    def name_it(self) -> None:
        self.title.setText(_("Points ledger"))
        self.listing.empty.say(
            "star", _("No points yet"), _("The next sale brings some; each line will stand here.")
        )


def _columns(terms: Terms) -> list[Column[StatementLine]]:
    def receipt(line: StatementLine) -> str:
        if line.sale is None or line.paid is None:
            return ""
        return (
            _("Sale {number}").format(number=line.sale)
            + "  "
            + formats.money_text(line.paid, terms.currency)
        )

    return [
        Column(_("When"), lambda line: formats.time_text(line.at, terms.zone)),
        Column(_("What"), lambda line: labels.line_label(line.kind, line.act), stretches=True),
        Column(_("Receipt"), receipt),
        Column(
            _("Change"), lambda line: formats.change_text(line.change), is_number=True, ink=_ink
        ),
        Column(_("Balance"), lambda line: formats.count_text(line.after), is_number=True),
        Column(_("Lapses on"), lambda line: formats.day_text(line.lapses) if line.lapses else ""),
        Column(_("By"), lambda line: line.staff),
    ]


def _ink(line: StatementLine) -> str:
    return theme.look().good if line.change > 0 else theme.look().bad

"""The statement behind a balance: every line of a member's points, newest first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.terms import Terms
from shopfans.services import finding, rewarding
from shopfans.services.rewarding import StatementLine
from shopfans.texts import _, formats, labels, ngettext
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import Elided, button, label, panel, row

_RECEIPT, _LAPSES, _BY = 2, 5, 6

_SHOWN_FROM = {_RECEIPT: 550, _LAPSES: 670, _BY: 790}
"""Pixels of width from which a column no longer squeezes the ones that matter most."""


class Statement(QWidget):
    """Narrow enough to stand beside the counter; it shows more columns where there is room."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._member = 0
        self._terms = Terms(shop_name="")
        self.back = button("quiet", self._close, takes_focus=True)
        self.title, self.balance = label("heading"), label("figure")
        self.name, self.sum = Elided("muted"), label("muted")
        self.model: ListModel[StatementLine] = ListModel(_columns(self._terms))
        self.view = ListView(self.model)
        self.view.set_widths(138, 80, 160, 80, 88, 110, 90, shown_from=_SHOWN_FROM)
        self.listing = Listing(self.view)
        self._build()

    def show_member(self, desk: Desk, member_id: int) -> None:
        """Read her points ledger; afterwards the focus may go here."""
        self._desk, self._member = desk, member_id
        self.refresh()

    def refresh(self) -> None:
        """Read the same member's lines again."""
        if self._desk is None:
            return
        self._terms = self._desk.terms
        lines = rewarding.statement(self._desk.shop, self._member)
        self.model.show_rows(lines)
        self.view.setCurrentIndex(self.model.index(0, 0))
        self.name.setText(finding.member_rows(self._desk.shop, [self._member])[0].name)
        self.balance.setText(formats.count_text(sum(line.change for line in lines)))
        self.retranslate()

    def retranslate(self) -> None:
        self.back.setText(_("Back"))
        self.back.setIcon(theme.icon("arrow-left", theme.look().accent))
        self.back.setToolTip(_("Back (Esc)"))
        self.title.setText(_("Points ledger"))
        self.model.retitle(_columns(self._terms))
        count = self.model.rowCount()
        words = ngettext("Sum of {count} line", "Sum of {count} lines", count)
        self.sum.setText(words.format(count=formats.count_text(count)))
        self.listing.empty.say(
            "star", _("No points yet"), _("The next sale brings some; each line will stand here.")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        card, inside = panel(gap=4)
        inside.addLayout(row(self.title, None, self.back))
        across = row(gap=12)
        across.addWidget(self.name, 1)
        across.addWidget(self.sum)
        across.addWidget(self.balance)
        inside.addLayout(across)
        inside.addSpacing(6)
        inside.addWidget(self.listing, 1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)
        self.setFocusProxy(self.view)

    def _close(self) -> None:
        self.closed.emit()


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
        Column(_("What"), lambda line: labels.entry_label(line.kind), stretches=True),
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

"""A new good in one line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.goods import LONGEST_LASTING
from shopfans.domain.money import parse_amount
from shopfans.domain.points import parse_count
from shopfans.services.goods import pricing
from shopfans.texts import _
from ui import theme
from ui.desk import Desk
from ui.goods.table import heading
from ui.widgets.field import Field, beside
from ui.widgets.pieces import button, label, row


class Adding(QFrame):
    added = Signal(str)
    """Its name."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.problem = label("error", wraps=True)
        self.name, self.category, self.price, self.barcode, self.lasts = (
            Field(error=self.problem) for _field in range(5)
        )
        self.earns = QCheckBox()
        self.earns.setChecked(True)
        self.add = button("primary", self._add, takes_focus=True)
        self._build()

    def offer_categories(self, names: list[str]) -> None:
        """Suggested as one types."""
        completer = QCompleter([name for name in names if name], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.category.edit.setCompleter(completer)

    def take_barcode(self, code: str) -> None:
        """A barcode was scanned for the new good; what is missing is asked for."""
        self.barcode.edit.setText(code)
        self.barcode.forgive()
        (self.name if not self.name.text().strip() else self.price).setFocus()

    def is_begun(self) -> bool:
        """Whether somebody is at it."""
        return any(field.text().strip() or field.edit.hasFocus() for field in self._fields())

    def retranslate(self) -> None:
        symbol = self._desk.terms.currency.symbol
        self.name.name(_("New item"), _("name"))
        self.category.name(heading("category"), _("may stay empty"))
        self.price.name(_("Selling price, in {currency}").format(currency=symbol))
        self.barcode.name(heading("barcode"), _("scan or type"))
        self.lasts.name(heading("lasts"), _("if any"))
        self.earns.setText(heading("earns"))
        self.add.setText(_("Add"))
        self.add.setIcon(theme.icon("plus", theme.look().on_accent))

    def _fields(self) -> tuple[Field, ...]:
        return self.name, self.category, self.price, self.barcode, self.lasts

    def _build(self) -> None:
        line = row(gap=10)
        for field, share in zip(self._fields(), (6, 4, 3, 5, 3), strict=True):
            line.addWidget(field, share)
            field.edit.returnPressed.connect(self._add)
        line.addLayout(beside(self.earns))
        line.addLayout(beside(self.add))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 14)
        inside.setSpacing(8)
        inside.addLayout(line)
        inside.addWidget(self.problem)

    def _add(self) -> None:
        for field in self._fields():
            field.forgive()
        name = self.name.text()
        try:
            lasts = self._lasts()
            pricing.add_good(
                self._desk.shop,
                by=self._desk.by,
                name=name,
                category=self.category.text(),
                price=parse_amount(self.price.text(), self._desk.terms.currency.digits),
                barcode=self.barcode.text(),
                earns=self.earns.isChecked(),
                lasts=lasts,
                request=new_request(),
            )
        except ShopError as problem:
            self._concerned(problem).refuse(self._desk.words(problem))
            return
        for field in (self.name, self.price, self.barcode, self.lasts):
            field.clear()  # the next one is often of the same category
        self.name.setFocus()
        self.added.emit(name.strip())

    def _lasts(self) -> int | None:
        typed = self.lasts.text()
        return parse_count(typed, least=1, most=LONGEST_LASTING) if typed.strip() else None

    def _concerned(self, problem: ShopError) -> Field:
        match problem:
            case errors.NameMissing():
                return self.name
            case errors.NameTooLong():
                return self.name if len(self.name.text()) > problem.most else self.category
            case errors.BadBarcode() | errors.BarcodeIsOurs() | errors.BarcodeTaken():
                return self.barcode
            case errors.BadNumber() | errors.NumberOutOfRange():
                return self.lasts
            case _:
                return self.price

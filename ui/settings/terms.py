"""The owner's choices: the shop's name, what points are worth, how far ahead Today looks."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain.contacts import tidy_name
from shopfans.domain.earning import Piece, earn
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count, worth
from shopfans.domain.terms import FARTHEST_AHEAD, LONGEST_LAST, MOST_POINTS, Terms
from shopfans.services import settings
from shopfans.texts import _, formats
from ui import theme
from ui.desk import Desk
from ui.widgets.field import Field, beside
from ui.widgets.pieces import button, column, label


class TermsForm(QFrame):
    """Each refusal stands beside its field; what was granted under older terms keeps them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.example = label("heading"), label("muted", wraps=True)
        self.shop_name, self.points, self.each = Field(), Field(), Field()
        self.value, self.last, self.ahead = Field(), Field(), Field()
        self.saved = label("good")
        self.save = button("primary", self._save, takes_focus=True)
        self._build()

    def refresh(self) -> None:
        """The terms in force, unless somebody is typing others."""
        if any(field.edit.isModified() for field in self._fields()):
            return
        terms = self._desk.terms
        money = terms.currency
        texts = (
            terms.shop_name,
            str(terms.earning.points),
            formats.number_text(terms.earning.each, money),
            formats.number_text(terms.point_value, money),
            str(terms.points_last),
            str(terms.days_ahead),
        )
        for field, text in zip(self._fields(), texts, strict=True):
            field.edit.setText(text)
            field.forgive()
        self._show_example()

    def retranslate(self) -> None:
        symbol = self._desk.terms.currency.symbol
        self.heading.setText(_("The shop and its points"))
        self.shop_name.name(_("Name of the shop"))
        self.points.name(_("Points earned"))
        self.each.name(_("for each full {currency}").format(currency=symbol))
        self.value.name(_("One point is worth, in {currency}").format(currency=symbol))
        self.last.name(_("Points last, in days"))
        self.ahead.name(_("Today looks ahead, in days"))
        self.save.setText(_("Save"))
        self.save.setIcon(theme.icon("check", theme.look().on_accent))
        self.saved.setText(_("Saved"))
        self._show_example()

    def _fields(self) -> tuple[Field, ...]:
        return (self.shop_name, self.points, self.each, self.value, self.last, self.ahead)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.addWidget(self.shop_name, 0, 0, 1, 2)
        for number, field in enumerate(self._fields()[1:]):
            grid.addLayout(column(field, None), 1 + number // 2, number % 2)
        grid.addLayout(beside(self.save), 3, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 16, 18, 16)
        inside.setSpacing(10)
        inside.addWidget(self.heading)
        inside.addLayout(grid)
        inside.addWidget(self.example)
        inside.addWidget(self.saved)
        inside.addStretch(1)
        for field in self._fields():
            field.edit.textEdited.connect(self._show_example)
            field.edit.returnPressed.connect(self._save)

    def _typed(self) -> Terms:
        """The terms as the fields say; a field that cannot be understood says so itself."""
        digits = self._desk.terms.currency.digits
        return replace(
            self._desk.terms,
            shop_name=_read(self.shop_name, tidy_name),
            earning=replace(
                self._desk.terms.earning,
                points=_read(self.points, parse_count, least=0, most=MOST_POINTS),
                each=_read(self.each, parse_amount, digits=digits),
            ),
            point_value=_read(self.value, parse_amount, digits=digits),
            points_last=_read(self.last, parse_count, least=1, most=LONGEST_LAST),
            days_ahead=_read(self.ahead, parse_count, least=0, most=FARTHEST_AHEAD),
        )

    def _show_example(self) -> None:
        self.saved.hide()
        try:
            terms = self._typed()
        except _Refused:
            self.example.clear()
            return
        paid = Money(100 * 10**terms.currency.digits)
        piece = Piece(paid, Money(), Money(), "", earns=True)
        points = earn(terms.earning, [piece], day=self._desk.today, birthday=None).points
        self.example.setText(
            _("A sale of {paid} earns {points} points; used, they take {worth} off.").format(
                paid=formats.money_text(paid, terms.currency),
                points=formats.count_text(points),
                worth=formats.money_text(worth(points, terms.point_value), terms.currency),
            )
        )

    def _save(self) -> None:
        try:
            terms = self._typed()
            settings.save(self._desk.shop, by=self._desk.by, terms=terms, request=new_request())
        except _Refused as refused:
            refused.field.refuse(self._desk.words(refused.problem))
        except ShopError as problem:
            self.shop_name.refuse(self._desk.words(problem))
        else:
            for field in self._fields():
                field.edit.setModified(False)
            self.refresh()
            self.saved.show()


class _Refused(Exception):
    def __init__(self, field: Field, problem: ShopError) -> None:
        super().__init__()
        self.field, self.problem = field, problem


def _read(field: Field, parse: Callable[..., Any], **bounds: int) -> Any:
    try:
        return parse(field.text(), **bounds)
    except ShopError as problem:
        raise _Refused(field, problem) from None

"""One session card on sale, or a new one: its name, its price, what it is good for and how long."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain import errors
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.session_cards import LONGEST, CardTerms
from shopfans.services.goods import pricing
from shopfans.services.sessions import offering
from shopfans.services.sessions.offering import KindRow
from shopfans.texts import _
from shopfans.texts.formats import number_text
from ui import theme
from ui.coupons.dates import DayField
from ui.coupons.session_lines import SessionLines
from ui.desk import Desk
from ui.typed import Refused, count_or_none, kept, read
from ui.widgets.field import Field, beside
from ui.widgets.pieces import button, label, row

_YEAR = timedelta(days=365)


class SessionForm(QFrame):
    saved = Signal(int)
    """The number of the kind that is kept now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._kind: KindRow | None = None
        self.is_touched = False
        """Whether something is written that is not kept yet."""
        self.heading, self.lead = label("heading"), label("muted", wraps=True)
        self.problem = label("error", wraps=True)
        self.name_field, self.price = Field(error=self.problem), Field(error=self.problem)
        self.lasts = Field(error=self.problem)
        self.ends, self.until = QCheckBox(), DayField(desk.today + _YEAR)
        self.shared = QCheckBox()
        self.lines = SessionLines(desk)
        self.save = button("primary", self._save, takes_focus=True)
        self._build()

    def show_kind(self, kind: KindRow | None) -> None:
        """This one, or an empty form."""
        self._kind = kind
        terms = kind.terms if kind else CardTerms("", Money(), ())
        currency = self._desk.terms.currency
        self.lines.offer(pricing.goods(self._desk.shop))
        self.name_field.edit.setText(terms.name)
        self.price.edit.setText(number_text(terms.price, currency) if terms.price else "")
        self.lasts.edit.setText("" if terms.lasts is None else str(terms.lasts))
        self.ends.setChecked(terms.until is not None)
        self.until.choose(terms.until or self._desk.today + _YEAR)
        self.shared.setChecked(terms.is_shared)
        self.lines.show_parts(terms.parts)
        self.lines.retranslate()
        self._mark(is_touched=False)
        self.problem.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(_("Change the card") if self._kind else _("New card"))
        self.lead.setText(
            _("From now on it is sold like this; cards that were sold stay as they are.")
            if self._kind
            else _("The counter sells it by one key, and takes a session off by another.")
        )
        self.name_field.name(_("Name of the card"), _("Ten facials"))
        self.price.name(_("Price, {currency}").format(currency=self._desk.terms.currency.symbol))
        self.lasts.name(_("Good for, in days"), _("no end"))
        self.ends.setText(_("Ends on"))
        self.until.name(" ")
        self.shared.setText(_("Shared: who she sends may use it, and it can be passed on"))
        self.lines.retranslate()
        self.save.setText(_("Save"))
        self.save.setIcon(theme.icon("check", theme.look().on_accent))

    def typed(self) -> CardTerms:
        """Raises Refused."""
        return CardTerms(
            self.name_field.text(),
            read(self.price, parse_amount, digits=self._desk.terms.currency.digits),
            self.lines.typed(),
            count_or_none(self.lasts, least=1, most=LONGEST),
            self.until.day() if self.ends.isChecked() else None,
            self.shared.isChecked(),
        )

    def _keep(self) -> None:
        terms, shop, by = self.typed(), self._desk.shop, self._desk.by
        try:
            if self._kind is None:
                number = offering.add_kind(shop, by=by, terms=terms, request=new_request())
            else:
                number = self._kind.id
                offering.change_kind(shop, by=by, kind=number, terms=terms, request=new_request())
        except (errors.NameMissing, errors.NameTooLong) as problem:
            if self.name_field.text().strip():
                raise
            raise Refused(self.name_field, problem) from None
        self._mark(is_touched=False)
        self.saved.emit(number)

    def _save(self) -> None:
        self.problem.hide()
        kept(self._desk, self._keep, refuse=self._refuse)

    def _refuse(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.show()

    def _touch(self) -> None:
        self.until.setEnabled(self.ends.isChecked())
        self._mark(is_touched=True)

    def _mark(self, *, is_touched: bool) -> None:
        self.is_touched = is_touched
        self.until.setEnabled(self.ends.isChecked())

    def _build(self) -> None:
        self.problem.hide()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addWidget(self.heading)
        inside.addWidget(self.lead)
        first = row(gap=12)
        first.addWidget(self.name_field, 3)
        first.addWidget(self.price, 1)
        inside.addLayout(first)
        second = row(gap=12)
        second.addWidget(self.lasts, 1)
        second.addLayout(beside(self.ends))
        second.addWidget(self.until)
        inside.addLayout(second)
        inside.addWidget(self.shared)
        inside.addWidget(self.lines, 1)
        inside.addWidget(self.problem)
        inside.addLayout(row(None, self.save))
        for field in (self.name_field, self.price, self.lasts):
            field.edit.textEdited.connect(self._touch)
            field.edit.returnPressed.connect(self._save)
        for box in (self.ends, self.shared):
            box.toggled.connect(self._touch)
        self.until.changed.connect(self._touch)
        self.lines.changed.connect(self._touch)

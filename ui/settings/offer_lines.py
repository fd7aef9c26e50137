"""A line for each top-up offer: from how much on, what the shop adds, and how it comes."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from shopfans.domain.stored_value import MOST_COUPONS, MOST_MONTHS, MOST_OFFERS, Offer
from shopfans.services.coupons.designing import TemplateName
from shopfans.texts import _
from shopfans.texts.formats import number_text
from ui.desk import Desk
from ui.settings.template_box import offer_templates
from ui.typed import read, read_or
from ui.widgets.field import Field
from ui.widgets.line_list import Line, LineList
from ui.widgets.pieces import column, label, row

_NUMBER = 120
"""Pixels: an amount."""


class OfferLines(LineList["OfferLine"]):
    def __init__(self, desk: Desk) -> None:
        super().__init__(most=MOST_OFFERS)
        self._desk = desk
        self._templates: Sequence[TemplateName] = ()

    def show_offers(self, offers: Sequence[Offer], templates: Sequence[TemplateName]) -> None:
        self._templates = templates
        self.clear()
        for offer in sorted(offers, key=lambda one: one.paid):
            self._line(offer)
        self.show_lines()

    def typed(self) -> tuple[Offer, ...]:
        """Raises Refused."""
        return tuple(line.typed() for line in self.lines)

    def new_line(self) -> "OfferLine":
        return self._line(Offer(Money()))

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(_("What the shop adds"))
        self.words.setText(_("The largest amount that is reached counts, once."))
        self.empty.setText(
            _("No offers yet. Add the first one, for example 50 for 500: the counter gets a key "
              "for each.")
        )  # fmt: skip

    def _line(self, offer: Offer) -> "OfferLine":
        line = OfferLine(self._desk, self.problem)
        line.show_offer(offer, self._templates)
        return self.put(line)


class OfferLine(Line):
    def __init__(self, desk: Desk, problem: QLabel) -> None:
        super().__init__()
        self._desk = desk
        self.paid, self.bonus, self.months, self.coupons = (
            Field(error=problem) for _field in range(4)
        )
        self.template, self.template_title = QComboBox(), label("small")
        self.setFocusProxy(self.paid.edit)
        self._build()

    def show_offer(self, offer: Offer, templates: Sequence[TemplateName]) -> None:
        currency = self._desk.terms.currency
        self.paid.edit.setText(number_text(offer.paid, currency) if offer.paid else "")
        self.bonus.edit.setText(number_text(offer.bonus, currency) if offer.bonus else "")
        self.months.edit.setText(str(offer.months) if offer.months > 1 else "")
        self.coupons.edit.setText(str(offer.coupons) if offer.coupons else "")
        offer_templates(self.template, templates, offer.template)

    def typed(self) -> Offer:
        """Raises Refused."""
        digits = self._desk.terms.currency.digits
        template = self.template.currentData()
        coupons = read_or(1, self.coupons, parse_count, least=1, most=MOST_COUPONS)
        return Offer(
            read(self.paid, parse_amount, digits=digits),
            read_or(Money(), self.bonus, parse_amount, digits=digits),
            read_or(1, self.months, parse_count, least=1, most=MOST_MONTHS),
            template,
            coupons if template is not None else 0,
        )

    def retranslate(self) -> None:
        super().retranslate()
        symbol = self._desk.terms.currency.symbol
        self.paid.name(_("She pays in, {currency}").format(currency=symbol))
        self.bonus.name(_("Bonus, {currency}").format(currency=symbol), _("none"))
        self.months.name(_("In monthly parts"), _("at once"))
        self.template_title.setText(_("Coupons along with it"))
        self.template.setAccessibleName(_("Coupons along with it"))
        self.template.setItemText(0, _("none"))
        self.coupons.name(_("How many"), "1")

    def titles(self) -> tuple[QWidget, ...]:
        fields = (self.paid, self.bonus, self.months, self.coupons)
        return (*(field.title for field in fields), self.template_title, *super().titles())

    def _build(self) -> None:
        for field in (self.paid, self.bonus, self.months, self.coupons):
            field.setFixedWidth(_NUMBER)
            field.edit.textEdited.connect(self.changed)
        self.template.activated.connect(self.changed)
        across = row(self.paid, self.bonus, self.months, gap=10)
        across.addLayout(column(self.template_title, self.template, gap=4), 1)
        across.addWidget(self.coupons)
        across.addLayout(column(self._above, self.remove, None, gap=4))
        self.setLayout(across)

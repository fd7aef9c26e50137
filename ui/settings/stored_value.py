"""The owner's rules of stored value: offers, how a payment draws on it, points, and what she gets
back; with an example of their effect while they are edited."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.errors import ShopError
from shopfans.domain.stored_value import Draw, EarnsOn, Returning, StoredValueRule, check_rule
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services.coupons import designing
from shopfans.texts import _
from shopfans.texts.formats import number_text
from shopfans.texts.stored_value import draw_label, earns_label, effect_text, returning_label
from ui.desk import Desk
from ui.keeping import Keeping
from ui.settings.offer_lines import OfferLines
from ui.tokens import GAP
from ui.typed import Refused, amount_or_none
from ui.widgets.field import Field
from ui.widgets.pieces import column, label, panel, row
from ui.widgets.segments import Segments

_NO_YES = (False, True)

_WIDTH = 230
"""Pixels: as much as the name of the field needs."""


class StoredValueForm(QWidget):
    """Nothing is taken from what guests have already: the rules are for what comes."""

    topics = frozenset({Topic.TERMS, Topic.COUPONS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.tops_up, self.keeps_change = Segments(_NO_YES), Segments(_NO_YES)
        self.draw, self.earns = Segments(list(Draw)), Segments(list(EarnsOn))
        self.returning = Segments(list(Returning))
        self.unproven = Field()
        self.titles = [label("muted") for _choice in self.choices()]
        self.offers = OfferLines(desk)
        self.example, self.law = label("strong", wraps=True), label("muted", wraps=True)
        self.keeping = Keeping(desk, discards=True)
        self._build()

    def choices(self) -> tuple[Segments, ...]:
        return (self.tops_up, self.keeps_change, self.draw, self.earns, self.returning)

    def refresh(self) -> None:
        """The rules in force, unless somebody is choosing others."""
        if self.keeping.is_touched:
            return
        rule = self._desk.terms.stored_value
        held = (rule.tops_up, rule.keeps_change, rule.draw, rule.earns, rule.returning)
        for choice, value in zip(self.choices(), held, strict=True):
            choice.choose(value)
        unproven = rule.unproven
        currency = self._desk.terms.currency
        self.unproven.edit.setText("" if unproven is None else number_text(unproven, currency))
        self.unproven.forgive()
        self.offers.show_offers(rule.offers, designing.names(self._desk.shop))
        self.offers.retranslate()
        self._show_example()

    def retranslate(self) -> None:
        for title, words in zip(
            self.titles,
            (
                _("Top-ups at the counter"), _("Change may be kept for her"),
                _("A payment takes"), _("Points come"),
                _("If she wants her money back, what she used counts"),
            ),
            strict=True,
        ):  # fmt: skip
            title.setText(words)
        for choice in (self.tops_up, self.keeps_change):
            choice.name(_("Not allowed"), _("Allowed"))
        self.draw.name(*map(draw_label, Draw))
        self.earns.name(*map(earns_label, EarnsOn))
        self.returning.name(*map(returning_label, Returning))
        self.unproven.name(_("More only with her phone or its number"), _("any"))
        self.offers.retranslate()
        self.law.setText(
            _("In mainland China she may ask for her own money within seven days of paying, "
              "without a reason (法释〔2025〕4号, Art. 14): then what she used is taken off the "
              "bonus first, whatever is chosen here. Stored value never lapses.")
        )  # fmt: skip
        self.keeping.retranslate()
        self._show_example()

    def typed(self) -> StoredValueRule:
        """The rule as it is chosen. Raises Refused or what check_rule raises."""
        rule = StoredValueRule(
            self.tops_up.value(), self.offers.typed(), self.draw.value(), self.earns.value(),
            self.keeps_change.value(), self.returning.value(),
            amount_or_none(self.unproven, self._desk.terms.currency.digits),
        )  # fmt: skip
        check_rule(rule)
        return rule

    def _terms(self) -> Terms:
        return replace(self._desk.terms, stored_value=self.typed())

    def _touch(self) -> None:
        self.keeping.touch()
        self._show_example()

    def _show_example(self) -> None:
        try:
            rule = self.typed()
        except (Refused, ShopError):
            self.example.clear()
        else:
            self.example.setText(effect_text(rule, self._desk.terms.currency))

    def _discard(self) -> None:
        self.refresh()
        self.tops_up.button(self.tops_up.value()).setFocus()

    def _save(self) -> None:
        if not self.keeping.keep(self._terms, self.refresh):
            self.offers.scrolled.keep_focus_in_view()

    def _build(self) -> None:
        above, inside = panel(edge=14, gap=8)
        pairs = [
            column(title, choice, gap=4)
            for title, choice in zip(self.titles, self.choices(), strict=True)
        ]
        self.unproven.setFixedWidth(_WIDTH)
        inside.addLayout(row(pairs[0], 24, pairs[1], 24, pairs[2], None))
        inside.addLayout(row(pairs[4], None))
        inside.addLayout(row(pairs[3], 24, self.unproven, None))
        self.unproven.edit.textEdited.connect(self._touch)
        self.unproven.edit.returnPressed.connect(self._save)
        for choice in self.choices():
            choice.chosen.connect(self._touch)
        self.offers.changed.connect(self._touch)
        foot, below = panel(edge=14, gap=4)
        across = row(gap=14)
        across.addLayout(column(self.example, self.law, gap=4), 1)
        across.addWidget(self.keeping)
        below.addLayout(across)
        self.keeping.wanted.connect(self._save)
        self.keeping.discarded.connect(self._discard)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP)
        down.addWidget(above)
        down.addWidget(self.offers, 1)
        down.addWidget(foot)

"""How the owner cares: which festivals, after how long a silence, and what comes along."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.care_plan import LONGEST_SILENCE, CareGift, CareRule, Moment
from shopfans.domain.festivals import Festival
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from shopfans.services.coupons import designing
from shopfans.services.reminders import planning
from shopfans.texts import _, formats
from shopfans.texts.reasons import festival_text, moment_label
from ui import theme
from ui.desk import Desk
from ui.tokens import GAP
from ui.typed import kept, read, read_or
from ui.widgets.field import Field
from ui.widgets.keys import on_key
from ui.widgets.pieces import button, label, panel, row

ABOUT = 2
"""Festivals a year; with the other moments that makes about six."""

_NO_COUPON = None


class CareRulePage(QWidget):
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.heading, self.lead = label("heading"), label("small", wraps=True)
        self.festivals = {festival: QCheckBox() for festival in Festival}
        self.silence, self.patience, self.line = Field(), Field(), Field()
        self.gifts_heading, self.problem = label("heading"), label("error", wraps=True)
        self.names = {moment: label() for moment in Moment}
        self.words = {moment: Field(error=self.problem) for moment in Moment}
        self.costs = {moment: Field(error=self.problem) for moment in Moment}
        self.coupons = {moment: QComboBox() for moment in Moment}
        self.titles = [label("small") for _column in range(3)]
        self.save = button("primary", self._save, takes_focus=True)
        self.leave = button("", self.closed.emit, takes_focus=True)
        self._build()

    def refresh(self) -> None:
        """The rule in force, and the coupons that can come along."""
        terms = self._desk.terms
        rule = terms.care
        for festival, box in self.festivals.items():
            box.setChecked(festival in rule.festivals)
        for field, number in (
            (self.silence, rule.silence),
            (self.patience, rule.patience),
            (self.line, rule.done_line),
        ):
            field.edit.setText(str(number))
            field.forgive()
        templates = [one for one in designing.templates(self._desk.shop) if one.active]
        for moment in Moment:
            gift = rule.gift(moment)
            self.words[moment].edit.setText(gift.words)
            self.costs[moment].edit.setText(
                formats.number_text(gift.cost, terms.currency) if gift.cost.fen else ""
            )
            box_of = self.coupons[moment]
            box_of.clear()
            box_of.addItem(_("no coupon"), _NO_COUPON)
            for template in templates:
                box_of.addItem(template.name, template.id)
            box_of.setCurrentIndex(max(0, box_of.findData(gift.template)))
        self.problem.hide()

    def retranslate(self) -> None:
        self.heading.setText(_("How you care"))
        self.lead.setText(
            _("About two festivals a year, and gifts without any condition: none is an advert.")
        )
        for festival, box in self.festivals.items():
            box.setText(festival_text(festival))
        self.silence.name(_("A long silence begins after, in days"))
        self.patience.name(_("A moment may be late by, in days"))
        self.line.name(_("Propose fewer guests below, in % of moments kept"))
        self.gifts_heading.setText(_("What comes along"))
        for title, text in zip(self.titles, (_("Gift"), _("Costs you"), _("Coupon")), strict=True):
            title.setText(text)
        for moment in Moment:
            self.names[moment].setText(moment_label(moment))
            for field, text in (
                (self.words[moment], _("Gift")), (self.costs[moment], _("Costs you")),
            ):  # fmt: skip
                field.edit.setAccessibleName(f"{moment_label(moment)}: {text}")
        self.save.setText(_("Save") + "  F9")
        self.save.setIcon(theme.icon("check", theme.look().on_accent))
        self.leave.setText(_("Back") + "  Esc")

    def typed(self) -> CareRule:
        """Raises Refused."""
        digits = self._desk.terms.currency.digits
        return replace(
            self._desk.terms.care,
            festivals=tuple(one for one, box in self.festivals.items() if box.isChecked()),
            silence=read(self.silence, parse_count, least=7, most=LONGEST_SILENCE),
            patience=read(self.patience, parse_count, least=0, most=60),
            done_line=read(self.line, parse_count, least=1, most=100),
            gifts=tuple(
                CareGift(
                    moment,
                    self.words[moment].text().strip(),
                    read_or(Money(), self.costs[moment], parse_amount, digits=digits),
                    self.coupons[moment].currentData(),
                )
                for moment in Moment
            ),
        )

    def _save(self) -> None:
        self.problem.hide()
        if kept(self._desk, self._store, refuse=self._refuse):
            self.closed.emit()

    def _store(self) -> None:
        planning.save_rule(
            self._desk.shop, by=self._desk.by, rule=self.typed(), request=new_request()
        )

    def _refuse(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.show()

    def _build(self) -> None:
        self.problem.hide()
        left, rule = panel(gap=8)
        for part in (self.heading, self.lead):
            rule.addWidget(part)
        for box in self.festivals.values():
            rule.addWidget(box)
        for field in (self.silence, self.patience, self.line):
            rule.addWidget(field)
        rule.addStretch(1)
        right, gifts = panel(gap=10)
        gifts.addWidget(self.gifts_heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for place, title in enumerate(self.titles, 1):
            grid.addWidget(title, 0, place)
        for line, moment in enumerate(Moment, 1):
            for field in (self.words[moment], self.costs[moment]):
                field.title.hide()
            self.costs[moment].setFixedWidth(96)
            self.coupons[moment].setFixedWidth(170)
            grid.addWidget(self.names[moment], line, 0)
            grid.addWidget(self.words[moment], line, 1)
            grid.addWidget(self.costs[moment], line, 2)
            grid.addWidget(self.coupons[moment], line, 3)
        grid.setColumnStretch(1, 1)
        gifts.addLayout(grid)
        gifts.addWidget(self.problem)
        gifts.addStretch(1)
        gifts.addLayout(row(self.leave, None, self.save))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP)
        across.addWidget(left, 2)
        across.addWidget(right, 4)
        for keys, act in (("F9", self._save), ("Esc", self.closed.emit)):
            on_key(self, keys, act)
        self.setFocusProxy(self.silence)

"""The owner's own words for each reason, and how often is often enough."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QWidget

from shopfans import texts
from shopfans.database.operations import new_request
from shopfans.domain import message_texts
from shopfans.domain.errors import ShopError
from shopfans.domain.fatigue import LONGEST_QUIET, MOST_A_MONTH, MOST_IN_ALL, FatigueRule
from shopfans.domain.foresight import LONGEST_RULE, SHORTEST_RULE
from shopfans.domain.message_texts import PLACEHOLDERS, MessageText, chosen
from shopfans.domain.points import parse_count
from shopfans.domain.sections import ORDER
from shopfans.domain.terms import FARTHEST_AHEAD, Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.coupons import designing
from shopfans.services.goods import pricing
from shopfans.services.reminders import reminding
from shopfans.texts import _, formats, labels, ngettext
from shopfans.texts.message_texts import default_text, example, place_label
from ui import theme
from ui.desk import Desk
from ui.tokens import GAP
from ui.typed import Refused, kept_terms, read, read_or
from ui.widgets.chips import Chips
from ui.widgets.field import Field
from ui.widgets.pieces import button, label, panel, row
from ui.widgets.scrolled import Scrolled
from ui.widgets.segments import Segments

_TEXT = 132
"""Pixels: five lines, more than one writes to anybody."""


class WordsPage(QWidget):
    topics = frozenset({Topic.TERMS})

    rule_changed = Signal()
    """Others are due now in a shop that goes by the owner's rule."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.heading, self.lead = label("heading"), label("small", wraps=True)
        self.reasons, self.language = Chips(most_lines=2), Segments(list(texts.LANGUAGES))
        self.text, self.error = QPlainTextEdit(), label("error", wraps=True)
        self.example_title, self.example = label("small"), label("", wraps=True)
        self._good = self._coupon = ""
        self.told = label("good")
        self.save_text = button("primary", self._save_text, takes_focus=True)
        self.take_back = button("", self._take_back, takes_focus=True)
        self.limits, self.limits_lead = label("heading"), label("small", wraps=True)
        self.per_member, self.in_all, self.quiet, self.ahead = Field(), Field(), Field(), Field()
        self.rule_days = Field()
        self.holds_back = QCheckBox()
        self.effect, self.saved = label("", wraps=True), label("good")
        self.save = button("primary", self._save_limits, takes_focus=True)
        self._build()

    def refresh(self) -> None:
        """What is in force, unless somebody is typing something else."""
        terms, shop = self._desk.terms, self._desk.shop
        self._good = next((one.name for one in pricing.goods(shop, most=1)), "")
        self._coupon = next((one.name for one in designing.templates(shop)), "")
        if not self.text.document().isModified():
            self._show_text()
        self._show_example()
        if any(field.edit.isModified() for field in self._fields()):
            return
        rule = terms.fatigue
        for field, words in zip(
            self._fields(),
            (
                str(rule.per_member),
                "" if rule.in_all is None else str(rule.in_all),
                str(rule.quiet_days),
                str(terms.days_ahead),
                str(terms.rule_days),
            ),
            strict=True,
        ):
            field.edit.setText(words)
            field.forgive()
        self.holds_back.setChecked(terms.holds_back)
        self._try()

    def retranslate(self) -> None:
        self.heading.setText(_("What you write to them"))
        self.lead.setText(
            _("In braces may stand: {known}.").format(
                known=formats.list_text(f"{{{name}}} {place_label(name)}" for name in PLACEHOLDERS)
            )
        )
        self.example_title.setText(_("So she reads it, for example"))
        self.reasons.show_choices(
            [(reason, labels.reason_label(reason)) for reason in ORDER],
            self.reasons.value() or ORDER[0],
        )
        self.language.name(*texts.LANGUAGES.values())
        self.text.setAccessibleName(_("Text"))
        self.save_text.setText(_("Save text"))
        self.save_text.setIcon(theme.icon("check", theme.look().on_accent))
        self.take_back.setText(_("As it was at first"))
        self.limits.setText(_("How often is enough"))
        self.limits_lead.setText(
            _(
                "For whatever wants something of her. Greetings and care count, but are never "
                "held up; who said no to messages is never written to."
            )
        )
        self.per_member.name(_("Reach one member at most, times a month"))
        self.in_all.name(_("All members together, times a month"), _("no limit"))
        self.quiet.name(_("Then leave her in peace, in days"))
        self.ahead.name(_("Today looks ahead, in days"))
        self.rule_days.name(_("Due after, in days, until the rhythms are known"))
        self.holds_back.setText(_("Hold one in ten back, to see what reminding brings"))
        self.save.setText(_("Save"))
        self.save.setIcon(theme.icon("check", theme.look().on_accent))
        self.told.setText(_("Saved"))
        self.saved.setText(_("Saved"))
        self._show_text()
        self._try()

    def _fields(self) -> tuple[Field, ...]:
        return (self.per_member, self.in_all, self.quiet, self.ahead, self.rule_days)

    def _show_text(self) -> None:
        reason, language = self.reasons.value(), self.language.value()
        if reason is None:
            return
        with texts.speaking(language):
            words = chosen(self._desk.terms.texts, reason, language) or default_text(reason)
        self.text.setPlainText(words)
        self.text.document().setModified(False)
        self.error.hide()

    def _show_example(self) -> None:
        with texts.speaking(self.language.value()):
            self.example.setText(
                example(
                    self._desk.terms, self.text.toPlainText(), self._desk.today, good=self._good,
                    coupon=self._coupon,
                )
            )  # fmt: skip

    def _turn(self) -> None:
        self.told.hide()
        self.text.document().setModified(False)
        self._show_text()

    def _save_text(self) -> None:
        words = self.text.toPlainText()
        try:
            message_texts.check_text(words)
            self._store(words)
        except ShopError as problem:
            self.error.setText(self._desk.words(problem))
            self.error.show()
            self.text.setFocus()
            return
        self.told.show()

    def _take_back(self) -> None:
        self._store(None)

    def _store(self, words: str | None) -> None:
        terms, reason, language = self._desk.terms, self.reasons.value(), self.language.value()
        others = tuple(
            one for one in terms.texts if (one.reason, one.language) != (reason, language)
        )
        own = () if words is None else (MessageText(reason, language, words),)
        settings.save(
            self._desk.shop, by=self._desk.by, terms=replace(terms, texts=others + own),
            request=new_request(),
        )  # fmt: skip
        self.text.document().setModified(False)
        self._show_text()

    def _typed(self) -> Terms:
        """The terms as the fields say. Raises Refused."""
        return replace(
            self._desk.terms,
            fatigue=FatigueRule(
                read(self.per_member, parse_count, least=0, most=MOST_A_MONTH),
                read_or(None, self.in_all, parse_count, least=0, most=MOST_IN_ALL),
                read(self.quiet, parse_count, least=0, most=LONGEST_QUIET),
            ),
            days_ahead=read(self.ahead, parse_count, least=0, most=FARTHEST_AHEAD),
            rule_days=read(self.rule_days, parse_count, least=SHORTEST_RULE, most=LONGEST_RULE),
            holds_back=self.holds_back.isChecked(),
        )

    def _try(self) -> None:
        """What the fields would have made of today's list."""
        self.saved.hide()
        try:
            found = reminding.trial(self._desk.shop, self._typed())
        except Refused:
            self.effect.setText("")
            return
        self.effect.setText(
            ngettext(
                "This would have put {n} line on today's list; {m} of those shown may be written "
                "to.",
                "This would have put {n} lines on today's list; {m} of those shown may be written "
                "to.",
                found.listed,
            ).format(n=formats.count_text(found.listed), m=formats.count_text(found.reachable))
        )

    def _save_limits(self) -> None:
        before = self._desk.terms.rule_days
        if kept_terms(self._desk, self._typed, refuse=self.per_member.refuse):
            for field in self._fields():
                field.edit.setModified(False)
            self.refresh()
            self.saved.show()
            if self._desk.terms.rule_days != before:
                self.rule_changed.emit()

    def _build(self) -> None:
        self.error.hide()
        self.told.hide()
        self.saved.hide()
        self.reasons.show_choices([(reason, reason.value) for reason in ORDER], ORDER[0])
        self.language.choose(texts.language())
        left, down = panel(gap=10)
        for part in (self.heading, self.reasons, self.language):
            down.addWidget(part)
        self.text.setFixedHeight(_TEXT)
        down.addWidget(self.text)
        for said in (self.error, self.lead, self.example_title, self.example):
            down.addWidget(said)
        down.addStretch(1)
        down.addLayout(row(self.take_back, None, self.told, self.save_text, gap=14))
        right, limits = panel(gap=10)
        for part in (self.limits, self.limits_lead):
            limits.addWidget(part)
        for field in self._fields():
            limits.addWidget(field)
        limits.addWidget(self.holds_back)
        limits.addWidget(self.effect)
        limits.addStretch(1)
        limits.addLayout(row(None, self.saved, self.save, gap=14))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP)
        across.addWidget(left, 3)
        around = Scrolled()
        around.setWidget(right)
        across.addWidget(around, 2)
        self.reasons.chosen.connect(self._turn)
        self.language.chosen.connect(self._turn)
        self.text.textChanged.connect(self._show_example)
        self.holds_back.toggled.connect(self._try)
        for field in self._fields():
            field.edit.textChanged.connect(self._try)
            field.edit.returnPressed.connect(self._save_limits)
        self.setFocusProxy(self.text)

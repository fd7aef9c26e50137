"""The chosen coupon: its terms in words, what became of it, and what can be done with it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.services.coupons import designing
from shopfans.services.coupons.designing import TemplateRow
from shopfans.texts import _
from shopfans.texts.coupons import terms_text
from shopfans.texts.formats import count_text, joined
from ui import theme
from ui.coupons.batches import Batches
from ui.coupons.coupon_card import APART
from ui.coupons.template_table import Share, state_text, state_tone
from ui.desk import Desk
from ui.widgets.empty import Empty
from ui.widgets.pieces import Elided, button, column, label, row, rule, set_tone
from ui.widgets.stack import Stack

_FIGURES = 4


class Chosen(QFrame):
    issue_wanted = Signal()
    sheet_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.template: TemplateRow | None = None
        self._names: Mapping[int, str] = {}
        self.name, self.state = Elided("heading"), label("badge")
        self.gift, self.rest = label("figure", wraps=True), label("muted", wraps=True)
        self.rule_words = label("small", wraps=True)
        self.titles = [label("small") for _figure in range(_FIGURES)]
        self.figures = [label("figure") for _figure in range(_FIGURES)]
        self.issue = button("primary", self.issue_wanted.emit, takes_focus=True)
        self.sheet = button("", self.sheet_wanted.emit, takes_focus=True)
        self.edit = button("quiet", self.edit_wanted.emit, takes_focus=True)
        self.stop = button("quiet", self._switch, takes_focus=True)
        self.problem, self.told = label("error", wraps=True), label("good", wraps=True)
        self.batches, self.empty = Batches(desk), Empty()
        self.pages = Stack()
        self._build()

    def show_template(self, template: TemplateRow | None, names: Mapping[int, str]) -> None:
        is_other = template is None or self.template is None or template.id != self.template.id
        self.template, self._names = template, names
        self.pages.setCurrentIndex(1 if template is None else 0)
        if is_other:
            self._say(self.problem, "")
            self._say(self.told, "")
        if template is not None:
            self.batches.show_template(template.id)
            self._show(template)

    def tell(self, words: str) -> None:
        """Something went well."""
        self._say(self.told, words)

    def retranslate(self) -> None:
        words = (_("Issued"), _("Used"), _("In hand"), _("Taken back"))
        for title, word in zip(self.titles, words, strict=True):
            title.setText(word)
        self.issue.setText(_("Issue…"))
        self.issue.setIcon(theme.icon("paper-plane-tilt", theme.look().on_accent))
        self.sheet.setText(_("Print…"))
        self.sheet.setIcon(theme.icon("printer"))
        self.edit.setText(_("Edit"))
        self.edit.setIcon(theme.icon("pencil-simple", theme.look().accent))
        self.empty.say(
            "ticket",
            _("No coupon chosen"),
            _("Choose one on the left, or press New coupon to write the first."),
        )
        self.batches.retranslate()
        self._say(self.told, "")
        if self.template is not None:
            self._show(self.template)

    def _show(self, one: TemplateRow) -> None:
        self.name.setText(one.name)
        self.state.setText(state_text(one))
        set_tone(self.state, "tone", state_tone(one))
        currency = self._desk.terms.currency
        gift, *rest = terms_text(one.terms, currency, lambda good: self._names.get(good, "")).split(
            APART
        )
        self.gift.setText(gift)
        self._say(self.rest, APART.join(rest))
        self._say(self.rule_words, self._rules(one.id))
        used = f"{count_text(one.used)} · {Share(one.used, one.issued)}" if one.issued else "0"
        texts = (count_text(one.issued), used, count_text(one.in_hand), count_text(one.taken_back))
        for figure, text in zip(self.figures, texts, strict=True):
            figure.setText(text)
        self.issue.setEnabled(one.active)
        self.sheet.setEnabled(one.active)
        self.stop.setText(_("Stop") if one.active else _("Resume"))
        icon = "pause" if one.active else "play"
        self.stop.setIcon(theme.icon(icon, theme.look().accent))

    def _rules(self, template: int) -> str:
        terms, words = self._desk.terms, []
        if template == terms.welcome_template:
            words.append(_("Given to everybody who joins."))
        if template == terms.birthday_template:
            words.append(_("Given at the birthday."))
        return joined(*words)

    def _switch(self) -> None:
        assert self.template is not None
        one, shop, by = self.template, self._desk.shop, self._desk.by
        switch = designing.stop_issuing if one.active else designing.resume_issuing
        try:
            switch(shop, by=by, template=one.id, request=new_request())
        except ShopError as problem:
            self._say(self.problem, self._desk.words(problem))
        else:
            words = _("{name} is no longer issued; those in hand are honoured.")
            self.tell((words if one.active else _("{name} is issued again.")).format(name=one.name))

    def _say(self, place: QLabel, words: str) -> None:
        place.setText(words)
        place.setVisible(bool(words))

    def _build(self) -> None:
        for part in (self.problem, self.told, self.rest, self.rule_words):
            part.hide()
        figures = row(gap=12)
        for title, figure in zip(self.titles, self.figures, strict=True):
            figures.addLayout(column(title, figure, gap=2), 1)
        head = row(gap=10)
        head.addWidget(self.name, 1)
        head.addWidget(self.state)
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addLayout(head)
        for part in (self.gift, self.rest, self.rule_words):
            inside.addWidget(part)
        inside.addLayout(figures)
        inside.addLayout(row(self.issue, self.sheet, None, self.edit, self.stop, gap=8))
        inside.addLayout(column(self.problem, self.told, rule(), gap=8))
        inside.addWidget(self.batches, 1)
        self.pages.addWidget(page)
        self.pages.addWidget(self.empty)
        around = QVBoxLayout(self)
        around.setContentsMargins(18, 14, 18, 16)
        around.addWidget(self.pages)

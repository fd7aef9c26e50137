"""Coupons at work: the list, the chosen one, and what is done with it in its place."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.database.shop import Shop
from shopfans.domain.topics import Topic
from shopfans.services.coupons import designing
from shopfans.services.coupons.designing import TemplateRow
from shopfans.services.coupons.recalling import BatchRow
from shopfans.services.goods import pricing
from shopfans.services.goods.pricing import GoodOnSale
from ui.coupons.chosen import Chosen
from ui.coupons.form import TemplateForm
from ui.coupons.issue import IssueForm
from ui.coupons.reading import Reading
from ui.coupons.sheet import SheetForm
from ui.coupons.template_table import TemplateTable
from ui.desk import Desk
from ui.tokens import GAP
from ui.widgets.pieces import row
from ui.widgets.stack import Stack

_RIGHT = 480
"""Pixels that the chosen one needs at least."""


class Templates(QWidget):
    topics = frozenset({Topic.COUPONS, Topic.GOODS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._names: Mapping[int, str] = {}
        self._reading = Reading(self)
        self.table, self.chosen = TemplateTable(desk), Chosen(desk)
        self.issue, self.sheet, self.form = IssueForm(desk), SheetForm(desk), TemplateForm(desk)
        self.right, self.pages = Stack(), Stack()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """The list anew, read in the background."""
        self._reading.ask(partial(_read, self._desk.shop))

    def retranslate(self) -> None:
        for part in (self.table, self.chosen, self.issue, self.sheet, self.form):
            part.retranslate()

    def end(self) -> None:
        """It is not shown again: nobody waits for what is being read."""
        self._reading.forget()
        self.chosen.batches.end()
        self.issue.end()

    def arrive(self) -> None:
        if self.pages.currentWidget() is self.form:
            self.form.name_field.setFocus()
        elif self.right.currentWidget() is self.chosen:
            self.table.view.setFocus()
        elif self.right.currentWidget() is self.sheet:
            self.sheet.count.setFocus()
        else:
            self.issue.audience.setFocus()

    def _take(self, read: "_Read") -> None:
        self._names = read.names
        self.form.offer(read.goods, read.names)
        self.table.show_templates(read.templates, read.names)

    def _show(self, template: TemplateRow | None) -> None:
        """Another one was chosen, or the same one has changed."""
        before = self.chosen.template
        self.chosen.show_template(template, self._names)
        is_busy = self.issue.is_running or self.sheet.paper.is_running
        is_other = template is None or before is None or before.id != template.id
        if is_other and not is_busy:
            self.right.setCurrentWidget(self.chosen)

    def _write(self) -> None:
        self.form.open_for(None)
        self.pages.setCurrentWidget(self.form)
        self.form.name_field.setFocus()

    def _edit(self) -> None:
        self.form.open_for(self.chosen.template)
        self.pages.setCurrentWidget(self.form)
        self.form.name_field.setFocus()

    def _close_form(self, template: int | None) -> None:
        self.pages.setCurrentIndex(0)
        if template is not None:
            self.table.choose(template)
        self.table.view.setFocus()

    def _issue(self) -> None:
        if self.chosen.template is not None:
            self.right.setCurrentWidget(self.issue)
            self.issue.open_for(self.chosen.template)

    def issue_to_voters(self, candidate: int) -> None:
        """The next coupon that is issued is offered to who voted for this candidate."""
        self.issue.audience.prefer_voters(candidate)
        self._issue()

    def _print(self) -> None:
        if self.chosen.template is not None:
            self.right.setCurrentWidget(self.sheet)
            self.sheet.open_for(self.chosen.template, self._names)

    def _print_again(self, batch: BatchRow) -> None:
        if self.chosen.template is not None:
            self.right.setCurrentWidget(self.sheet)
            self.sheet.open_for(self.chosen.template, self._names, batch)

    def _step_back(self, words: str) -> None:
        self.right.setCurrentWidget(self.chosen)
        self.chosen.tell(words)
        self.chosen.issue.setFocus()

    def _build(self) -> None:
        for part in (self.chosen, self.issue, self.sheet):
            self.right.addWidget(part)
        self.right.setMinimumWidth(_RIGHT)
        browse = QWidget()
        across = row(gap=GAP)
        across.addWidget(self.table, 3)
        across.addWidget(self.right, 2)
        browse.setLayout(across)
        self.pages.addWidget(browse)
        self.pages.addWidget(self.form)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.pages)

    def _connect(self) -> None:
        self._reading.answered.connect(self._take)
        self.table.chosen.connect(self._show)
        self.table.new_wanted.connect(self._write)
        self.chosen.edit_wanted.connect(self._edit)
        self.chosen.issue_wanted.connect(self._issue)
        self.chosen.sheet_wanted.connect(self._print)
        self.chosen.batches.sheet_wanted.connect(self._print_again)
        self.form.closed.connect(self._close_form)
        self.issue.closed.connect(self._step_back)
        self.sheet.closed.connect(self._step_back)


class _Read(NamedTuple):
    templates: Sequence[TemplateRow]
    goods: Sequence[GoodOnSale]
    names: Mapping[int, str]


def _read(shop: Shop) -> _Read:
    return _Read(designing.templates(shop), pricing.goods(shop), designing.names_of_goods(shop))

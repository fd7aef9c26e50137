"""What was issued at once: when, to whom, how many; taken back as a whole, and what of it was
used."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.services.coupons import issuing, recalling
from shopfans.services.coupons.recalling import BatchRow, UsedCoupon
from shopfans.texts import _, formats, ngettext
from shopfans.texts.audiences import audience_text
from shopfans.texts.formats import count_text
from ui import theme
from ui.coupons.reading import Reading
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import button, label, row

_IN_HAND = 4
"""The column that gives way on a small screen: asking before taking back says it too."""


class Batches(QWidget):
    sheet_wanted = Signal(object)
    """Print what is left of this BatchRow once more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._template: int | None = None
        self._request = ""
        self._reading = Reading(self)
        self.heading = label("strong")
        self.model: ListModel[BatchRow] = ListModel(_columns(desk.terms))
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.take_back = button("quiet", self.ask, takes_focus=True)
        self.used = button("quiet", self._show_used, takes_focus=True)
        self.sheet = button("quiet", self._print_again, takes_focus=True)
        self.question = label("strong", wraps=True)
        self.sure = button("danger", self._take_back, takes_focus=True)
        self.keep = button("", self._stop_asking, takes_focus=True)
        self.told, self.problem = label("good", wraps=True), label("error", wraps=True)
        self.used_heading = label("strong", wraps=True)
        self.used_model: ListModel[UsedCoupon] = ListModel(_used_columns(desk.terms))
        self.used_view = ListView(self.used_model)
        self.used_listing = Listing(self.used_view)
        self.back = button("quiet", self._close_used, takes_focus=True)
        self.asking, self.acting, self.pages = QWidget(), QWidget(), QStackedWidget()
        self._build()
        self._reading.answered.connect(self._take)

    def show_template(self, template: int) -> None:
        """The batches of this template, read in the background."""
        if template != self._template:
            self._template = template
            self.model.show_rows([])
            self._close_used()
            self._tell("")
            self._offer()
        self._reading.ask(partial(recalling.batches, self._desk.shop, template=template))

    def end(self) -> None:
        """It is not shown again."""
        self._reading.forget()

    def retranslate(self) -> None:
        self.heading.setText(_("Issued in batches"))
        self.model.retitle(_columns(self._desk.terms))
        self.used_model.retitle(_used_columns(self._desk.terms))
        self.listing.empty.say(
            "paper-plane-tilt",
            _("No batch yet"),
            _("Issue… gives it to members, Print… puts it on paper."),
        )
        self.used_listing.empty.say("ticket", _("None of it was used"))
        self.take_back.setText(_("Take back…"))
        self.used.setText(_("What was used"))
        self.sheet.setText(_("Sheet…"))
        self.sure.setText(_("Take back"))
        self.keep.setText(_("Keep"))
        self.back.setText(_("Back"))
        for one, icon in (
            (self.take_back, "arrow-u-up-left"),
            (self.used, "list-bullets"),
            (self.sheet, "printer"),
            (self.back, "arrow-left"),
        ):
            one.setIcon(theme.icon(icon, theme.look().accent))
        self._stop_asking()

    def ask(self) -> None:
        """Once, in place: what would be taken back and what stays."""
        batch: BatchRow | None = self.view.chosen()
        if batch is None:
            return
        self._request = new_request()
        words = ngettext(
            "Take back {n} coupon that is in hand?", "Take back {n} coupons that are in hand?",
            batch.in_hand,
        ).format(n=count_text(batch.in_hand))  # fmt: skip
        if batch.used:
            stays = ngettext("{n} that was used stays.", "{n} that were used stay.", batch.used)
            words = formats.joined(words, stays.format(n=count_text(batch.used)))
        self.question.setText(words)
        self._tell("")
        self.acting.hide()
        self.asking.show()
        self.keep.setFocus()

    def _take(self, rows: list[BatchRow]) -> None:
        before: BatchRow | None = self.view.chosen()
        self.model.show_rows(rows)
        at = next((n for n, one in enumerate(rows) if before and one.id == before.id), 0)
        self.view.setCurrentIndex(self.model.index(at, 0))
        self._offer()

    def _offer(self) -> None:
        batch: BatchRow | None = self.view.chosen()
        self._stop_asking()
        self.acting.setVisible(batch is not None)
        if batch is not None:
            is_printed = batch.audience == issuing.PRINTED
            self.take_back.setEnabled(batch.in_hand > 0)
            self.sheet.setVisible(is_printed)
            self.sheet.setEnabled(batch.in_hand > 0)
            self.used.setEnabled(batch.used > 0)

    def _stop_asking(self) -> None:
        had_focus = self.keep.hasFocus() or self.sure.hasFocus()
        self.asking.hide()
        self.acting.setVisible(self.model.rowCount() > 0)
        if had_focus:
            self.view.setFocus()

    def _take_back(self) -> None:
        batch: BatchRow | None = self.view.chosen()
        if batch is None:
            return
        try:
            count = recalling.recall_batch(
                self._desk.shop, by=self._desk.by, batch=batch.id, request=self._request
            )
        except ShopError as problem:
            self.problem.setText(self._desk.words(problem))
            self.problem.show()
            return
        self._stop_asking()
        self._tell(
            ngettext("{n} coupon taken back.", "{n} coupons taken back.", count).format(
                n=count_text(count)
            )
        )
        if batch.used:
            self._show_used_of(batch)

    def _show_used(self) -> None:
        batch: BatchRow | None = self.view.chosen()
        if batch is not None:
            self._tell("")
            self._show_used_of(batch)

    def _show_used_of(self, batch: BatchRow) -> None:
        rows = recalling.used_of(self._desk.shop, batch.id)
        self.used_model.show_rows(rows)
        words = ngettext("{n} was used and stays", "{n} were used and stay", batch.used)
        self.used_heading.setText(words.format(n=count_text(batch.used)))
        self.pages.setCurrentIndex(1)
        self.back.setFocus()

    def _close_used(self) -> None:
        had_focus = self.back.hasFocus()
        self.pages.setCurrentIndex(0)
        if had_focus:
            self.view.setFocus()

    def _print_again(self) -> None:
        self.sheet_wanted.emit(self.view.chosen())

    def _tell(self, words: str) -> None:
        self.problem.hide()
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _build(self) -> None:
        self.view.set_widths(104, 110, 64, 56, 72, shown_from={_IN_HAND: 470})
        self.used_view.set_widths(136, 100, 80, 80)
        for view in (self.view, self.used_view):
            view.verticalHeader().setDefaultSectionSize(38)
        for part in (self.asking, self.told, self.problem):
            part.hide()
        self.acting.setLayout(row(self.take_back, self.used, self.sheet, None, gap=4))
        asked = row(gap=8)
        asked.addWidget(self.question, 1)
        asked.addWidget(self.sure)
        asked.addWidget(self.keep)
        self.asking.setLayout(asked)
        all_of_them, one_of_them = QWidget(), QWidget()
        first, second = QVBoxLayout(all_of_them), QVBoxLayout(one_of_them)
        for inside in (first, second):
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(6)
        for part in (self.heading, self.listing, self.acting, self.asking, self.problem):
            first.addWidget(part, 1 if part is self.listing else 0)
        second.addLayout(row(self.used_heading, None, self.back))
        second.addWidget(self.used_listing, 1)
        self.pages.addWidget(all_of_them)
        self.pages.addWidget(one_of_them)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(6)
        around.addWidget(self.told)
        around.addWidget(self.pages, 1)
        self.view.selectionModel().currentRowChanged.connect(self._offer)


def _columns(terms: Terms) -> list[Column[BatchRow]]:
    return [
        Column(_("When"), lambda one: formats.time_text(one.at, terms.zone)[:10]),
        Column(_("To whom"), _to_whom, stretches=True),
        Column(_("Issued"), lambda one: count_text(one.issued), is_number=True),
        Column(_("Used"), lambda one: count_text(one.used), is_number=True),
        Column(_("In hand"), lambda one: count_text(one.in_hand), is_number=True),
    ]


def _used_columns(terms: Terms) -> list[Column[UsedCoupon]]:
    return [
        Column(_("When"), lambda one: formats.time_text(one.at, terms.zone)),
        Column(_("By whom"), lambda one: one.member or "–", stretches=True),
        Column(_("Sale no."), lambda one: str(one.sale), is_number=True),
        Column(_("Off"), lambda one: formats.number_text(one.off, terms.currency), is_number=True),
    ]


def _to_whom(one: BatchRow) -> str:
    """And whether what they had left of it was taken back."""
    words = audience_text(one.audience)
    return f"{words}  ·  {_('Taken back')}" if one.taken_back and not one.in_hand else words

"""The session cards the shop sells: the list, the chosen one beside it, and what is returned of
one."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.session_cards import CardReturn, PartLeft, SessionRule, returnable
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services.sessions import offering
from shopfans.services.sessions.offering import KindRow
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text
from shopfans.texts.session_cards import card_text, returning_example, returning_label
from ui import theme
from ui.coupons.session_form import SessionForm
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.tokens import GAP
from ui.typed import kept, kept_terms
from ui.widgets.empty import Listing
from ui.widgets.pieces import button, label, row, rule
from ui.widgets.segments import Segments

_GOOD_FOR = 1
"""The column that gives way in a small window; the form beside it says it too."""


class SessionKinds(QWidget):
    topics = frozenset({Topic.CARDS, Topic.GOODS, Topic.TERMS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: list[KindRow] = []
        self._chosen: int | None = None
        self.heading, self.count = label("heading"), label("muted")
        self.model: ListModel[KindRow] = ListModel(self._columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.add = button("primary", self._begin, takes_focus=True)
        self.stop = button("quiet", self._stop, takes_focus=True)
        self.problem = label("error", wraps=True)
        self.returning_title = label("muted", wraps=True)
        self.example = label("strong", wraps=True)
        self.returning = Segments(list(CardReturn), wraps=True)
        self.law = label("small", wraps=True)
        self.form = SessionForm(desk)
        self._build()

    def refresh(self) -> None:
        """The list anew, and the chosen one unless somebody is changing it."""
        self._rows = offering.kinds(self._desk.shop)
        self.model.show_rows(self._rows)
        words = ngettext("{n} card", "{n} cards", len(self._rows))
        self.count.setText(words.format(n=count_text(len(self._rows))))
        self.returning.choose(self._desk.terms.sessions.returning)
        at = next((n for n, one in enumerate(self._rows) if one.id == self._chosen), None)
        if at is None and self._rows and not self.form.is_touched:
            at = 0
        if at is not None:
            self.view.selectRow(at)
        if not self._rows and not self.form.is_touched:
            self.form.show_kind(None)
        self._say()

    def retranslate(self) -> None:
        self.heading.setText(_("Session cards"))
        self.add.setText(_("New card"))
        self.add.setIcon(theme.icon("plus", theme.look().on_accent))
        self.returning_title.setText(_("When she gives a card back, what she used counts"))
        self.returning.name(*map(returning_label, CardReturn))
        self.law.setText(
            _("Within seven days of paying the way that is better for her counts, whatever is "
              "chosen here (法释〔2025〕4号, Art. 14).")
        )  # fmt: skip
        self.model.retitle(self._columns())
        self.listing.empty.say(
            "ticket",
            _("No session cards yet"),
            _("Write the first one on the right: ten facials for 980, and the counter sells it."),
        )
        self.form.retranslate()
        self._say()

    def arrive(self) -> None:
        (self.view if self._rows else self.form.name_field).setFocus()

    def _say(self) -> None:
        chosen = self._row()
        self.stop.setEnabled(chosen is not None)
        is_active = chosen is None or chosen.active
        self.stop.setText(_("Take off sale") if is_active else _("Sell it again"))
        self._show_example()

    def _row(self) -> KindRow | None:
        return next((one for one in self._rows if one.id == self._chosen), None)

    def _show_example(self) -> None:
        """What the chosen rule comes to for the chosen card, with three of the first service
        used."""
        chosen = self._row()
        if chosen is None:
            self.example.clear()
            return
        terms = chosen.terms
        used = min(3, terms.parts[0].sessions - 1) or 1
        parts = [
            PartLeft(part.sessions, part.sessions, value, part.list_price)
            for part, value in zip(terms.parts, terms.values(), strict=True)
        ]
        parts[0] = parts[0]._replace(left=parts[0].left - used)
        way = self.returning.value()
        back = returnable(way, terms.price, tuple(parts))
        currency = self._desk.terms.currency
        self.example.setText(returning_example(terms, way, currency, used, back))

    def _choose(self, current: QModelIndex) -> None:
        one = self.model.row(current.row()) if current.isValid() else None
        if one is None:
            return
        is_other = one.id != self._chosen
        self._chosen = one.id
        if is_other or not self.form.is_touched:
            self.form.show_kind(one)
        self._say()

    def _begin(self) -> None:
        self._chosen = None
        self.view.clearSelection()
        self.form.show_kind(None)
        self.form.name_field.setFocus()
        self._say()

    def _take_saved(self, kind: int) -> None:
        self._chosen = kind
        self.refresh()

    def _stop(self) -> None:
        chosen = self._row()
        if chosen is None:
            return
        self.problem.hide()
        kept(
            self._desk,
            lambda: offering.offer_again(
                self._desk.shop, by=self._desk.by, kind=chosen.id, active=not chosen.active,
                request=new_request(),
            ),
            refuse=self._refuse,
        )  # fmt: skip

    def _terms(self) -> Terms:
        return replace(self._desk.terms, sessions=SessionRule(self.returning.value()))

    def _keep_rule(self) -> None:
        self.problem.hide()
        kept_terms(self._desk, self._terms, refuse=self._refuse)
        self._show_example()

    def _refuse(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.show()

    def _columns(self) -> list[Column[KindRow]]:
        def ink(one: KindRow) -> str | None:
            return None if one.active else theme.look().muted

        return [
            Column(_("Session card"), lambda one: one.terms.name, stretches=True, ink=ink),
            Column(_("What it is good for"), lambda one: card_text(one.terms), stretches=True,
                   ink=ink),
            Column(_("Price"), lambda one: self._desk.money(one.terms.price), is_number=True,
                   ink=ink),
            Column(_("Sold"), lambda one: count_text(one.sold), is_number=True, ink=ink),
            Column(_("State"), _state, tone=lambda one: "good" if one.active else "warn"),
        ]  # fmt: skip

    def _build(self) -> None:
        self.problem.hide()
        self.view.set_widths(130, 160, 100, 56, 90, shown_from={_GOOD_FOR: 500})
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.form.saved.connect(self._take_saved)
        self.returning.chosen.connect(self._keep_rule)
        left = QFrame()
        left.setObjectName("panel")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addLayout(row(self.heading, self.count, None, self.stop, self.add, gap=12))
        inside.addWidget(self.listing, 1)
        for part in (
            self.problem, rule(), self.returning_title, self.returning, self.example, self.law,
        ):  # fmt: skip
            inside.addWidget(part)
        across = row(gap=GAP)
        across.addWidget(left, 3)
        across.addWidget(self.form, 2)
        self.setLayout(across)


def _state(one: KindRow) -> str:
    return _("On sale") if one.active else _("Off sale")

"""Her session cards with every use; one is passed on to another member, or given back for money."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError, UnknownMember
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff
from shopfans.domain.sales import Tender
from shopfans.domain.session_cards import CardReturn
from shopfans.services.members import finding
from shopfans.services.prepaid import prepaid_papers
from shopfans.services.sessions import giving_back, held, transferring
from shopfans.services.sessions.held import CardHeld, UseRow
from shopfans.texts import _
from shopfans.texts.formats import count_text, day_text, time_text
from shopfans.texts.labels import tender_label
from shopfans.texts.session_cards import (
    left_text,
    returning_label,
    shared_text,
)
from ui import theme
from ui.approval import Approval
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.field import Field, beside
from ui.widgets.pieces import Elided, button, label, panel, row, rule
from ui.widgets.segments import Segments

_WAYS = (Tender.WECHAT, Tender.ALIPAY, Tender.CASH, Tender.CARD)


class HerCards(QWidget):
    """Wide: it needs the room of two columns."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._member = 0
        self._due: tuple[CardReturn, Money] | None = None
        self.title, self.name = label("heading"), Elided("muted")
        self.back = button("quiet", self.closed.emit, takes_focus=True)
        self.cards: ListModel[CardHeld] = ListModel(self._card_columns())
        self.cards_view = ListView(self.cards)
        self.listing = Listing(self.cards_view)
        self.uses_title, self.about = label("heading"), label("muted", wraps=True)
        self.uses: ListModel[UseRow] = ListModel(self._use_columns())
        self.uses_view = ListView(self.uses)
        self.approval = Approval(desk)
        self.told, self.problem = label("good", wraps=True), label("error", wraps=True)
        self.to = Field(error=self.problem)
        self.transfer = button("", self._ask_transfer, takes_focus=True)
        self.way_title, self.way = label("muted"), Segments(_WAYS, wraps=True)
        self.give_back = button("danger", self._ask_give_back, takes_focus=True)
        self._build()

    def show_member(self, member: int) -> None:
        """Her cards, those that can be used first."""
        self._member = member
        self.approval.leave()
        self.to.clear()
        self._tell("")
        self.refresh()
        self.cards_view.setFocus()

    def refresh(self) -> None:
        """The same as it is now."""
        if not self._member:
            return
        before: CardHeld | None = self.cards_view.chosen()
        found = held.cards(self._desk.shop, self._member)
        self.name.setText(finding.member_rows(self._desk.shop, [self._member])[0].name)
        self.cards.show_rows(found)
        at = next((n for n, one in enumerate(found) if before and one.id == before.id), 0)
        self.cards_view.selectRow(at)
        self._show_card()

    def retranslate(self) -> None:
        self.title.setText(_("Session cards"))
        self.back.setText(_("Back"))
        self.back.setIcon(theme.icon("arrow-left", theme.look().accent))
        self.back.setToolTip(_("Back (Esc)"))
        self.uses_title.setText(_("Each use"))
        self.listing.empty.say("ticket", _("No session cards"), _("The counter sells one: Ctrl+N."))
        self.to.name(_("Pass the card on to"), _("phone number"))
        self.transfer.setText(_("Pass on"))
        self.transfer.setIcon(theme.icon("swap"))
        self.way_title.setText(_("Money back by"))
        self.way.name(*map(tender_label, _WAYS))
        self.cards.retitle(self._card_columns())
        self.uses.retitle(self._use_columns())
        self.approval.retranslate()
        self._show_card()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.approval.isHidden():
            self.approval.leave()
        else:
            self.closed.emit()

    def _show_card(self) -> None:
        """The uses of the chosen card, and what would be returned of it."""
        card: CardHeld | None = self.cards_view.chosen()
        parts = {part.id for part in card.parts} if card else set()
        uses = held.uses(self._desk.shop, self._member) if card else []
        self.uses.show_rows([one for one in uses if one.part in parts])
        self._due = None
        if card is not None and card.left:
            due = giving_back.due(self._desk.shop, card=card.id)
            self._due = due.counted, due.returned
        amount = self._due[1] if self._due else Money()
        self.give_back.setText(_("Give back {money}…").format(money=self._desk.money(amount)))
        self.give_back.setEnabled(bool(amount))
        self.transfer.setEnabled(card is not None and card.left > 0)
        self.about.setText(self._words(card))

    def _words(self, card: CardHeld | None) -> str:
        if card is None:
            return ""
        words = [card.name, self._left(card), shared_text(is_shared=card.is_shared)]
        if self._due is not None:
            how = _("What she used counts: {how}")
            words.append(how.format(how=returning_label(self._due[0])))
        return "  ·  ".join(filter(None, words))

    # Passed on

    def _ask_transfer(self) -> None:
        card: CardHeld | None = self.cards_view.chosen()
        if card is None:
            return
        self._tell("")
        self.to.forgive()
        to = finding.by_phone(self._desk.shop, [self.to.text()])
        if to is None:
            self.to.refuse(self._desk.words(UnknownMember()))
            return
        request = new_request()

        def transfer(by: Staff) -> None:
            self._try(lambda: transferring.transfer(
                self._desk.shop, by=by, card=card.id, to=to, request=request
            ), _("The card is passed on."))  # fmt: skip

        if card.is_shared:
            transfer(self._desk.by)
        else:
            self.approval.ask(Right.TRANSFER_CARD, request, transfer)

    # Given back

    def _ask_give_back(self) -> None:
        card: CardHeld | None = self.cards_view.chosen()
        if card is None or self._due is None:
            return
        self._tell("")
        request, returned, tender = new_request(), self._due[1], self.way.value()

        def give(by: Staff) -> None:
            self._try(
                lambda: self._pay(by, card.id, returned, tender, request),
                _("{money} goes back to her.").format(money=self._desk.money(returned)),
            )

        self.approval.ask(Right.CARD_BACK, request, give)

    def _pay(self, by: Staff, card: int, returned: Money, tender: Tender, request: str) -> None:
        done = giving_back.give_back(
            self._desk.shop, by=by, card=card, returned=returned, tender=tender, request=request
        )
        self._desk.spool.print_paper(prepaid_papers.paper(self._desk.shop, done.id))

    def _try(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except ShopError as problem:
            self.problem.setText(self._desk.words(problem))
            self.problem.show()
        else:
            self._tell(said)
        self.refresh()

    def _tell(self, words: str) -> None:
        self.problem.hide()
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _build(self) -> None:
        for part in (self.told, self.problem):
            part.hide()
        self.cards_view.set_widths(150, 160, 96, 96, 96, 84)
        self.uses_view.set_widths(140, 130, 50, 124, 130)
        self.cards_view.selectionModel().currentRowChanged.connect(self._show_card)
        self.to.edit.returnPressed.connect(self._ask_transfer)
        card, inside = panel(gap=8)
        inside.addLayout(row(self.title, None, self.back))
        inside.addWidget(self.name)
        inside.addWidget(self.listing, 3)
        inside.addWidget(self.about)
        inside.addWidget(self.uses_title)
        inside.addWidget(self.uses_view, 2)
        inside.addWidget(self.approval)
        for part in (self.told, self.problem):
            inside.addWidget(part)
        inside.addWidget(rule())
        across = row(gap=10)
        across.addWidget(self.to, 1)
        across.addLayout(beside(self.transfer))
        inside.addLayout(across)
        inside.addLayout(row(self.way_title, self.way, None, self.give_back))
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)

    def _left(self, card: CardHeld) -> str:
        """Of each service; nothing where none is left."""
        parts = [(part.name, part.stands.left) for part in card.parts]
        return left_text(parts) if card.left else ""

    def _card_columns(self) -> Sequence[Column[CardHeld]]:
        def ink(card: CardHeld) -> str | None:
            return None if card.left else theme.look().muted

        def last(card: CardHeld) -> str:
            return _("no end") if card.lapses is None else day_text(card.lapses)

        return [
            Column(_("Session card"), lambda card: card.name, ink=ink),
            Column(_("Left"), self._left, stretches=True, ink=ink),
            Column(_("Sold on"), _sold_text, ink=ink),
            Column(_("Last day"), last, ink=ink),
            Column(
                _("Worth"), lambda card: self._desk.money(card.worth), is_number=True, ink=ink
            ),
            Column(
                _("State"), _state,
                tone=lambda card: "good" if card.left else "plain",
            ),
        ]  # fmt: skip

    def _use_columns(self) -> Sequence[Column[UseRow]]:
        def ink(use: UseRow) -> str | None:
            return theme.look().muted if use.is_undone else None

        def gone(use: UseRow) -> bool:
            return use.is_undone

        return [
            Column(_("When"), lambda use: time_text(use.at, self._desk.terms.zone), ink=ink),
            Column(_("Service"), lambda use: use.name, ink=ink, struck=gone),
            Column("×", lambda use: count_text(use.sessions), is_number=True, ink=ink),
            Column(_("Who served her"), lambda use: use.staff, ink=ink),
            Column(_("Note"), lambda use: use.note, stretches=True, ink=ink),
        ]


def _sold_text(card: CardHeld) -> str:
    return _("Brought in") if card.is_brought else day_text(card.sold)


def _state(card: CardHeld) -> str:
    if card.left:
        return _("In use")
    if card.is_past:
        return _("Lapsed")
    used = sum(part.used for part in card.parts)
    return _("Used up") if used == sum(part.stands.sessions for part in card.parts) else _("Over")

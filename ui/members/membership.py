"""Her memberships: from when to when, what each saved her, and the last one ended early."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import MembershipOver, MembershipRenewed, ShopError
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff
from shopfans.domain.sales import Tender
from shopfans.domain.terms import Terms
from shopfans.services.memberships import ending, usage
from shopfans.services.memberships.ending import Ending
from shopfans.services.memberships.usage import Line
from shopfans.services.prepaid import prepaid_papers
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text, joined, money_text, number_text
from shopfans.texts.labels import tender_label
from shopfans.texts.memberships import run_text, state_text
from ui.approval import Approval
from ui.desk import Desk
from ui.members.ledger_page import LedgerPage
from ui.table import Column
from ui.widgets.pieces import Elided, button, label, row, rule
from ui.widgets.segments import Segments

_WAYS = (Tender.WECHAT, Tender.ALIPAY, Tender.CASH, Tender.CARD)
_FEE, _COUPONS = 2, 3
_SHOWN_FROM = {_FEE: 560, _COUPONS: 680}
"""Pixels of width from which a column no longer squeezes the ones that matter most."""


class MembershipPage(LedgerPage[Line]):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.way_title, self.way = label("muted"), Segments(_WAYS, wraps=True)
        self._own = desk
        self._due: Ending | None = None
        self.view.set_widths(120, 190, 90, 90, 100, 120, shown_from=_SHOWN_FROM)
        self.effect, self.told = label("muted", wraps=True), Elided("good")
        self.problem = label("error", wraps=True)
        self.end, self.approval = button("danger", self._ask, takes_focus=True), Approval(desk)
        self.giving_back = QWidget()
        self._build_foot()

    # What it says of itself

    def columns(self, terms: Terms) -> list[Column[Line]]:
        def money(amount: Money) -> str:
            return number_text(amount, terms.currency)

        def coupons(line: Line) -> str:
            return f"{count_text(line.used.used)} / {count_text(line.used.given)}"

        def state(line: Line) -> str:
            return state_text(line.membership, self._own.today)

        return [
            Column(_("Membership"), lambda line: line.membership.plan.name, stretches=True),
            Column(_("Days"), lambda line: run_text(line.membership.run)),
            Column(_("Fee"), lambda line: money(line.membership.fee), is_number=True),
            Column(_("Coupons"), coupons, is_number=True),
            Column(_("Saved so far"), lambda line: money(line.used.saved), is_number=True),
            Column(_("State"), state),
        ]

    def read(self, desk: Desk, member: int) -> Sequence[Line]:
        return usage.statement(desk.shop, member)

    def balance_text(self, lines: Sequence[Line]) -> str:
        saved = Money.total(line.used.saved for line in lines)
        return money_text(saved, self._terms.currency)

    def name_it(self) -> None:
        self.title.setText(_("Membership"))
        self.sum.setText(_("saved so far, points not counted"))
        self.way_title.setText(_("Paid out by"))
        self.way.name(*map(tender_label, _WAYS))
        self.listing.empty.say(
            "identification-card",
            _("No membership yet"),
            _("The counter sells her one (Ctrl+N)."),
        )

    def show_member(self, desk: Desk, member_id: int) -> None:
        self.told.setText("")
        super().show_member(desk, member_id)

    def refresh(self) -> None:
        super().refresh()
        self._show_due()

    # Ending it

    def _show_due(self) -> None:
        """What would go back of the one that is chosen, if it can be ended."""
        self._due = None
        self.problem.hide()
        self.effect.clear()
        line = self.view.chosen()
        if line is not None:
            try:
                self._due = ending.due(self._own.shop, membership=line.membership.id)
            except MembershipRenewed as problem:
                self.effect.setText(self._own.words(problem))
            except MembershipOver:
                pass
        self.giving_back.setVisible(self._due is not None and bool(self._due.returned))
        if self._due is not None:
            self._say(self._due)

    def _say(self, due: Ending) -> None:
        money, days = self._own.money(due.returned), due.membership.sold.days
        self.end.setText(_("End it: {money} back").format(money=money))
        words = ngettext(
            "Ended now it holds until {day}; {n} day of {days} is left, and {money} goes back.",
            "Ended now it holds until {day}; {n} of {days} days are left, and {money} goes back.",
            due.days_left,
        ).format(day=day_text(due.last), n=due.days_left, days=days, money=money)
        if due.needs_no_reason:
            words = joined(
                words, _("She paid within seven days: all of it goes back, less what it saved her.")
            )
        self.effect.setText(words)

    def _ask(self) -> None:
        if self._due is not None:
            request = new_request()
            self.approval.ask(Right.CARD_BACK, request, partial(self._end, request))

    def _end(self, request: str, by: Staff) -> None:
        if self._due is None:
            return
        try:
            paid = ending.end(
                self._own.shop, by=by, membership=self._due.membership.id,
                returned=self._due.returned, tender=self.way.value(), request=request,
            )  # fmt: skip
        except ShopError as problem:
            words = self._own.words(problem)
            self._show_due()
            self.problem.setText(words)
            self.problem.show()
            return
        self.told.setText(_("{money} goes back to her.").format(money=self._own.money(-paid.paid)))
        self._own.spool.print_paper(prepaid_papers.paper(self._own.shop, paid.id))
        self.refresh()

    def _choose(self, _current: QModelIndex) -> None:
        self._show_due()

    def _build_foot(self) -> None:
        self.problem.hide()
        self.approval.hide()
        self.giving_back.hide()
        self.giving_back.setLayout(row(self.way_title, self.way, None, self.end))
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        down = QVBoxLayout()
        down.setSpacing(8)
        down.addWidget(rule())
        for part in (self.effect, self.approval, self.problem, self.told, self.giving_back):
            down.addWidget(part)
        self.foot.addLayout(down)

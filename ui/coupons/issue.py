"""Issuing in place: how many and at what cost before; then progress, and cancel."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSpacerItem, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain.audiences import Audience
from shopfans.domain.errors import CouponsGone, DaysReversed, NobodyToGive, ShopError
from shopfans.services.coupons import issuing
from shopfans.services.coupons.designing import TemplateRow
from shopfans.services.coupons.issuing import Plan
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text
from ui import theme
from ui.background import Progress
from ui.coupons.audience_fields import AudienceFields
from ui.coupons.reading import Reading
from ui.desk import Desk
from ui.widgets.keys import on_key
from ui.widgets.pieces import Elided, button, column, label, row
from ui.widgets.working import Working


class IssueForm(QFrame):
    closed = Signal(str)
    """Finished or left; what is to be told, or nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._template: TemplateRow | None = None
        self._request = ""
        self._plan: Plan | None = None
        self._reading = Reading(self)
        self.heading = Elided("heading")
        self.audience = AudienceFields(desk)
        self._spring = QSpacerItem(0, 0)
        self.count, self.cost = label("due"), label("strong", wraps=True)
        self.left_out, self.problem = label("muted", wraps=True), label("error", wraps=True)
        self.issue = button("primary", self._issue, takes_focus=True)
        self.leave = button("", self._leave, takes_focus=True)
        self.working, self.summary = Working(), QFrame()
        self._build()
        self._reading.answered.connect(self._take_plan)
        self._reading.refused.connect(self._refuse)
        self.working.finished.connect(self._finish)
        self.working.refused.connect(self._end_refused)

    @property
    def is_running(self) -> bool:
        return self.working.is_running

    def open_for(self, template: TemplateRow) -> None:
        if self.is_running:
            return
        is_other = self._template is None or self._template.id != template.id
        self._template, self._request = template, new_request()
        if is_other:
            self.audience.clear()
        self.audience.refresh()
        self.retranslate()

    def retranslate(self) -> None:
        name = self._template.name if self._template else ""
        self.heading.setText(_("Issue {name}").format(name=name))
        self.audience.retranslate()
        self.leave.setText(_("Back  Esc"))
        self.working.retranslate()
        self._show_plan()

    def end(self) -> None:
        """It is not shown again."""
        self._reading.forget()

    def _make_room(self) -> None:
        """For a list all there is, for a line no more than it needs; one types there next."""
        grows = self.audience.is_by_hand
        self._inside.setStretchFactor(self.audience, 3 if grows else 0)
        self._inside.setStretch(self._inside.indexOf(self._spring), 0 if grows else 1)
        (self.audience.field() or self.issue).setFocus()

    def _ask_plan(self) -> None:
        """Whoever is chosen now; the answer comes when it is known."""
        if self._template is None or self.is_running:
            return
        self._plan = None
        self.issue.setEnabled(False)
        self.problem.hide()
        try:
            audience = self.audience.chosen()
        except DaysReversed as problem:
            self._reading.forget()
            self._show_plan()
            self._refuse(problem)
        else:
            shop, template = self._desk.shop, self._template.id
            self._reading.ask(partial(issuing.plan, shop, template, audience))

    def _take_plan(self, plan: Plan) -> None:
        self._plan = plan
        self._show_plan()

    def _show_plan(self) -> None:
        plan = self._plan
        if self.is_running:
            return
        count = plan.members if plan else 0
        words = ngettext("{n} member", "{n} members", count)
        self.count.setText(words.format(n=count_text(count)) if plan else "…")
        self.cost.setText(self._cost(plan) if plan else "")
        self.left_out.setText("\n".join(_left_out(plan)) if plan else "")
        self.left_out.setVisible(bool(self.left_out.text()))
        self.issue.setEnabled(plan is not None and plan.fits)
        words = ngettext("Issue {n} coupon", "Issue {n} coupons", count)
        self.issue.setText(words.format(n=count_text(count)) if count else _("Issue"))
        self.issue.setIcon(theme.icon("paper-plane-tilt", theme.look().on_accent))
        if plan is not None and plan.members and not plan.fits:
            self._refuse(CouponsGone(plan.left or 0))
        elif plan is not None and not plan.members and not self.audience.is_by_hand:
            self._refuse(NobodyToGive())

    def _cost(self, plan: Plan) -> str:
        if not plan.members:
            return ""
        if plan.most is None:
            return _("What it costs depends on what they buy: the percentage has no limit.")
        return _("Costs {amount} at most, if every one is used.").format(
            amount=self._desk.money(plan.most)
        )

    def _issue(self) -> None:
        if self.is_running or self._template is None or self._plan is None or not self._plan.fits:
            return
        work = partial(_write, self._desk, self._template.id, self.audience.chosen(), self._request)
        self.problem.hide()
        self.working.start(work, (self.audience, self.issue, self.leave))

    def _finish(self, _batch: int) -> None:
        count = self.working.bar.maximum()  # as many as there were when it began
        self.problem.hide()
        self.audience.members.clear()
        words = ngettext("{n} coupon issued.", "{n} coupons issued.", count)
        self.closed.emit(words.format(n=count_text(count)))

    def _end_refused(self, problem: ShopError) -> None:
        self._refuse(problem)
        self.issue.setFocus()

    def _refuse(self, problem: ShopError) -> None:
        self.problem.setText(self._desk.words(problem))
        self.problem.show()

    def _leave(self) -> None:
        if not self.is_running:
            self.closed.emit("")

    def _build(self) -> None:
        self.problem.hide()
        self._inside = inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addWidget(self.heading)
        inside.addWidget(self.audience)
        self.summary.setObjectName("notice")
        around = QVBoxLayout(self.summary)
        around.setContentsMargins(16, 10, 16, 12)
        around.setSpacing(4)
        around.addLayout(column(self.count, self.cost, self.left_out, self.problem, gap=4))
        inside.addWidget(self.summary)
        inside.addWidget(self.working)
        inside.addItem(self._spring)
        across = row(gap=10)
        across.addWidget(self.issue, 1)
        across.addWidget(self.leave)
        inside.addLayout(across)
        self.audience.turned.connect(self._make_room)
        self.audience.changed.connect(self._ask_plan)
        on_key(self, "Esc", self._leave)


def _left_out(plan: Plan) -> list[str]:
    found = []
    if plan.had_enough:
        found.append(
            ngettext(
                "{n} left out: she has had as many as one member may.",
                "{n} left out: they have had as many as one member may.",
                plan.had_enough,
            ).format(n=count_text(plan.had_enough))
        )
    if plan.forgotten:
        found.append(
            ngettext(
                "{n} left out: she asked to be forgotten.",
                "{n} left out: they asked to be forgotten.",
                plan.forgotten,
            ).format(n=count_text(plan.forgotten))
        )
    return found


def _write(desk: Desk, template: int, audience: Audience, request: str, progress: Progress) -> int:
    return issuing.issue_batch(
        desk.shop, by=desk.by, template=template, audience=audience, request=request,
        progress=progress,
    )  # fmt: skip

"""Issuing in place: to whom, how many and at what cost before; then progress, and cancel."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from shopfans.database.operations import new_request
from shopfans.domain.audiences import (
    Audience,
    Everybody,
    FoundBy,
    JoinedBetween,
    TheseMembers,
    VotedFor,
)
from shopfans.domain.errors import CouponsGone, DaysReversed, NobodyToGive, ShopError
from shopfans.services.coupons import issuing
from shopfans.services.coupons.designing import TemplateRow
from shopfans.services.coupons.issuing import Plan
from shopfans.services.joining import balloting
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text
from ui import theme
from ui.background import Progress
from ui.coupons.among_fields import AmongFields
from ui.coupons.dates import DayField
from ui.coupons.member_picker import MemberPicker
from ui.coupons.reading import Reading
from ui.desk import Desk
from ui.widgets.field import Field
from ui.widgets.keys import on_key
from ui.widgets.pieces import Elided, button, column, label, row
from ui.widgets.segments import Segments
from ui.widgets.stack import Stack
from ui.widgets.working import Working

THESE, SEARCH, JOINED, AMONG, VOTERS, EVERYBODY = _KINDS = (
    "these", "search", "joined", "among", "voters", "everybody"
)  # fmt: skip

_BALLOTS = 6
"""So many of the last ones are offered."""


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
        self.audience_title = label("small")
        self.audience = Segments(_KINDS, wraps=True)
        self.members, self.search = MemberPicker(desk), Field()
        self.first, self.last = DayField(desk.today - timedelta(days=30)), DayField(desk.today)
        self.among = AmongFields(desk)
        self.voters, self.no_voters = QComboBox(), label("muted", wraps=True)
        self.everybody = label("muted", wraps=True)
        self.pages = Stack()
        self._holders: list[QWidget] = []
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
        if self._template is None or self._template.id != template.id:
            self.members.clear()
            self.search.clear()
        self._template, self._request = template, new_request()
        self._offer_voters()
        self.among.refresh()
        self._choose_audience()
        self.retranslate()

    def prefer_voters(self, candidate: int) -> None:
        """Offer it to who voted for this candidate."""
        self._offer_voters()
        self.audience.choose(VOTERS)
        self.voters.setCurrentIndex(self.voters.findData(candidate))

    def retranslate(self) -> None:
        name = self._template.name if self._template else ""
        self.heading.setText(_("Issue {name}").format(name=name))
        self.audience_title.setText(_("To whom"))
        self.audience.name(
            _("Members"), _("Search"), _("Joined"), _("Tier, birthday"), _("Voters"), _("All")
        )
        self.members.retranslate()
        self.search.name(
            _("Everybody whom this finds"), _("Name, pinyin initials, phone number or code")
        )
        self.first.name(_("Joined from"))
        self.last.name(_("until"))
        self.among.retranslate()
        self.voters.setAccessibleName(_("Who voted for"))
        self.no_voters.setText(_("Who voted for this in a ballot."))
        self.everybody.setText(_("All who are members today."))
        self.leave.setText(_("Back  Esc"))
        self.working.retranslate()
        self._show_plan()

    def end(self) -> None:
        """It is not shown again."""
        self._reading.forget()

    def audience_wanted(self) -> Audience:
        """Raises DaysReversed."""
        match self.audience.value():
            case "these":
                return TheseMembers(tuple(self.members.ids()))
            case "search":
                return FoundBy(self.search.text())
            case "joined":
                first, last = self.first.day(), self.last.day()
                if last < first:
                    raise DaysReversed(first, last)
                return JoinedBetween(first, last)
            case "among":
                return self.among.audience()
            case "voters":
                return VotedFor(self.voters.currentData() or 0)
            case _:
                return Everybody()

    def _offer_voters(self) -> None:
        """The candidates of the last ballots; the one that was chosen stays chosen."""
        before = self.voters.currentData()
        with QSignalBlocker(self.voters):
            self.voters.clear()
            for ballot in balloting.ballots(self._desk.shop, most=_BALLOTS):
                for one in sorted(ballot.tallies, key=lambda one: -one.votes):
                    words = f"{one.name} ({count_text(one.votes)})  ·  {ballot.title}"
                    self.voters.addItem(words, one.candidate)
            self.voters.setCurrentIndex(max(0, self.voters.findData(before)))
        self.voters.setVisible(self.voters.count() > 0)

    def _choose_audience(self) -> None:
        self.pages.setCurrentIndex(_KINDS.index(self.audience.value()))
        grows = self.audience.value() == THESE
        gives_way = QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Maximum
        self.pages.setSizePolicy(QSizePolicy.Policy.Preferred, gives_way)
        self._inside.setStretch(self._inside.indexOf(self._spring), 0 if grows else 1)
        for page in self._holders:  # one that is not seen asks for no room
            is_seen = page is self.pages.currentWidget()
            tall = QSizePolicy.Policy.Preferred if is_seen else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, tall)
        focus = (
            self.members.finder, self.search.edit, self.first, self.among, self.voters, self.issue,
        )  # fmt: skip
        focus[self.pages.currentIndex()].setFocus()
        self._ask_plan()

    def _ask_plan(self) -> None:
        """Whoever is chosen now; the answer comes when it is known."""
        if self._template is None or self.is_running:
            return
        self._plan = None
        self.issue.setEnabled(False)
        self.problem.hide()
        try:
            audience = self.audience_wanted()
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
        elif plan is not None and not plan.members and self.audience.value() != THESE:
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
        work = partial(_write, self._desk, self._template.id, self.audience_wanted(), self._request)
        self.problem.hide()
        self.working.start(work, (self.audience, self.pages, self.issue, self.leave))

    def _finish(self, _batch: int) -> None:
        count = self.working.bar.maximum()  # as many as there were when it began
        self.problem.hide()
        self.members.clear()
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
        joined = QWidget()
        joined.setLayout(row(self.first, self.last, None, gap=12))
        voted = QWidget()
        voted.setLayout(column(self.voters, self.no_voters, None, gap=6))
        for page in (self.members, self.search, joined, self.among, voted, self.everybody):
            holder = QWidget()
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(page, 1 if page is self.members else 0)
            self.pages.addWidget(holder)
            self._holders.append(holder)
        self.problem.hide()
        self._inside = inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addWidget(self.heading)
        inside.addLayout(column(self.audience_title, self.audience, gap=4))
        inside.addWidget(self.pages, 3)
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
        self.audience.chosen.connect(self._choose_audience)
        self.voters.currentIndexChanged.connect(self._ask_plan)
        self.members.changed.connect(self._ask_plan)
        self.among.changed.connect(self._ask_plan)
        self.search.edit.textChanged.connect(self._ask_plan)
        for day in (self.first, self.last):
            day.changed.connect(self._ask_plan)
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

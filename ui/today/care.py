"""The care plan: whom it is for, which moments come, and how well they are kept."""

from datetime import timedelta
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Right
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.reminders import caring, planning
from shopfans.services.reminders.caring import CareLine, CareSummary, State
from shopfans.services.reminders.planning import Candidate
from shopfans.services.staff import staffing
from shopfans.texts import _, formats, ngettext
from shopfans.texts.reasons import moment_text
from ui import theme
from ui.desk import Desk
from ui.latest import Latest
from ui.table import Column, ListModel, ListView
from ui.tokens import GAP
from ui.widgets.empty import Listing
from ui.widgets.keys import on_key
from ui.widgets.pieces import button, label, panel, row

BACK, AHEAD = 14, 60
"""Days of the plan that are shown."""

_TONES = {State.DONE: "good", State.DUE: "warn", State.MISSED: "bad", State.PLANNED: "plain"}


class _Read(NamedTuple):
    carers: dict[int, int | None]
    names: dict[int | None, str]
    """Of the staff."""
    candidates: list[Candidate]
    moments: list[CareLine]
    summary: CareSummary


class CarePage(QWidget):
    topics = frozenset({Topic.REMINDERS, Topic.SALES, Topic.MEMBERS, Topic.TERMS})

    rule_wanted = Signal()
    """The owner wants to say how she cares."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._reading = desk, Latest(self)
        self._reading.found.connect(self._show)
        self._carers: dict[int, int | None] = {}
        self._names: dict[int | None, str] = {}
        self.heading, self.lead = label("heading"), label("small", wraps=True)
        self.plan_heading, self.summary = label("heading"), label("small", wraps=True)
        self.proposal, self.problem = label("error", wraps=True), label("error", wraps=True)
        self.people: ListModel[Candidate] = ListModel(self._people_columns())
        self.people_view = ListView(self.people)
        self.plan: ListModel[CareLine] = ListModel(self._plan_columns())
        self.plan_view = ListView(self.plan)
        self.people_list, self.plan_list = Listing(self.people_view), Listing(self.plan_view)
        self.toggle = button("primary", self._toggle, takes_focus=True)
        self.hand_on = button("", self._hand_on, takes_focus=True)
        self.rule = button("", self.rule_wanted.emit, takes_focus=True)
        self._build()

    def refresh(self) -> None:
        """Read candidates, plan and summary again; the line at hand stays."""
        self._reading.drop()
        self._show(_read(self._desk.shop))

    def follow(self) -> None:
        """What the operator has done is seen at once, what others do is read behind the window."""
        if self._desk.changes.is_from_elsewhere:
            shop = self._desk.shop
            self._reading.ask_again(lambda _progress: _read(shop))
        else:
            self.refresh()

    def end(self) -> None:
        """Whoever reads in the background has nobody left to tell."""
        self._reading.end()

    @property
    def is_busy(self) -> bool:
        return self._reading.is_busy

    def _show(self, found: _Read) -> None:
        at = self.people_view.currentIndex().row()
        self._carers, self._names = found.carers, found.names
        self.people.show_rows(found.candidates)
        self.people_view.setCurrentIndex(self.people.index(max(0, at), 1))
        self.plan.show_rows(found.moments)
        self._sum_up(found.summary)
        self._offer()

    def retranslate(self) -> None:
        self.heading.setText(_("Your best guests"))
        self.lead.setText(
            _(
                "By what they brought. Each of those you take into the plan has about six moments "
                "a year; none of them is an advert."
            )
        )
        self.plan_heading.setText(_("Their moments"))
        self.toggle.setText(_("In or out") + "  F9")
        self.toggle.setIcon(theme.icon("heart", theme.look().on_accent))
        self.rule.setText(_("Festivals and gifts…") + "  F7")
        self.rule.setIcon(theme.icon("gift"))
        self.hand_on.setText(_("Next carer") + "  F6")
        self.hand_on.setIcon(theme.icon("users"))
        self.people.retitle(self._people_columns())
        self.plan.retitle(self._plan_columns())
        self.people_list.empty.say(
            "heart",
            _("Nobody has bought yet"),
            _("Those who bring most will stand here, for you to choose from."),
        )
        self.plan_list.empty.say(
            "calendar",
            _("No moments yet"),
            _("Take a guest into the plan: her birthday, her day of joining and the festivals "
              "will stand here."),
        )  # fmt: skip

    def _sum_up(self, found: CareSummary) -> None:
        words = ngettext(
            "{n} guest in the plan.", "{n} guests in the plan.", found.guests
        ).format(n=formats.count_text(found.guests))  # fmt: skip
        if found.due:
            kept = _("Of {due} moments in 90 days {done} were kept, for {cost}.").format(
                due=formats.count_text(found.due),
                done=formats.count_text(found.done),
                cost=self._desk.money(found.cost),
            )
            rates = formats.list_text(
                _("{name} {done} of {due}").format(
                    name=rate.name or _("nobody in particular"), done=rate.done, due=rate.due
                )
                for rate in found.staff
            )
            words = formats.joined(words, kept, _("{said}.").format(said=rates))
        self.summary.setText(words)
        is_fewer = found.proposed < found.guests
        self.proposal.setVisible(is_fewer)
        self.proposal.setText(
            _(
                "Fewer than {line}% are kept: with {n} guests each would have the care you want."
            ).format(line=self._desk.terms.care.done_line, n=found.proposed)
            if is_fewer
            else ""
        )

    def _offer(self) -> None:
        """Only keys that do something: nobody has a carer who is not in the plan."""
        chosen: Candidate | None = self.people_view.chosen()
        self.toggle.setEnabled(chosen is not None)
        self.hand_on.setEnabled(chosen is not None and chosen.member in self._carers)

    def _toggle(self) -> None:
        chosen: Candidate | None = self.people_view.chosen()
        if chosen is None:
            return
        carers = dict(self._carers)
        if chosen.member in carers:
            del carers[chosen.member]
        else:
            carers[chosen.member] = None
        self._choose(carers)

    def _hand_on(self) -> None:
        """To the next of the staff, and after the last to nobody in particular."""
        chosen: Candidate | None = self.people_view.chosen()
        if chosen is None or chosen.member not in self._carers:
            return
        order: list[int | None] = [None, *(one for one in self._names if one is not None)]
        now = self._carers.get(chosen.member)
        following = order[(order.index(now) + 1) % len(order)] if now in order else None
        self._choose(self._carers | {chosen.member: following})

    def _choose(self, carers: dict[int, int | None]) -> None:
        self.problem.hide()
        try:
            planning.choose(self._desk.shop, by=self._desk.by, carers=carers, request=new_request())
        except ShopError as problem:
            self.problem.setText(self._desk.words(problem))
            self.problem.show()

    def _carer(self, one: Candidate) -> str:
        if one.member not in self._carers:
            return ""
        return self._names.get(self._carers[one.member]) or _("whoever is there")

    def _people_columns(self) -> list[Column[Candidate]]:
        currency = self._desk.terms.currency
        return [
            Column("", lambda one: "♥" if one.is_guest else "", ink=lambda one: theme.look().bad),
            Column(_("Name"), lambda one: one.name, stretches=True),
            Column(
                _("Spent"), lambda one: formats.number_text(one.spent, currency), is_number=True
            ),
            Column(_("Cared for by"), self._carer),
        ]

    def _plan_columns(self) -> list[Column[CareLine]]:
        currency = self._desk.terms.currency
        return [
            Column(_("Day"), lambda line: formats.short_day_text(line.moment.day)),
            Column(_("Name"), lambda line: line.guest.name),
            Column(_("Moment"), lambda line: moment_text(line.moment.key), stretches=True),
            Column(
                _("State"),
                lambda line: state_label(line.state),
                tone=lambda line: _TONES[line.state],
            ),
            Column(_("Gift"), lambda line: line.gift),
            Column(
                _("Cost"),
                lambda line: formats.number_text(line.cost, currency) if line.cost.fen else "",
                is_number=True,
            ),
            Column(_("By"), lambda line: line.by),
        ]

    def _build(self) -> None:
        self.people_view.set_widths(36, 120, 92, 110)
        self.plan_view.set_widths(76, 92, 140, 96, 92, 70, 68)
        self.problem.hide()
        left, people = panel(gap=8)
        for part in (self.heading, self.lead):
            people.addWidget(part)
        people.addWidget(self.people_list, 1)
        people.addWidget(self.problem)
        may = self._desk.by.may(Right.SET_TERMS)
        people.addLayout(row(self.toggle, self.hand_on))
        right, plan = panel(gap=8)
        for part in (self.plan_heading, self.summary, self.proposal):
            plan.addWidget(part)
        plan.addWidget(self.plan_list, 1)
        plan.addLayout(row(None, self.rule))
        left.setVisible(may)
        self.rule.setVisible(may)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP)
        across.addWidget(left, 3)
        across.addWidget(right, 5)
        for keys, slot in (
            ("F9", self._toggle), ("F6", self._hand_on), ("F7", self.rule_wanted.emit)
        ):  # fmt: skip
            if may:
                on_key(self, keys, slot)
        self.people_view.doubleClicked.connect(self._toggle)
        self.people_view.selectionModel().currentRowChanged.connect(self._offer)
        self.setFocusProxy(self.people_view if may else self.plan_view)


def _read(shop: Shop) -> _Read:
    today = settings.today(shop)
    first, last = today - timedelta(days=BACK), today + timedelta(days=AHEAD)
    return _Read(
        {one.member: one.staff for one in planning.guests(shop)},
        {one.id: one.name for one in staffing.staff(shop)},
        planning.candidates(shop),
        caring.moments(shop, first, last),
        caring.summary(shop),
    )


def state_label(state: State) -> str:
    return {
        State.PLANNED: _("Planned"),
        State.DUE: _("Due"),
        State.DONE: _("Done"),
        State.MISSED: _("Missed"),
    }[state]

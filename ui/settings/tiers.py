"""The owner's tiers: what lifts a member, what each gives, and whom a change would move."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError, Stopped
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from shopfans.domain.tiers import (
    LONGEST_GRACE,
    MOST_GROWTH_A_VISIT,
    Measure,
    TierRule,
    Way,
    check_rule,
)
from shopfans.domain.topics import Topic
from shopfans.services.belonging import tier_outlook, tiering
from shopfans.services.belonging.tier_outlook import Moves
from shopfans.services.coupons import designing
from shopfans.texts import _
from shopfans.texts.formats import number_text
from shopfans.texts.labels import measure_label
from shopfans.texts.tiers import counts_text, moves_text
from ui.background import Job, Progress
from ui.desk import Desk
from ui.keeping import Keeping
from ui.settings.moved_list import MovedList
from ui.settings.nearly_there import NearlyThere
from ui.settings.tier_lines import TierLines
from ui.tokens import GAP
from ui.typed import Refused, read, read_or
from ui.widgets.field import Field
from ui.widgets.pieces import column, label, panel, row, set_tone
from ui.widgets.segments import Segments

PAUSE = 300
"""Milliseconds without a keystroke before it is worked out whom the change would move."""


class TiersForm(QWidget):
    """Nothing can be saved before the page has said whom it moves."""

    topics = frozenset({Topic.TERMS, Topic.COUPONS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._told: tuple[TierRule | None, Moves] | None = None
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._work_out)
        self.heading, self.measure = label("heading"), Segments(list(Measure))
        self.grace, self.each, self.visit = Field(), Field(), Field()
        self.lines, self.near, self.moved = TierLines(desk), NearlyThere(desk), MovedList()
        self.people = QStackedWidget()
        self.moves, self.counts = label("strong", wraps=True), label("muted", wraps=True)
        self.keeping = Keeping(desk, discards=True)
        self._build()

    def refresh(self) -> None:
        """The tiers in force, unless somebody is writing others."""
        if self.keeping.is_touched:
            return
        terms = self._desk.terms
        rule = terms.tiers or TierRule(())
        self.measure.choose(rule.measure)
        self.grace.edit.setText(str(rule.grace))
        self.each.edit.setText(number_text(rule.growth_each, terms.currency))
        self.visit.edit.setText(str(rule.growth_visit or ""))
        for field in (self.grace, self.each, self.visit):
            field.forgive()
        self.lines.show_tiers(rule.tiers, rule.measure, designing.names(self._desk.shop))
        self.lines.retranslate()
        self._show_growth()
        self._say("")
        self.people.setCurrentWidget(self.near)

    def retranslate(self) -> None:
        self.heading.setText(_("A rolling year is measured by"))
        self.measure.name(*(measure_label(one) for one in Measure))
        self.grace.name(_("Days of grace after its year"))
        symbol = self._desk.terms.currency.symbol
        self.each.name(_("One growth value for each, in {currency}").format(currency=symbol))
        self.visit.name(_("Growth value of each visit"), "0")
        self.lines.retranslate()
        self.near.retranslate()
        self.moved.retranslate()
        self.keeping.retranslate()
        self._show_told()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is worked out for nobody."""
        super().hideEvent(event)
        self._pause.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.keeping.is_touched and self._told is None:
            self._pause.start()

    # What is typed

    def typed(self) -> TierRule | None:
        """The rule as the fields say; None: no tiers. Raises Refused or what check_rule raises."""
        tiers = self.lines.typed()
        if not tiers:
            return None
        digits = self._desk.terms.currency.digits
        rule = TierRule(
            tiers,
            self.measure.value(),
            read(self.grace, parse_count, least=0, most=LONGEST_GRACE),
            read_or(Money(100), self.each, parse_amount, digits=digits),
            read_or(0, self.visit, parse_count, least=0, most=MOST_GROWTH_A_VISIT),
        )
        check_rule(rule)
        return rule

    def _touch(self) -> None:
        self._let_go()
        self.keeping.touch()
        self._say("")
        self._pause.start()

    def _turn(self, measure: Measure) -> None:
        self.lines.measure_by(measure)
        self._show_growth()
        self._touch()

    def _discard(self) -> None:
        self._let_go()
        self.refresh()
        self.measure.button(self.measure.value()).setFocus()

    def _let_go(self) -> None:
        """What was worked out is of something else."""
        self._pause.stop()
        self._stop()
        self._told = None
        self.moved.forget()
        self.keeping.save.setEnabled(False)

    # Whom it moves, before it is saved

    def _work_out(self) -> None:
        """Ask in the background; nothing is claimed about a rule that cannot be."""
        try:
            rule = self.typed()
        except Refused:
            self._say(_("Fill in each tier to see whom the change moves."))
            return
        except ShopError as problem:
            self._say(self._desk.words(problem))
            return
        self._say(_("Working out whom this moves…"))
        self._start(partial(_preview, self._desk, rule), self._tell)

    def _tell(self, answer: tuple[TierRule | None, Moves]) -> None:
        self._job, self._told = None, answer
        self.keeping.save.setEnabled(True)
        self._show_told()

    def _show_told(self) -> None:
        if self._told is None:
            return
        rule, moves = self._told
        rules = (self._desk.terms.tiers, rule)
        names = {tier.key: tier.name for one in rules if one for tier in one.tiers}
        tone = "warn" if moves.ways[Way.FALLS] else "plain"
        self._say(moves_text(moves), counts_text(moves, names), tone)
        self.moved.show_moves(moves, names)
        self.people.setCurrentWidget(self.moved if moves.who else self.near)

    # Saving

    def _save(self) -> None:
        """Only what was shown is saved."""
        try:
            rule = self.typed()
        except Refused as refused:
            refused.field.refuse(self._desk.words(refused.problem))
            self.lines.scrolled.keep_focus_in_view()
            return
        except ShopError as problem:
            self._refuse(problem)
            return
        if self._told is None or self._told[0] != rule:
            self._work_out()
            return
        self.setEnabled(False)
        self._start(partial(_store, self._desk, rule), self._confirm)

    def _confirm(self, _answer: object) -> None:
        self._job = None
        self.setEnabled(True)
        self._let_go()
        self.keeping.confirm(self.refresh)
        self.near.ask()

    def _start(self, work: Callable[[Progress], object], then: Callable[[Any], None]) -> None:
        self._stop()
        self._job = Job(work)
        self._job.progressed.connect(self._progress)
        self._job.finished.connect(then)
        self._job.refused.connect(self._refuse)
        self._job.start()

    def _stop(self) -> None:
        """A job that was asked something else is not heard any more."""
        if self._job is not None:
            job, self._job = self._job, None
            for signal in (job.progressed, job.finished, job.refused):
                signal.disconnect()
            job.cancel()

    def _progress(self, done: int, total: int) -> None:
        if 0 < done < total:
            percent = done * 100 // total
            self.counts.setText(_("{percent}% of the members").format(percent=percent))

    def _refuse(self, problem: ShopError) -> None:
        self._job = None
        self.setEnabled(True)
        self._say("")
        if not isinstance(problem, Stopped):
            self.keeping.refuse(self._desk.words(problem))

    def _say(self, moves: str, counts: str = "", tone: str = "plain") -> None:
        self.moves.setText(moves)
        self.counts.setText(counts)
        set_tone(self.moves, "tone", tone)

    def _show_growth(self) -> None:
        is_growth = self.measure.value() is Measure.GROWTH
        for field in (self.each, self.visit):
            field.setVisible(is_growth)

    def _build(self) -> None:
        self.keeping.save.setEnabled(False)
        self.keeping.wanted.connect(self._save)
        self.keeping.discarded.connect(self._discard)
        above, inside = panel(edge=14, gap=8)
        for field in (self.grace, self.each, self.visit):
            field.setFixedWidth(220)
            field.edit.textEdited.connect(self._touch)
            field.edit.returnPressed.connect(self._save)
        inside.addLayout(
            row(column(self.heading, self.measure, None, gap=8), None, self.each, self.visit,
                self.grace, gap=14)
        )  # fmt: skip
        self.measure.chosen.connect(self._turn)
        self.lines.changed.connect(self._touch)
        foot, below = panel(edge=14, gap=4)
        across = row(gap=14)
        across.addLayout(column(self.moves, self.counts, gap=4), 1)
        across.addWidget(self.keeping)
        below.addLayout(across)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP)
        down.addWidget(above)
        down.addWidget(self.lines, 3)
        for part in (self.near, self.moved):
            self.people.addWidget(part)
        down.addWidget(self.people, 2)
        down.addWidget(foot)


def _preview(
    desk: Desk, rule: TierRule | None, progress: Progress
) -> tuple[TierRule | None, Moves]:
    return rule, tier_outlook.preview(desk.shop, rule, progress)


def _store(desk: Desk, rule: TierRule | None, progress: Progress) -> None:
    tiering.save_rule(desk.shop, by=desk.by, rule=rule, request=new_request(), progress=progress)

"""Ballots: which new thing the members want, asked on their own pages."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.topics import Topic
from shopfans.services.joining import balloting
from shopfans.services.joining.balloting import BallotRow
from shopfans.texts import _
from shopfans.texts.formats import count_text, day_text
from ui import theme
from ui.coupons.ballot_form import BallotForm
from ui.coupons.ballot_result import BallotResult
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.tokens import GAP
from ui.widgets.empty import Listing
from ui.widgets.pieces import button, label, panel, row
from ui.widgets.stack import Stack

_RIGHT = 460


class Ballots(QWidget):
    topics = frozenset({Topic.BALLOTS})

    coupons_wanted = Signal(int)
    """For who voted for this candidate."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.heading = label("heading")
        self.new = button("primary", self._begin, takes_focus=True)
        self.model: ListModel[BallotRow] = ListModel(_columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.result, self.form = BallotResult(desk), BallotForm(desk)
        self.nothing, around = panel()
        self.lead = label("muted", wraps=True)
        around.addWidget(self.lead)
        around.addStretch(1)
        self.right = Stack()
        self._build()

    def refresh(self) -> None:
        before: BallotRow | None = self.view.chosen()
        rows = balloting.ballots(self._desk.shop)
        self.model.show_rows(rows)
        at = next((n for n, one in enumerate(rows) if before and one.id == before.id), 0)
        self.view.selectRow(at)
        self.new.setEnabled(not any(one.is_open for one in rows))
        self.new.setToolTip("" if self.new.isEnabled() else _("One ballot at a time."))
        self._show()

    def retranslate(self) -> None:
        self.heading.setText(_("Ballots"))
        self.new.setText(_("New ballot"))
        self.new.setIcon(theme.icon("plus", theme.look().on_accent))
        self.model.retitle(_columns())
        self.listing.empty.say(
            "chart-bar",
            _("No ballot yet"),
            _("Ask which new thing they want: every member has one vote, on her own page."),
        )
        self.lead.setText(_("The result stands here, and who voted for what."))
        self.result.retranslate()
        self.form.retranslate()

    def arrive(self) -> None:
        (self.view if self.model.rowCount() else self.new).setFocus()

    def _begin(self) -> None:
        self.right.setCurrentWidget(self.form)
        self.form.begin()

    def _end_form(self) -> None:
        self.right.setCurrentWidget(self.nothing)
        self.view.clearSelection()
        self.refresh()
        self.view.selectRow(0)
        self.arrive()

    def _choose(self, _current: QModelIndex) -> None:
        if self.right.currentWidget() is not self.form:
            self._show()

    def _show(self) -> None:
        chosen: BallotRow | None = self.view.chosen()
        self.result.show_ballot(chosen)
        if self.right.currentWidget() is not self.form:
            self.right.setCurrentWidget(self.result if chosen else self.nothing)

    def _build(self) -> None:
        self.view.set_widths(170, 110, 80)
        left, inside = panel(gap=8)
        inside.addLayout(row(self.heading, None, self.new))
        inside.addWidget(self.listing, 1)
        for part in (self.nothing, self.result, self.form):
            self.right.addWidget(part)
        self.right.setMinimumWidth(_RIGHT)
        across = row(gap=GAP)
        across.addWidget(left, 3)
        across.addWidget(self.right, 2)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addLayout(across)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.form.closed.connect(self._end_form)
        self.result.coupons_wanted.connect(self.coupons_wanted)


def _columns() -> list[Column[BallotRow]]:
    def state(ballot: BallotRow) -> str:
        if ballot.is_open:
            return _("open")
        return " / ".join(one.name for one in ballot.winners) or _("over")

    return [
        Column(_("Question"), lambda ballot: ballot.title, stretches=True),
        Column(_("Vote until"), lambda ballot: day_text(ballot.last)),
        Column(_("Votes"), lambda ballot: count_text(ballot.votes), is_number=True),
        Column(_("Result"), state, stretches=True),
    ]

"""One ballot: how many chose what, who they are, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.ballots import MOST
from shopfans.domain.errors import ShopError
from shopfans.services.joining import balloting
from shopfans.services.joining.balloting import BallotRow, Tally, Voter
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text
from ui import theme
from ui.coupons.candidates import thumbnail
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import Elided, button, label, row

_THUMB = 44


class BallotResult(QFrame):
    coupons_wanted = Signal(int)
    """For who voted for this candidate."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._ballot: BallotRow | None = None
        self._asks = False
        self.heading, self.state = Elided("heading"), label("muted", wraps=True)
        self.bars = [Bar() for _number in range(MOST)]
        self.who_heading = label("heading")
        self.model: ListModel[Voter] = ListModel(_columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.problem = label("error", wraps=True)
        self.coupons = button("primary", self._want_coupons, takes_focus=True)
        self.close_it = button("", self._close, takes_focus=True)
        self._build()

    def show_ballot(self, ballot: BallotRow | None) -> None:
        is_other = ballot is None or self._ballot is None or ballot.id != self._ballot.id
        self._asks = self._asks and not is_other
        self._ballot = ballot
        voters = balloting.voters(self._desk.shop, ballot.id) if ballot else []
        self.model.show_rows(voters)
        self.problem.hide()
        self._show()

    def retranslate(self) -> None:
        self.who_heading.setText(_("Who voted"))
        self.model.retitle(_columns())
        self.listing.empty.say(
            "users", _("Nobody yet"), _("Members vote on their own pages, with their phones.")
        )
        self._show()

    def _show(self) -> None:
        ballot = self._ballot
        if ballot is None:
            return
        self.heading.setText(ballot.title)
        votes = ngettext("{n} vote", "{n} votes", ballot.votes).format(n=count_text(ballot.votes))
        until = _("open until {day}") if ballot.is_open else _("over")
        self.state.setText(f"{votes}  ·  {until.format(day=day_text(ballot.last))}")
        most = max((one.votes for one in ballot.tallies), default=0)
        for number, bar in enumerate(self.bars):
            bar.setVisible(number < len(ballot.tallies))
            if number < len(ballot.tallies):
                bar.show_tally(ballot.tallies[number], most)
                bar.picture.setVisible(any(one.picture for one in ballot.tallies))
        self._show_keys(ballot)

    def _show_keys(self, ballot: BallotRow) -> None:
        winners = ballot.winners
        self.coupons.setVisible(len(winners) == 1)
        if len(winners) == 1:
            words = ngettext(
                "Coupon for {n}: {name}", "Coupon for {n}: {name}",
                winners[0].votes,
            )  # fmt: skip
            name = winners[0].name
            short = name if len(name) <= 14 else f"{name[:13]}…"
            self.coupons.setText(words.format(n=count_text(winners[0].votes), name=short))
            self.coupons.setIcon(theme.icon("ticket", theme.look().on_accent))
        self.close_it.setVisible(ballot.is_open)
        self.close_it.setText(_("Really close it now") if self._asks else _("Close it now"))

    def _want_coupons(self) -> None:
        if self._ballot is not None and len(self._ballot.winners) == 1:
            self.coupons_wanted.emit(self._ballot.winners[0].candidate)

    def _close(self) -> None:
        """The second press closes it."""
        if self._ballot is None:
            return
        if not self._asks:
            self._asks = True
            self._show()
            return
        self._asks = False
        try:
            balloting.close_ballot(
                self._desk.shop, by=self._desk.by, ballot=self._ballot.id, request=new_request()
            )
        except ShopError as problem:
            self.problem.setText(self._desk.words(problem))
            self.problem.show()

    def _build(self) -> None:
        self.view.setSelectionMode(ListView.SelectionMode.NoSelection)
        self.view.set_widths(150, 150)
        self.problem.hide()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(8)
        for part in (self.heading, self.state, *self.bars, self.who_heading):
            inside.addWidget(part)
        inside.addWidget(self.listing, 1)
        inside.addWidget(self.problem)
        last = row(gap=10)
        last.addWidget(self.coupons, 1)
        last.addWidget(self.close_it)
        inside.addLayout(last)


class Bar(QWidget):
    """A candidate, as long as its votes."""

    def __init__(self) -> None:
        super().__init__()
        self.picture, self.name = QLabel(), Elided()
        self.bar, self.count = QProgressBar(), label("strong")
        self.picture.setFixedWidth(_THUMB)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(10)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count.setMinimumWidth(56)
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(self.name)
        beside.addWidget(self.bar)
        across = row(gap=10)
        across.addWidget(self.picture)
        across.addLayout(beside, 1)
        across.addWidget(self.count)
        self.setLayout(across)

    def show_tally(self, tally: Tally, most: int) -> None:
        self.name.setText(tally.name)
        self.bar.setRange(0, max(1, most))
        self.bar.setValue(tally.votes)
        self.count.setText(count_text(tally.votes))
        self.picture.clear()
        if tally.picture is not None:
            self.picture.setPixmap(thumbnail(tally.picture, _THUMB))


def _columns() -> list[Column[Voter]]:
    return [
        Column(_("Name"), lambda voter: voter.name, stretches=True),
        Column(_("Chose"), lambda voter: voter.candidate, stretches=True),
    ]

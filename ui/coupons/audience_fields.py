"""To whom coupons go: picked by hand, or whoever fits what is typed and chosen here."""

from datetime import timedelta

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from shopfans.domain.audiences import (
    Audience,
    Everybody,
    FoundBy,
    JoinedBetween,
    TheseMembers,
    VotedFor,
)
from shopfans.domain.errors import DaysReversed
from shopfans.services.joining import balloting
from shopfans.texts import _
from shopfans.texts.formats import count_text
from ui.coupons.among_fields import AmongFields
from ui.coupons.dates import DayField
from ui.coupons.member_picker import MemberPicker
from ui.desk import Desk
from ui.widgets.field import Field
from ui.widgets.pieces import column, label, row
from ui.widgets.segments import Segments
from ui.widgets.stack import Stack

THESE, SEARCH, JOINED, AMONG, VOTERS, EVERYBODY = _KINDS = (
    "these", "search", "joined", "among", "voters", "everybody"
)  # fmt: skip

_BALLOTS = 6
"""So many of the last ones are offered."""


class AudienceFields(QWidget):
    turned = Signal()
    """Another kind was chosen; `changed` follows."""
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.title, self.kind = label("small"), Segments(_KINDS, wraps=True)
        self.members, self.search = MemberPicker(desk), Field()
        self.first, self.last = DayField(desk.today - timedelta(days=30)), DayField(desk.today)
        self.among = AmongFields(desk)
        self.voters, self.no_voters = QComboBox(), label("muted", wraps=True)
        self.everybody = label("muted", wraps=True)
        self.pages = Stack()
        self._holders: list[QWidget] = []
        self._build()

    @property
    def is_by_hand(self) -> bool:
        """Whether members are picked one by one: a list that wants room, and may be empty yet."""
        return bool(self.kind.value() == THESE)

    def chosen(self) -> Audience:
        """Raises DaysReversed."""
        match self.kind.value():
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

    def field(self) -> QWidget | None:
        """Where one types or chooses now; None: there is nothing to say of everybody."""
        fields = (self.members.finder, self.search.edit, self.first, self.among, self.voters, None)
        return fields[self.pages.currentIndex()]

    def refresh(self) -> None:
        """The ballots, tiers and months there are now; what was chosen stays so."""
        self._offer_voters()
        self.among.refresh()
        self._turn()

    def clear(self) -> None:
        """Nobody is picked, nothing is searched for."""
        self.members.clear()
        self.search.clear()

    def prefer_voters(self, candidate: int) -> None:
        """Offer who voted for this candidate."""
        self._offer_voters()
        self.kind.choose(VOTERS)
        self.voters.setCurrentIndex(self.voters.findData(candidate))

    def retranslate(self) -> None:
        self.title.setText(_("To whom"))
        self.kind.name(
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

    def _turn(self) -> None:
        self.pages.setCurrentIndex(_KINDS.index(self.kind.value()))
        for page in self._holders:  # one that is not seen asks for no room
            is_seen = page is self.pages.currentWidget()
            tall = QSizePolicy.Policy.Preferred if is_seen else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, tall)
        self.turned.emit()
        self.changed.emit()

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
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(10)
        down.addLayout(column(self.title, self.kind, gap=4))
        down.addWidget(self.pages, 1)
        self.kind.chosen.connect(self._turn)
        self.search.edit.textChanged.connect(self.changed)
        self.voters.currentIndexChanged.connect(self.changed)
        for part in (self.members, self.among, self.first, self.last):
            part.changed.connect(self.changed)

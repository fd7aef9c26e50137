"""What stands where among the members, and its own few words."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from shopfans.domain.roles import Right
from shopfans.services.members.finding import MemberRow
from shopfans.texts import _
from ui import theme
from ui.bringing.page import Bringing
from ui.desk import Desk
from ui.members.by_tag import ByTag
from ui.members.confirming import Confirming
from ui.members.everybody import JOINED, VISITS, columns
from ui.members.her_cards import HerCards
from ui.members.her_points import HerPoints
from ui.members.known import KnownPage
from ui.members.list_kind import MemberLists
from ui.members.membership import MembershipPage
from ui.members.merging import Merging
from ui.members.pages import Pages
from ui.members.profile import Profile
from ui.members.refund_sheet import RefundSheetPage
from ui.members.sale_kind import SaleLists
from ui.members.value_statement import ValueStatement
from ui.place import Place
from ui.table import ListModel, ListView
from ui.tokens import EDGE, GAP
from ui.widgets.empty import Listing
from ui.widgets.pieces import button, label, panel, row

_Page = (
    HerPoints | ValueStatement | MembershipPage | Merging | KnownPage | RefundSheetPage | HerCards
    | Bringing
)  # fmt: skip


class Front(Place):
    """The widgets of the members' place; what they do is for whoever connects them."""

    merging_wanted, bringing_wanted = Signal(), Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.count, self.told = label("title"), label("muted"), label("good")
        self.finder, self._glass = QLineEdit(), QAction(self)
        self.by_tag = ByTag(desk)
        self.model: ListModel[MemberRow] = ListModel(columns(desk.terms))
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.profile, self.statement = Profile(desk), HerPoints(desk)
        self.known = KnownPage(desk)
        self.value, self.sheet = ValueStatement(), RefundSheetPage(desk)
        self.membership, self.cards = MembershipPage(desk), HerCards(desk)
        self.slip = Confirming(desk)
        self.twice, self.merging = button("", self.merging_wanted.emit), Merging(desk)
        self.fetch = button("", self.bringing_wanted.emit)
        self.bringing = Bringing(desk, MemberLists(desk), SaleLists(desk))
        self.left = Pages(self.profile)
        self._build()

    def retranslate(self) -> None:
        self.title.setText(_("Members"))
        self.finder.setPlaceholderText(_("Name, pinyin initials, phone number or code"))
        self.finder.setAccessibleName(_("Find a member"))
        self._glass.setIcon(theme.icon("magnifying-glass", theme.look().muted))
        self.model.retitle(columns(self.desk.terms))
        self.slip.retranslate()
        self.twice.setText(_("One person twice  F9"))
        self.twice.setIcon(theme.icon("users"))
        self.by_tag.retranslate()
        self.fetch.setText(_("From Excel  F7"))
        self.fetch.setIcon(theme.icon("table"))
        self.profile.retranslate()
        for page in self.pages():
            page.retranslate()

    def pages(self) -> tuple[_Page, ...]:
        """All that may stand in place of the list."""
        return (
            self.statement, self.value, self.membership, self.merging, self.known, self.sheet,
            self.cards, self.bringing,
        )  # fmt: skip

    def _build(self) -> None:
        self.finder.setObjectName("find")
        self.finder.setClearButtonEnabled(True)
        self.finder.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.view.set_widths(
            130, 110, 100, 76, 104, 106, spreads=True, shown_from={JOINED: 610, VISITS: 520}
        )
        self.view.horizontalHeader().setSectionsClickable(True)
        everybody, inside = panel(gap=6)
        inside.addWidget(self.by_tag)
        inside.addLayout(row(self.count, None, self.told, self.slip))
        inside.addWidget(self.listing, 1)
        self.left.addWidget(everybody)
        for page in self.pages():
            self.left.addWidget(page)
        self.value.offer_sheet()
        self.twice.setVisible(self.desk.by.may(Right.MERGE))
        self.fetch.setVisible(self.desk.by.may(Right.IMPORT))
        self.profile.setMinimumWidth(420)
        self.profile.setMaximumWidth(560)
        across = QHBoxLayout()
        across.setSpacing(GAP)
        across.addWidget(self.left, 3)
        across.addWidget(self.profile, 2)
        down = QVBoxLayout(self)
        down.setContentsMargins(EDGE, 20, EDGE, EDGE)
        down.setSpacing(GAP)
        down.addLayout(row(self.title, 14, self.finder, 4, self.fetch, self.twice))
        down.addLayout(across, 1)

"""One person twice: the pairs that were found, compared, made one, and two again that day."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.contacts import masked
from shopfans.domain.errors import ShopError, Stopped, UnknownMember
from shopfans.services.members import duplicates, finding, merging
from shopfans.services.members.duplicates import Likeness, Side
from shopfans.texts import _
from ui import theme
from ui.background import Job, Progress
from ui.desk import Desk
from ui.members.comparing import Comparing
from ui.members.two_people import TwoPeople
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.field import Field
from ui.widgets.pieces import button, column, label, panel, row

_Row = tuple[Side, Side, Likeness]


class Merging(QWidget):
    closed = Signal()
    merged = Signal(int)
    """The record that was kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._pairs: list[_Row] = []
        self._pair: tuple[int, int] | None = None
        self._chosen: int | None = None
        self._request, self._last = new_request(), 0
        self._is_by_hand = False
        self.title, self.lead = label("heading"), label("muted", wraps=True)
        self.back = button("quiet", self.closed.emit, takes_focus=True)
        self.other = Field()
        self.model: ListModel[_Row] = ListModel(_columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.comparing, self.two = Comparing(desk), TwoPeople(desk)
        self.told, self.problem = label("good", wraps=True), label("error", wraps=True)
        self.unmake = button("", self._undo, takes_focus=True)
        self.make = button("primary", self._merge, takes_focus=True)
        self._build()

    def open_for(self, chosen: int | None) -> None:
        """Look for pairs; the member who is chosen may be compared with anybody."""
        self._chosen = chosen
        self.told.clear()
        self.other.clear()
        self._compare(None)
        self.refresh()
        self.retranslate()
        self.back.setFocus()

    def refresh(self) -> None:
        """Look again, in the background."""
        if self._job is None:
            self._job = Job(partial(_with_sides, self._desk.shop))
            self._job.finished.connect(self._show_pairs)
            self._job.refused.connect(self._refuse)
            self._job.start()
        self._show_undoable()

    def retranslate(self) -> None:
        self.title.setText(_("One person twice"))
        self.lead.setText(
            _(
                "The same phone typed in another way, or a like name born on the same day. Choose "
                "what stays; points, stamps, sales, coupons and cards add up, and both codes work."
            )
        )
        self.back.setText(_("Back"))
        self.back.setIcon(theme.icon("arrow-left", theme.look().accent))
        self.back.setToolTip(_("Back (Esc)"))
        name = self._name_of(self._chosen)
        self.other.name(
            _("Or compare {name} with").format(name=name), _("Name, phone number or code; Enter")
        )
        self.other.setVisible(bool(name))
        self.make.setText(_("Make them one"))
        self.make.setIcon(theme.icon("arrows-in", theme.look().on_accent))
        self.model.retitle(_columns())
        self.listing.empty.say(
            "users",
            _("Looking…") if self._job else _("Nobody stands here twice"),
            ""
            if self._job or name  # the field below says what can be done
            else _("Choose a member first to compare her with another one."),
        )
        self.comparing.retranslate()
        self.two.retranslate()
        self._show_undoable()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show_pairs(self, found: list[_Row]) -> None:
        self._job = None
        self._pairs = found
        is_by_hand = self._is_by_hand
        if not is_by_hand:
            self._compare(None)
        self.view.setCurrentIndex(QModelIndex())
        self.model.show_rows(found)
        if not is_by_hand:
            self.view.setCurrentIndex(self.model.index(0, 0))
            if found and self.back.hasFocus():
                self.view.setFocus()
        self.retranslate()

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            first, second, _why = self._pairs[current.row()]
            self._compare((first.id, second.id))

    def _find_other(self) -> None:
        """Whoever is found first and is not she herself."""
        found = finding.find(self._desk.shop, self.other.text())
        others = [hit.id for hit in found if hit.id != self._chosen]
        if not others or self._chosen is None:
            self.other.refuse(self._desk.words(UnknownMember()))
            return
        self._compare((self._chosen, others[0]))
        self._is_by_hand = True
        self.make.setFocus()

    def _compare(self, pair: tuple[int, int] | None) -> None:
        self._pair, self._request, self._is_by_hand = pair, new_request(), False
        self.problem.hide()
        if pair is not None:
            try:
                self.comparing.show_pair(
                    *(duplicates.side(self._desk.shop, member) for member in pair)
                )
            except ShopError as problem:
                self._pair = None
                self._refuse(problem)
        self.comparing.setVisible(self._pair is not None)
        self.make.setVisible(self._pair is not None)
        self.two.show_pair(self._pair)

    def _merge(self) -> None:
        if self._pair is None:
            return
        kept, gone = self._pair
        try:
            merging.merge(
                self._desk.shop, by=self._desk.by, kept=kept, gone=gone,
                facts=self.comparing.facts(), request=self._request,
            )  # fmt: skip
        except ShopError as problem:
            self._refuse(problem)
            return
        self._chosen = kept
        self._go_on(_("{name} is one record now.").format(name=self._name_of(kept)))
        self.merged.emit(kept)

    def _undo(self) -> None:
        try:
            merging.undo(self._desk.shop, by=self._desk.by, merge=self._last, request=new_request())
        except ShopError as problem:
            self._refuse(problem)
            return
        self.told.setText(_("Two records again, each with what it had."))
        self.refresh()

    def _go_on(self, told: str) -> None:
        """This pair is dealt with."""
        self.told.setText(told)
        self._compare(None)
        self.back.setFocus()
        self.refresh()

    def _show_undoable(self) -> None:
        found = merging.undoable(self._desk.shop)
        self.unmake.setVisible(bool(found))
        if found:
            self._last = found[0].id
            self.unmake.setText(_("Undo the merge of {name}").format(name=found[0].name))

    def _refuse(self, problem: ShopError) -> None:
        if not isinstance(problem, Stopped):
            self.problem.setText(self._desk.words(problem))
            self.problem.show()

    def _name_of(self, member: int | None) -> str:
        rows = finding.member_rows(self._desk.shop, [member]) if member is not None else []
        return rows[0].name if rows else ""

    def _build(self) -> None:
        card, inside = panel(gap=8)
        inside.addLayout(row(self.title, None, self.back))
        inside.addWidget(self.lead)
        self.view.set_widths(90, 110, 90, 110, 110, spreads=True)
        self.right = QWidget()
        self.right.setLayout(column(self.comparing, self.problem, None, gap=8))
        across = row(gap=18)
        left = column(gap=8)
        left.addWidget(self.listing, 1)
        left.addWidget(self.other)
        across.addLayout(left, 6)
        across.addWidget(self.right, 5)
        inside.addLayout(across, 1)
        inside.addLayout(row(self.told, None, self.two, self.unmake, self.make))
        for part in (self.problem, self.comparing, self.make, self.unmake):
            part.hide()
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)
        self.setFocusProxy(self.view)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.other.edit.returnPressed.connect(self._find_other)
        self.two.told.connect(self._go_on)
        self.two.refused.connect(self._refuse)


def _with_sides(shop: Shop, progress: Progress) -> list[_Row]:
    side = partial(duplicates.side, shop)
    with shop.reading():
        found = duplicates.pairs(shop, progress)
        return [(side(pair.first), side(pair.second), pair.why) for pair in found]


def _columns() -> list[Column[_Row]]:
    def why(pair: _Row) -> str:
        return _("Same phone") if pair[2] is Likeness.PHONE else _("Like name")

    return [
        Column(_("Name"), lambda pair: pair[0].name),
        Column(_("Phone"), lambda pair: masked(pair[0].phone)),
        Column(_("Name"), lambda pair: pair[1].name),
        Column(_("Phone"), lambda pair: masked(pair[1].phone)),
        Column(_("Why"), why, stretches=True),
    ]

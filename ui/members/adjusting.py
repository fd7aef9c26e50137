"""Points given or taken by hand: how many, what that makes of them, and why."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain.errors import NotEnoughPoints, ShopError
from shopfans.domain.points import parse_change
from shopfans.domain.receipts import PointsPaper
from shopfans.domain.roles import Right, Staff
from shopfans.services.belonging import adjusting
from shopfans.services.members import finding
from shopfans.texts import _
from shopfans.texts.formats import count_text
from ui.approval import Approval
from ui.desk import Desk
from ui.typed import kept, read
from ui.widgets.field import Field, beside
from ui.widgets.pieces import button, label, row, set_tone


class Adjusting(QFrame):
    """Hidden until it is asked; Enter goes on to the reason, Esc leaves it."""

    adjusted = Signal(PointsPaper)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("notice")
        set_tone(self, "tone", "plain")
        self._desk = desk
        self._member, self._has, self._request = 0, 0, ""
        self.heading, self.effect = label("strong"), label("strong")
        self.change, self.approval = Field(), Approval(desk)
        self.go_on = button("primary", self._go, takes_focus=True)
        self.no = button("", self.leave, takes_focus=True)
        self._build()

    def ask(self, member: int) -> None:
        """How many? The focus is where they are typed."""
        self._member, self._request = member, new_request()
        self._has = finding.card(self._desk.shop, member).points
        self.change.clear()
        self._ask_number()
        self.show()
        self.change.setFocus()

    def leave(self) -> None:
        """Nothing is changed."""
        if not self.isHidden():
            self.forget()
            self.left.emit()

    def forget(self) -> None:
        self.approval.forget()
        self.hide()

    def retranslate(self) -> None:
        self.heading.setText(_("Points by hand"))
        self.change.name(_("Give, or take with a minus"), "+50   −20")
        self.go_on.setText(_("Go on  Enter"))
        self.no.setText(_("No, leave it  Esc"))
        self.approval.retranslate()
        self._show_effect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _show_effect(self) -> None:
        """What she has, and will have."""
        try:
            change = parse_change(self.change.text(), most=adjusting.MOST)
        except ShopError:
            change = None
        words, tone = _("has {points}").format(points=count_text(self._has)), ""
        if change is not None:
            left = self._has + change
            words = _("has {points}, will have {left}").format(
                points=count_text(self._has), left=count_text(left)
            )
            tone = "bad" if left < 0 else "good"
        self.effect.setText(words)
        set_tone(self.effect, "tone", tone)

    def _go(self) -> None:
        kept(self._desk, self._ask_leave, refuse=self.change.refuse)

    def _ask_leave(self) -> None:
        """The reason, and the PIN of who may; nothing is asked for what cannot be. Raises Refused
        or NotEnoughPoints."""
        change = read(self.change, parse_change, most=adjusting.MOST)
        if self._has + change < 0:
            raise NotEnoughPoints(balance=self._has, asked=-change)
        self._offer_keys(is_asking=True)
        self.approval.ask(Right.ADJUST, self._request, partial(self._adjust, change))

    def _adjust(self, change: int, by: Staff) -> None:
        try:
            slip = adjusting.adjust_points(
                self._desk.shop, by=by, member=self._member, change=change, request=self._request
            )
        except ShopError as problem:
            self._request = new_request()
            self.change.refuse(self._desk.words(problem))
        else:
            self.forget()
            self.adjusted.emit(slip)

    def _ask_number(self) -> None:
        """What was going to be allowed is something else now."""
        self.approval.forget()
        self._offer_keys(is_asking=False)
        self._show_effect()

    def _offer_keys(self, *, is_asking: bool) -> None:
        """While the leave is asked for, its keys are the ones to press."""
        for key in (self.no, self.go_on):
            key.setHidden(is_asking)

    def _back_to_number(self) -> None:
        self._offer_keys(is_asking=False)
        self.change.setFocus()

    def _build(self) -> None:
        self.hide()
        self.approval.setObjectName("")  # this frame is around it already
        self.change.setMaximumWidth(260)
        across = row(gap=14)
        across.addWidget(self.change, 1)
        across.addLayout(beside(self.effect))
        across.addStretch(1)
        across.addLayout(beside(self.no))
        across.addLayout(beside(self.go_on))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 10, 12, 12)
        inside.setSpacing(8)
        inside.addWidget(self.heading)
        inside.addLayout(across)
        inside.addWidget(self.approval)
        self.change.edit.textEdited.connect(self._ask_number)
        self.change.edit.returnPressed.connect(self._go)
        self.approval.left.connect(self._back_to_number)

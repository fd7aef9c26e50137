"""Forgetting a member, asked a second time in place: it cannot be taken back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.receipts import Confirmation
from shopfans.domain.roles import Right, Staff
from shopfans.services.members import forgetting
from shopfans.services.members.finding import MemberCard
from shopfans.texts import _
from ui.approval import Approval
from ui.desk import Desk
from ui.widgets.pieces import button, label, row, set_tone


class Forgetting(QFrame):
    forgotten = Signal(str)
    """The name she had."""
    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("notice")
        set_tone(self, "tone", "bad")
        self._desk = desk
        self._card: MemberCard | None = None
        self._request = ""
        self.confirmation: Confirmation | None = None
        """Of the last one who was forgotten, to be printed."""
        self.words, self.problem = label("", wraps=True), label("error", wraps=True)
        self.problem.hide()
        self.keep = button("", self._keep, takes_focus=True)
        self.go_on = button("danger", self._ask_leave, takes_focus=True)
        self.approval = Approval(desk)
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 12, 16, 12)
        down.setSpacing(10)
        for part in (self.words, self.problem):
            down.addWidget(part)
        down.addLayout(row(None, self.go_on, self.keep))
        down.addWidget(self.approval)
        self.approval.setObjectName("")  # this frame is around it already
        self.approval.left.connect(self._step_back)

    def ask(self, card: MemberCard) -> None:
        """Ask once more; the focus is on the way out."""
        self._card, self._request = card, new_request()
        self.problem.hide()
        self.approval.forget()
        self._offer(is_allowing=False)
        self.retranslate()
        self.show()
        self.keep.setFocus()

    def retranslate(self) -> None:
        self.keep.setText(_("Keep her"))
        self.go_on.setText(_("Forget for good"))
        self.approval.retranslate()
        name = self._card.name if self._card else ""
        self.words.setText(
            _(
                "Forget {name}? Her name, phone and birthday are deleted for good, in copies from "
                "before an upgrade too. Her sales and points stay in the totals, without a name."
            ).format(name=name)
        )

    def _keep(self) -> None:
        self.kept.emit()

    def _ask_leave(self) -> None:
        self._offer(is_allowing=True)
        self.approval.ask(Right.ERASE, self._request, self._forget)

    def _step_back(self) -> None:
        """The leave was given, or nobody gives it."""
        self._offer(is_allowing=False)
        self.keep.setFocus()

    def _offer(self, *, is_allowing: bool) -> None:
        """While the leave is asked for there is room for nothing else beside the counter."""
        for part in (self.words, self.go_on, self.keep):
            part.setHidden(is_allowing)

    def _forget(self, by: Staff) -> None:
        assert self._card is not None
        name = self._card.name
        try:
            self.confirmation = forgetting.erase(
                self._desk.shop, by=by, member_id=self._card.id, request=self._request
            )
        except ShopError as problem:
            self.problem.setText(self._desk.words(problem))
            self.problem.show()
        else:
            self.forgotten.emit(name)

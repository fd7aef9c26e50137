"""A risky act asks in place for the PIN of who may allow it, and why: a few fields, no dialog."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import NEEDS_PIN, NEEDS_REASON, RIGHTS, Right, Staff
from shopfans.services.staff import approving
from shopfans.texts import _
from shopfans.texts.rights import right_text
from ui.desk import Desk
from ui.widgets.field import Field
from ui.widgets.focus import WhereOneWas, has_focus_within
from ui.widgets.pieces import button, column, label, row
from ui.widgets.pin_field import pin_field


class Approval(QFrame):
    """Hidden until it is asked; Enter allows, Esc leaves it.

    Who has the right herself is asked for the reason alone, and only where one is kept; for what
    replaces the whole shop also for her PIN.
    """

    left = Signal()
    """It is hidden again: the focus may go where it was."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._desk = desk
        self._right, self._request = Right.REFUND_MUCH, ""
        self._then: Callable[[Staff], object] = lambda by: None
        self.words = label("strong", wraps=True)
        self.who_title, self.who = label("small"), QComboBox()
        self.problem = label("error", wraps=True)
        self.pin, self.reason = pin_field(error=self.problem), Field(error=self.problem)
        self.go = button("primary", self._allow, takes_focus=True)
        self.no = button("", self.leave, takes_focus=True)
        self._before = WhereOneWas()
        self._build()

    def ask(self, right: Right, request: str, then: Callable[[Staff], object]) -> None:
        """Go on with the operator, who has the leave for this one request; at once if she needs
        none."""
        by = self._desk.by
        is_hers = right in RIGHTS[by.role] and right not in NEEDS_PIN
        if is_hers and right not in NEEDS_REASON:
            then(by)
            return
        self._right, self._request, self._then = right, request, then
        if self.isHidden():
            self._before.remember(self)
        self._fill_who([] if is_hers else approving.approvers(self._desk.shop, right))
        self.pin.setVisible(not is_hers)
        for field in (self.pin, self.reason):
            field.clear()
        self.retranslate()
        self.show()
        (self.reason if is_hers else self.pin).setFocus()

    def leave(self) -> None:
        """It is not done after all."""
        if not self.isHidden():
            self.forget()
            self.left.emit()

    def forget(self) -> None:
        """Nothing is asked any more, and the focus stays where it is or goes where it was."""
        if has_focus_within(self):
            self._before.go_back()
        self.hide()
        self._then = lambda by: None
        for field in (self.pin, self.reason):
            field.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        act = right_text(self._right, self._desk.terms)
        self.words.setText(
            act if self.pin.isHidden() else _("{act}: this needs the owner").format(act=act)
        )
        self.who_title.setText(_("Who allows it"))
        self.pin.name(_("Owner's PIN"))
        names_nobody = self._right is Right.ERASE
        self.reason.name(
            _("Reason"),
            _("kept, without her name") if names_nobody else _("it is kept in the log"),
        )
        self.go.setText(_("Allow  Enter"))
        self.no.setText(_("No, leave it  Esc"))

    def _allow(self) -> None:
        for field in (self.pin, self.reason):
            field.forgive()
        if not self.pin.isHidden() and not self.pin.text():  # no guess yet: none is counted
            self.pin.setFocus()
            return
        try:
            by = self._allowed()
        except errors.WhyMissing as problem:
            self.reason.refuse(self._desk.words(problem))
        except ShopError as problem:
            self.pin.edit.clear()
            self.pin.refuse(self._desk.words(problem))
        else:
            then = self._then
            self.forget()
            self.left.emit()
            then(by)

    def _allowed(self) -> Staff:
        by, reason = self._desk.by, self.reason.text()
        if self.pin.isHidden():
            return approving.with_reason(
                by=by, right=self._right, reason=reason, request=self._request
            )
        return approving.allow(
            self._desk.shop, by=by, right=self._right, approver=self.who.currentData(),
            pin=self.pin.text(), reason=reason, request=self._request,
        )  # fmt: skip

    def _fill_who(self, approvers: list[Staff]) -> None:
        self.who.clear()
        for one in approvers:
            self.who.addItem(one.name, one.id)
        for part in (self.who_title, self.who):
            part.setVisible(len(approvers) > 1)

    def _build(self) -> None:
        self.hide()
        self.problem.hide()
        self.who.setFixedWidth(130)
        fields = row(gap=10)
        fields.addLayout(column(self.who_title, self.who, gap=4))
        fields.addWidget(self.pin, 2)
        fields.addWidget(self.reason, 3)
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 10, 12, 12)
        down.setSpacing(8)
        down.addWidget(self.words)
        down.addLayout(fields)
        down.addWidget(self.problem)
        down.addLayout(row(None, self.no, self.go, gap=12))
        self.pin.edit.returnPressed.connect(self._pin_typed)
        self.reason.edit.returnPressed.connect(self._allow)

    def _pin_typed(self) -> None:
        """Enter goes on to the reason, which is still missing."""
        if self.reason.text().strip():
            self._allow()
        else:
            self.reason.setFocus()

"""The question above every place when the clock has jumped: is that today?"""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Right, Role, Staff
from shopfans.services.days import dating
from shopfans.services.days.dating import Doubt
from shopfans.services.staff import pins, staffing
from shopfans.texts import _
from shopfans.texts.dates import long_day_text
from shopfans.texts.formats import time_text
from ui.counter.notice import Notice
from ui.desk import Desk
from ui.widgets.focus import WhereOneWas
from ui.widgets.pieces import label, row


class DateDoubt(QWidget):
    """There while the date is not known; the counter goes on below as if it were not.

    The owner answers with one key; for a colleague she types her PIN.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._doubt: Doubt | None = None
        self._is_refused, self._before = False, WhereOneWas()
        self.notice = Notice(self._yes, self._no)
        self.notice.setProperty("across", True)
        self.pin, self.problem = QLineEdit(), label("error")
        self._proof = QWidget()
        self._build()
        desk.changes.happened.connect(self.look)
        self.look()

    def look(self) -> None:
        """Is the clock believed now?"""
        doubt = dating.doubt(self._desk.shop)
        if doubt != self._doubt:
            self._doubt, self._is_refused = doubt, False
            self._end_proof()

    def retranslate(self) -> None:
        self.pin.setPlaceholderText(_("The owner's PIN"))
        self.pin.setAccessibleName(_("The owner's PIN"))
        self.setVisible(self._doubt is not None)
        if self._doubt is None:
            return
        day, terms = long_day_text(self._doubt.says), self._desk.terms
        if self._is_refused:
            words = _(
                "This computer says {day}. Please set its clock: until then you can sell, but "
                "nothing lapses, greets or is closed."
            )
        else:
            words = _("This computer says {day}. Is that today? The last entry is of {when}.")
        when = time_text(self._doubt.newest, terms.zone)
        self.notice.say(
            words.format(day=day, when=when),
            tone="warn",
            icon="calendar-x",
            first=_("Yes, it is"),
            second="" if self._is_refused else _("No"),
        )

    def _yes(self) -> None:
        if self._desk.by.may(Right.CONFIRM_DATE):
            self._confirm(self._desk.by)
        else:
            if self._proof.isHidden():
                self._before.remember(self)
            self._proof.show()
            self.pin.setFocus()

    def _no(self) -> None:
        self._is_refused = True
        self._end_proof()

    def _end_proof(self) -> None:
        if self.pin.hasFocus():
            self._before.go_back()
        self._proof.hide()
        self.retranslate()

    def _prove(self) -> None:
        """By the PIN of the first owner: a guess counts against one person alone."""
        owners = [one for one in staffing.staff(self._desk.shop) if one.role is Role.OWNER]
        typed = self.pin.text()
        self.pin.clear()
        try:
            owner = staffing.sign_in(self._desk.shop, staff_id=owners[0].id or 0, pin=typed)
        except ShopError as problem:
            self._refuse(problem)
        else:
            self._confirm(owner)

    def _confirm(self, by: Staff) -> None:
        assert self._doubt is not None
        try:
            dating.confirm(
                self._desk.shop, by=by, day=self._doubt.says, request=new_request()
            )  # fmt: skip
        except ShopError as problem:
            self._refuse(problem)
            self.look()
        else:
            self.look()

    def _refuse(self, problem: ShopError) -> None:
        self.problem.setText(self._desk.words(problem))
        self.problem.show()
        self._proof.show()

    def _build(self) -> None:
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(pins.LONGEST_PIN)
        self.pin.setFixedWidth(220)
        self.pin.returnPressed.connect(self._prove)
        self.pin.textEdited.connect(self.problem.hide)
        self.problem.hide()
        proof = row(36, self.pin, self.problem, None, gap=12)
        self._proof.setLayout(proof)
        self._proof.hide()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.notice)
        inside = self.notice.layout()
        assert inside is not None
        inside.addWidget(self._proof)

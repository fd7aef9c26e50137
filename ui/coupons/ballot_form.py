"""A new ballot: the question, its last day, what can be chosen."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.services.joining import balloting
from shopfans.texts import _
from ui import theme
from ui.coupons.candidates import Candidates
from ui.coupons.dates import DayField
from ui.desk import Desk
from ui.widgets.field import Field
from ui.widgets.keys import on_key
from ui.widgets.pieces import button, label, row
from ui.widgets.scrolled import Scrolled

_LASTS = timedelta(days=14)


class BallotForm(QFrame):
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk, self._request = desk, ""
        self.heading, self.question = label("heading"), Field()
        self.last = DayField(desk.today + _LASTS)
        self.candidates = Candidates(desk)
        self.problem = label("error", wraps=True)
        self.open = button("primary", self._open, takes_focus=True)
        self.leave = button("", self.closed.emit, takes_focus=True)
        self._build()

    def begin(self) -> None:
        """An empty form."""
        self._request = new_request()
        self.question.clear()
        self.candidates.clear()
        self.last.choose(self._desk.today + _LASTS)
        self.problem.hide()
        self.question.setFocus()

    def retranslate(self) -> None:
        self.heading.setText(_("New ballot"))
        self.question.name(_("Question"), _("Which new dessert do you want in April?"))
        self.last.name(_("Vote until"))
        self.candidates.retranslate()
        self.open.setText(_("Open the ballot"))
        self.open.setIcon(theme.icon("check", theme.look().on_accent))
        self.leave.setText(_("Back  Esc"))

    def _open(self) -> None:
        self.problem.hide()
        self.question.forgive()
        try:
            balloting.open_ballot(
                self._desk.shop, by=self._desk.by, title=self.question.text(),
                candidates=self.candidates.candidates(), last=self.last.day(),
                request=self._request,
            )  # fmt: skip
        except errors.NameMissing as problem:
            if self.question.text().strip():
                self._refuse(problem)
            else:
                self.question.refuse(_("What do you want to know?"))
        except ShopError as problem:
            self._refuse(problem)
        else:
            self.closed.emit()

    def _refuse(self, problem: ShopError) -> None:
        self.problem.setText(self._desk.words(problem))
        self.problem.show()

    def _build(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addWidget(self.heading)
        across = row(gap=12)
        across.addWidget(self.question, 1)
        across.addWidget(self.last, alignment=Qt.AlignmentFlag.AlignTop)
        inside.addLayout(across)
        around = Scrolled()
        around.setWidget(self.candidates)
        inside.addWidget(around, 1)
        inside.addWidget(self.problem)
        last = row(gap=10)
        last.addWidget(self.open, 1)
        last.addWidget(self.leave)
        inside.addLayout(last)
        on_key(self, "Esc", self.closed.emit)

"""Her points among the members: every line, changed by hand, and to take home."""

from shopfans.domain.receipts import PointsPaper
from shopfans.texts import _
from shopfans.texts.formats import change_text, count_text
from ui import theme
from ui.desk import Desk
from ui.members.adjusting import Adjusting
from ui.members.statement import Statement
from ui.members.taking_statement import TakingStatement
from ui.widgets.keys import on_key
from ui.widgets.pieces import Elided, button, column, row


class HerPoints(Statement):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._slip: PointsPaper | None = None
        self.adjusting, self.taking = Adjusting(desk), TakingStatement(desk)
        self.by_hand = button("", self._ask, takes_focus=True)
        self.told, self.print_slip = Elided("good"), button("quiet", self._print, takes_focus=True)
        across = row(self.by_hand, gap=12)
        across.addWidget(self.told, 1)
        across.addWidget(self.print_slip)
        self.foot.addLayout(column(across, self.adjusting, self.taking, gap=8), 1)
        self.adjusting.adjusted.connect(self._tell)
        self.adjusting.left.connect(self._take_up)
        on_key(self, "F6", self._ask)

    def show_member(self, desk: Desk, member_id: int) -> None:
        self._close_form()
        self._say(None)
        super().show_member(desk, member_id)
        self.taking.show_member(member_id)

    def retranslate(self) -> None:
        super().retranslate()
        self.by_hand.setText(_("Points by hand  F6"))
        self.print_slip.setText(_("Print a confirmation"))
        self.print_slip.setIcon(theme.icon("printer", theme.look().accent))
        self._say(self._slip)
        for part in (self.adjusting, self.taking):
            part.retranslate()

    def _ask(self) -> None:
        self._say(None)
        for part in (self.by_hand, self.taking):  # a small window has no room for both
            part.hide()
        self.adjusting.ask(self._member)

    def _take_up(self) -> None:
        """Nothing is changed by hand any more."""
        self._close_form()
        self.view.setFocus()

    def _close_form(self) -> None:
        self.adjusting.forget()
        for part in (self.by_hand, self.taking):
            part.show()

    def _tell(self, slip: PointsPaper) -> None:
        self._close_form()
        self._say(slip)
        self.print_slip.setFocus()

    def _say(self, slip: PointsPaper | None) -> None:
        self._slip = slip
        self.print_slip.setVisible(slip is not None)
        self.told.setText(
            ""
            if slip is None
            else _("{change}: {name} has {points} now").format(
                change=change_text(slip.change),
                name=slip.member_name,
                points=count_text(slip.left),
            )
        )

    def _print(self) -> None:
        if self._desk is not None and self._slip is not None:
            self._desk.spool.print_paper(self._slip)

"""The lines that are seen, taken out of the program: on paper, or as a file for an SMS provider."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Right, Staff
from shopfans.texts import _, formats
from ui import theme
from ui.approval import Approval
from ui.desk import Desk
from ui.today import sending
from ui.today.lines import Shown
from ui.widgets.pieces import button, row


class TakingOut(QWidget):
    """A key for each; the approval that the file needs stands where the page puts it."""

    told = Signal(str)
    """What was written, in a sentence."""
    refused = Signal(object)
    """A ShopError."""

    def __init__(
        self, desk: Desk, rows: Callable[[], list[Shown]], title: Callable[[], str]
    ) -> None:
        super().__init__()
        self._desk, self._rows, self._title = desk, rows, title
        self.approval = Approval(desk)
        self.paper = button("quiet", self.print_list, takes_focus=True)
        self.sms = button("quiet", self.ask_where, takes_focus=True)
        self.setLayout(row(self.paper, self.sms))

    def retranslate(self) -> None:
        self.approval.retranslate()
        for made, icon, words in (
            (self.paper, "printer", _("Print the list (Ctrl+P)")),
            (self.sms, "device-mobile", _("For an SMS provider (Ctrl+E)")),
        ):
            made.setIcon(theme.icon(icon, theme.look().accent))
            made.setToolTip(words)
            made.setAccessibleName(words)

    def print_list(self) -> None:
        sending.print_sheet(self, sending.sheet_of(self._desk, self._title(), self._rows()))

    def ask_where(self) -> None:
        """The file for an SMS provider, once somebody has said where it goes."""
        path = sending.ask_where(self, _("For an SMS provider"))
        if path is not None:
            self.send_to(path)

    def send_to(self, path: Path) -> None:
        """Write the open lines for an SMS provider; each is a touch."""
        request = new_request()
        self.approval.ask(Right.EXPORT, request, partial(self._send_to, path, request))

    def _send_to(self, path: Path, request: str, by: Staff) -> None:
        try:
            sent = sending.send(self._desk, path, self._rows(), by=by, request=request)
        except ShopError as problem:
            self.refused.emit(problem)
            return
        self.told.emit(
            _("{n} messages are in {path}; {m} members were left out.").format(
                n=formats.count_text(sent.written), path=path, m=formats.count_text(sent.left_out)
            )
        )

"""The line that says which receipts wait for the printer, and why."""

from shopfans.texts import _, ngettext
from ui.counter.notice import Notice
from ui.desk import Desk


class Held(Notice):
    """There while something waits; the counter goes on as if it were not."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self._try_again, self._drop_all)
        self.setProperty("across", True)
        inside = self.layout()
        assert inside is not None
        inside.setContentsMargins(24, 4, 16, 4)
        self._desk = desk
        desk.spool.changed.connect(self.retranslate)
        desk.spool.held.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        waiting = self._desk.spool.waiting
        if not waiting:
            self.hide()
            return
        count = ngettext(
            "{n} receipt waits to be printed.", "{n} receipts wait to be printed.", len(waiting)
        ).format(n=len(waiting))
        self.say(
            f"{self._desk.words(waiting[-1].problem)} {count}",
            tone="warn",
            icon="printer",
            first=_("Print now"),
            second=_("Leave it"),
        )
        self.first.setEnabled(True)

    def _try_again(self) -> None:
        self.first.setEnabled(False)
        self._desk.spool.try_again()

    def _drop_all(self) -> None:
        for waiting in self._desk.spool.waiting:
            self._desk.spool.drop(waiting)

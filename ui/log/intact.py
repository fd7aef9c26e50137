"""Whether the books are as they were written, from the first line to the last."""

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.chain import Chain
from shopfans.domain.errors import ShopError
from shopfans.services.books import tampering
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text
from shopfans.texts.trails import broken_text
from ui import theme
from ui.desk import Desk
from ui.widgets.pieces import button, label, row, set_tone
from ui.widgets.working import Working

MOST_SHOWN = 8
"""Broken places that are named; there may be more."""


class IntactPanel(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._chain: Chain | None = None
        self.heading, self.words = label("heading"), label("muted", wraps=True)
        self.said = label("said", wraps=True)
        self.check = button("", self._check, takes_focus=True)
        self.working = Working()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 14)
        inside.setSpacing(8)
        inside.addLayout(row(self.heading, None, self.check))
        for part in (self.words, self.working, self.said):
            inside.addWidget(part)
        self.said.hide()
        self.working.finished.connect(self._show)
        self.working.refused.connect(self._refuse)

    def retranslate(self) -> None:
        self.heading.setText(_("Are the books intact?"))
        self.words.setText(
            _("Each line carries a seal made of all before it: a change with another tool shows.")
        )
        self.check.setText(_("Check now"))
        self.check.setIcon(theme.icon("shield-check"))
        self.working.retranslate()
        if self._chain is not None:
            self._show(self._chain)

    def _check(self) -> None:
        self.said.hide()
        work = partial(tampering.check, self._desk.shop, by=self._desk.by)
        self.working.start(lambda progress: work(progress=progress), (self.check,))

    def _show(self, chain: Chain) -> None:
        self._chain = chain
        self._say(chain_text(chain), is_bad=bool(chain.broken))

    def _refuse(self, problem: ShopError) -> None:
        self._say(self._desk.words(problem), is_bad=False)

    def _say(self, words: str, *, is_bad: bool) -> None:
        self.said.setText(words)
        set_tone(self.said, "tone", "bad" if is_bad else "")
        self.said.show()


def chain_text(chain: Chain) -> str:
    """What the owner may believe now."""
    if chain.since is None:
        return _("There is nothing to check yet: no points were given, and no day was closed.")
    if not chain.broken:
        return _("Books intact since {day}: {lines} lines and {days} closed days.").format(
            day=day_text(chain.since), lines=count_text(chain.lines), days=count_text(chain.days)
        )
    places = [broken_text(one) for one in chain.broken[:MOST_SHOWN]]
    head = ngettext(
        "{n} place is not as it was written:", "{n} places are not as they were written:",
        len(chain.broken),
    )  # fmt: skip
    return "\n".join((head.format(n=count_text(len(chain.broken))), *places))

"""Who is short of the next tier by little: a word at the counter, and she is there."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.errors import ShopError
from shopfans.services.belonging import tiering
from shopfans.services.belonging.tiering import Near
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text
from shopfans.texts.tiers import amount_text
from ui.background import Job, Progress
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import label, row


class NearlyThere(QFrame):
    """Asked for each time the page is opened: it takes a while in a large shop."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._job: Job | None = None
        self.heading, self.count = label("heading"), label("muted")
        self.model: ListModel[Near] = ListModel(self._columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self._build()

    def retranslate(self) -> None:
        self.heading.setText(_("Nearly there"))
        self.model.retitle(self._columns())
        self.listing.empty.say(
            "users",
            _("Nobody is near"),
            _("Who is short of a tier by a tenth or less stands here."),
        )

    @property
    def is_reading(self) -> bool:
        return self._job is not None

    def ask(self) -> None:
        """Read the list anew, in the background."""
        if self._job is None:
            self._job = Job(partial(_read, self._desk))
            self._job.finished.connect(self._show)
            self._job.refused.connect(self._give_up)
            self._job.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask()

    def _show(self, found: list[Near]) -> None:
        self._job = None
        self.model.show_rows(found)
        words = ngettext("{n} member", "{n} members", len(found))
        self.count.setText(words.format(n=count_text(len(found))) if found else "")

    def _give_up(self, _problem: ShopError) -> None:
        self._job = None

    def _columns(self) -> list[Column[Near]]:
        return [
            Column(_("Name"), lambda one: one.name, stretches=True),
            Column(_("Next tier"), lambda one: one.ahead.tier.name),
            Column(_("Short of it"), self._missing, is_number=True),
        ]

    def _missing(self, one: Near) -> str:
        terms = self._desk.terms
        return amount_text(terms.tiers, one.ahead.missing, terms.currency) if terms.tiers else ""

    def _build(self) -> None:
        self.view.set_widths(200, 140, 160)
        self.view.verticalHeader().setDefaultSectionSize(36)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 10, 18, 12)
        inside.setSpacing(6)
        inside.addLayout(row(self.heading, self.count, None, gap=12))
        inside.addWidget(self.listing, 1)


def _read(desk: Desk, progress: Progress) -> list[Near]:
    return tiering.nearly_there(desk.shop, progress=progress)

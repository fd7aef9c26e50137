"""What each membership brought the shop, beside what it gave away for it."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.services.memberships import weighing
from shopfans.services.memberships.weighing import PlanFigures
from shopfans.texts import _
from shopfans.texts.formats import count_text, number_text
from ui.background import Job, Progress
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import label, row


class PlanTable(QFrame):
    """Asked for each time the page is opened: it takes a while where many were sold."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._job: Job | None = None
        self._is_stale = False
        self.heading, self.words = label("heading"), label("small")
        self.model: ListModel[PlanFigures] = ListModel(self._columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self._build()

    def retranslate(self) -> None:
        self.heading.setText(_("Is it worth it for the shop"))
        self.words.setText(_("Points that came on top are not counted."))
        self.model.retitle(self._columns())
        self.listing.empty.say(
            "identification-card",
            _("None sold yet"),
            _("What each membership brought and what it gave away will stand here."),
        )

    @property
    def is_reading(self) -> bool:
        return self._job is not None

    def ask(self) -> None:
        """Read the figures anew, in the background; once more, if they are being read now."""
        self._is_stale = self._job is not None
        if self._job is None:
            self._job = Job(partial(_read, self._desk))
            self._job.finished.connect(self._show)
            self._job.refused.connect(self._give_up)
            self._job.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask()

    def _show(self, found: list[PlanFigures]) -> None:
        self.model.show_rows(found)
        self._end()

    def _give_up(self, _problem: ShopError) -> None:
        self._end()

    def _end(self) -> None:
        self._job = None
        if self._is_stale:
            self.ask()

    def _columns(self) -> list[Column[PlanFigures]]:
        def money(amount: Money) -> str:
            return number_text(amount, self._desk.terms.currency)

        return [
            Column(_("Membership"), lambda one: one.name, stretches=True),
            Column(_("Sold"), lambda one: count_text(one.sold), is_number=True),
            Column(_("Running"), lambda one: count_text(one.running), is_number=True),
            Column(_("Fees"), lambda one: money(one.fees), is_number=True),
            Column(_("Earned by today"), lambda one: money(one.earned), is_number=True),
            Column(_("Discounts given"), lambda one: money(one.off), is_number=True),
            Column(_("Coupons used"), lambda one: money(one.coupons_off), is_number=True),
            Column(_("Left of it"), lambda one: money(one.earned - one.given), is_number=True),
        ]

    def _build(self) -> None:
        self.view.set_widths(180, 80, 90, 120, 130, 130, 120, 120)
        self.view.verticalHeader().setDefaultSectionSize(36)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 10, 18, 12)
        inside.setSpacing(6)
        inside.addLayout(row(self.heading, self.words, None, gap=12))
        inside.addWidget(self.listing, 1)


def _read(desk: Desk, _progress: Progress) -> list[PlanFigures]:
    return weighing.plan_figures(desk.shop)

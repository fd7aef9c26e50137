"""What each membership brought the shop, beside what it gave away for it."""

from functools import partial

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.topics import Topic
from shopfans.services.memberships import weighing
from shopfans.services.memberships.weighing import PlanFigures
from shopfans.texts import _
from shopfans.texts.formats import count_text, number_text
from ui.background import Progress
from ui.desk import Desk
from ui.table import Column
from ui.widgets.asked_list import AskedList


class PlanTable(AskedList[PlanFigures]):
    topics = frozenset({Topic.SALES, Topic.MEMBERS, Topic.COUPONS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _columns(desk),
            partial(_read, desk.shop),
            widths=(180, 80, 90, 120, 130, 130, 120, 120),
            words="small",
        )
        self._desk = desk

    def refresh(self) -> None:
        self.ask()

    def retranslate(self) -> None:
        self.heading.setText(_("Is it worth it for the shop"))
        self.words.setText(_("Points that came on top are not counted."))
        self.model.retitle(_columns(self._desk))
        self.listing.empty.say(
            "identification-card",
            _("None sold yet"),
            _("What each membership brought and what it gave away will stand here."),
        )


def _columns(desk: Desk) -> list[Column[PlanFigures]]:
    def money(amount: Money) -> str:
        return number_text(amount, desk.terms.currency)

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


def _read(shop: Shop, _progress: Progress) -> list[PlanFigures]:
    return weighing.plan_figures(shop)

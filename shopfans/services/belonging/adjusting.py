"""Points given or taken by hand: rare, the owner's alone, and never without a reason."""

from shopfans.database import ledger, ledger_lots
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.contacts import local_number, masked
from shopfans.domain.errors import NumberOutOfRange
from shopfans.domain.kinds import Act, Unit
from shopfans.domain.points import Points
from shopfans.domain.receipts import PointsPaper
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.members.records import live_member

MOST = 1_000_000
"""Points at a time."""


def adjust_points(shop: Shop, *, by: Staff, member: int, change: int, request: str) -> PointsPaper:
    """Give or take so many points, for the reason of the operator's leave; returns the slip.

    Points given last as earned ones do. Raises NotEnoughPoints, NumberOutOfRange, UnknownMember or
    MemberErased.
    """
    require(by, Right.ADJUST)
    if not change or abs(change) > MOST:
        raise NumberOutOfRange(-MOST, MOST)
    terms = settings.load(shop)
    with shop.changing(Topic.POINTS, Topic.MEMBERS):
        asked = (member, change)
        done = begin(shop, Act.ADJUST, terms=terms, by=by, request=request, asked=asked)
        her, lapses = live_member(member), terms.points_lapse(done.day)
        if done.is_new:
            ledger.bring_up_to_date(done, member, Unit.POINTS)
            ledger.adjust(done, member, Unit.POINTS, change, lapses=lapses)
        return PointsPaper(
            terms.shop_name, terms.zone, done.at, by.name, her.name,
            masked(local_number(her.phone or "", terms.region)), Points(change),
            Points(ledger_lots.balance(member, Unit.POINTS)), lapses if change > 0 else None,
        )  # fmt: skip

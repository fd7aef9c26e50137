"""A guest of the demo salon is served: she joins, buys, pays ahead, and uses what she has."""

from shopfans.domain.bill import quote
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Right
from shopfans.domain.sales import Line, Quote, Tender
from shopfans.services import settings
from shopfans.services.coupons.couponing import CouponHeld
from shopfans.services.demo.people import Person
from shopfans.services.demo.salon import menu
from shopfans.services.demo.salon.desk import Desk
from shopfans.services.members import enrolling, finding
from shopfans.services.members.enrolling import Applicant
from shopfans.services.members.finding import MemberCard
from shopfans.services.memberships import benefits, usage
from shopfans.services.memberships import selling as plans
from shopfans.services.prepaid import prepaying
from shopfans.services.sales import refunding, selling
from shopfans.services.sessions import held, offering, using
from shopfans.services.sessions import selling as cards

_SPENDS_FROM = 500
"""Points; what she spends of them is a multiple of a hundred."""


def join(desk: Desk, person: Person, brought_by: int | None) -> int:
    """She signs up at the counter."""
    applicant = Applicant(
        person.name, f"+86{person.number}", person.birthday,
        wants_messages=desk.happens(0.6), brought_by=brought_by,
    )  # fmt: skip
    return enrolling.enroll(desk.shop, by=desk.by, applicant=applicant, request=desk.request())


def visit(desk: Desk, member: int) -> int | None:
    """She comes; returns the sale, if it was one and stands."""
    benefits.touch(desk.shop, member)
    _pay_ahead(desk, member)
    desk.pass_time()
    usable = held.usable(desk.shop, member)
    if usable and desk.happens(0.7):
        _use(desk, desk.random.choice(usable))
        return None
    return buy(desk, member)


def buy(desk: Desk, member: int | None) -> int | None:
    """A sale; returns it unless it was rung wrongly and is void."""
    her = None if member is None else finding.card(desk.shop, member)
    lines = desk.lines()
    coupons, spend, due = _due(desk, her, lines)
    stored = min(her.stored.both, due) if her else Money()
    payments = desk.tenders(due - stored)
    if stored:
        payments[Tender.STORED_VALUE] = stored
    receipt = selling.record_sale(
        desk.shop, by=desk.by, request=desk.request(), lines=lines, payments=payments,
        received=desk.handed(payments), member=member, coupons=coupons, spend=spend,
        last_digits=her.phone[-4:] if her else "",
    )  # fmt: skip
    if not desk.happens(0.02):
        return receipt.sale
    desk.pass_time()
    request = desk.request()
    by = desk.owner_for(Right.REFUND_MUCH, menu.RUNG_TWICE, request)
    refunding.void_sale(desk.shop, by=by, sale=receipt.sale, request=request)
    return None


def _due(
    desk: Desk, her: MemberCard | None, lines: list[Line]
) -> tuple[tuple[str, ...], Points, Money]:
    """A coupon of hers that is good here, some of her points, and what is left to pay."""
    coupons = her.coupons if her else ()
    fitting = [one for one in coupons if _quoted(desk, her, lines, [one]) is not None]
    used = fitting[:1] if desk.happens(0.8) else []
    codes, found = tuple(one.code for one in used), _quoted(desk, her, lines, used)
    assert found is not None
    if her is not None and her.points >= _SPENDS_FROM and desk.happens(0.4):
        points = Points(her.points // 100 * 100)
        reduced = _quoted(desk, her, lines, used, points)
        if reduced is not None:
            return codes, points, reduced.due
    return codes, Points(0), found.due


def _quoted(
    desk: Desk, her: MemberCard | None, lines: list[Line], coupons: list[CouponHeld],
    spend: Points = Points(0),
) -> Quote | None:  # fmt: skip
    """None where these do not go together."""
    try:
        return quote(
            lines, desk.terms, settings.today(desk.shop), buyer=her.buyer if her else None,
            coupons=[one.held for one in coupons], spend=spend,
        )  # fmt: skip
    except ShopError:
        return None


def _pay_ahead(desk: Desk, member: int) -> None:
    """Now and then she tops up, takes a card, or becomes a member."""
    if desk.happens(0.12):
        _top_up(desk, member)
    if desk.happens(0.1) and not held.usable(desk.shop, member):
        _take_card(desk, member)
    has = usage.current(desk.shop, member)
    is_ending = has is not None and (has.until - settings.today(desk.shop)).days < 30
    if desk.happens(0.7 if is_ending else 0.06 if has is None else 0):
        _take_plan(desk, member)


def _top_up(desk: Desk, member: int) -> None:
    amount = Money(100 * desk.random.choice((300, 500, 500, 1_000, 1_000, 2_000)))
    payments = desk.tenders(amount)
    made = prepaying.top_up(
        desk.shop, by=desk.by, request=desk.request(), member=member, payments=payments,
        received=desk.handed(payments),
    )  # fmt: skip
    if desk.happens(0.08):
        prepaying.void(desk.shop, by=desk.by, top_up=made.id, request=desk.request())
    desk.pass_time()


def _take_card(desk: Desk, member: int) -> None:
    kind = desk.random.choice(offering.on_sale(desk.shop))
    payments = desk.tenders(kind.terms.price)
    sold = cards.sell(
        desk.shop, by=desk.by, request=desk.request(), member=member, kind=kind.id,
        payments=payments, received=desk.handed(payments),
    )  # fmt: skip
    if desk.happens(0.08):
        cards.void(desk.shop, by=desk.by, prepayment=sold.id, request=desk.request())
    desk.pass_time()


def _take_plan(desk: Desk, member: int) -> None:
    offered = desk.random.choice(plans.offers(desk.shop, member=member))
    payments = desk.tenders(offered.plan.price)
    sold = plans.sell(
        desk.shop, by=desk.by, request=desk.request(), member=member, plan=offered.plan.key,
        payments=payments, received=desk.handed(payments),
    )  # fmt: skip
    if desk.happens(0.08):
        plans.void(desk.shop, by=desk.by, prepayment=sold.id, request=desk.request())
    desk.pass_time()


def _use(desk: Desk, card: held.CardHeld) -> None:
    """A session of it; a wrong click comes back."""
    part = desk.random.choice([one for one in card.parts if one.stands.left])
    note = desk.random.choice(menu.NOTES).spoken if desk.happens(0.2) else ""
    server = desk.by.id
    for is_wrong in (True, False) if desk.happens(0.08) else (False,):
        used = using.use(
            desk.shop, by=desk.by, request=desk.request(), part=part.id, served_by=server,
            note=note,
        )  # fmt: skip
        if is_wrong:
            using.undo(desk.shop, by=desk.by, use=used.id, request=desk.request())

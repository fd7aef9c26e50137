"""Is it worth it: for a guest before she pays, and for the shop."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain import earning_rule, rolling_year, worth
from shopfans.domain.coupon_discounts import Item
from shopfans.domain.memberships import Run
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.sales import STANDING
from shopfans.domain.terms import Terms
from shopfans.domain.worth import Guest, Visit, Worth
from shopfans.services import settings
from shopfans.services.coupons import couponing
from shopfans.services.members import finding
from shopfans.services.memberships import held, usage


class PlanFigures(NamedTuple):
    """What a plan brought the shop, and what it gave away for it."""

    key: int
    name: str
    """As it was sold last."""
    sold: int
    running: int
    """Members who have it today."""
    fees: Money
    """Received, less what went back."""
    earned: Money
    """Of them, by today."""
    off: Money
    """Its standing discount."""
    coupons_off: Money

    @property
    def given(self) -> Money:
        return self.off + self.coupons_off


def worth_to(shop: Shop, *, member: int) -> dict[int, Worth]:
    """What each plan on sale would have saved her in the last twelve months beyond what her tier,
    or a membership she has, saved her anyway; by its key.

    Raises UnknownMember or MemberErased.
    """
    terms = settings.load(shop)
    if not terms.plans:
        return {}
    with shop.reading():
        today = settings.today(shop)
        run = Run(rolling_year.year_before(today) + timedelta(days=1), today)
        visits, guest = _visits(shop, member, run), _guest(shop, terms, member)
        templates = {
            template: couponing.terms_of(template)
            for plan in terms.plans
            for template in plan.templates
        }
        return {
            plan.key: worth.worth(plan, visits, run, templates, terms.point_value, guest)
            for plan in terms.plans
        }


def plan_figures(shop: Shop) -> list[PlanFigures]:
    """Of every plan that was ever sold, the oldest first."""
    with shop.reading():
        today = settings.today(shop)
        members = shop.rows("SELECT DISTINCT member_id FROM membership ORDER BY member_id")
        by_plan: dict[int, list[held.Held]] = defaultdict(list)
        for (member,) in members:
            for one in held.of_member(member):
                by_plan[one.plan.key].append(one)
        return [_figures(key, some, today) for key, some in sorted(by_plan.items())]


def _figures(key: int, some: list[held.Held], today: date) -> PlanFigures:
    last = max(some, key=lambda one: one.id)
    used = [usage.of(one) for one in some]
    return PlanFigures(
        key,
        last.plan.name,
        len(some),
        sum(one.run.holds_on(today) for one in some),
        Money.total(one.fee - (one.returned or Money()) for one in some),
        Money.total(one.earned(today) for one in some),
        Money.total(one.off for one in used),
        Money.total(one.coupons_off for one in used),
    )


def _guest(shop: Shop, terms: Terms, member: int) -> Guest:
    """What she gets anyway is no saving."""
    card = finding.card(shop, member)
    tier, multiplier = card.buyer.tier, card.buyer.multiplier
    has_gift = terms.birthday_template is not None or (tier is not None and tier.birthday)
    return Guest(
        None if has_gift else card.birthday,
        multiplier.percent if multiplier else earning_rule.WHOLE,
        terms.birthday_ahead,
    )


def _visits(shop: Shop, member: int, run: Run) -> list[Visit]:
    days = (run.starts.isoformat(), run.ends.isoformat())
    items: dict[int, list[Item]] = defaultdict(list)
    for sale, good, category, quantity, paid in shop.rows(_LINES, member, *days):
        items[sale].append(Item(Money(paid), quantity, good, category))
    return [
        _visit(tuple(items[sale]), *rest)
        for sale, *rest in shop.rows(_SALES, member, *days)
        if sale in items
    ]


def _visit(items: tuple[Item, ...], day: str, off: int, *rest: Any) -> Visit:
    has_coupon, bars, earned = rest
    return Visit(
        date.fromisoformat(day), items, Money(off), bool(has_coupon), bool(bars), Points(earned)
    )


_KINDS = ", ".join(f"'{kind.value}'" for kind in STANDING)

_LINES = """
    SELECT sale, good_id, category, pieces, paid FROM (
        SELECT s.id AS sale, l.position, l.good_id, l.category,
               l.quantity + COALESCE(SUM(r.quantity), 0) AS pieces,
               l.paid + COALESCE(SUM(r.paid), 0) AS paid
        FROM sale s CROSS JOIN sale_line l ON l.sale_id = s.id
        LEFT JOIN sale v ON v.reverses_id = s.id
        LEFT JOIN sale_line r ON r.sale_id = v.id AND r.position = l.position
        WHERE s.member_id = ? AND s.day BETWEEN ? AND ? AND s.reverses_id IS NULL
        GROUP BY s.id, l.position)
    WHERE pieces > 0 AND paid > 0 ORDER BY sale, position"""

_SALES = f"""
    SELECT s.id, s.day,
           (SELECT COALESCE(SUM(d.amount), 0) FROM sale x JOIN sale_discount d ON d.sale_id = x.id
            WHERE (x.id = s.id OR x.reverses_id = s.id) AND d.kind IN ({_KINDS})),
           EXISTS (SELECT 1 FROM sale_discount WHERE sale_id = s.id AND coupon_id IS NOT NULL),
           EXISTS (SELECT 1 FROM sale_discount d JOIN coupon c ON c.id = d.coupon_id
                   JOIN coupon_template t ON t.id = c.template_id
                   WHERE d.sale_id = s.id AND NOT json_extract(t.terms, '$.with_tier')),
           (SELECT COALESCE(SUM(l.earned), 0) FROM sale x JOIN sale_line l ON l.sale_id = x.id
            WHERE x.id = s.id OR x.reverses_id = s.id)
    FROM sale s WHERE s.member_id = ? AND s.day BETWEEN ? AND ? AND s.reverses_id IS NULL
    ORDER BY s.day, s.id"""

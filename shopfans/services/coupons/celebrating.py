"""Coupons that come by the owner's rules: at joining, at the birthday, on reaching a tier."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import Done, begin, is_known, new_request
from shopfans.database.shop import Shop
from shopfans.domain import coupon_terms
from shopfans.domain.birthdays import Birthday, kept_on, next_birthday, year_kept
from shopfans.domain.errors import CouponLapsed, CouponsStopped
from shopfans.domain.kinds import Act
from shopfans.domain.roles import SYSTEM
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.coupons import couponing, issuing
from shopfans.services.memberships import held

_Due = tuple[int, str | None]
"""A member, and what she gets a coupon for once only."""


def welcome(done: Done, terms: Terms, member: int, birthday: Birthday | None) -> None:
    """What a newcomer gets, as part of the command that enrolls her; her birthday's coupon too, if
    it is near."""
    if terms.welcome_template is not None:
        give(done, terms.welcome_template, [(member, None)])
    if terms.birthday_template is not None and birthday is not None and done.is_on_known_day:
        kept = next_birthday(birthday, done.day)
        if kept <= done.day + timedelta(days=terms.birthday_ahead):
            give(done, terms.birthday_template, [(member, _occasion(birthday, kept))])


def issue_birthdays(shop: Shop) -> int:
    """Give each member whose birthday is near its coupon, once for each birthday; returns how many
    that were.

    On a day that is not known nobody gets any: who waits is given hers once it is.
    """
    terms, today = settings.load(shop), settings.today(shop)
    with shop.reading():
        if not is_known(shop) or not any(_due_by_template(terms, today).values()):
            return 0
    with shop.changing(Topic.COUPONS):
        request = new_request()  # that each gets one is seen to by the index of occasions
        done = begin(shop, Act.BIRTHDAYS, terms=terms, by=SYSTEM, request=request, asked=today)
        due = _due_by_template(terms, today)
        return sum(give(done, template, some) for template, some in due.items())


def _due_by_template(terms: Terms, day: date) -> dict[int, list[_Due]]:
    """Who can get which coupon today for a birthday: that of her membership, of her tier, or the
    general one."""
    by_tier = {
        tier.key: tier.birthday
        for tier in (terms.tiers.tiers if terms.tiers else ())
        if tier.birthday is not None
    }
    by_plan = _of_plans(day)
    found: dict[int, list[_Due]] = {}
    for template in {*by_tier.values(), *by_plan, terms.birthday_template} - {None}:
        assert template is not None
        keys = [key for key, of_it in by_tier.items() if of_it == template]
        if template == terms.birthday_template:
            whose = f"COALESCE(t.tier, 0) NOT IN ({_listed(set(by_tier) - set(keys))})"
        else:
            whose = f"t.tier IN ({_listed(keys)})"
        if by_plan:
            hers = _OF_HER_PLAN.format(day=day)
            whose = f"({hers} = {template} OR {hers} IS NULL AND {whose})"
        found[template] = _due(template, terms, day, whose)
    return found


def _of_plans(day: date) -> set[int]:
    """The templates of the memberships that hold today."""
    rows = OPEN_SHOP.execute_sql(
        "SELECT DISTINCT json_extract(plan, '$.birthday') FROM membership "
        "WHERE starts <= ?1 AND ends >= ?1",
        (day.isoformat(),),
    )
    return {template for (template,) in rows if template is not None}


def _listed(keys: Iterable[int]) -> str:
    return ", ".join(map(str, keys))


def _due(template: int, terms: Terms, day: date, whose: str) -> list[_Due]:
    """Who of these can get a coupon today for a birthday from now to so many days ahead."""
    kept = [day + timedelta(days=ahead) for ahead in range(terms.birthday_ahead + 1)]
    born = ", ".join(
        f"({born.month}, {born.day}, {born.lunar:d}, {born.leap:d}, '{_occasion(born, on)}')"
        for on in kept
        for born in kept_on(on)
    )
    rows = OPEN_SHOP.execute_sql(
        f"WITH born (month, day, lunar, leap, occasion) AS (VALUES {born}) "
        "SELECT m.id, b.occasion FROM born b "
        "JOIN member m ON m.birth_month = b.month AND m.birth_day = b.day "
        "AND m.birth_lunar = b.lunar AND m.birth_leap = b.leap "
        "LEFT JOIN tier_standing t ON t.member_id = m.id "
        f"WHERE m.erased = 0 AND {whose} AND NOT EXISTS (SELECT 1 FROM coupon c "
        "WHERE c.member_id = m.id AND c.occasion = b.occasion)"
    )
    return _givable(template, day, list(rows))


def _givable(template: int, day: date, due: Sequence[_Due]) -> list[_Due]:
    """Those the template still has coupons for: a rule never stands in the way of anything."""
    try:
        terms = issuing.issuable(template)
        coupon_terms.validity(terms, day)
    except (CouponsStopped, CouponLapsed):
        return []
    enough = issuing.has_enough(template, terms, [member for member, _occasion in due])
    return [one for one in due if one[0] not in enough][: issuing.left_of(template, terms)]


def give(done: Done, template: int, due: Sequence[_Due]) -> int:
    """A coupon for each of these, as far as the template still has any; returns how many."""
    given = _givable(template, done.day, due)
    for member, occasion in given:
        couponing.issue(done, template, member, occasion=occasion)
    return len(given)


def _occasion(birthday: Birthday, kept: date) -> str:
    return f"birthday {year_kept(birthday, kept)}"


_OF_HER_PLAN = f"""(
    SELECT MAX(json_extract(h.plan, '$.birthday')) FROM membership h
    LEFT JOIN membership_end x ON x.membership_id = h.id
    WHERE h.member_id = m.id AND h.starts <= '{{day}}' AND COALESCE(x.last, h.ends) >= '{{day}}'
      AND {held.stands("h")})"""
"""The template of the membership of member `m`; NULL if she has none that gives one."""

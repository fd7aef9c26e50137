"""Coupon templates: what the shop's coupons give, and how many of each went out."""

from dataclasses import replace
from typing import NamedTuple

from shopfans.database.models import Coupon, CouponTemplate
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain import coupon_terms
from shopfans.domain.contacts import tidy_name
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings, stored


class TemplateRow(NamedTuple):
    """A template and what became of its coupons."""

    id: int
    name: str
    terms: CouponTerms
    active: bool
    """False: none is issued any more; those in hand are honoured."""
    issued: int
    used: int
    in_hand: int
    """They can be used still, or once their first day has come."""
    taken_back: int


class TemplateName(NamedTuple):
    id: int
    name: str
    active: bool
    kind: CouponKind


def templates(shop: Shop) -> list[TemplateRow]:
    """Every template, those that are issued first, the newest first of each."""
    with shop.reading():
        return [
            TemplateRow(number, name, stored.read(CouponTerms, body), bool(active), *counts)
            for number, name, body, active, *counts in shop.rows(
                _TEMPLATES, settings.today(shop).isoformat()
            )
        ]


def names(shop: Shop) -> list[TemplateName]:
    """Every template by its name alone, as templates has them; this counts nothing."""
    with shop.reading():
        return [
            TemplateName(number, name, bool(active), CouponKind(kind))
            for number, name, active, kind in shop.rows(
                "SELECT id, name, active, json_extract(terms, '$.kind') FROM coupon_template "
                "ORDER BY active DESC, id DESC"
            )
        ]


def names_of_goods(shop: Shop) -> dict[int, str]:
    """Of all goods that terms may name, those off sale too."""
    with shop.reading():
        return dict(shop.rows("SELECT id, name FROM good"))


def add_template(shop: Shop, *, by: Staff, name: str, terms: CouponTerms, request: str) -> int:
    """A new template. Raises NameMissing, NameTooLong or what coupon_terms.check raises."""
    require(by, Right.KEEP_COUPONS)
    name = tidy_name(name)
    coupon_terms.check(terms)
    with shop.changing(Topic.COUPONS):
        done = _begin(shop, by, request, (name, terms))
        return _write(name, terms) if done.is_new else _written(name, terms)


def change_template(
    shop: Shop, *, by: Staff, template: int, name: str, terms: CouponTerms, request: str
) -> int:
    """The template with other words or terms; if coupons were issued by the old one, it is another
    one from now on, and the old one is stopped.

    Welcome and birthday coupons, tiers and the plans on sale follow it. Raises what add_template
    raises.
    """
    require(by, Right.KEEP_COUPONS)
    name = tidy_name(name)
    coupon_terms.check(terms)
    with shop.changing(Topic.COUPONS, Topic.TERMS):
        done = _begin(shop, by, request, (template, name, terms))
        if not done.is_new:
            return _written(name, terms)
        if not Coupon.select().where(Coupon.template == template).exists():
            CouponTemplate.update(name=name, terms=stored.text(terms)).where(
                CouponTemplate.id == template
            ).execute()
            return template
        new = _write(name, terms)
        _set_active(template, is_active=False)
        _follow(done, settings.load(shop), template, new)
        return new


def stop_issuing(shop: Shop, *, by: Staff, template: int, request: str) -> None:
    """No more coupons of it, by hand or by rule; those in hand are honoured."""
    _switch(shop, by, template, request, is_active=False)


def resume_issuing(shop: Shop, *, by: Staff, template: int, request: str) -> None:
    _switch(shop, by, template, request, is_active=True)


def _switch(shop: Shop, by: Staff, template: int, request: str, *, is_active: bool) -> None:
    require(by, Right.KEEP_COUPONS)
    with shop.changing(Topic.COUPONS):
        if _begin(shop, by, request, (template, is_active)).is_new:
            _set_active(template, is_active=is_active)


def _begin(shop: Shop, by: Staff, request: str, asked: object) -> Done:
    terms = settings.load(shop)
    return begin(shop, Act.KEEP_COUPONS, terms=terms, by=by, request=request, asked=asked)


def _write(name: str, terms: CouponTerms) -> int:
    return int(CouponTemplate.insert(name=name, terms=stored.text(terms)).execute())


def _written(name: str, terms: CouponTerms) -> int:
    """The newest one of these words: what the first try of a request made."""
    query = (
        CouponTemplate.select(CouponTemplate.id)
        .where((CouponTemplate.name == name) & (CouponTemplate.terms == stored.text(terms)))
        .order_by(CouponTemplate.id.desc())
    )
    return int(query.scalar())


def _set_active(template: int, *, is_active: bool) -> None:
    CouponTemplate.update(active=is_active).where(CouponTemplate.id == template).execute()


def _follow(done: Done, terms: Terms, old: int, new: int) -> None:
    def now(template: int | None) -> int | None:
        return new if template == old else template

    rule = terms.tiers
    if rule is not None:
        tiers = (one._replace(gift=now(one.gift), birthday=now(one.birthday)) for one in rule.tiers)
        rule = replace(rule, tiers=tuple(tiers))
    moved = replace(
        terms,
        welcome_template=now(terms.welcome_template),
        birthday_template=now(terms.birthday_template),
        tiers=rule,
        plans=tuple(
            plan._replace(
                first=now(plan.first),
                monthly=now(plan.monthly),
                item=now(plan.item),
                birthday=now(plan.birthday),
            )
            for plan in terms.plans
        ),
    )
    if moved != terms:
        settings.write(done, moved)


_TEMPLATES = """
    SELECT t.id, t.name, t.terms, t.active, COUNT(c.id), COUNT(c.used_by_id),
           COALESCE(SUM(c.used_by_id IS NULL AND c.withdrawn_id IS NULL AND c.lapses >= ?), 0),
           COUNT(c.withdrawn_id)
    FROM coupon_template t LEFT JOIN coupon c ON c.template_id = t.id
    GROUP BY t.id ORDER BY t.active DESC, t.id DESC"""

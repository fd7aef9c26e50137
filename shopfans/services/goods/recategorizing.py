"""A category under another name, and everything that names it with it."""

from dataclasses import replace

from shopfans.database.models import CouponTemplate, Good, ParkedSale, SessionKindPart
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain import goods as rules
from shopfans.domain.coupon_terms import CouponTerms
from shopfans.domain.earning_rule import CategoryRate
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings, stored
from shopfans.services.sales.parking import Parked


def rename_category(shop: Shop, *, by: Staff, name: str, to: str, request: str) -> int:
    """All goods of a category, also those off sale, in one of this name; returns how many.

    Earning rules, the stamp card, coupons, session cards on sale and baskets put aside go on
    meaning the same goods; past sales and cards that were sold keep the name they had. Without a
    new name the category is no more, and what named it names nothing. Raises NameTooLong.
    """
    require(by, Right.KEEP_GOODS)
    to, terms = rules.tidy_category(to), settings.load(shop)
    with shop.changing(Topic.GOODS, Topic.TERMS, Topic.COUPONS, Topic.CARDS, Topic.PARKED):
        done = begin(
            shop, Act.KEEP_GOODS, terms=terms, by=by, request=request, asked=("category", name, to)
        )
        if not done.is_new:
            return 0
        if name and to and (followed := _followed(terms, name, to)) != terms:
            settings.write(done, followed)
        if name and to:
            _carry_to_coupons(shop, name, to)
            _carry_to_cards(name, to)
            _carry_to_parked(shop, name, to)
        return int(Good.update(category=to).where(Good.category == name).execute())


def _followed(terms: Terms, name: str, to: str) -> Terms:
    rates, stamps = terms.earning.by_category, terms.stamps
    earning = replace(terms.earning, by_category=_rates(rates, name, to))
    if stamps is not None:
        stamps = replace(stamps, categories=rules.renamed(stamps.categories, name, to))
    return replace(terms, earning=earning, stamps=stamps)


def _rates(rates: tuple[CategoryRate, ...], name: str, to: str) -> tuple[CategoryRate, ...]:
    """Goods that join a category earn as it does."""
    joins = any(rate.category == to for rate in rates)
    return tuple(
        rate._replace(category=to) if rate.category == name else rate
        for rate in rates
        if not (joins and rate.category == name)
    )


def _carry_to_coupons(shop: Shop, name: str, to: str) -> None:
    """The terms of a coupon never change, and its goods do not: only what they are called."""
    for template, body in shop.rows("SELECT id, terms FROM coupon_template"):
        terms = stored.read(CouponTerms, body)
        if name in terms.categories:
            kept = replace(terms, categories=rules.renamed(terms.categories, name, to))
            CouponTemplate.update(terms=stored.text(kept)).where(
                CouponTemplate.id == template
            ).execute()


def _carry_to_cards(name: str, to: str) -> None:
    """A service that is called as its category is called as that still."""
    parts = SessionKindPart.category == name
    SessionKindPart.update(name=to).where(parts & (SessionKindPart.name == name)).execute()
    SessionKindPart.update(category=to).where(parts).execute()


def _carry_to_parked(shop: Shop, name: str, to: str) -> None:
    for parked, body in shop.rows("SELECT id, body FROM parked_sale"):
        basket = stored.read(Parked, body)
        lines = tuple(
            line._replace(category=to) if line.category == name else line for line in basket.lines
        )
        if lines != basket.lines:
            ParkedSale.update(body=stored.text(replace(basket, lines=lines))).where(
                ParkedSale.id == parked
            ).execute()

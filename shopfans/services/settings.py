"""The owner's choices, kept in every version they ever had."""

from dataclasses import fields, replace
from datetime import date
from functools import lru_cache

from shopfans.database.closed_days import open_day
from shopfans.database.models import TermsVersion
from shopfans.database.operations import Done, begin, note
from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act
from shopfans.domain.periods import business_day
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.terms import Terms, check
from shopfans.domain.topics import Topic
from shopfans.services import stored


def load(shop: Shop) -> Terms:
    """The terms in force."""
    with shop.reading():
        return from_text(shop.rows("SELECT body FROM terms ORDER BY id DESC LIMIT 1")[0][0])


def as_of(shop: Shop, day: date) -> Terms:
    """The terms in force when that business day ended; before the first day, those of the first."""
    with shop.reading():
        [(body,)] = shop.rows(
            "SELECT body FROM terms t JOIN operation o ON o.id = t.operation_id "
            "ORDER BY o.day > ?, CASE WHEN o.day <= ? THEN -t.id ELSE t.id END LIMIT 1",
            day.isoformat(),
            day.isoformat(),
        )
        return from_text(body)


def save(shop: Shop, *, by: Staff, terms: Terms, request: str) -> None:
    """New terms, from now on; what was granted under the old ones keeps them.

    The tiers stay as they are: services.belonging.tiering changes them. Raises UnknownZone, or what
    check raises.
    """
    require(by, Right.SET_TERMS)
    check(terms)
    with shop.changing(Topic.TERMS):
        done = begin(shop, Act.SET_TERMS, terms=terms, by=by, request=request, asked=terms)
        if done.is_new:
            before = load(shop)
            write(done, replace(terms, tiers=before.tiers))
            changed = [
                one.name
                for one in fields(Terms)
                if one.name != "tiers" and getattr(terms, one.name) != getattr(before, one.name)
            ]
            note(done, said={"changed": ",".join(changed)})


def today(shop: Shop) -> date:
    """The shop's present business day: once it is closed, the next one."""
    with shop.reading():
        return open_day(clock_day(shop))


def clock_day(shop: Shop) -> date:
    """The business day by the clock alone."""
    terms = load(shop)
    return business_day(shop.now(), terms.zone, terms.day_ends_at)


def write(done: Done, terms: Terms) -> None:
    """Store a version of the terms as part of another command."""
    TermsVersion.insert(operation=done.id, body=stored.text(terms)).execute()


@lru_cache(maxsize=64)
def from_text(body: str) -> Terms:
    """A version of the terms as it was written."""
    terms: Terms = stored.read(Terms, body)
    return terms
